package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// This file decodes JSON that encoding/json refused. It walks the JSON with the
// Go type, lets encoding/json decode each part that it can, goes into the parts
// that it cannot, and keeps the path of what remains. For example, with
//
//	{"data": [{"id": 5}, {"id": "6", "tags": {}, "from": "7", "count": [1]}]}
//
// the second element is taken apart, its tags are an empty list, its from is an
// object of which only the id is known, and data[1].count is reported.
//
// It is only reached when something is wrong, so it is made to be simple. Each
// level that is taken apart is read once more, which maxDepth keeps in bounds.

const maxDepth = 64

// salvage decodes raw, which is valid JSON, into target. Whatever it quotes of
// raw goes through redact.
func salvage(raw []byte, target reflect.Value, redact func(string) string) error {
	s := salvager{redact: redact}
	target.SetZero()
	ok := s.value(target, raw, "", 0)
	if len(s.found.Fields) == 0 {
		return nil
	}
	s.found.nothing = !ok
	return &s.found
}

type salvager struct {
	redact func(string) string
	found  DecodeError
}

// fail reports a part and returns false, for "not decoded".
func (s *salvager) fail(path string, raw []byte, err error) bool {
	if len(s.found.Fields) == maxFieldErrors {
		s.found.More++
		return false
	}
	value := excerpt([]byte(s.redact(string(raw))))
	var wrong *mismatch
	if errors.As(err, &wrong) {
		err = &mismatch{want: wrong.want, got: value}
	} else if text := err.Error(); s.redact(text) != text {
		err = errors.New(s.redact(text))
	}
	s.found.Fields = append(s.found.Fields, FieldError{Path: path, Value: value, Err: err})
	return false
}

func (s *salvager) want(path string, raw []byte, want string) bool {
	return s.fail(path, raw, &mismatch{want: want})
}

// value decodes one part, and tells whether there is anything of it.
func (s *salvager) value(v reflect.Value, raw []byte, path string, depth int) bool {
	err := json.Unmarshal(raw, v.Addr().Interface())
	if err == nil {
		return true
	}
	v.SetZero()
	if depth > maxDepth {
		return s.fail(path, raw, errors.New("nested too deeply to be taken apart"))
	}
	switch v.Addr().Interface().(type) {
	case edge:
		return s.edge(v, raw, path, depth)
	case json.Unmarshaler:
		return s.fail(path, raw, err)
	}
	switch v.Kind() {
	case reflect.Pointer:
		return s.pointer(v, raw, path, depth)
	case reflect.Struct:
		return s.object(v, raw, path, depth)
	case reflect.Slice:
		return s.list(v, raw, path, depth)
	case reflect.Map:
		return s.dictionary(v, raw, path, depth)
	case reflect.String:
		return s.text(v, raw, path)
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Float32, reflect.Float64:
		return s.number(v, raw, path)
	}
	return s.fail(path, raw, err)
}

// pointer leaves nil where the API says that there is no object.
func (s *salvager) pointer(v reflect.Value, raw []byte, path string, depth int) bool {
	element := v.Type().Elem()
	if isNothing(raw) && (element.Kind() == reflect.Struct || element.Kind() == reflect.Pointer) {
		return true
	}
	p := reflect.New(element)
	if !s.value(p.Elem(), raw, path, depth+1) {
		return false
	}
	v.Set(p)
	return true
}

// object decodes member by member. What else can stand for an object: nothing,
// an empty list, a list with just the object, an id, and true for success.
func (s *salvager) object(v reflect.Value, raw []byte, path string, depth int) bool {
	_, kind, err := scalar(raw)
	switch {
	case err != nil:
		return s.fail(path, raw, err)
	case kind == jsonObject:
		return s.members(v, raw, path, depth)
	case kind == jsonArray:
		var elements []json.RawMessage
		if json.Unmarshal(raw, &elements) == nil {
			switch len(elements) {
			case 0:
				return true
			case 1:
				return s.value(v, elements[0], path+"[0]", depth+1)
			}
		}
	case kind == jsonTrue || kind == jsonFalse:
		if success, ok := member(v, "success"); ok {
			return s.value(success, raw, path, depth+1)
		}
		if kind == jsonFalse {
			return true
		}
	case string(raw) == `""`:
		return true
	default:
		if id, ok := member(v, "id"); ok && id.Kind() == reflect.String {
			return s.value(id, raw, path, depth+1)
		}
	}
	return s.want(path, raw, "an object")
}

