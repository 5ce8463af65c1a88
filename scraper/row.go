package scraper

import (
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file is what a table row says, before it is known to be a parameter, a
// field or an edge.

// row is what a table row says, before it is known to be a parameter, a field
// or an edge.
type row struct {
	name       string
	typ        string
	required   bool
	deprecated bool
	byDefault  bool
	core       bool
	emoji      bool
	value      *string // default value
	since      string
	doc        string
	codes      []string // the code spans of the description
	inferred   []string
	lost       []string // what stood in the name cell and was not understood
	badges     []badge  // that no locale knows
	labels     []string // lines like "Default value: X" whose label no locale knows
	children   []row
	path       []int
	flat       bool
	emphasised bool // the type is set in emphasis, as layouts do that keep members out of the rows below
}

// field is the row as a field, its nested rows as members.
func (r row) field() spec.Field {
	f := spec.Field{
		Name: r.name, Type: r.typ, Default: r.byDefault, Core: r.core, Emoji: r.emoji,
		Deprecated: r.deprecated, Flat: r.flat, Since: r.since, Inferred: r.inferred, Doc: r.doc,
	}
	if values := proseValues(r); values != nil {
		f.Values = values
		f.Inferred = append(f.Inferred, "values")
	}
	for _, c := range r.children {
		f.Fields = append(f.Fields, c.field())
	}
	return f
}

func (r row) param() spec.Param {
	p := spec.Param{
		Name: r.name, Type: r.typ, Required: r.required, Default: r.value, Emoji: r.emoji,
		Deprecated: r.deprecated, Flat: r.flat, Since: r.since, Inferred: r.inferred, Doc: r.doc,
	}
	if values := proseValues(r); values != nil {
		p.Values = values
		p.Inferred = append(p.Inferred, "values")
	}
	for _, c := range r.children {
		p.Params = append(p.Params, c.param())
	}
	return p
}

func (r row) edge() spec.Edge {
	return spec.Edge{
		Name: strings.Trim(r.name, "/"), Type: r.typ, Default: r.byDefault, Core: r.core,
		Deprecated: r.deprecated, Since: r.since, Inferred: r.inferred, Doc: r.doc,
	}
}

// structured reports whether a type can have members.
func structured(typ string) bool {
	t, err := spec.ParseType(typ)
	if err != nil {
		return false
	}
	for t.Kind == spec.KindList && t.Elem != nil {
		t = *t.Elem
	}
	return t.Kind == spec.KindObject
}
