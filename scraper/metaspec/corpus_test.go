package metaspec_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
)

// tally counts what a folder or a spec says, kind by kind. Said are the facts
// themselves, so that two mistakes cannot make up for each other.
type tally struct {
	Nodes, Fields, Operations, Lists, Params, Required, Enums, Values int
	Said                                                              map[string]int
}

// TestCorpus reads each snapshot of Meta's files twice: through the importer,
// the YAML and the merge, and as bare JSON. Both must say the same.
func TestCorpus(t *testing.T) {
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	folders, err := filepath.Glob(filepath.Join(root, "meta-specs", "*", "api_specs"))
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		t.Run(filepath.Base(filepath.Dir(folder)), func(t *testing.T) {
			fsys := os.DirFS(folder)
			pages, issues, err := metaspec.Import(fsys, metaspec.Options{})
			require.NoError(t, err)
			require.NoError(t, issues.Err())
			assert.Zero(t, issues.Count(spec.Warning), "%v", issues)

			want, got := countJSON(t, fsys), countAPI(reread(t, pages))
			t.Logf("%+v", struct{ N, F, O, L, P, R, En, V int }{want.Nodes, want.Fields, want.Operations, want.Lists, want.Params, want.Required, want.Enums, want.Values})
			for fact := range want.Said {
				assert.Equal(t, want.Said[fact], got.Said[fact], "lost: %s", fact)
			}
			for fact := range got.Said {
				assert.Equal(t, want.Said[fact], got.Said[fact], "invented: %s", fact)
			}
			want.Said, got.Said = nil, nil
			assert.Equal(t, want, got)
		})
	}
}

// reread is the API as it is read from the files.
func reread(t *testing.T, pages []*spec.Page) *spec.API {
	var read []*spec.Page
	for _, p := range pages {
		text, err := spec.WritePage(p)
		require.NoError(t, err)
		back, issues := spec.ReadPage(p.Path(), text)
		require.NoError(t, issues.Err())
		read = append(read, back)
	}
	api, issues := spec.Merge(read)
	require.Empty(t, issues)
	return api
}

var enumWord = regexp.MustCompile(`\w+`)

// countJSON counts without any of the importer's types. The values of a list
// count once for each field or parameter that names it.
func countJSON(t *testing.T, fsys fs.FS) tally {
	files, err := fs.Glob(fsys, "specs/*.json")
	require.NoError(t, err)
	var lists []map[string]any
	load(t, fsys, "specs/enum_types.json", &lists)
	values := map[string][]any{}
	for _, l := range lists {
		values[l["name"].(string)] = l["values"].([]any)
	}
	c := tally{Said: map[string]int{}}
	typed := func(what string, row any) {
		words := row.(map[string]any)["type"].(string)
		var allowed []string
		words = enumWord.ReplaceAllStringFunc(words, func(w string) string {
			if values[w] == nil {
				return w
			}
			c.Enums++
			c.Values += len(values[w])
			for _, v := range values[w] {
				allowed = append(allowed, v.(string))
			}
			return "enum"
		})
		c.Said[strings.Join([]string{what, row.(map[string]any)["name"].(string), words, strings.Join(allowed, ",")}, "\t")]++
	}
	for _, file := range files {
		if file == "specs/enum_types.json" {
			continue
		}
		var n map[string]any
		load(t, fsys, file, &n)
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		c.Nodes++
		c.Said[name]++
		for _, f := range n["fields"].([]any) {
			c.Fields++
			typed(name, f)
		}
		apis, _ := n["apis"].([]any)
		for _, a := range apis {
			call := a.(map[string]any)
			c.Operations++
			edge, _ := call["endpoint"].(string)
			if call["method"] == "GET" && edge != "" && call["name"] == nil {
				c.Lists++
			}
			op := call["method"].(string) + " " + strings.ToLower(name) + " " + edge
			if base, ok := call["basePath"].(string); ok {
				op = call["method"].(string) + " /" + base
			}
			c.Said[op+" "+call["return"].(string)]++
			for _, p := range call["params"].([]any) {
				c.Params++
				typed(op, p)
				if p.(map[string]any)["required"].(bool) {
					c.Required++
					c.Said[op+" requires "+p.(map[string]any)["name"].(string)]++
				}
			}
		}
	}
	return c
}

func load(t *testing.T, fsys fs.FS, name string, v any) {
	data, err := fs.ReadFile(fsys, name)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, v))
}

func countAPI(api *spec.API) tally {
	c := tally{Said: map[string]int{}}
	typed := func(what, name, words string, values []string) {
		if len(values) > 0 {
			c.Enums++
			c.Values += len(values)
		}
		c.Said[strings.Join([]string{what, name, words, strings.Join(values, ",")}, "\t")]++
	}
	for _, n := range api.Nodes {
		c.Nodes++
		c.Said[n.Name]++
		for _, f := range n.Fields {
			c.Fields++
			typed(n.Name, f.Name, f.Type, f.Values)
		}
	}
	for _, o := range api.Operations {
		c.Operations++
		if o.IsList() {
			c.Lists++
		}
		method, path := o.Split()
		op := method + " " + path
		if id, edge, _ := strings.Cut(strings.Trim(path, "/"), "/"); strings.HasPrefix(id, "{") {
			node := strings.ReplaceAll(strings.TrimSuffix(strings.Trim(id, "{}"), "_id"), "_", "")
			op = method + " " + node + " " + edge
		}
		c.Said[op+" "+strings.TrimPrefix(strings.TrimSuffix(strings.TrimPrefix(o.Returns, "list<"), ">"), "node ")]++
		for _, p := range o.Params {
			c.Params++
			typed(op, p.Name, p.Type, p.Values)
			if p.Required {
				c.Required++
				c.Said[op+" requires "+p.Name]++
			}
		}
	}
	return c
}
