package spec

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// PageSchema is the JSON Schema of a page's YAML file, draft-07 since that is
// what editors read. It is made of the structs, so it cannot miss a key.
func PageSchema() []byte {
	s := schemas{definitions: map[string]any{}}
	page := s.object(reflect.TypeFor[Page]())
	page["$schema"] = "http://json-schema.org/draft-07/schema#"
	page["$id"] = "urn:graphgen:page:1"
	page["title"] = "A page of the Graph API reference"
	page["definitions"] = s.definitions
	return schemaText(page)
}

func schemaText(schema map[string]any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(schema); err != nil {
		return nil // cannot be: it is maps and strings
	}
	return b.Bytes()
}

// limits are what the schema says of a key besides its kind.
var limits = map[string]map[string]any{
	"Page.graphgen":              {"const": Format},
	"Page.version":               {"pattern": versionPattern},
	"Page.refused":               {"items": oneOf(refusable)},
	"Source.format":              oneOf(formats),
	"Field.since":                {"pattern": versionPattern},
	"Edge.since":                 {"pattern": versionPattern},
	"Param.since":                {"pattern": versionPattern},
	"Operation.op":               {"pattern": operationPattern},
	"Operation.read_after_write": oneOf(readAfterWrites),
	"Operation.paging":           oneOf(pagings),
	"Note.kind":                  oneOf(NoteKinds),
	"Note.effect":                oneOf(effects),
	"Note.announced":             {"format": "date"},
	"Subject.type":               oneOf(subjectTypes),
	"Applies.from":               {"pattern": versionPattern},
	"Applies.until":              {"pattern": versionPattern},
	"Phase.version":              {"pattern": versionPattern},
	"VersionDates.version":       {"pattern": versionPattern},
	"VersionDates.released":      {"format": "date"},
	"VersionDates.expires":       {"format": "date"},
	"Phase.release":              {"pattern": versionPattern},
	"Phase.on":                   {"format": "date"},
	"Phase.after":                {"format": "date"},
	"Phase.scope":                {"pattern": scopePattern},
}

func oneOf(words []string) map[string]any {
	return map[string]any{"type": "string", "enum": words}
}

// schemas makes schemas of Go types. Each struct becomes a definition, since
// fields have fields.
type schemas struct{ definitions map[string]any }

func (s *schemas) object(t reflect.Type) map[string]any {
	properties := map[string]any{}
	required := []string{}
	for i, k := range keysOf(t) {
		if k.name == "" {
			continue
		}
		id := t.Name() + "." + k.name
		property := s.schema(t.Field(i).Type)
		property["description"] = keyDocs[id]
		for name, limit := range limits[id] {
			property[name] = limit
		}
		properties[k.name] = property
		if !k.optional {
			required = append(required, k.name)
		}
	}
	return map[string]any{
		"type": "object", "additionalProperties": false, "properties": properties, "required": required,
	}
}

func (s *schemas) schema(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return s.schema(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.schema(t.Elem())}
	case reflect.Struct:
		if _, ok := s.definitions[t.Name()]; !ok {
			s.definitions[t.Name()] = nil // it may contain itself
			s.definitions[t.Name()] = s.object(t)
		}
		// Beside $ref a description would be ignored.
		return map[string]any{"allOf": []any{map[string]any{"$ref": "#/definitions/" + t.Name()}}}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	}
	return map[string]any{"type": "string"}
}
