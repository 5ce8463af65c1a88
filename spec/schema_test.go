package spec

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// structs are the structs of the format, by the section of FORMAT.md that
// describes their keys.
var structs = []struct {
	section string
	of      reflect.Type
}{
	{"## The page", reflect.TypeFor[Page]()},
	{"### Source", reflect.TypeFor[Source]()},
	{"## Nodes", reflect.TypeFor[Node]()},
	{"### Fields", reflect.TypeFor[Field]()},
	{"### Edges", reflect.TypeFor[Edge]()},
	{"## Operations", reflect.TypeFor[Operation]()},
	{"### Parameters", reflect.TypeFor[Param]()},
	{"## Notes", reflect.TypeFor[Note]()},
	{"## Notes", reflect.TypeFor[Subject]()},
	{"## Notes", reflect.TypeFor[Applies]()},
	{"### Phases", reflect.TypeFor[Phase]()},
	{"## Examples", reflect.TypeFor[Example]()},
	{"## Errors", reflect.TypeFor[ErrorMessage]()},
}

// TestKeysAreDescribed keeps FORMAT.md and the descriptions of the schema true:
// every key is described, and nothing that is no key.
func TestKeysAreDescribed(t *testing.T) {
	format, err := os.ReadFile("FORMAT.md")
	require.NoError(t, err)
	keys := map[string]bool{}
	for _, s := range structs {
		_, section, ok := strings.Cut(string(format), "\n"+s.section+"\n")
		require.True(t, ok, s.section)
		section, _, _ = strings.Cut(section, "\n## ")
		section, _, _ = strings.Cut(section, "\n### ")
		for _, k := range keysOf(s.of) {
			if k.name != "" {
				keys[s.of.Name()+"."+k.name] = true
				assert.Contains(t, section, "`"+k.name+"`", "%s of FORMAT.md", s.section)
			}
		}
	}
	for id := range keys {
		assert.NotEmpty(t, keyDocs[id], id)
	}
	assert.Len(t, keyDocs, len(keys), "a description of no key")
	for id := range limits {
		assert.True(t, keys[id], "limits of no key: %s", id)
	}
	for _, kind := range NoteKinds {
		assert.Contains(t, string(format), "`"+kind+"`")
	}
}

// TestSchemaFile compares the schema that editors read with the structs.
func TestSchemaFile(t *testing.T) {
	if *update {
		require.NoError(t, os.WriteFile("page.schema.json", PageSchema(), 0o644))
	}
	file, err := os.ReadFile("page.schema.json")
	require.NoError(t, err)
	assert.Equal(t, string(file), string(PageSchema()))

	var schema struct {
		Schema      string                     `json:"$schema"`
		Definitions map[string]json.RawMessage `json:"definitions"`
	}
	require.NoError(t, json.Unmarshal(file, &schema))
	assert.Equal(t, "http://json-schema.org/draft-07/schema#", schema.Schema)
	assert.Len(t, schema.Definitions, len(structs)-1, "each struct besides Page")
}
