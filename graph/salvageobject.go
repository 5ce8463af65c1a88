package graph

import (
	"encoding"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// This file salvages objects and maps.

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

// mapKey makes the keys that encoding/json makes: of types that read text, of
// strings and of whole numbers. (reflect.MapOf, to let it do so, would add all
// of reflect that makes types to each program.)
func mapKey(t reflect.Type, name string) (reflect.Value, error) {
	p := reflect.New(t)
	key := p.Elem()
	var err error
	switch reader, ok := p.Interface().(encoding.TextUnmarshaler); {
	case ok:
		err = reader.UnmarshalText([]byte(name))
	case key.Kind() == reflect.String:
		key.SetString(name)
	case key.CanInt():
		var n int64
		n, err = strconv.ParseInt(name, 10, t.Bits())
		key.SetInt(n)
	case key.CanUint():
		var n uint64
		n, err = strconv.ParseUint(name, 10, t.Bits())
		key.SetUint(n)
	default:
		err = fmt.Errorf("%s is no type of keys", t)
	}
	if err != nil {
		return reflect.Value{}, fmt.Errorf("the key: %w", err)
	}
	return key, nil
}
