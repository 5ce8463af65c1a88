package openapi

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The components that every document has.
const (
	schemaError  = "GraphError"
	schemaObject = "GraphObject"
	schemaPaging = "GraphPaging"
	accessToken  = "accessToken"
)

// claim is a name for a schema that no other has.
func (x *exporter) claim(name string) string {
	clean := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("._-", r) {
			return r
		}
		return '_'
	}, name)
	free := clean
	for n := 2; x.taken[free]; n++ {
		free = clean + "_" + strconv.Itoa(n)
	}
	x.taken[free] = true
	return free
}

// components are all schemas and what operations share.
func (x *exporter) components() *object {
	for _, n := range x.api.Nodes {
		x.schemas[x.nodes[n.Name]] = x.node(n)
	}
	all := map[string]*object{
		x.fixed[schemaError]: x.errorSchema(),
		x.fixed[schemaObject]: typed("object").
			put("description", "A node that the spec does not describe.").
			put("properties", new(object).put("id", typed("string"))),
		x.fixed[schemaPaging]: pagingSchema(),
	}
	maps.Copy(all, x.schemas)
	maps.Copy(all, x.enums)
	schemas := new(object)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		schemas.put(name, all[name])
	}
	return new(object).
		put("schemas", schemas).
		put("parameters", generalParameters()).
		put("responses", new(object).put("Error", new(object).
			put("description", "The API refused the call.").
			put("content", jsonContent(new(object).
				put("type", "object").
				put("properties", new(object).put("error", ref("schemas", x.fixed[schemaError]))))))).
		put("securitySchemes", new(object).put(accessToken, new(object).
			put("type", "http").put("scheme", "bearer")))
}

func pagingSchema() *object {
	cursors := typed("object").put("properties", new(object).put("before", typed("string")).put("after", typed("string")))
	return typed("object").put("properties", new(object).
		put("cursors", cursors).put("next", typed("string")).put("previous", typed("string")))
}

// errorSchema has the documented codes, each with its message.
func (x *exporter) errorSchema() *object {
	code := typed("integer")
	var known []any
	for _, e := range x.api.Errors {
		known = append(known, new(object).put("const", e.Code).set("title", e.Message))
	}
	if len(known) > 0 {
		code.put("anyOf", append(known, new(object).put("title", "A code that the reference does not list.")))
	}
	return typed("object").put("properties", new(object).
		put("message", typed("string")).
		put("type", typed("string")).
		put("code", code).
		put("error_subcode", typed("integer")).
		put("error_user_title", typed("string")).
		put("error_user_msg", typed("string")).
		put("is_transient", typed("boolean")).
		put("fbtrace_id", typed("string")))
}

// generalParameters are what every read takes.
func generalParameters() *object {
	parameters := new(object)
	add := func(name, typ, doc string) {
		parameters.put(name, new(object).
			put("name", name).put("in", "query").put("description", doc).put("schema", typed(typ)))
	}
	add("after", "string", "The cursor behind which the page begins.")
	add("before", "string", "The cursor before which the page ends.")
	add("fields", "string", "The fields to answer with, separated by commas.")
	add("limit", "integer", "The number of elements of a page.")
	return parameters
}

func jsonContent(schema *object) *object {
	return new(object).put("application/json", new(object).put("schema", schema))
}
