package metaspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// pages are the page of the node and one for each of its edges.
func (i *importer) pages(n *node) []*spec.Page {
	page := i.page(n.name)
	page.Nodes = []spec.Node{i.node(n)}
	pages := []*spec.Page{page}
	edges := map[string]*spec.Page{"": page}
	for _, a := range n.APIs {
		op := i.operation(n, a)
		if !spec.IsOperation(op.Op) {
			i.report(spec.Error, "bad-op", n.file, spec.Escape(op.Op), "is no call: a method, GET, POST or DELETE, and a path", "report it with the file")
			continue
		}
		to := edges[a.Endpoint]
		if to == nil {
			to = i.page(n.name + " " + a.Endpoint)
			edges[a.Endpoint] = to
			pages = append(pages, to)
		}
		if slices.ContainsFunc(to.Operations, func(o spec.Operation) bool { return o.Op == op.Op }) {
			i.report(spec.Error, "op-twice", n.file, op.Op, "the file has the call twice; the first is used", "report it with the file")
			continue
		}
		to.Operations = append(to.Operations, op)
	}
	return pages
}

func (i *importer) page(title string) *spec.Page {
	return &spec.Page{Graphgen: spec.Format, Title: title, Version: i.version, Source: spec.Source{Format: "metaspec"}}
}

// node is the node without its edges, which the files describe as calls. It has
// a path if there are calls on it; else it is a struct, or a node that others
// only hold.
func (i *importer) node(n *node) spec.Node {
	out := spec.Node{Name: n.name}
	if slices.ContainsFunc(n.APIs, func(a api) bool { return a.BasePath == "" }) {
		out.Path = "/{" + placeholder(n.name) + "}"
	}
	for k, f := range n.Fields {
		if !i.isNamed(n.file, f.Name, "field", k) {
			continue
		}
		where := "field " + f.Name
		words, values := i.words(n.file, where, f.Type)
		out.Fields = append(out.Fields, spec.Field{Name: f.Name, Type: words, Values: values})
	}
	return out
}

func (i *importer) operation(n *node, a api) spec.Operation {
	op := spec.Operation{Op: a.Method + " " + a.path(n)}
	for k, p := range a.Params {
		if !i.isNamed(n.file, p.Name, op.Op+", parameter", k) {
			continue
		}
		where := op.Op + ", parameter " + p.Name
		words, values := i.words(n.file, where, p.Type)
		op.Params = append(op.Params, spec.Param{Name: p.Name, Type: words, Values: values, Required: p.Required})
	}
	op.Returns = i.nodes(a.Return)
	if isList(a) {
		op.Returns = "list<" + op.Returns + ">"
		op.Paging = "cursor"
	}
	i.checkReturn(n, op.Op, a.Return)
	return op
}

// isNamed reports a field or parameter, the kth, that has no name.
func (i *importer) isNamed(file, name, kind string, k int) bool {
	if spec.CleanLine(name) != "" {
		return true
	}
	i.report(spec.Error, "empty-name", file, fmt.Sprintf("%s %d", kind, k+1), "has no name", "report it with the file")
	return false
}

// path is where the call goes.
func (a api) path(n *node) string {
	segments := []string{"", "{" + placeholder(n.name) + "}"}
	if a.BasePath != "" {
		segments[1] = a.BasePath
	}
	if a.Endpoint != "" {
		segments = append(segments, a.Endpoint)
	}
	return strings.Join(segments, "/")
}

// isList tells the reads that answer with a list: those of edges. A call with a
// name of its own (genGet) answers with exactly the object it returns.
func isList(a api) bool { return a.Method == "GET" && a.Endpoint != "" && a.Name == "" }

// checkReturn reports an answer that no file describes. The spec keeps its
// name, and the Go code reads it as an object.
func (i *importer) checkReturn(n *node, op, name string) {
	if t, err := spec.ParseType(name); err == nil && t.Kind == spec.KindRef && i.source.byName[name] == nil {
		i.report(spec.Info, "return-without-spec", n.file, op,
			fmt.Sprintf("answers with %s, which no file describes", name), "it is kept by name, and read as an object")
	}
}
