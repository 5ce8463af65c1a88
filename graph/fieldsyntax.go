package graph

import (
	"errors"
	"fmt"
	"strings"
)

// This file reads the syntax of a field, to tell whether it is exactly one:
//
//	field  = name { "." name "(" value ")" } [ "{" field { "," field } "}" ]
//	value  = characters, with balanced brackets outside of "quotes"

const maxFieldDepth = 32

// check tells what is wrong with a field.
func (f Field) check() error {
	if why, refused := strings.CutPrefix(string(f), refusedMark); refused {
		return errors.New("field " + strings.TrimSuffix(why, ")"))
	}
	r := fieldReader{text: string(f)}
	if !r.field(0) || r.at != len(r.text) {
		return fmt.Errorf("%q is not one field, at character %d", string(f), r.at+1)
	}
	return nil
}

type fieldReader struct {
	text string
	at   int
}

func (r *fieldReader) field(depth int) bool {
	if depth > maxFieldDepth || !r.head() {
		return false
	}
	if !r.skip('{') {
		return true
	}
	for {
		if !r.field(depth + 1) {
			return false
		}
		if !r.skip(',') {
			return r.skip('}')
		}
	}
}

// head reads a field up to its own fields.
func (r *fieldReader) head() bool {
	if !r.name() {
		return false
	}
	for r.skip('.') {
		if !r.name() || !r.skip('(') || !r.value() {
			return false
		}
	}
	return true
}

func (r *fieldReader) name() bool {
	start := r.at
	for r.at < len(r.text) && isFieldByte(r.text[r.at]) {
		r.at++
	}
	return r.at > start
}

// value reads up to and with the parenthesis that ends it.
func (r *fieldReader) value() bool {
	var open []byte
	for ; r.at < len(r.text); r.at++ {
		switch b := r.text[r.at]; b {
		case '"':
			if !r.quoted() {
				return false
			}
		case '(', '[', '{':
			open = append(open, b)
		case ')', ']', '}':
			if len(open) == 0 {
				return b == ')' && r.skip(')')
			}
			if open[len(open)-1] != opening(b) {
				return false
			}
			open = open[:len(open)-1]
		default:
			if b < ' ' || b == 0x7f {
				return false
			}
		}
	}
	return false
}

// quoted reads to the quote that ends a string, and stays on it.
func (r *fieldReader) quoted() bool {
	for r.at++; r.at < len(r.text); r.at++ {
		switch b := r.text[r.at]; {
		case b == '"':
			return true
		case b == '\\':
			r.at++
		case b < ' ':
			return false
		}
	}
	return false
}

func (r *fieldReader) skip(b byte) bool {
	if r.at < len(r.text) && r.text[r.at] == b {
		r.at++
		return true
	}
	return false
}

func opening(b byte) byte {
	switch b {
	case ')':
		return '('
	case ']':
		return '['
	default:
		return '{'
	}
}

// fieldsStart is where the fields of a field begin, or its end.
func fieldsStart(text string) int {
	r := fieldReader{text: text}
	if !r.head() {
		return len(text)
	}
	return r.at
}

func isFieldName(name string) bool {
	r := fieldReader{text: name}
	return r.name() && r.at == len(name)
}

func isFieldByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '-' || b == ':'
}
