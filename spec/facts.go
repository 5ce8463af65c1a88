package spec

import (
	"slices"
	"strconv"
	"strings"
)

// Facts are the facts of an API as sorted lines of tab-separated columns, for
// grep, for diff and for counting:
//
//	op	GET /{page_id}/conversations	list<UnifiedThread>
//	param	GET /{page_id}/conversations	folder	string	inferred values={inbox,other}
//
// FORMAT.md has the columns. No fact holds a control character.
func Facts(api *API) []string {
	var f facts
	for _, n := range api.Nodes {
		f.node(n)
	}
	for _, o := range api.Operations {
		f.operation(o)
	}
	slices.Sort(f.lines)
	return slices.Compact(f.lines)
}

type facts struct{ lines []string }

func (f *facts) add(columns ...string) {
	for i, c := range columns {
		columns[i] = Escape(c)
	}
	f.lines = append(f.lines, strings.Join(columns, "\t"))
}

func (f *facts) node(n *Node) {
	if n.Path != "" || !slices.Contains(n.Inferred, "path") {
		f.add("node", n.Name, n.Path)
	}
	f.fields(n.Name, "", n.Fields)
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
	f.add("op", o.Op, returns, o.flags())
	f.params(o.Op, "", o.Params)
	f.results(o.Op, "", o.Result)
	f.fields(o.Op+"#summary", "", o.Summary)
	if o.Element() == "" {
		f.fields(o.Op+"#adds", "", o.Adds) // else they are fields of the element
	}
	for _, code := range o.Errors {
		f.add("error", o.Op, strconv.Itoa(code))
	}
	for _, permission := range union(o.Permissions, o.UsualPermissions) {
		f.add("perm", o.Op, permission)
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
		f.add("result", of, under+fields[i].Name, NormalizeType(fields[i].Type))
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
