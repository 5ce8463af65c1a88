package graph

import "encoding/json"

// Object is an object of a kind that the reference does not describe: its id
// and all of its JSON. Where the API sends a bare id, there is only the id.
type Object struct {
	ID  ID
	Raw json.RawMessage
}

type objectID struct {
	ID ID `json:"id,omitzero"`
}

// UnmarshalJSON reads an object or a bare id.
func (o *Object) UnmarshalJSON(data []byte) error {
	_, kind, err := scalar(data)
	switch {
	case err != nil:
		return err
	case kind == jsonNull:
		return nil
	case kind == jsonArray && string(data) == "[]":
		o.Raw = json.RawMessage("{}")
		return nil
	case kind != jsonObject:
		o.Raw = nil
		return o.ID.UnmarshalJSON(data)
	}
	o.Raw = append(json.RawMessage(nil), data...)
	var members objectID
	err = json.Unmarshal(data, &members)
	if err != nil && json.Valid(data) {
		return nil // an odd id stays in Raw
	}
	o.ID = members.ID
	return err
}

// MarshalJSON writes what was read, else an object with the id.
func (o Object) MarshalJSON() ([]byte, error) {
	if len(o.Raw) > 0 {
		return o.Raw, nil
	}
	return json.Marshal(objectID{o.ID})
}

// IsZero tells that there is neither id nor JSON, for omitzero.
func (o Object) IsZero() bool { return o.ID == "" && len(o.Raw) == 0 }
