package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file decides which Go type a type expression becomes. Replies use the
// tolerant scalars of the runtime, since the API is loose; requests use plain
// Go types, where nil and zero mean unset.

// place is where a type stands.
type place int

const (
	inReply place = iota
	inForm        // a parameter of its own
	inBody        // inside a parameter, which is sent as JSON
)

func (at place) noun() string {
	if at == inReply {
		return "field"
	}
	return "parameter"
}

// setting is what the members of a struct have in common: where they stand,
// what the types they need are named after, and where those are declared.
type setting struct {
	at      place
	rank    rank
	root    string // node Page, GET /{page_id}/conversations
	holder  string // identity of the node or the operation in the spec
	path    string // of the members around, with dots
	part    string // what the fields are of the holder: field, result or summary
	file    *ident
	group   string   // the call it belongs to
	parent  *ident   // the struct itself
	prefix  *ident   // names of nested structs begin with it
	enums   []string // names of enums may begin with these, the shortest first
	parents []string // Go names of the members around
}

// where names a member, for issues and for the order of claims.
func (s setting) where(member string) string { return s.root + "." + s.path + member }

// element is the identity of a member in the spec.
func (s setting) element(m *member) string {
	name := s.path + m.name
	if m.flat {
		name += "#1"
	}
	switch {
	case s.at != inReply:
		return s.holder + "/param/" + name
	case m.edge:
		return s.holder + "/edge/" + name
	}
	return s.holder + "/" + s.part + "/" + name
}

// inside is the setting of the members of m.
func (s setting) inside(m *member, id *ident) setting {
	s.path += m.name + "."
	s.parent, s.prefix = id, id
	s.parents = append(slices.Clip(s.parents), goName(m.name))
	if s.at == inForm {
		s.at = inBody
	}
	return s
}

// memberType is the Go type of a struct member and the meaning of its type
// expression.
func (p *planner) memberType(m *member, s setting) (goType, spec.Type) {
	if m.settled != nil {
		return *m.settled, spec.Type{Kind: spec.KindNone}
	}
	t, err := spec.ParseType(m.typ)
	if err != nil {
		p.fail(s.where(m.name), "bad-type", err.Error(), "correct the type in the spec's overlay")
	}
	if isIDName(m.name) && len(m.values) == 0 && (t.Kind == spec.KindString || t.Kind == spec.KindNone) {
		t.Kind = spec.KindID
	}
	structs := len(p.placed)
	g := p.convert(&t, m, s)
	if len(m.members) > 0 && len(p.placed) == structs {
		p.note(s.where(m.name), "members-unused", fmt.Sprintf("its type %q has no place for the members that the reference lists", inline(m.typ)))
	}
	if s.at != inReply && !m.required && g.zeroIsValue() {
		g = pointer(g)
	}
	return g, t
}

// isIDName tells the names under which the API sends ids, whatever it calls
// their type.
func isIDName(name string) bool { return name == "id" || strings.HasSuffix(name, "_id") }

// convert is the Go type of t. Values and nested members of m belong to the
// innermost element of t.
func (p *planner) convert(t *spec.Type, m *member, s setting) goType {
	switch t.Kind {
	case spec.KindString, spec.KindNone, spec.KindEnum:
		return p.stringType(t, m, s)
	case spec.KindID:
		return graphType("ID")
	case spec.KindInt, spec.KindFloat, spec.KindBool, spec.KindTime:
		return scalarType(t.Kind, s.at)
	case spec.KindList:
		return slice(p.elementType(t.Elem, m, s))
	case spec.KindMap:
		return mapOf(p.elementType(t.Elem, m, s))
	case spec.KindEdge:
		return pointer(edgeOf(p.elementType(t.Elem, m, s)))
	case spec.KindRef:
		return p.refType(t.Name, m, s)
	case spec.KindFile:
		if s.at == inForm {
			return pointer(graphType("File"))
		}
	case spec.KindUnion:
		return p.unionType(t, m, s)
	}
	return p.objectType(t, m, s)
}

// elementType is the type of the elements of a list, a map or an edge; nil
// where the page does not say.
func (p *planner) elementType(elem *spec.Type, m *member, s setting) goType {
	if elem == nil {
		elem = &spec.Type{Kind: spec.KindNone}
	}
	if s.at == inForm {
		s.at = inBody
	}
	return p.convert(elem, m, s)
}

// stringType is an enum where the page lists values, else a string. Where it
// gives no type at all a parameter is a string, since a form can hold nothing
// else, and anything in JSON is raw.
func (p *planner) stringType(t *spec.Type, m *member, s setting) goType {
	values := t.Values
	if len(values) == 0 {
		values = m.values
	}
	switch {
	case len(m.members) > 0 && (t.Kind == spec.KindNone || s.at != inReply): // a string that holds JSON
		return p.objectType(t, m, s)
	case len(values) > 0:
		return local(p.enums.use(m, values, s))
	case t.Kind == spec.KindNone && s.at != inForm:
		return anything(s.at)
	}
	return builtin("string")
}

