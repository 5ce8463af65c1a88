package graph

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
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

// jsonKindOf tells the kind by the first byte. Nothing at all is null.
func jsonKindOf(data []byte) jsonKind {
	if len(data) == 0 {
		return jsonNull
	}
	switch data[0] {
	case '"':
		return jsonString
	case 'n':
		return jsonNull
	case 't':
		return jsonTrue
	case 'f':
		return jsonFalse
	case '{':
		return jsonObject
	case '[':
		return jsonArray
	default:
		return jsonNumber
	}
}

// scalar returns the kind of a JSON value and the text of a scalar: of a
// string what it holds, of anything else how it is written.
func scalar(data []byte) (text []byte, kind jsonKind, err error) {
	kind = jsonKindOf(data)
	switch {
	case len(data) == 0:
		err = errNoJSON
	case kind == jsonString:
		data, err = unquote(data)
	}
	return data, kind, err
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

// membersOf are the members of an object by name. Anything else has none.
//
//go:noinline // it is called where something is wrong, from many places
func membersOf(data []byte) (members map[string]json.RawMessage) {
	_ = json.Unmarshal(data, &members)
	return members
}

func sortedNames(members map[string]json.RawMessage) []string {
	return slices.Sorted(maps.Keys(members))
}

// elementsOf are the elements of a list. Anything else has none.
//
//go:noinline // as membersOf
func elementsOf(data []byte) (elements []json.RawMessage) {
	_ = json.Unmarshal(data, &elements)
	return elements
}

var errNoJSON = errors.New("graph: not a JSON value")

// mismatch is a JSON value of another kind than was wanted.
type mismatch struct{ want, got string }

func (m *mismatch) Error() string { return "want " + m.want + ", got " + m.got }

func wrongScalar(want string, got []byte) error {
	return &mismatch{want: want, got: excerpt([]byte(Redact(string(got))))}
}
