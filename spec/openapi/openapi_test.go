package openapi_test

import (
	"encoding/json"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/openapi"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestGolden compares the document of each archive, and asks kin-openapi
// whether it is one.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			var pages []*spec.Page
			var want string
			var names openapi.Names
			var input []txtar.File
			for _, f := range archive.Files {
				switch {
				case f.Name == "openapi.json":
					want = string(f.Data)
					continue
				case f.Name == "names.json":
					require.NoError(t, json.Unmarshal(f.Data, &names))
				default:
					p, issues := spec.ReadPage(f.Name, f.Data)
					require.NoError(t, issues.Err())
					pages = append(pages, p)
				}
				input = append(input, f)
			}
			api, _ := spec.Merge(pages)
			got, err := openapi.Export(api, names)
			require.NoError(t, err)
			if *update {
				archive.Files = append(input, txtar.File{Name: "openapi.json", Data: got})
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
			} else {
				assert.Equal(t, want, string(got))
			}
			validate(t, got)
		})
	}
}

func TestBundled(t *testing.T) {
	api, issues, err := spec.Load(bundled(t))
	require.NoError(t, err)
	require.NoError(t, issues.Err())
	complete(t, api)
}

// TestCorpus exports Meta's whole API.
func TestCorpus(t *testing.T) {
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	folders, err := filepath.Glob(filepath.Join(root, "meta-specs", "*", "api_specs"))
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		pages, _, err := metaspec.Import(os.DirFS(folder), metaspec.Options{})
		require.NoError(t, err)
		api, _ := spec.Merge(pages)
		complete(t, api)
	}
}

// complete exports an API and finds all of it in the document.
func complete(t *testing.T, api *spec.API) {
	doc := validate(t, export(t, api))
	operations := 0
	for _, item := range doc.Paths.Map() {
		operations += len(item.Operations())
	}
	assert.Equal(t, len(api.Operations), operations)
	for _, n := range api.Nodes {
		schema := doc.Components.Schemas[n.Name]
		if !assert.NotNil(t, schema, n.Name) {
			continue
		}
		want := map[string]bool{}
		for _, f := range n.Fields {
			want[f.Name] = true
		}
		for _, e := range n.Edges {
			want[e.Name] = true
		}
		assert.ElementsMatch(t, slices.Collect(maps.Keys(want)), slices.Collect(maps.Keys(schema.Value.Properties)), n.Name)
	}
}

func export(t *testing.T, api *spec.API) []byte {
	doc, err := openapi.Export(api, openapi.Names{})
	require.NoError(t, err)
	again, err := openapi.Export(api, openapi.Names{})
	require.NoError(t, err)
	require.Equal(t, string(doc), string(again))
	return doc
}

func validate(t *testing.T, data []byte) *openapi3.T {
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(data)
	require.NoError(t, err)
	require.NoError(t, doc.Validate(loader.Context))
	require.True(t, strings.HasPrefix(doc.OpenAPI, "3.1"))
	return doc
}

// bundled is the newest version of the spec that comes with graphgen.
func bundled(t *testing.T) fs.FS {
	versions, err := fs.Glob(spec.Bundled(), "v*")
	require.NoError(t, err)
	folder, err := fs.Sub(spec.Bundled(), slices.MaxFunc(versions, spec.CompareVersions))
	require.NoError(t, err)
	return folder
}