func (s *salvager) members(v reflect.Value, raw []byte, path string, depth int) bool {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return s.fail(path, raw, err)
	}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.Anonymous && field.Type.Kind() == reflect.Struct && field.Tag.Get("json") == "" {
			s.members(v.Field(i), raw, path, depth+1)
			continue
		}
		name := memberName(field)
		if text, ok := members[name]; ok && name != "" {
			s.value(v.Field(i), text, join(path, name), depth+1)
		}
	}
	return true
}

// member is the field of a struct for a name in the JSON.
func member(v reflect.Value, name string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if memberName(v.Type().Field(i)) == name {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// memberName is the name of a field in the JSON, or "" when it has none.
func memberName(field reflect.StructField) string {
	tag := field.Tag.Get("json")
	if tag == "-" || !field.IsExported() {
		return ""
	}
	if name, _, _ := strings.Cut(tag, ","); name != "" {
		return name
	}
	return field.Name
}

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

// dictionary decodes value by value. PHP writes an empty one as [], and one
// whose keys are 0, 1, 2 … as a list.
func (s *salvager) dictionary(v reflect.Value, raw []byte, path string, depth int) bool {
	var members map[string]json.RawMessage
	switch _, kind, _ := scalar(raw); {
	case kind == jsonObject:
		if err := json.Unmarshal(raw, &members); err != nil {
			return s.fail(path, raw, err)
		}
	case kind == jsonArray:
		var elements []json.RawMessage
		if err := json.Unmarshal(raw, &elements); err != nil {
			return s.fail(path, raw, err)
		}
		members = make(map[string]json.RawMessage, len(elements))
		for i, text := range elements {
			members[strconv.Itoa(i)] = text
		}
	case isNothing(raw):
		return true
	default:
		return s.want(path, raw, "an object")
	}
	t := v.Type()
	v.Set(reflect.MakeMapWithSize(t, len(members)))
	for _, name := range slices.Sorted(maps.Keys(members)) {
		at := join(path, name)
		key, err := mapKey(t.Key(), name)
		if err != nil {
			s.fail(at, members[name], err)
			continue
		}
		value := reflect.New(t.Elem()).Elem()
		if s.value(value, members[name], at, depth+1) {
			v.SetMapIndex(key, value)
		}
	}
	return true
}

// mapKey lets encoding/json make the key, which knows all kinds of keys.
func mapKey(t reflect.Type, name string) (reflect.Value, error) {
	if t.Kind() == reflect.String {
		return reflect.ValueOf(name).Convert(t), nil
	}
	text, err := json.Marshal(map[string]bool{name: true})
	if err != nil {
		return reflect.Value{}, err
	}
	m := reflect.New(reflect.MapOf(t, reflect.TypeFor[bool]()))
	if err := json.Unmarshal(text, m.Interface()); err != nil {
		return reflect.Value{}, fmt.Errorf("the key: %w", err)
	}
	for _, key := range m.Elem().MapKeys() {
		return key, nil
	}
	return reflect.Value{}, errNoJSON
}

// text takes a number or a truth value for a string as it is written.
func (s *salvager) text(v reflect.Value, raw []byte, path string) bool {
	switch text, kind, _ := scalar(raw); kind {
	case jsonNumber, jsonTrue, jsonFalse:
		v.SetString(string(text))
		return true
	}
	return s.want(path, raw, "a string")
}

// number gives plain numbers and truth values the tolerance of [Int], [Float]
// and [Bool].
func (s *salvager) number(v reflect.Value, raw []byte, path string) bool {
	var err error
	switch v.Kind() {
	case reflect.Bool:
		var b Bool
		err = b.UnmarshalJSON(raw)
		v.SetBool(bool(b))
	case reflect.Float32, reflect.Float64:
		var x Float
		err = x.UnmarshalJSON(raw)
		v.SetFloat(float64(x))
	default:
		var n Int
		if err = n.UnmarshalJSON(raw); err == nil && v.OverflowInt(int64(n)) {
			err = wrongScalar("a smaller number", raw)
		}
		if err == nil {
			v.SetInt(int64(n))
		}
	}
	if err != nil {
		return s.fail(path, raw, err)
	}
	return true
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
