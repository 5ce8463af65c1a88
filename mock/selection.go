package mock

import "strings"

// This file reads the fields parameter:
//
//	id,messages.limit(5).order(reverse_chronological){id,from{name}}
//	fields = field { "," field }
//	field  = name { "." name "(" value ")" } [ "{" fields "}" ]

// selection is one field that was asked for.
type selection struct {
	name   string
	as     string // the name to answer under
	params map[string]string
	fields []selection // nil when none were named
}

const maxSelectionDepth = 20

func parseFields(text string) ([]selection, *Error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	r := fieldsReader{text: text}
	all, ok := r.fields(0)
	if !ok || r.at < len(text) {
		return nil, syntax(text, r.at)
	}
	return all, nil
}

type fieldsReader struct {
	text string
	at   int
}

func (r *fieldsReader) fields(depth int) ([]selection, bool) {
	if depth > maxSelectionDepth {
		return nil, false
	}
	var all []selection
	for {
		f, ok := r.field(depth)
		if !ok {
			return nil, false
		}
		all = append(all, f)
		if !r.skip(',') {
			return all, true
		}
	}
}

func (r *fieldsReader) field(depth int) (selection, bool) {
	name := r.name()
	f := selection{name: name, as: name, params: make(map[string]string)}
	if name == "" {
		return f, false
	}
	for r.skip('.') {
		param := r.name()
		if param == "" || !r.skip('(') {
			return f, false
		}
		value, ok := r.value()
		switch {
		case !ok:
			return f, false
		case param == "as":
			f.as = value
		case param == "fields":
			inner := fieldsReader{text: value}
			if f.fields, ok = inner.fields(depth + 1); !ok || inner.at < len(value) {
				return f, false
			}
		default:
			f.params[param] = value
		}
	}
	if !r.skip('{') {
		return f, true
	}
	var ok bool
	if f.fields, ok = r.fields(depth + 1); !ok {
		return f, false
	}
	return f, r.skip('}')
}

func (r *fieldsReader) name() string {
	r.spaces()
	start := r.at
	for r.at < len(r.text) && isNameByte(r.text[r.at]) {
		r.at++
	}
	return r.text[start:r.at]
}

// value reads up to the parenthesis that ends it. Brackets in quotes do not
// count.
func (r *fieldsReader) value() (string, bool) {
	start, depth, quoted := r.at, 0, false
	for ; r.at < len(r.text); r.at++ {
		switch b := r.text[r.at]; {
		case quoted && b == '\\':
			r.at++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '(' || b == '[' || b == '{':
			depth++
		case (b == ')' || b == ']' || b == '}') && depth > 0:
			depth--
		case b == ')':
			r.at++
			return strings.Trim(r.text[start:r.at-1], `"`), true
		}
	}
	r.at = len(r.text)
	return "", false
}

func (r *fieldsReader) skip(b byte) bool {
	r.spaces()
	if r.at < len(r.text) && r.text[r.at] == b {
		r.at++
		return true
	}
	return false
}

func (r *fieldsReader) spaces() {
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
}

func isNameByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '-' || b == ':'
}
