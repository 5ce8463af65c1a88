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

// What is wrong with a part; fail says what is there instead.
var (
	errNoList   = &mismatch{want: "a list"}
	errNoObject = &mismatch{want: "an object"}
	errNoString = &mismatch{want: "a string"}
	errTooGreat = &mismatch{want: "a smaller number"}
	errTooDeep  = errors.New("nested too deeply to be taken apart")
)

// salvage decodes raw, which is valid JSON, into target. Whatever it quotes of
// raw goes through redact.
func salvage(raw []byte, target reflect.Value, redact func(string) string) error {
	s := salvager{redact: redact}
	target.SetZero()
	whole := part{salvager: &s, v: target, raw: raw}
	ok := whole.decode()
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

// part is a part of the JSON and the value that it is decoded into.
type part struct {
	*salvager
	v     reflect.Value
	raw   json.RawMessage
	path  string
	depth int
	kind  jsonKind // once decode knows that it must look
}

// fail reports the part and returns false, for "not decoded".
func (p *part) fail(err error) bool {
	if len(p.found.Fields) == maxFieldErrors {
		p.found.More++
		return false
	}
	value := excerpt([]byte(p.redact(string(p.raw))))
	if wrong, ok := errors.AsType[*mismatch](err); ok {
		err = &mismatch{want: wrong.want, got: value}
	} else if text := p.redact(err.Error()); text != err.Error() {
		err = errors.New(text)
	}
	p.found.Fields = append(p.found.Fields, FieldError{Path: p.redact(p.path), Value: value, Err: err})
	return false
}

// inner is a part of the part.
func (p *part) inner(v reflect.Value, raw json.RawMessage, path string) part {
	return part{salvager: p.salvager, v: v, raw: raw, path: path, depth: p.depth + 1}
}

// within decodes a part of the part.
func (p *part) within(v reflect.Value, raw json.RawMessage, path string) bool {
	inner := p.inner(v, raw, path)
	return inner.decode()
}

// pathOf is the path of a member.
func (p *part) pathOf(name string) string {
	if p.path == "" {
		return name
	}
	return p.path + "." + name
}

// decode decodes the part, and tells whether there is anything of it.
func (p *part) decode() bool {
	out := p.v.Addr().Interface()
	err := json.Unmarshal(p.raw, out)
	if err == nil {
		return true
	}
	p.v.SetZero()
	if p.depth > maxDepth {
		return p.fail(errTooDeep)
	}
	p.kind = jsonKindOf(p.raw)
	nothing := isNothing(p.raw)
	switch out.(type) {
	case edge:
		return nothing || p.edge()
	case json.Unmarshaler:
		return p.fail(err)
	}
	switch p.v.Kind() {
	case reflect.Pointer:
		return p.pointer(nothing)
	case reflect.Struct:
		return p.object()
	case reflect.Slice:
		return nothing || p.list()
	case reflect.Map:
		return nothing || p.dictionary()
	case reflect.String:
		return p.text()
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Float32, reflect.Float64:
		return p.number()
	}
	return p.fail(err)
}

// pointer leaves nil where the API says that there is no object.
func (p *part) pointer(nothing bool) bool {
	element := p.v.Type().Elem()
	if nothing && (element.Kind() == reflect.Struct || element.Kind() == reflect.Pointer) {
		return true
	}
	pointer := reflect.New(element)
	if !p.within(pointer.Elem(), p.raw, p.path) {
		return false
	}
	p.v.Set(pointer)
	return true
}

// text takes a number or a truth value for a string as it is written.
func (p *part) text() bool {
	switch p.kind {
	case jsonNumber, jsonTrue, jsonFalse:
		p.v.SetString(string(p.raw))
		return true
	}
	return p.fail(errNoString)
}

// number gives plain numbers and truth values the tolerance of [Int], [Float]
// and [Bool].
func (p *part) number() bool {
	var err error
	switch p.v.Kind() {
	case reflect.Bool:
		var b Bool
		err = b.UnmarshalJSON(p.raw)
		p.v.SetBool(bool(b))
	case reflect.Float32, reflect.Float64:
		var x Float
		err = x.UnmarshalJSON(p.raw)
		p.v.SetFloat(float64(x))
	default:
		var n Int
		err = n.UnmarshalJSON(p.raw)
		if p.v.OverflowInt(int64(n)) {
			return p.fail(errTooGreat)
		}
		p.v.SetInt(int64(n))
	}
	return err == nil || p.fail(err)
}
