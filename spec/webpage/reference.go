package webpage

import (
	"fmt"
	"io"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// Go is what is generated for an API.
type Go struct {
	Package string
	Decls   []*spec.Decl
}

// Reference writes an API as a page to browse, each operation with its HTTP
// request and its Go call.
func Reference(w io.Writer, api *spec.API, g Go) error {
	r := newReference(api, g)
	title := "Graph API " + api.Version
	return write(w, "reference", title, struct {
		Title  string
		Counts string
		Groups []*group
	}{title, r.counts(), r.groups()})
}

// reference is what the parts of the page ask about.
type reference struct {
	api      *spec.API
	code     codeIndex
	nodes    map[string]*spec.Node // by name
	paths    map[string]bool       // of operations
	messages map[int]string        // of error codes
}

func newReference(api *spec.API, g Go) *reference {
	r := &reference{
		api: api, code: newCodeIndex(g),
		nodes: map[string]*spec.Node{}, paths: map[string]bool{}, messages: map[int]string{},
	}
	for _, n := range api.Nodes {
		r.nodes[n.Name] = n
	}
	for _, op := range api.Operations {
		_, path := op.Split()
		r.paths[path] = true
	}
	for _, e := range api.Errors {
		r.messages[e.Code] = e.Message
	}
	return r
}

func (r *reference) counts() string {
	fields, edges := 0, 0
	for _, n := range r.api.Nodes {
		fields += len(n.Fields)
		edges += len(n.Edges)
	}
	return strings.Join([]string{
		plural(len(r.api.Nodes), "node"), plural(fields, "field"), plural(edges, "edge"), plural(len(r.api.Operations), "operation"),
	}, " · ")
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
