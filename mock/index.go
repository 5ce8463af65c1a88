package mock

import (
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// index is a spec made quick to ask.
type index struct {
	api    *spec.API
	kinds  map[string]*kind // by the name of the node
	number []*kind          // by the number of the kind, from 1
	known  map[string]*kind // ids that the user declared
	routes []*route
	types  map[string]*spec.Type // of every expression in the spec
}

// kind is a kind of nodes. A nil *kind is one that the spec does not describe.
type kind struct {
	node   *spec.Node
	number int // within ids; 0 for a struct, which has none
}

func newIndex(api *spec.API) *index {
	x := &index{
		api: api, kinds: make(map[string]*kind), number: []*kind{nil},
		known: make(map[string]*kind), types: make(map[string]*spec.Type),
	}
	for _, n := range api.Nodes {
		k := &kind{node: n}
		if n.Path != "" {
			k.number = len(x.number)
			x.number = append(x.number, k)
		}
		x.kinds[n.Name] = k
		x.addFieldTypes(n.Fields)
		for _, e := range n.Edges {
			x.addType(e.Type)
		}
	}
	for _, op := range api.Operations {
		x.routes = append(x.routes, newRoute(op, x.ofPlaceholder(op)))
		x.addType(op.Returns)
		x.addParamTypes(op.Params)
		for _, fields := range [][]spec.Field{op.Result, op.Summary, op.Adds} {
			x.addFieldTypes(fields)
		}
	}
	return x
}

func (x *index) addFieldTypes(fields []spec.Field) {
	for i := range fields {
		x.addType(fields[i].Type)
		x.addFieldTypes(fields[i].Fields)
	}
}

func (x *index) addParamTypes(params []spec.Param) {
	for i := range params {
		x.addType(params[i].Type)
		x.addParamTypes(params[i].Params)
	}
}

// addType parses an expression once; requests are answered by many goroutines,
// which only read. What does not parse may be anything.
func (x *index) addType(expression string) {
	if x.types[expression] == nil {
		t, err := spec.ParseType(expression)
		if err != nil {
			t = spec.Type{Kind: spec.KindUnknown, Name: expression}
		}
		x.types[expression] = &t
	}
}

// ofPlaceholder is the kind of node that an operation belongs to: a Page for
// /{page_id}/feed.
func (x *index) ofPlaceholder(op *spec.Operation) *kind {
	_, path := op.Split()
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	for _, k := range x.number[1:] {
		if strings.TrimPrefix(strings.TrimPrefix(k.node.Path, "/"), adAccount) == strings.TrimPrefix(first, adAccount) {
			return k
		}
	}
	return nil
}

// element is the kind of the elements of an edge, as the edge says, else the
// operation that reads it, else any operation that reads an edge of that name.
func (x *index) element(k *kind, edge *spec.Edge) *kind {
	if t := x.types[edge.Type]; t != nil {
		for t.Elem != nil {
			t = t.Elem
		}
		if e := x.kinds[t.Name]; e != nil && t.Kind == spec.KindRef {
			return e
		}
	}
	if r := x.edgeRoute(k, edge.Name); r != nil {
		return x.kinds[r.op.Element()]
	}
	return nil
}

// edgeRoute is the operation that reads an edge of a kind of nodes: its own,
// else that of another kind which has an edge of the same name.
func (x *index) edgeRoute(k *kind, edge string) *route {
	var other *route
	for _, r := range x.routes {
		if r.method != "GET" || r.edge() != edge {
			continue
		}
		if r.of == k {
			return r
		}
		if other == nil {
			other = r
		}
	}
	return other
}

// has tells whether there is an operation of that method and path, either of
// which may be empty.
func (x *index) has(method, path string) bool {
	return method+path == "" || slices.ContainsFunc(x.routes, func(r *route) bool {
		return (method == "" || r.method == method) && (path == "" || r.path == path)
	})
}

func (k *kind) name() string {
	if k == nil {
		return "Unknown"
	}
	return k.node.Name
}

// field is a field of the nodes.
func (k *kind) field(name string) *spec.Field {
	i := slices.IndexFunc(k.node.Fields, func(f spec.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &k.node.Fields[i]
}

// edge is an edge of the nodes.
func (k *kind) edge(name string) *spec.Edge {
	i := slices.IndexFunc(k.node.Edges, func(e spec.Edge) bool { return e.Name == name })
	if i < 0 {
		return nil
	}
	return &k.node.Edges[i]
}

// isIDName tells the names under which the API sends ids, whatever the
// reference calls their type.
func isIDName(name string) bool { return name == "id" || strings.HasSuffix(name, "_id") }

var versionForm = regexp.MustCompile(`^v\d+\.\d+$`)

// appliesTo tells whether a note covers a version.
func appliesTo(n *spec.Note, version string) bool {
	switch {
	case n.Applies == nil || n.Applies.All || version == "":
		return true
	case n.Applies.From != "" && spec.CompareVersions(version, n.Applies.From) < 0:
		return false
	default:
		return n.Applies.Until == "" || spec.CompareVersions(version, n.Applies.Until) < 0
	}
}
