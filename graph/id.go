package graph

import (
	"encoding/json"
	"fmt"
)

// ID is the id of an object. Ids are text: some have letters or an underscore,
// and long numbers lose digits as floating point. It decodes from a JSON string
// or number, and from an object with an id.
type ID string

// UnmarshalJSON reads a string, a whole number, or an object with an id.
// Null changes nothing.
func (id *ID) UnmarshalJSON(data []byte) error {
	text, kind, err := scalar(data)
	switch {
	case err != nil:
		return err
	case kind == isNull:
		return nil
	case kind == isString, kind == isNumber && isInteger(text):
		*id = ID(text)
		return nil
	case kind == isObject:
		var object struct {
			ID json.RawMessage `json:"id"`
		}
		if json.Unmarshal(data, &object) == nil && len(object.ID) > 0 && object.ID[0] != '{' {
			return id.UnmarshalJSON(object.ID)
		}
	}
	return wrongScalar("an id", data)
}

func isInteger(text []byte) bool {
	for i, b := range text {
		if (b < '0' || b > '9') && (i > 0 || b != '-') {
			return false
		}
	}
	return true
}

// The kinds of JSON values.
type jsonKind uint8

const (
	isNull jsonKind = iota
	isString
	isNumber
	isTrue
	isFalse
	isObject
	isArray
)

// scalar returns the kind of a JSON value and the text of a scalar: of a
// string what it holds, of anything else how it is written.
func scalar(data []byte) (text []byte, kind jsonKind, err error) {
	if len(data) == 0 {
		return nil, isNull, errNoJSON
	}
	switch data[0] {
	case '"':
		text, err = unquote(data)
		return text, isString, err
	case 'n':
		return data, isNull, nil
	case 't':
		return data, isTrue, nil
	case 'f':
		return data, isFalse, nil
	case '{':
		return data, isObject, nil
	case '[':
		return data, isArray, nil
	default:
		return data, isNumber, nil
	}
}

func unquote(data []byte) ([]byte, error) {
	if len(data) < 2 || data[len(data)-1] != '"' {
		return nil, errNoJSON
	}
	for _, b := range data {
		if b == '\\' {
			var s string
			err := json.Unmarshal(data, &s)
			return []byte(s), err
		}
	}
	return data[1 : len(data)-1], nil
}

var errNoJSON = fmt.Errorf("graph: not a JSON value")

func wrongScalar(want string, got []byte) error {
	return fmt.Errorf("want %s, got %s", want, excerpt(got))
}
