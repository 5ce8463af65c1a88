package graph

import (
	"encoding/json"
	"errors"
)

// The kinds of JSON values.
type jsonKind uint8

const (
	jsonNull jsonKind = iota
	jsonString
	jsonNumber
	jsonTrue
	jsonFalse
	jsonObject
	jsonArray
)

// scalar returns the kind of a JSON value and the text of a scalar: of a
// string what it holds, of anything else how it is written.
func scalar(data []byte) (text []byte, kind jsonKind, err error) {
	if len(data) == 0 {
		return nil, jsonNull, errNoJSON
	}
	switch data[0] {
	case '"':
		text, err = unquote(data)
		return text, jsonString, err
	case 'n':
		return data, jsonNull, nil
	case 't':
		return data, jsonTrue, nil
	case 'f':
		return data, jsonFalse, nil
	case '{':
		return data, jsonObject, nil
	case '[':
		return data, jsonArray, nil
	default:
		return data, jsonNumber, nil
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

var errNoJSON = errors.New("graph: not a JSON value")

// mismatch is a JSON value of another kind than was wanted.
type mismatch struct{ want, got string }

func (m *mismatch) Error() string { return "want " + m.want + ", got " + m.got }

func wrongScalar(want string, got []byte) error {
	return &mismatch{want: want, got: excerpt([]byte(Redact(string(got))))}
}
