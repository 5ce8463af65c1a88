package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

const goodConfig = `# yaml-language-server: $schema=config.schema.json
version: v19.0
pages: [reference/**/*.html]
spec: spec/v19.0
only:
  - Page.conversations
go:
  package: graphapi
  out: out
`

func TestReadConfig(t *testing.T) {
	got, err := readConfig("dir/graphgen.yaml", []byte(goodConfig))
	require.NoError(t, err)
	assert.Equal(t, &config{
		Version: "v19.0",
		Pages:   []string{"reference/**/*.html"},
		Spec:    "spec/v19.0",
		Only:    []string{"Page.conversations"},
		Go:      goPackage{"graphapi", "out"},
		file:    "dir/graphgen.yaml",
	}, got)
	assert.Equal(t, "dir/out", got.path(got.Go.Out), "paths are relative to the file")
	assert.Equal(t, "/out", got.path("/out"))
}

func TestReadConfigErrors(t *testing.T) {
	const rest = "go: {package: p, out: o}\n"
	for _, tc := range []struct{ name, in, want string }{
		{"empty", "# nothing\n", "graphgen.yaml:1:1: the file is empty"},
		{"no YAML", "version: [\n", "graphgen.yaml:1:1: did not find expected node content"},
		{"no mapping", "- v19.0\n", "graphgen.yaml:1:1: a list, where keys and values belong"},
		{"missing keys", "spec: s\n", "graphgen.yaml:1:1: key \"go\" is missing\ngraphgen.yaml:1:1: key \"version\" is missing"},
		{"unknown key", "version: v19.0\nspecs: s\n" + rest, "graphgen.yaml:2:1: unknown key \"specs\""},
		{"unknown key below", "version: v19.0\ngo: {package: p, out: o, root: r}\n", "graphgen.yaml:2:26: go: unknown key \"root\""},
		{"duplicate key", "version: v19.0\nversion: v20.0\n" + rest, "graphgen.yaml:2:1: key \"version\" stands already on line 1"},
		{"bad version", "version: 19\n" + rest, "graphgen.yaml:1:10: version: must be a version such as v19.0"},
		{"bad package", "version: v19.0\ngo: {package: func, out: o}\n", "graphgen.yaml:2:15: go.package: must be a package name"},
		{"null", "version: v19.0\nspec:\n" + rest, "graphgen.yaml:2:6: spec: must be a folder"},
		{"null item", "version: v19.0\npages: [a, ~]\n" + rest, "graphgen.yaml:2:12: pages[1]: must be a file, a folder or a glob"},
		{"empty item", "version: v19.0\noverlay: ['']\n" + rest, "graphgen.yaml:2:11: overlay[0]: must be a file"},
		{"no list", "version: v19.0\nonly: Page\n" + rest, "graphgen.yaml:2:7: only: text, where a list belongs"},
		{"empty text", "version: v19.0\nspec: ''\n" + rest, "graphgen.yaml:2:7: spec: must be a folder"},
		{"no level", "version: v19.0\nlint: {date-passed: }\n" + rest, "graphgen.yaml:2:21: lint.date-passed: must be off, info, warning or error"},
		{"level twice", "version: v19.0\nlint: {date-passed: off, date-passed: off}\n" + rest, "graphgen.yaml:2:26: lint: key \"date-passed\" stands twice"},
		{"no issue", "version: v19.0\nlint: {date-past: off}\n" + rest, "graphgen.yaml:2:19: lint.date-past: must be the id of an issue"},
		{"no levels", "version: v19.0\nlint: off\n" + rest, "graphgen.yaml:2:7: lint: text, where keys and values belong"},
		{"all at once", "version: 19\nspec: 1\n" + rest, "graphgen.yaml:1:10: version: must be a version such as v19.0\ngraphgen.yaml:2:7: spec: must be a folder"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := readConfig("graphgen.yaml", []byte(tc.in))
			assert.EqualError(t, err, tc.want)
		})
	}
}

// The schema that editors use and the reader must know the same keys.
func TestConfigSchemaAgrees(t *testing.T) {
	type object struct {
		Required   []string          `json:"required"`
		Properties map[string]object `json:"properties"`
	}
	var schema object
	require.NoError(t, json.Unmarshal(configSchema, &schema))

	for _, tc := range []struct {
		in   string
		keys object
	}{
		{"x: 1", schema},
		{"go: {x: 1}", schema.Properties["go"]},
	} {
		_, err := readConfig("graphgen.yaml", []byte(tc.in))
		var stderr bytes.Buffer
		newConsole(nil, nil, &stderr, nil).failure(err)
		assert.Contains(t, stderr.String(), "known keys: "+strings.Join(slices.Sorted(maps.Keys(tc.keys.Properties)), ", ")+"\n")
		for _, key := range tc.keys.Required {
			assert.Contains(t, stderr.String(), "key \""+key+"\" is missing")
		}
	}
}

func TestOwnConfig(t *testing.T) {
	data, err := os.ReadFile("../../graphgen.yaml")
	require.NoError(t, err)
	_, err = readConfig("../../graphgen.yaml", data)
	require.NoError(t, err)
}

func TestConfigFileOfInit(t *testing.T) {
	want := &config{Version: "v19.0", Spec: "spec/v19.0", Overlay: []string{"spec/overlay.yaml"}, Go: goPackage{"graphapi", "graphapi"}, file: "graphgen.yaml"}
	got, err := readConfig("graphgen.yaml", configFile(want))
	require.NoError(t, err)
	assert.Equal(t, want, got)

	var schema struct {
		ID string `json:"$id"`
	}
	require.NoError(t, json.Unmarshal(configSchema, &schema))
	assert.Equal(t, configSchemaURL, schema.ID, "the file and the schema name one address")
	require.NoError(t, json.Unmarshal(spec.OverlaySchema(), &schema))
	assert.Equal(t, overlaySchemaURL, schema.ID)
	_, issues := spec.ReadOverlay("overlay.yaml", []byte(emptyOverlay))
	assert.Empty(t, issues)
}
