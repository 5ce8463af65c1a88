package spec

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
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
	{"## Versions", reflect.TypeFor[VersionDates]()},
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

// TestSchemaAgrees holds the schema against the golden pages: it takes what
// ReadPage takes and refuses what ReadPage refuses.
func TestSchemaAgrees(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(PageSchema()))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("page.json", doc))
	schema, err := compiler.Compile("page.json")
	require.NoError(t, err)

	// The YAML library takes a plain date for a time, which JSON Schema does not.
	date := regexp.MustCompile(`\b\d{4}-\d\d-\d\d\b`)
	validate := func(t *testing.T, data []byte) error {
		var page any
		require.NoError(t, yaml.Unmarshal(date.ReplaceAll(data, []byte(`"$0"`)), &page))
		text, err := json.Marshal(page)
		require.NoError(t, err)
		page, err = jsonschema.UnmarshalJSON(bytes.NewReader(text))
		require.NoError(t, err)
		return schema.Validate(page)
	}
	golden, err := txtar.ParseFile("testdata/page/inbox.txtar")
	require.NoError(t, err)
	for _, f := range golden.Files {
		assert.NoError(t, validate(t, f.Data), f.Name)
	}
	require.NoError(t, validate(t, []byte(valid)))
	for _, rule := range []Rule{unknownKey, missingKey, nullValue, wrongKind, formatVersion, badVersion, badOp, unknownWord} {
		change := broken[rule.ID]
		text := strings.Replace(valid, change[0], change[1], 1)
		assert.Error(t, validate(t, []byte(text)), rule.ID)
	}
}
