package openapi

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// row is what a field and a parameter have in common.
type row struct {
	id         string // of the element
	name       string
	typ        string
	values     []string
	value      *string // the default
	required   bool
	deprecated bool
	doc        string
	rows       []row
}

func fieldRows(id string, fields []spec.Field) []row {
	var rows []row
	for _, f := range fields {
		at := id + f.Name
		rows = append(rows, row{
			id: at, name: f.Name, typ: f.Type, values: f.Values, deprecated: f.Deprecated, doc: f.Doc, rows: fieldRows(at+".", f.Fields),
		})
	}
	return rows
}

func paramRows(id string, params []spec.Param) []row {
	var rows []row
	for _, p := range params {
		at := id + p.Name
		rows = append(rows, row{
			id: at, name: p.Name, typ: p.Type, values: p.Values, value: p.Default,
			required: p.Required && !p.Flat, deprecated: p.Deprecated, doc: p.Doc, rows: paramRows(at+".", p.Params),
		})
	}
	return rows
}

// node is the schema of a node. Its edges are properties: field expansion
// answers with them.
func (x *exporter) node(n *spec.Node) *object {
	id := spec.NodeID(n.Name)
	properties := x.properties(fieldRows(id+"/field/", n.Fields))
	for _, e := range n.Edges {
		if properties.get(e.Name) == nil {
			properties.put(e.Name, x.list(x.edgeElement(n, e)).set("description", e.Doc).set("deprecated", e.Deprecated))
		}
	}
	return typed("object").
		set("description", n.Doc).
		set("x-graphgen-source", x.from(id)).
		set("properties", properties)
}

// edgeElement is the schema of what an edge lists.
func (x *exporter) edgeElement(n *spec.Node, e spec.Edge) *object {
	words := e.Type
	for _, o := range x.api.Operations {
		if words == "" && n.Path != "" && o.Op == "GET "+n.Path+"/"+e.Name {
			words = o.Returns
		}
	}
	t, err := spec.ParseType(words)
	if err != nil || t.Elem == nil {
		return ref("schemas", x.fixed[schemaObject])
	}
	return x.schema(*t.Elem, row{})
}

// list is the schema of a page of elements; those of one node share one.
func (x *exporter) list(element *object) *object {
	schema := typed("object").
		put("properties", new(object).
			put("data", typed("array").put("items", element)).
			put("paging", ref("schemas", x.fixed[schemaPaging])).
			put("summary", typed("object"))).
		put("required", []string{"data"})
	path, _ := element.get("$ref").(string)
	if path == "" {
		return schema
	}
	name := x.lists[path]
	if name == "" {
		name = x.claim("ListOf" + path[strings.LastIndexByte(path, '/')+1:])
		x.lists[path] = name
		x.schemas[name] = schema
	}
	return ref("schemas", name)
}

// properties are rows as the properties of an object. Of two rows with one name,
// which have lost their place, the first counts.
func (x *exporter) properties(rows []row) *object {
	properties := new(object)
	for _, r := range rows {
		if properties.get(r.name) == nil {
			properties.put(r.name, x.property(r))
		}
	}
	return properties
}

func required(rows []row) []string {
	var names []string
	for _, r := range rows {
		if r.required && !slices.Contains(names, r.name) {
			names = append(names, r.name)
		}
	}
	return names
}

// property is the schema of a row with all that its page says of it.
func (x *exporter) property(r row) *object {
	t, err := spec.ParseType(r.typ)
	if err != nil {
		t = spec.Type{Kind: spec.KindUnknown, Name: r.typ}
	}
	schema := x.schema(t, r)
	schema.set("description", r.doc).set("deprecated", r.deprecated)
	if r.value != nil {
		key, value := defaultValue(t, *r.value)
		schema.put(key, value)
	}
	return schema
}

