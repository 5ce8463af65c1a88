package templates

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file lists what a package declares, each with the element of the spec
// that it stands for, so that a change of the spec can be told as a change of
// Go without reading Go.

// Declarations are what Generate declares for an API, sorted by element and
// role. The roles are type, request, response and summary of a struct, enum,
// field, const, method and all of an operation, values of an enum, errors and
// perms of an operation, and "path NAME" and "general NAME" of the fields of a
// request that are no parameters. A name that many elements share is listed for
// each of them.
func Declarations(api *spec.API, o Options) ([]*spec.Decl, error) {
	p, issues := newPlan(api, o)
	if err := issues.Err(); err != nil {
		return nil, err
	}
	return p.declarations(), nil
}

// Names is the lock after a generation: that of o with the names of the whole
// API, whatever o selects of it.
func Names(api *spec.API, o Options) (*Lock, error) {
	o.Only = nil
	decls, err := Declarations(api, o)
	if err != nil {
		return nil, err
	}
	return o.Lock.With(decls), nil
}

// declarations are sorted by element and role.
func (p *plan) declarations() []*spec.Decl {
	var l declList
	for _, f := range p.files {
		l.file = f.name
		for _, d := range f.decls {
			l.decl(d)
		}
	}
	return l.sorted()
}

// declList is a long list. The declarations stand in pieces: a slice of them all
// would be copied whenever it grows.
type declList struct {
	decls []*spec.Decl
	piece []spec.Decl
	file  string
}

const declPiece = 1024

func (l *declList) add(d spec.Decl) {
	if len(l.piece) == cap(l.piece) {
		l.piece = make([]spec.Decl, 0, declPiece)
	}
	d.File, d.Order = l.file, len(l.decls)
	l.piece = append(l.piece, d)
	l.decls = append(l.decls, &l.piece[len(l.piece)-1])
}

// sorted are all declarations, by element and role.
func (l *declList) sorted() []*spec.Decl {
	slices.SortFunc(l.decls, func(a, b *spec.Decl) int { return a.Compare(b.ID, b.Role) })
	return l.decls
}

func (l *declList) decl(d decl) {
	switch d := d.(type) {
	case *nodePlan:
		l.structure(spec.NodeID(d.node.Name), "type", d.body)
		for i, name := range d.names {
			l.add(spec.Decl{ID: cmp.Or(d.body.fields[i].element, spec.NodeID(d.node.Name)), Role: "const", Name: name.id.name, Type: "graph.Field", Value: name.wire})
		}
	case *nestedPlan:
		l.structure(d.element, "type", d.structPlan)
	case *callPlan:
		l.call(d)
	case *enumPlan:
		l.enum(d)
	case versionPlan:
		l.add(spec.Decl{ID: "version", Role: "const", Name: "Version", Type: "string", Value: d.version})
	case *codesPlan:
		for _, c := range d.codes {
			code := strconv.Itoa(c.code)
			l.add(spec.Decl{ID: "error/" + code, Role: "const", Name: c.id.name, Type: "graph.ErrorCode", Value: code})
		}
	case *permsPlan:
		for _, perm := range d.perms {
			l.add(spec.Decl{ID: "perm/" + perm.wire, Role: "const", Name: perm.id.name, Type: "string", Value: perm.wire})
		}
	}
}

func (l *declList) structure(id, role string, st *structPlan) {
	comparable := !slices.ContainsFunc(st.fields, func(f fieldPlan) bool { return !f.typ.comparable() })
	l.add(spec.Decl{ID: id, Role: role, Name: st.id.name, Type: "struct", Comparable: comparable})
	for _, f := range st.fields {
		d := spec.Decl{ID: f.element, Role: "field", Name: st.id.name + "." + f.name, Type: f.typ.String(), Tag: f.tag.key + ":" + f.tag.value}
		if d.ID == "" {
			d.ID, d.Role = id, "general "+f.wire
			if strings.HasSuffix(f.tag.value, ",path") {
				d.Role = "path " + f.wire
			}
		}
		l.add(d)
	}
}

func (l *declList) call(c *callPlan) {
	id := spec.OpID(c.op.Op)
	l.add(spec.Decl{ID: id, Role: "method", Name: "Client." + c.name.name, Type: "func(*" + c.request.id.name + ") *" + c.out.String()})
	if c.all != nil {
		l.add(spec.Decl{ID: id, Role: "all", Name: "Client." + c.all.name, Type: "func(*" + c.request.id.name + ") " + c.element.String()})
	}
	l.structure(id, "request", c.request)
	if c.response != nil {
		l.structure(id, "response", c.response)
	}
	if c.summary != nil {
		l.structure(id, "summary", c.summary)
	}
	if c.codeList != nil {
		l.add(spec.Decl{ID: id, Role: "errors", Name: c.codeList.name, Type: "[]graph.ErrorCode"})
	}
	if c.permList != nil {
		l.add(spec.Decl{ID: id, Role: "perms", Name: c.permList.name, Type: "[]string"})
	}
}

func (l *declList) enum(e *enumPlan) {
	for _, id := range e.elements {
		l.add(spec.Decl{ID: id, Role: "enum", Name: e.id.name, Type: "string"})
		l.add(spec.Decl{ID: id, Role: "values", Name: e.list.name, Type: "func() []" + e.id.name})
		for _, v := range e.values {
			l.add(spec.Decl{ID: spec.ValueID(id, v.wire), Role: "const", Name: v.id.name, Type: e.id.name, Value: v.wire})
		}
	}
}

// String is the type as Go source, with packages by their last name.
func (t goType) String() string {
	switch t.form {
	case formPointer:
		return "*" + t.elem.String()
	case formSlice:
		return "[]" + t.elem.String()
	case formMap:
		return "map[string]" + t.elem.String()
	case formEdge:
		return "graph.Edge[" + t.elem.String() + "]"
	}
	if t.pkg != "" {
		return path.Base(t.pkg) + "." + t.id.name
	}
	return t.id.name
}

// comparable tells types that == takes.
func (t goType) comparable() bool {
	return t.form != formSlice && t.form != formMap && !t.equal(rawJSON())
}
