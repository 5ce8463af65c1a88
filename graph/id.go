package graph

import (
	"encoding/json"
	"strings"
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
	case kind == jsonNull:
		return nil
	case kind == jsonString, kind == jsonNumber && isInteger(text):
		*id = ID(text)
		return nil
	case kind == jsonObject:
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
	return isDigits(strings.TrimPrefix(string(text), "-"))
}
