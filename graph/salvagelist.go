package graph

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// This file salvages lists.

// edge decodes a page of a list. What else can stand for it: nothing, an empty
// list, the bare list, and an object without data.
func (s *salvager) edge(v reflect.Value, raw []byte, path string, depth int) bool {
	_, kind, _ := scalar(raw)
	switch {
	case kind == jsonObject:
		return s.members(v, raw, path, depth)
	case kind == jsonArray:
		data, _ := member(v, "data")
		return s.value(data, raw, path, depth+1)
	case isNothing(raw):
		return true
	}
	return s.want(path, raw, "a list")
}

// list decodes element by element; an element of which there is nothing is
// left out.
func (s *salvager) list(v reflect.Value, raw []byte, path string, depth int) bool {
	var elements []json.RawMessage
	switch _, kind, _ := scalar(raw); {
	case kind == jsonArray:
		if err := json.Unmarshal(raw, &elements); err != nil {
			return s.fail(path, raw, err)
		}
		s.elements(v, elements, path, depth)
		return true
	case isNothing(raw):
		return true
	case kind == jsonObject:
		return s.listFromObject(v, raw, path, depth)
	case kind == jsonTrue:
		return s.want(path, raw, "a list")
	}
	return s.single(v, raw, path, depth)
}

func (s *salvager) elements(v reflect.Value, elements []json.RawMessage, path string, depth int) {
	list := reflect.MakeSlice(v.Type(), len(elements), len(elements))
	kept := 0
	for i, text := range elements {
		target := list.Index(kept)
		if s.value(target, text, path+"["+strconv.Itoa(i)+"]", depth+1) {
			kept++
		} else {
			target.SetZero()
		}
	}
	v.Set(list.Slice(0, kept))
}

// listFromObject decodes what stands for a list in an object: {}, a page of a
// list, a count without elements, the elements under their numbers, or the one
// element.
func (s *salvager) listFromObject(v reflect.Value, raw []byte, path string, depth int) bool {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return s.fail(path, raw, err)
	}
	data, isPage := members["data"]
	_, isCount := members["count"]
	switch {
	case len(members) == 0:
		return true
	case isPage:
		return s.value(v, data, join(path, "data"), depth+1)
	case isCount && len(members) == 1:
		return true
	}
	if elements, ok := numbered(members); ok {
		s.elements(v, elements, path, depth)
		return true
	}
	switch elem := v.Type().Elem(); {
	case elem.Kind() == reflect.Struct, elem.Kind() == reflect.Map,
		elem.Kind() == reflect.Pointer && elem.Elem().Kind() == reflect.Struct:
		return s.single(v, raw, path, depth)
	}
	return s.want(path, raw, "a list")
}

// single decodes the one element of a list that came without its brackets.
func (s *salvager) single(v reflect.Value, raw []byte, path string, depth int) bool {
	element := reflect.New(v.Type().Elem()).Elem()
	if !s.value(element, raw, path, depth+1) {
		return false
	}
	v.Set(reflect.Append(v, element))
	return true
}

// numbered returns the members of an object whose names are all numbers, in
// the order of the numbers: PHP writes a list with gaps in this way.
func numbered(members map[string]json.RawMessage) ([]json.RawMessage, bool) {
	at := make(map[int]json.RawMessage, len(members))
	for name, raw := range members {
		i, err := strconv.Atoi(name)
		if err != nil || i < 0 {
			return nil, false
		}
		at[i] = raw
	}
	elements := make([]json.RawMessage, 0, len(at))
	for _, i := range slices.Sorted(maps.Keys(at)) {
		elements = append(elements, at[i])
	}
	return elements, true
}
