package mock

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// This file is JSON as the server makes it: members keep their order, and some
// values say what they stand for, so that a fault can write them in one of the
// other ways in which the API writes such a value. A value is nil, a bool, an
// int64, a float64, a string, a list, an object, or one of these:

type (
	identifier string // an id
	choice     string // a value of an enum
	moment     int64  // unix seconds
	mapping    object // a map, as opposed to a struct
	reference  object // the id and the name of another node
	connection object // the data and the paging of an edge
	paging     object // of a page
)

type (
	object []member
	member struct {
		name  string
		value any
	}
	list []any
)

// get is the value of a member.
func (o object) get(name string) (any, bool) {
	for _, m := range o {
		if m.name == name {
			return m.value, true
		}
	}
	return nil, false
}

// set adds a member, or replaces it where it stands.
func (o object) set(name string, value any) object {
	for i := range o {
		if o[i].name == name {
			o[i].value = value
			return o
		}
	}
	return append(o, member{name, value})
}

// timeForm is how the API writes times.
const timeForm = "2006-01-02T15:04:05-0700"

// appendJSON writes a value the way the API does, with slashes escaped.
func appendJSON(b []byte, v any) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case int64:
		return strconv.AppendInt(b, v, 10)
	case float64:
		return strconv.AppendFloat(b, v, 'f', -1, 64)
	case json.RawMessage:
		return append(b, v...)
	case string:
		return appendString(b, v)
	case identifier:
		return appendString(b, string(v))
	case choice:
		return appendString(b, string(v))
	case moment:
		return appendString(b, time.Unix(int64(v), 0).UTC().Format(timeForm))
	case list:
		b = append(b, '[')
		for i, element := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, element)
		}
		return append(b, ']')
	case object:
		return appendObject(b, v)
	case mapping:
		return appendObject(b, object(v))
	case reference:
		return appendObject(b, object(v))
	case connection:
		return appendObject(b, object(v))
	case paging:
		return appendObject(b, object(v))
	}
	return append(b, "null"...)
}

func appendObject(b []byte, o object) []byte {
	b = append(b, '{')
	for i, m := range o {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(append(appendString(b, m.name), ':'), m.value)
	}
	return append(b, '}')
}

func appendString(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil { // a string always marshals
		return append(b, `""`...)
	}
	return append(b, strings.ReplaceAll(string(text), "/", `\/`)...)
}

// rewrite is a value with everything in it replaced by what f makes of it,
// from the inside out, but nothing within the paging. The name is that of the
// member, empty in a list.
func rewrite(name string, v any, f func(name string, v any) any) any {
	switch old := v.(type) {
	case list:
		all := make(list, len(old))
		for i, element := range old {
			all[i] = rewrite("", element, f)
		}
		v = all
	case object:
		v = rewriteObject(old, f)
	case mapping:
		v = mapping(rewriteObject(object(old), f))
	case reference:
		v = reference(rewriteObject(object(old), f))
	case connection:
		v = connection(rewriteObject(object(old), f))
	}
	return f(name, v)
}

func rewriteObject(o object, f func(name string, v any) any) object {
	all := make(object, len(o))
	for i, m := range o {
		all[i] = member{m.name, rewrite(m.name, m.value, f)}
	}
	return all
}
