package templates

import "strings"

// structTag is one key and value of a struct tag.
type structTag struct{ key, value string }

// fieldPlan is a field of a struct.
type fieldPlan struct {
	name string
	wire string
	typ  goType
	tag  structTag
	doc  comment
	gap  bool // an empty line above it

	element string // identity in the spec; empty where the spec has none
}

// structPlan is a struct without its own doc comment.
type structPlan struct {
	id     *ident
	fields []fieldPlan
}

// newStruct plans the fields of a struct in the order of the page.
func (p *planner) newStruct(id *ident, members []member, s setting) *structPlan {
	wires := make([]string, len(members))
	elements := make([]string, len(members))
	for i, m := range members {
		wires[i], elements[i] = m.name, s.element(&m)
	}
	var locked pins
	if len(elements) > 0 {
		locked = p.locked.structs[structOf(elements[0])]
	}
	names := lockedNames(wires, elements, locked, strings.TrimSuffix(s.where(""), "."), p.words.name, &p.issues)
	st := &structPlan{id: id, fields: make([]fieldPlan, 0, len(members))}
	for i := range members {
		m := &members[i]
		name := names[m.name]
		if name == nil {
			p.note(s.where(m.name), "name-twice", "the reference lists it twice: only the first is used")
			continue
		}
		delete(names, m.name)
		st.fields = append(st.fields, p.newField(m, name.name, elements[i], s))
	}
	return st
}

func (p *planner) newField(m *member, name, element string, s setting) fieldPlan {
	g, t := p.memberType(m, s)
	f := fieldPlan{
		name: name, wire: m.name, typ: g, tag: p.tag(m, t, s),
		doc: m.describe(name, t, s.at, p.enums.has(g.root())), element: element,
	}
	f.doc.paragraph(p.memberDeprecation(m, s)...)
	return f
}

// uses are the types that the fields mention.
func (st *structPlan) uses() []*ident {
	var ids []*ident
	for _, f := range st.fields {
		ids = append(ids, f.typ.root())
	}
	return ids
}

// nestedPlan is a struct that appears inside another only.
type nestedPlan struct {
	*structPlan
	parent *ident
	member string
	call   string // the call it belongs to; empty for a part of a node

	element string // identity in the spec of the member
}

func (n *nestedPlan) position() position {
	if n.call == "" {
		return position{section: sectionNested, name: n.id.name}
	}
	return position{section: sectionCall, group: n.call, nested: true, name: n.id.name}
}

// doc says what the struct is part of.
func (n *nestedPlan) doc() comment {
	return comment{n.id.name + " is the type of " + inline(n.member) + " in [" + n.parent.name + "]."}
}
