package mock

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
)

// This file writes values in the other ways in which the API writes them. Each
// of these faults keeps the data and changes its form.

// NumbersAsStrings writes 5 as "5".
func NumbersAsStrings() Fault {
	return shapeFault("numbers-as-strings", func(_ string, v any) any {
		switch v := v.(type) {
		case int64:
			return strconv.FormatInt(v, 10)
		case float64:
			return strconv.FormatFloat(v, 'f', -1, 64)
		}
		return v
	})
}

// IDsAsNumbers writes ids as numbers.
func IDsAsNumbers() Fault {
	return shapeFault("ids-as-numbers", func(_ string, v any) any {
		if id, ok := v.(identifier); ok && isDigits(string(id)) {
			if n, err := strconv.ParseInt(string(id), 10, 64); err == nil {
				return n
			}
		}
		return v
	})
}

// BareIDs writes another node as its id.
func BareIDs() Fault {
	return shapeFault("bare-ids", func(_ string, v any) any {
		if node, ok := v.(reference); ok {
			id, _ := object(node).get("id")
			return id
		}
		return v
	})
}

// ObjectForList writes {} for lists, all but the elements of the reply.
func ObjectForList() Fault {
	return shapeFault("object-for-list", func(name string, v any) any {
		if _, ok := v.(list); ok && name != "data" {
			return object{}
		}
		return v
	})
}

// CountForEdge writes {"count":0} for an edge within a node.
func CountForEdge() Fault {
	return shapeFault("count-for-edge", func(_ string, v any) any {
		if _, ok := v.(connection); ok {
			return object{{"count", int64(0)}}
		}
		return v
	})
}

// ListForMap writes [] for maps and for structs within a node.
func ListForMap() Fault {
	return shapeFault("list-for-map", func(name string, v any) any {
		switch v.(type) {
		case mapping:
			return list{}
		case object:
			if name != "" {
				return list{}
			}
		}
		return v
	})
}

// Nulls writes null for everything but ids, lists and what holds them.
func Nulls() Fault {
	return shapeFault("nulls", func(_ string, v any) any {
		switch v.(type) {
		case identifier, list, object, connection:
			return v
		}
		return nil
	})
}

// UnixTimes writes times as unix seconds.
func UnixTimes() Fault {
	return shapeFault("unix-times", func(_ string, v any) any {
		if t, ok := v.(moment); ok {
			return int64(t)
		}
		return v
	})
}

// NewValue is the value that [UnknownValues] uses.
const NewValue = "NEW_VALUE"

// UnknownValues writes a value that the reference does not list for each enum.
func UnknownValues() Fault {
	return shapeFault("unknown-values", func(_ string, v any) any {
		if _, ok := v.(choice); ok {
			return NewValue
		}
		return v
	})
}

// NewField is the field that [UnknownFields] adds.
const NewField = "new_field"

// UnknownFields adds a field that the reference does not list to each node.
func UnknownFields() Fault {
	return shapeFault("unknown-fields", func(_ string, v any) any {
		if o, ok := v.(object); ok {
			if _, isNode := o.get("id"); isNode {
				return o.set(NewField, object{{"since", "yesterday"}})
			}
		}
		return v
	})
}

// BadTimes writes an object for each time, which no client expects.
func BadTimes() Fault {
	return shapeFault("bad-times", func(_ string, v any) any {
		if _, ok := v.(moment); ok {
			return object{{"date", "tomorrow"}}
		}
		return v
	})
}

// NoNext leaves paging.next out: each page looks like the last one.
func NoNext() Fault {
	return shapeFault("no-next", func(_ string, v any) any {
		if links, ok := v.(paging); ok {
			return slices.DeleteFunc(slices.Clone(links), func(m member) bool { return m.name == "next" })
		}
		return v
	})
}

// StuckCursor has paging.next of every page lead to the page behind the first
// element.
func StuckCursor() Fault {
	return shapeFault("stuck-cursor", func(_ string, v any) any {
		links, ok := v.(paging)
		if !ok {
			return v
		}
		next, ok := object(links).get("next")
		text, isText := next.(string)
		if !ok || !isText {
			return v
		}
		return paging(object(slices.Clone(links)).set("next", stuck(text)))
	})
}

// stuck is a link with the cursor of the first element.
func stuck(link string) string {
	u, err := url.Parse(link)
	if err != nil { // the server made it
		return link
	}
	query := u.Query()
	cursor, _ := base64.RawURLEncoding.DecodeString(query.Get("after"))
	if i := bytes.LastIndexByte(cursor, ':'); i >= 0 {
		query.Set("after", base64.RawURLEncoding.EncodeToString(append(cursor[:i+1], '0')))
	}
	u.RawQuery = query.Encode()
	return u.String()
}

func shapeFault(name string, change func(name string, v any) any) Fault {
	return Fault{name: name, spoil: func(_ *index, _ *route, answer *reply) {
		answer.value = rewrite("", answer.value, change)
	}}
}
