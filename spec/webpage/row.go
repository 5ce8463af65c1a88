package webpage

import (
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// row is a field, an edge or a parameter.
type row struct {
	Anchor string
	Name   string
	Depth  int
	Type   []piece
	Marks  []string // required, deprecated, since v3.0 …
	Values []string
	Doc    string
	Go     string // FanCount graph.Int
	Edge   string // the anchor of the operations on the edge
}

// piece is a part of a text, and what it leads to, if it leads anywhere.
type piece struct{ Text, Anchor string }

func (r *reference) fieldRows(id string, fields []spec.Field) []row {
	var rows []row
	for i := range fields {
		f := &fields[i]
		rows = r.addField(rows, id, "", 0, f)
	}
	return rows
}

func (r *reference) addField(rows []row, id, under string, depth int, f *spec.Field) []row {
	var m marks
	m.add(f.Deprecated, "deprecated")
	m.add(f.Default, "default")
	m.add(f.Core, "core")
	m.add(f.Emoji, "emoji")
	m.since(f.Since)
	rows = append(rows, r.row(id+under+f.Name, f.Name, depth, f.Type, f.Values, m, f.Doc))
	for i := range f.Fields {
		rows = r.addField(rows, id, under+f.Name+".", depth+1, &f.Fields[i])
	}
	return rows
}

func (r *reference) paramRows(id string, params []spec.Param) []row {
	var rows []row
	for i := range params {
		rows = r.addParam(rows, id, "", 0, &params[i])
	}
	return rows
}

func (r *reference) addParam(rows []row, id, under string, depth int, p *spec.Param) []row {
	var m marks
	m.add(p.Required, "required")
	m.add(p.Deprecated, "deprecated")
	m.add(p.Emoji, "emoji")
	m.since(p.Since)
	if p.Default != nil {
		m.add(true, "default: "+*p.Default)
	}
	rows = append(rows, r.row(id+under+p.Name, p.Name, depth, p.Type, p.Values, m, p.Doc))
	for i := range p.Params {
		rows = r.addParam(rows, id, under+p.Name+".", depth+1, &p.Params[i])
	}
	return rows
}

func (r *reference) edgeRows(n *spec.Node) []row {
	var rows []row
	for _, e := range n.Edges {
		var m marks
		m.add(e.Deprecated, "deprecated")
		m.add(e.Default, "default")
		m.add(e.Core, "core")
		m.since(e.Since)
		edge := r.row(spec.NodeID(n.Name)+"/edge/"+e.Name, e.Name, 0, e.Type, nil, m, e.Doc)
		if path := n.Path + "/" + e.Name; n.Path != "" && r.paths[path] {
			edge.Edge = anchor("path" + path)
		}
		rows = append(rows, edge)
	}
	return rows
}

func (r *reference) row(id, name string, depth int, typ string, values []string, m marks, doc string) row {
	if len(values) == 0 {
		values = spec.TypeValues(typ)
	}
	return row{
		Anchor: anchor(id), Name: name, Depth: depth, Type: r.linked(typ),
		Marks: m, Values: values, Doc: doc, Go: r.code.member(id),
	}
}

type marks []string

func (m *marks) add(set bool, mark string) {
	if set {
		*m = append(*m, mark)
	}
}

func (m *marks) since(version string) { m.add(version != "", "since "+version) }

// linked is a type expression in which nodes lead to their sections. The values
// of an enum stand elsewhere.
func (r *reference) linked(typ string) []piece {
	t, err := spec.ParseType(typ)
	if err != nil {
		return []piece{{Text: typ}}
	}
	var refs []string
	for u := range t.All() {
		u.Values = nil
		if u.Kind == spec.KindRef && r.nodes[u.Name] != nil {
			refs = append(refs, u.Name)
		}
	}
	var pieces []piece
	rest := t.String()
	for _, name := range refs { // in the order in which they stand
		before, after, ok := strings.Cut(rest, name)
		if !ok {
			break
		}
		if before != "" {
			pieces = append(pieces, piece{Text: before})
		}
		pieces = append(pieces, piece{name, anchor(spec.NodeID(name))})
		rest = after
	}
	if rest != "" {
		pieces = append(pieces, piece{Text: rest})
	}
	return pieces
}
