package openapi

import (
	"bytes"
	"encoding/json"
)

// object is a JSON object whose members stand in the order in which they were
// set, so that a reader finds the type of a schema before its properties.
type object struct{ members []member }

type member struct {
	key   string
	value any
}

// set adds a member, unless its value says nothing: nil, false, "", an empty
// list or an empty object.
func (o *object) set(key string, value any) *object {
	switch v := value.(type) {
	case nil:
		return o
	case bool:
		if !v {
			return o
		}
	case string:
		if v == "" {
			return o
		}
	case []string:
		if len(v) == 0 {
			return o
		}
	case []any:
		if len(v) == 0 {
			return o
		}
	case *object:
		if v == nil || len(v.members) == 0 {
			return o
		}
	}
	return o.put(key, value)
}

// put adds a member whatever its value.
func (o *object) put(key string, value any) *object {
	o.members = append(o.members, member{key, value})
	return o
}

// get is a member's value; nil where there is none.
func (o *object) get(key string) any {
	for _, m := range o.members {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

// MarshalJSON writes the members in order.
func (o *object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o.members {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := write(&b, m.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := write(&b, m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// write writes JSON as people read it: < and & as they are.
func write(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the encoder's line end
	return nil
}

func ref(section, name string) *object {
	return new(object).set("$ref", "#/components/"+section+"/"+name)
}

func typed(name string) *object { return new(object).set("type", name) }