// tolerantScalars are the types of the runtime that take a scalar however the
// API writes it.
var tolerantScalars = map[spec.Kind]string{
	spec.KindInt: "Int", spec.KindFloat: "Float", spec.KindBool: "Bool", spec.KindTime: "Time",
}

func scalarType(k spec.Kind, at place) goType {
	if at == inReply {
		return graphType(tolerantScalars[k])
	}
	switch k {
	case spec.KindInt:
		return builtin("int64")
	case spec.KindFloat:
		return builtin("float64")
	case spec.KindBool:
		return builtin("bool")
	}
	if at == inBody {
		return graphType("Time") // its JSON form is the API's
	}
	return inPackage("time", "Time")
}

// refType is a node or struct by its name. A parameter that is a node is sent
// in more than one way, so only structs have a type there.
func (p *planner) refType(name string, m *member, s setting) goType {
	n := p.nodeNamed(name)
	switch {
	case n != nil && !p.mayMention(n):
		return looseObject(s.at)
	case n != nil && (s.at == inReply || n.isStruct()):
		return pointer(local(n.body.id))
	case len(m.members) > 0:
		return p.nestedStruct(m, m.members, s)
	}
	return looseObject(s.at)
}

// looseObject is a node whose type the output does not have.
func looseObject(at place) goType {
	if at == inReply {
		return pointer(graphType("Object"))
	}
	return anything(at)
}

// objectType is a struct where the page gives members, else anything.
func (p *planner) objectType(t *spec.Type, m *member, s setting) goType {
	switch {
	case len(m.members) > 0:
		return p.nestedStruct(m, m.members, s)
	case len(t.Keys) > 0:
		return p.nestedStruct(m, keyMembers(t.Keys), s)
	}
	return anything(s.at)
}

// nestedStruct plans a struct named after the one around it.
func (p *planner) nestedStruct(m *member, members []member, s setting) goType {
	prefix := s.prefix
	id := p.pkg.claim(s.rank, s.where(m.name), func() []string {
		name := prefix.name + namePart(m.name)
		return []string{name, name + "Object"}
	})
	p.pkg.pin(id, "type", s.element(m))
	n := &nestedPlan{
		structPlan: p.newStruct(id, members, s.inside(m, id)),
		parent:     s.parent, member: m.name, call: s.group, element: s.element(m),
	}
	p.place(s.file, n)
	return pointer(local(id))
}

// unionType is the type that all members have in common: any nodes have
// *graph.Object.
func (p *planner) unionType(t *spec.Type, m *member, s setting) goType {
	bare := &member{name: m.name}
	if len(m.members) > 0 {
		return p.nestedStruct(m, m.members, s)
	}
	if s.at == inReply && !slices.ContainsFunc(t.Members, func(t *spec.Type) bool { return t.Kind != spec.KindRef }) {
		return pointer(graphType("Object"))
	}
	if slices.ContainsFunc(t.Members, func(t *spec.Type) bool { return t.Kind == spec.KindEnum && len(t.Values) > 0 }) {
		return anything(s.at)
	}
	first := p.convert(t.Members[0], bare, s)
	for _, member := range t.Members[1:] {
		if !p.convert(member, bare, s).equal(first) {
			return anything(s.at)
		}
	}
	return first
}

// anything is the type of what the reference does not describe.
func anything(at place) goType {
	if at == inReply {
		return rawJSON()
	}
	return builtin("any")
}

// tag is the struct tag of a member.
func (p *planner) tag(m *member, t spec.Type, s setting) structTag {
	if !isWireName(m.name) {
		p.fail(s.where(m.name), "bad-name", fmt.Sprintf("%q cannot be the name of a %s", inline(m.name), s.at.noun()), "correct the name in the spec's overlay")
	}
	if s.at != inForm {
		if s.at == inBody && m.required {
			return structTag{"json", m.name}
		}
		return structTag{"json", m.name + ",omitzero"}
	}
	value := m.name
	if m.required {
		value += ",required"
	}
	if t.Kind == spec.KindTime && (strings.Contains(t.Name, "timestamp") || strings.Contains(t.Name, "unix")) {
		value += ",unix"
	}
	return structTag{"graph", value}
}

// isWireName tells the names that a struct tag can hold.
func isWireName(name string) bool {
	if name == "" || name == "-" {
		return false
	}
	for _, r := range name {
		if !isLetter(r) && !isDigit(r) && !strings.ContainsRune("_.-:/@$[]", r) {
			return false
		}
	}
	return true
}