// schema is what a type means. Values and members of the row belong to the
// innermost element of the type.
func (x *exporter) schema(t spec.Type, r row) *object {
	switch t.Kind {
	case spec.KindString, spec.KindEnum, spec.KindID:
		if len(r.rows) > 0 {
			break // a string that holds JSON
		}
		return x.text(t, r)
	case spec.KindInt:
		return limited(typed("integer"), t)
	case spec.KindFloat:
		return limited(typed("number"), t)
	case spec.KindBool:
		return typed("boolean")
	case spec.KindTime:
		return new(object).put("type", []string{"string", "integer"})
	case spec.KindList:
		return typed("array").put("items", x.element(t.Elem, r))
	case spec.KindMap:
		return typed("object").put("additionalProperties", x.element(t.Elem, r))
	case spec.KindEdge:
		return x.list(x.element(t.Elem, r))
	case spec.KindRef:
		if name := x.nodes[t.Name]; name != "" {
			return ref("schemas", name)
		}
		if len(r.rows) == 0 {
			return ref("schemas", x.fixed[schemaObject])
		}
	case spec.KindFile:
		return typed("string").put("contentMediaType", "application/octet-stream")
	case spec.KindUnion:
		var members []any
		for _, m := range t.Members {
			members = append(members, x.schema(*m, row{id: r.id}))
		}
		return new(object).put("anyOf", members)
	}
	return x.loose(t, r)
}

func (x *exporter) element(t *spec.Type, r row) *object {
	if t == nil {
		t = &spec.Type{Kind: spec.KindNone}
	}
	return x.schema(*t, r)
}

// loose is what has members, or whatever the page does not say.
func (x *exporter) loose(t spec.Type, r row) *object {
	schema := new(object)
	switch {
	case len(r.rows) > 0:
		schema.put("type", "object").put("properties", x.properties(r.rows)).set("required", required(r.rows))
	case len(t.Keys) > 0:
		properties := new(object)
		for _, key := range t.Keys {
			properties.put(key, new(object))
		}
		schema.put("type", "object").put("properties", properties)
	case t.Kind == spec.KindObject:
		schema.put("type", "object")
	case t.Kind == spec.KindNone && len(r.values) > 0:
		return x.text(t, r)
	}
	if t.Kind != spec.KindNone && !strings.EqualFold(t.Name, "object") {
		schema.set("x-graphgen-type", t.String())
	}
	return schema
}

// text is a string, or one of the values that the page lists. An enum that Go
// has a type for is a component. It stays open: the API answers with values that
// no page has.
func (x *exporter) text(t spec.Type, r row) *object {
	values := t.Values
	if len(values) == 0 {
		values = r.values
	}
	if len(values) == 0 {
		return typed("string")
	}
	values = slices.Compact(slices.Sorted(slices.Values(values)))
	schema := typed("string").put("enum", values)
	name := x.names.Enums[r.id]
	if name == "" {
		return schema
	}
	name = enumPrefix + name
	if x.enums[name] == nil {
		x.enums[name] = schema
	}
	return ref("schemas", name)
}

// enumPrefix keeps the names of enums from those of nodes.
const enumPrefix = "Enum."

func limited(schema *object, t spec.Type) *object {
	for _, limit := range []struct{ key, text string }{{"minimum", t.Min}, {"maximum", t.Max}} {
		if n, ok := number(limit.text); ok {
			schema.put(limit.key, n)
		}
	}
	return schema
}

// defaultValue is a default as the type has it, or the page's words for it.
func defaultValue(t spec.Type, text string) (key string, value any) {
	switch t.Kind {
	case spec.KindInt:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return "default", n
		}
	case spec.KindFloat:
		if f, ok := number(text); ok {
			return "default", f
		}
	case spec.KindBool:
		if b, err := strconv.ParseBool(text); err == nil {
			return "default", b
		}
	case spec.KindEnum:
		if slices.Contains(t.Values, text) {
			return "default", text
		}
	}
	return "x-graphgen-default", text
}

// number reads a number that JSON can hold, which has no NaN and no Inf.
func number(text string) (float64, bool) {
	f, err := strconv.ParseFloat(text, 64)
	return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
}
