package graph

import (
	"encoding/json"
	"errors"
	"reflect"
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
	if wrong, ok := errors.AsType[*mismatch](err); ok {
		err = &mismatch{want: wrong.want, got: value}
	} else if text := err.Error(); s.redact(text) != text {
		err = errors.New(s.redact(text))
	}
	s.found.Fields = append(s.found.Fields, FieldError{Path: s.redact(path), Value: value, Err: err})
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
