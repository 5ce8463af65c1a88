package spec

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Fact is one statement of an API. As a line its columns stand apart by tabs,
// for grep, for diff and for counting:
//
//	op	GET /{page_id}/conversations	list<UnifiedThread>
//	param	GET /{page_id}/conversations	folder	string	inferred values={inbox,other}
//
// FORMAT.md has the columns. No fact holds a control character.
type Fact struct {
	Kind  string `json:"kind"`            // node, field, edge, op, param, result, error, perm
	Of    string `json:"of"`              // the node, or the operation
	Name  string `json:"name,omitempty"`  // dotted when nested; of a node its path
	Type  string `json:"type,omitempty"`  // of an operation what it returns
	Flags string `json:"flags,omitempty"` // sorted, apart by spaces
}

func (f Fact) String() string {
	columns := []string{f.Kind, f.Of, f.Name, f.Type, f.Flags}
	switch f.Kind {
	case "node", "error", "perm":
		columns = []string{f.Kind, f.Of, f.Name}
	case "op":
		columns = []string{f.Kind, f.Of, f.Type, f.Flags}
	case "result":
		columns = []string{f.Kind, f.Of, f.Name, f.Type}
	}
	return strings.Join(columns, "\t")
}

// Facts are all the facts of an API, sorted as lines.
func Facts(api *API) []Fact {
	var f facts
	for _, n := range api.Nodes {
		f.node(n)
	}
	for _, o := range api.Operations {
		f.operation(o)
	}
	slices.SortFunc(f, compareFacts)
	return slices.Compact(f)
}

// compareFacts orders facts as their lines: a tab sorts before whatever a
// column holds.
func compareFacts(a, b Fact) int {
	return cmp.Or(
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.Type, b.Type), cmp.Compare(a.Flags, b.Flags),
	)
}

type facts []Fact

func (f *facts) add(kind, of, name, typ, flags string) {
	*f = append(*f, Fact{kind, Escape(of), Escape(name), Escape(typ), Escape(flags)})
}

func (f *facts) node(n *Node) {
	if n.Path != "" || !slices.Contains(n.Inferred, "path") {
		f.add("node", n.Name, n.Path, "", "")
	}
	f.fields(n.Name, "", n.Fields)
	f.params(n.Name, "", n.Params)
	for _, e := range n.Edges {
		f.add("edge", n.Name, e.Name, NormalizeType(e.Type), edgeRows.row(&e).flags())
	}
}

func (f *facts) operation(o *Operation) {
	method, _ := o.Split()
	returns := NormalizeType(o.Returns)
	if method != "GET" {
		returns = "" // its result has lines of its own
	}
	f.add("op", o.Op, "", returns, o.flags())
	f.params(o.Op, "", o.Params)
	f.results(o.Op, "", o.Result)
	f.fields(o.Op+"#summary", "", o.Summary)
	if o.Element() == "" {
		f.fields(o.Op+"#adds", "", o.Adds) // else they are fields of the element
	}
	for _, code := range o.Errors {
		f.add("error", o.Op, strconv.Itoa(code), "", "")
	}
	for _, permission := range union(o.Permissions, o.UsualPermissions) {
		f.add("perm", o.Op, permission, "", "")
	}
}

func (f *facts) fields(of, under string, fields []Field) {
	for i := range fields {
		r := fieldRows.row(&fields[i])
		f.add("field", of, under+*r.name, NormalizeType(*r.typ), r.flags())
		f.fields(of, under+*r.name+".", fields[i].Fields)
	}
}

func (f *facts) params(of, under string, params []Param) {
	for i := range params {
		r := paramRows.row(&params[i])
		f.add("param", of, under+*r.name, NormalizeType(*r.typ), r.flags())
		f.params(of, under+*r.name+".", params[i].Params)
	}
}

func (f *facts) results(of, under string, fields []Field) {
	for i := range fields {
		f.add("result", of, under+fields[i].Name, NormalizeType(fields[i].Type), "")
		f.results(of, under+fields[i].Name+".", fields[i].Fields)
	}
}

func (o *Operation) flags() string {
	var flags []string
	if o.Deprecated != nil {
		flags = append(flags, "deprecated")
	}
	if len(o.Inferred) > 0 {
		flags = append(flags, "inferred")
	}
	return strings.Join(flags, " ")
}

// flags are what a row has besides its type, sorted and apart by spaces, so
// that a space inside a value is written ·.
func (r row) flags() string {
	var flags []string
	badge := func(name string, set *bool) {
		if set != nil && *set {
			flags = append(flags, name)
		}
	}
	badge("core", r.core)
	badge("default", r.standard)
	badge("deprecated", r.deprecated)
	badge("emoji", r.emoji)
	badge("flat", r.flat)
	badge("required", r.required)
	if len(*r.inferred) > 0 {
		flags = append(flags, "inferred")
	}
	if *r.since != "" {
		flags = append(flags, "since="+dots(*r.since))
	}
	if r.value != nil && *r.value != nil {
		flags = append(flags, "value="+dots(**r.value))
	}
	if r.values != nil && len(*r.values) > 0 {
		flags = append(flags, "values={"+dots(strings.Join(*r.values, ","))+"}")
	}
	slices.Sort(flags)
	return strings.Join(flags, " ")
}

func dots(s string) string { return strings.ReplaceAll(s, " ", "·") }
