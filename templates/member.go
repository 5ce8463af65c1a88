package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// member is a field or a parameter: what both have.
type member struct {
	name       string
	typ        string
	values     []string
	required   bool
	deprecated bool
	byDefault  bool // returned when no fields are asked for
	flat       bool
	def        *string
	since      string
	doc        string
	members    []member
	patterns   []string // of the names of further members: {day}_open
	settled    *goType  // for a member whose type is not read from typ
	edge       bool
}

func fieldMembers(fields []spec.Field) []member {
	out := make([]member, 0, len(fields))
	for _, f := range fields {
		out = append(out, member{
			name: f.Name, typ: f.Type, values: f.Values, deprecated: f.Deprecated, byDefault: f.Default,
			flat: f.Flat, since: f.Since, doc: f.Doc, members: fieldMembers(f.Fields),
		}.named())
	}
	return out
}

func paramMembers(params []spec.Param) []member {
	out := make([]member, 0, len(params))
	for _, q := range params {
		out = append(out, member{
			name: q.Name, typ: q.Type, values: q.Values, required: q.Required && !q.Flat, deprecated: q.Deprecated,
			flat: q.Flat, def: q.Default, since: q.Since, doc: q.Doc, members: paramMembers(q.Params),
		}.named())
	}
	return out
}

// named moves the members whose name is a pattern, {day}_open, to the patterns:
// no struct can have them.
func (m member) named() member {
	m.members = slices.DeleteFunc(m.members, func(n member) bool {
		if !strings.Contains(n.name, "{") {
			return false
		}
		m.patterns = append(m.patterns, n.name)
		return true
	})
	return m
}

// keyMembers are the members of a shape that lists its keys only.
func keyMembers(keys []string) []member {
	var out []member
	for _, k := range keys {
		out = append(out, member{name: k})
	}
	return out
}

// describe is the doc comment of a struct member with the Go name goName.
// Listed values are left out where the Go type is the enum of them.
func (m *member) describe(goName string, t spec.Type, at place, isEnum bool) comment {
	var c comment
	c.add(m.prose()...)
	if len(c) == 0 {
		c.add(goName + " is the " + at.noun() + " " + inline(m.name) + ".")
	}
	c[len(c)-1] = finished(c[len(c)-1])
	switch {
	case !m.required || strings.Contains(strings.ToLower(m.doc), "required"):
	case m.doc == "":
		c[0] += " Required."
	default:
		c.add("Required.")
	}
	if m.def != nil {
		c.add(defaultSentence(*m.def))
	}
	if len(m.values) > 0 && !isEnum {
		c.add("One of " + inline(strings.Join(m.values, ", ")) + ".")
	}
	if s := limits(t); s != "" {
		c.add(s)
	}
	if words := looseType(t); words != "" && len(m.members) == 0 {
		c.add("The reference gives its type as " + words + ".")
	}
	if len(m.patterns) > 0 {
		c.add("It has members named " + inline(strings.Join(m.patterns, ", ")) + ".")
	}
	if m.since != "" {
		c.add("Since " + inline(m.since) + ".")
	}
	if m.flat {
		c.add("The reference does not tell whether this stands inside another " + at.noun() + ".")
	}
	return c
}

// defaultSentence says what the API takes when nothing is sent.
func defaultSentence(value string) string {
	switch value {
	case "Array", "Vector", "Vec", "Set", "[]":
		return "Default: an empty list."
	case "":
		return "Default: empty."
	}
	return "Default: " + finished(inline(value))
}

// limits says what range the type allows.
func limits(t spec.Type) string {
	switch {
	case t.Min != "" && t.Max != "":
		return fmt.Sprintf("From %s to %s.", inline(t.Min), inline(t.Max))
	case t.Min != "":
		return fmt.Sprintf("At least %s.", inline(t.Min))
	case t.Max != "":
		return fmt.Sprintf("At most %s.", inline(t.Max))
	}
	return ""
}

// looseType is the page's words for a type that Go cannot state.
func looseType(t spec.Type) string {
	if t.Kind == spec.KindObject && strings.EqualFold(t.Name, "object") {
		return "" // that says no more than the Go type
	}
	switch t.Kind {
	case spec.KindUnknown, spec.KindPhrase, spec.KindUnion, spec.KindObject:
		return "“" + inline(t.String()) + "”"
	}
	return ""
}
