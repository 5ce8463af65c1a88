package graph

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// This file salvages objects and maps.

// object decodes member by member. What else can stand for an object: nothing,
// an empty list, a list with just the object, an id, and true for success.
func (p *part) object() bool {
	switch p.kind {
	case jsonObject:
		return p.members()
	case jsonArray:
		switch elements := elementsOf(p.raw); len(elements) {
		case 0:
			return true
		case 1:
			return p.within(p.v, elements[0], p.path+"[0]")
		}
	case jsonTrue, jsonFalse:
		if success := member(p.v, "success"); success.IsValid() {
			return p.within(success, p.raw, p.path)
		}
		if p.kind == jsonFalse {
			return true
		}
	default:
		if string(p.raw) == `""` {
			return true
		}
		if id := member(p.v, "id"); id.Kind() == reflect.String {
			return p.within(id, p.raw, p.path)
		}
	}
	return p.fail(errNoObject)
}

func (p *part) members() bool {
	members := membersOf(p.raw)
	for i := range p.v.NumField() {
		field := p.v.Type().Field(i)
		if field.Anonymous && field.Type.Kind() == reflect.Struct && field.Tag.Get("json") == "" {
			p.embedded(p.v.Field(i))
			continue
		}
		name := memberName(&field)
		if raw, ok := members[name]; ok && name != "" {
			p.within(p.v.Field(i), raw, p.pathOf(name))
		}
	}
	return true
}

// embedded decodes the members that an embedded struct is for.
func (p *part) embedded(v reflect.Value) {
	inner := p.inner(v, p.raw, p.path)
	inner.members()
}

// member is the field of a struct for a name in the JSON, if it has one.
func member(v reflect.Value, name string) (value reflect.Value) {
	for i := range v.NumField() {
		if field := v.Type().Field(i); memberName(&field) == name {
			return v.Field(i)
		}
	}
	return value
}

// memberName is the name of a field in the JSON, or "" when it has none.
func memberName(field *reflect.StructField) string {
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
func (p *part) dictionary() bool {
	var members map[string]json.RawMessage
	switch p.kind {
	case jsonObject:
		members = membersOf(p.raw)
	case jsonArray:
		elements := elementsOf(p.raw)
		members = make(map[string]json.RawMessage, len(elements))
		for i, raw := range elements {
			members[strconv.Itoa(i)] = raw
		}
	default:
		return p.fail(errNoObject)
	}
	t := p.v.Type()
	p.v.Set(reflect.MakeMap(t))
	for _, name := range sortedNames(members) {
		value := reflect.New(t.Elem()).Elem()
		path := p.pathOf(name)
		if key, err := mapKey(t.Key(), name); err != nil {
			entry := part{salvager: p.salvager, raw: members[name], path: path}
			entry.fail(err)
		} else if p.within(value, members[name], path) {
			p.v.SetMapIndex(key, value)
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
		err = errors.New(t.String() + " is no type of keys")
	}
	if err != nil {
		return reflect.Value{}, fmt.Errorf("the key: %w", err)
	}
	return key, nil
}
