package spec

import (
	"reflect"
	"slices"
)

// OverlaySchema is the JSON Schema of an overlay file, draft-07. What add takes
// depends on the target, and is made of the structs of a page.
func OverlaySchema() []byte {
	s := schemas{definitions: map[string]any{}}
	action := object(actionKeys, "id", "target", "reason")
	action["oneOf"] = []any{needs("set", "expect"), needs("add"), needs("remove", "expect"), needs("rename_go")}
	action["allOf"] = append(slices.Clone(actionRules), s.additions()...)
	s.definitions["action"] = action
	overlay := object(map[string]any{
		"overlay": map[string]any{"const": OverlayFormat, "description": "The version of the format."},
		"spec": object(map[string]any{
			"versions": map[string]any{
				"type": "string", "pattern": `^ *((>=|<=|>|<|=)?v[0-9]+\.[0-9]+ *)*$`,
				"description": "The versions that the file is for: >=v19.0 <v26.0.",
			},
		}),
		"actions": map[string]any{"type": "array", "items": map[string]any{"$ref": "#/definitions/action"}},
	}, "overlay")
	overlay["$schema"] = "http://json-schema.org/draft-07/schema#"
	overlay["$id"] = "https://raw.githubusercontent.com/graphgen/graphgen/main/spec/overlay.schema.json"
	overlay["title"] = "Corrections of a spec of graphgen"
	overlay["definitions"] = s.definitions
	return schemaText(overlay)
}

func object(properties map[string]any, required ...string) map[string]any {
	o := map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func needs(keys ...string) map[string]any { return map[string]any{"required": keys} }

// actionKeys are the keys of an action.
var actionKeys = map[string]any{
	"id":     map[string]any{"type": "string", "minLength": 1},
	"target": map[string]any{"type": "string", "pattern": targetPattern.String(), "description": "The identity of an element, such as node/Page/field/fan_count; * stands for any text."},
	"count":  map[string]any{"type": "integer", "minimum": 1, "description": "How many elements a target with * means."},
	"set":    map[string]any{"type": "object", "minProperties": 1, "description": "Keys of the element and their new values."},
	"expect": map[string]any{
		"description": "The values that the page gives; present with remove.",
		"oneOf":       []any{map[string]any{"type": "object", "minProperties": 1}, map[string]any{"const": "present"}},
	},
	"add":       map[string]any{"type": "object", "description": "The keys of a new row, node, struct or operation; what it is called stands in the target."},
	"remove":    map[string]any{"const": true},
	"rename_go": map[string]any{"type": "string", "pattern": goNamePattern.String(), "description": "The Go name, as callers write it."},
	"reason":    map[string]any{"type": "string", "minLength": 1},
	"evidence":  map[string]any{"type": "string"},
	"review_by": map[string]any{"type": "string", "format": "date"},
	"issue":     map[string]any{"type": "string"},
}

// actionRules say which expect goes with what, and when a target needs count.
var actionRules = []any{
	ifThen(needs("set"), map[string]any{"properties": map[string]any{"expect": map[string]any{"type": "object"}}}),
	ifThen(needs("remove"), map[string]any{"properties": map[string]any{"expect": map[string]any{"const": "present"}}}),
	ifThen(map[string]any{"anyOf": []any{needs("add"), needs("rename_go")}}, map[string]any{"not": needs("expect")}),
	ifThen(targetLike(`^(error|perm)/`), needs("rename_go")),
	ifThen(needs("count"), targetLike(`\*`)),
	ifThen(targetLike(`\*`), map[string]any{"required": []string{"count"}, "not": needs("add")}),
	ifThen(targetLike(`^enum/|/(error|perm)/[^/]*$`), map[string]any{"not": needs("add")}),
}

func ifThen(when, then any) map[string]any { return map[string]any{"if": when, "then": then} }

func targetLike(pattern string) map[string]any {
	return map[string]any{"properties": map[string]any{"target": map[string]any{"pattern": pattern}}}
}

// additions say what add takes, by the target.
func (s *schemas) additions() []any {
	const member = "/(field|edge|param|adds|summary|result|error|perm)/"
	whole := func(pattern string) map[string]any {
		return map[string]any{"pattern": pattern, "not": map[string]any{"pattern": member}}
	}
	var all []any
	for _, a := range []struct {
		target map[string]any
		of     reflect.Type
	}{
		{whole("^node/"), reflect.TypeFor[Node]()},
		{whole("^op/"), reflect.TypeFor[Operation]()},
		{map[string]any{"pattern": "/(field|adds|summary|result)/[^/]+$"}, reflect.TypeFor[Field]()},
		{map[string]any{"pattern": "/edge/[^/]+$"}, reflect.TypeFor[Edge]()},
		{map[string]any{"pattern": "/param/[^/]+$"}, reflect.TypeFor[Param]()},
	} {
		when := needs("target", "add")
		when["properties"] = map[string]any{"target": a.target}
		all = append(all, ifThen(when, map[string]any{"properties": map[string]any{"add": s.apart(a.of)}}))
	}
	return all
}

// apart is the schema of an element whose name stands elsewhere.
func (s *schemas) apart(t reflect.Type) map[string]any {
	o := s.object(t)
	o["required"] = slices.DeleteFunc(o["required"].([]string), func(k string) bool { return k == "name" || k == "op" })
	return o
}
