package mock

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file compares values with documented types. A value of a form is text,
// lists and objects are JSON in it; within that JSON values have kinds of their
// own, and numbers may be written as strings.

// checkText is what is wrong with a value of a form.
func (x *index) checkText(p *spec.Param, text string) *Error {
	t := x.types[p.Type]
	c := check{x: x, param: p.Name}
	if t.Kind == spec.KindFile {
		return invalid(p.Name, "Param %s must be a file", p.Name)
	}
	var value any = text
	if decoded, ok := decode(text); ok && takesJSON(t) {
		value = decoded
	} else if t.Kind == spec.KindList {
		value = splitList(text)
	}
	return c.value(p.Name, t, p, value)
}

// takesJSON tells types whose values are JSON within a form. A string that
// looks like JSON is a string.
func takesJSON(t *spec.Type) bool {
	switch t.Kind {
	case spec.KindList, spec.KindMap, spec.KindObject, spec.KindRef, spec.KindEdge:
		return true
	case spec.KindUnion:
		return slices.ContainsFunc(t.Members, takesJSON)
	}
	return false
}

// decode reads a JSON list or object.
func decode(text string) (any, bool) {
	if text = strings.TrimSpace(text); text == "" || text[0] != '[' && text[0] != '{' {
		return nil, false
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var value any
	if d.Decode(&value) != nil {
		return nil, false
	}
	_, err := d.Token()
	return value, err == io.EOF
}

// splitList reads a list with commas, which the API takes where the elements
// are simple.
func splitList(text string) any {
	if text == "" || strings.ContainsAny(text, "[]{}") {
		return text
	}
	var all []any
	for element := range strings.SplitSeq(text, ",") {
		all = append(all, strings.TrimSpace(element))
	}
	return all
}

// check compares the values in one parameter.
type check struct {
	x     *index
	param string
}

func (c check) wrong(where, want string) *Error {
	return invalid(c.param, "Param %s must be %s", where, want)
}

// value compares one value with its type; null stands for no value. The values
// and members of p belong to the innermost element of t.
func (c check) value(where string, t *spec.Type, p *spec.Param, v any) *Error {
	if v == nil {
		return nil
	}
	switch t.Kind {
	case spec.KindList:
		return c.list(where, t, p, v)
	case spec.KindMap:
		return c.mapping(where, t, p, v)
	case spec.KindObject:
		return c.object(where, p, v)
	case spec.KindRef:
		return c.ref(where, t, p, v)
	case spec.KindUnion:
		return c.union(where, t, p, v)
	case spec.KindNone, spec.KindUnknown, spec.KindPhrase, spec.KindEdge, spec.KindFile:
		if len(p.Params) > 0 {
			return c.object(where, p, v)
		}
	}
	return c.scalar(where, t, p, v)
}

func (c check) list(where string, t *spec.Type, p *spec.Param, v any) *Error {
	elements, ok := v.([]any)
	if !ok {
		return c.wrong(where, "an array")
	}
	for i, element := range elements {
		if t.Elem == nil {
			break
		}
		if problem := c.value(fmt.Sprintf("%s[%d]", where, i), t.Elem, p, element); problem != nil {
			return problem
		}
	}
	return nil
}

func (c check) mapping(where string, t *spec.Type, p *spec.Param, v any) *Error {
	members, ok := v.(map[string]any)
	if !ok {
		return c.wrong(where, "an object")
	}
	bare := &spec.Param{}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		if t.Key != nil {
			if problem := c.scalar(where+"'s key", t.Key, bare, key); problem != nil {
				return problem
			}
		}
		if t.Elem != nil {
			if problem := c.value(where+"."+key, t.Elem, p, members[key]); problem != nil {
				return problem
			}
		}
	}
	return nil
}

// object compares members, where the reference lists them.
func (c check) object(where string, p *spec.Param, v any) *Error {
	members, ok := v.(map[string]any)
	if !ok {
		return c.wrong(where, "an object")
	}
	if len(p.Params) == 0 {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		i := slices.IndexFunc(p.Params, func(q spec.Param) bool { return q.Name == name })
		if i < 0 {
			return invalid(c.param, "Unknown parameter: %s.%s", where, name)
		}
		q := &p.Params[i]
		if problem := c.value(where+"."+name, c.x.types[q.Type], q, members[name]); problem != nil {
			return problem
		}
	}
	for i := range p.Params {
		q := &p.Params[i]
		if _, given := members[q.Name]; q.Required && !q.Flat && !given {
			return invalid(c.param, "The parameter %s.%s is required", where, q.Name)
		}
	}
	return nil
}

// ref compares a struct of the spec with its fields. A node may be sent in more
// than one way.
func (c check) ref(where string, t *spec.Type, p *spec.Param, v any) *Error {
	if len(p.Params) > 0 {
		return c.object(where, p, v)
	}
	k := c.x.kinds[t.Name]
	if k == nil || k.node.Path != "" {
		return nil
	}
	return c.object(where, &spec.Param{Params: asParams(k.node.Fields)}, v)
}

func asParams(fields []spec.Field) []spec.Param {
	var params []spec.Param
	for _, f := range fields {
		params = append(params, spec.Param{Name: f.Name, Type: f.Type, Values: f.Values, Params: asParams(f.Fields)})
	}
	return params
}

func (c check) union(where string, t *spec.Type, p *spec.Param, v any) *Error {
	var first *Error
	for _, member := range t.Members {
		problem := c.value(where, member, p, v)
		if problem == nil {
			return nil
		}
		if first == nil {
			first = problem
		}
	}
	return first
}
