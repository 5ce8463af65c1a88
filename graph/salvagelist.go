package graph

import (
	"encoding/json"
	"reflect"
	"strconv"
)

// This file salvages lists.

// edge decodes a page of a list. What else can stand for it: nothing, an empty
// list, the bare list, and an object without data.
func (p *part) edge() bool {
	switch p.kind {
	case jsonObject:
		return p.members()
	case jsonArray:
		if data := member(p.v, "data"); data.IsValid() {
			return p.within(data, p.raw, p.path)
		}
		return p.fail(errNoObject) // a struct with an edge embedded in it
	}
	return p.fail(errNoList)
}

// list decodes element by element; an element of which there is nothing is
// left out.
func (p *part) list() bool {
	switch p.kind {
	case jsonArray:
		return p.elements(elementsOf(p.raw))
	case jsonObject:
		return p.listFromObject()
	case jsonTrue:
		return p.fail(errNoList)
	}
	return p.single()
}

func (p *part) elements(elements []json.RawMessage) bool {
	list := reflect.MakeSlice(p.v.Type(), len(elements), len(elements))
	kept := 0
	for i, raw := range elements {
		element := list.Index(kept)
		if p.within(element, raw, p.path+"["+strconv.Itoa(i)+"]") {
			kept++
		} else {
			element.SetZero()
		}
	}
	p.v.Set(list.Slice(0, kept))
	return true
}

// listFromObject decodes what stands for a list in an object: {}, a page of a
// list, a count without elements, the elements under their numbers, or the one
// element.
func (p *part) listFromObject() bool {
	members := membersOf(p.raw)
	_, isCount := members["count"]
	if len(members) == 0 || isCount && len(members) == 1 {
		return true
	}
	if data, isPage := members["data"]; isPage {
		return p.within(p.v, data, p.pathOf("data"))
	}
	if elements, ok := numbered(members); ok {
		return p.elements(elements)
	}
	switch element := p.v.Type().Elem(); element.Kind() {
	case reflect.Struct, reflect.Map:
		return p.single()
	case reflect.Pointer:
		if element.Elem().Kind() == reflect.Struct {
			return p.single()
		}
	}
	return p.fail(errNoList)
}

// single decodes the one element of a list that came without its brackets.
func (p *part) single() bool {
	element := reflect.New(p.v.Type().Elem()).Elem()
	if !p.within(element, p.raw, p.path) {
		return false
	}
	p.v.Set(reflect.Append(p.v, element))
	return true
}

// maxDigits bounds the name of a numbered member, and with it the work of
// putting them in order.
const maxDigits = 9

// numbered returns the members of an object whose names are all numbers, in
// the order of the numbers: PHP writes a list with gaps in this way.
func numbered(members map[string]json.RawMessage) ([]json.RawMessage, bool) {
	for name := range members {
		if i, err := strconv.Atoi(name); err != nil || i < 0 || len(name) > maxDigits {
			return nil, false
		}
	}
	names := sortedNames(members)
	elements := make([]json.RawMessage, 0, len(names))
	for digits := 1; len(elements) < len(names); digits++ { // the shorter number is the smaller one
		for _, name := range names {
			if len(name) == digits {
				elements = append(elements, members[name])
			}
		}
	}
	return elements, true
}
