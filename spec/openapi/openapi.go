// Package openapi writes a spec as an OpenAPI 3.1 document, for the many tools
// that read those.
//
// What OpenAPI has no place for stands under keys of its own:
//
//	x-graphgen-source       the page: its address, or its file in the spec
//	x-graphgen-type         the page's words for a type that JSON Schema cannot state
//	x-graphgen-errors       the error codes that the page of an operation lists
//	x-graphgen-permissions  the permissions that it names
//	x-graphgen-default      a default value that is none of the type
//
// All nodes of the API share the path /{id}, and OpenAPI knows one such path.
// So of paths that differ in the names of their placeholders only, each has the
// name of its own placeholder behind it as a fragment, which no client sends:
// /{page_id}#page_id.
package openapi

import (
	"bytes"
	"encoding/json"

	"github.com/graphgen/graphgen/spec"
)

// Names are what the Go package calls things, by their element in the spec.
type Names struct {
	Methods map[string]string // op/GET /{page_id} is GetPage
	Enums   map[string]string // node/Page/field/folder is Folder
}

// Export writes the document of an API: JSON, two spaces deep, in an order that
// follows from the spec alone. Operations without a method have no operationId,
// and lists of values without a name stand where they are used.
func Export(api *spec.API, names Names) ([]byte, error) {
	x := newExporter(api, names)
	paths := x.paths()
	doc := new(object).
		put("openapi", "3.1.0").
		put("info", new(object).
			put("title", "Graph API").
			set("description", "Made by graphgen from a spec of the API's reference.").
			put("version", api.Version)).
		put("servers", []any{new(object).put("url", "https://graph.facebook.com/"+api.Version)}).
		put("security", []any{new(object).put(accessToken, []string{})}).
		put("paths", paths).
		put("components", x.components())

	var b, indented bytes.Buffer
	if err := write(&b, doc); err != nil {
		return nil, err
	}
	if err := json.Indent(&indented, b.Bytes(), "", "  "); err != nil {
		return nil, err
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

// exporter is what is known of a document while it is made.
type exporter struct {
	api    *spec.API
	names  Names
	source map[string]*spec.Page // the first page of each element

	taken   map[string]bool    // component names
	nodes   map[string]string  // node to schema
	fixed   map[string]string  // what every document has
	lists   map[string]string  // schema of an element to that of its lists
	enums   map[string]*object // by schema name
	schemas map[string]*object // of nodes and lists
}

func newExporter(api *spec.API, names Names) *exporter {
	x := &exporter{
		api: api, names: names, source: map[string]*spec.Page{}, taken: map[string]bool{},
		nodes: map[string]string{}, fixed: map[string]string{}, lists: map[string]string{},
		enums: map[string]*object{}, schemas: map[string]*object{},
	}
	for _, p := range api.Pages {
		for _, e := range spec.Elements(p) {
			if x.source[e.ID] == nil {
				x.source[e.ID] = p
			}
		}
	}
	for _, n := range api.Nodes {
		x.nodes[n.Name] = x.claim(n.Name)
	}
	for _, name := range []string{schemaError, schemaObject, schemaPaging} {
		x.fixed[name] = x.claim(name)
	}
	return x
}

// from tells where an element comes from.
func (x *exporter) from(element string) any {
	p := x.source[element]
	if p == nil {
		return nil
	}
	if p.Source.URL != "" {
		return p.Source.URL
	}
	return p.Path()
}
