package mock_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/mock"
	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
)

// TestEveryOperationOfTheWholeAPI calls each operation of Meta's machine
// description without parameters, and reads with all fields. Whatever requires
// nothing is answered.
func TestEveryOperationOfTheWholeAPI(t *testing.T) {
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
		s := mock.New(api)
		fields, ids := map[string]string{}, map[string]string{}
		for _, n := range api.Nodes {
			var names []string
			for _, f := range n.Fields {
				names = append(names, f.Name)
			}
			fields[n.Name] = strings.Join(names, ",")
			for _, placeholder := range spec.Placeholders(n.Path) {
				ids["{"+placeholder+"}"] = s.ID(n.Name, 1)
			}
		}
		missing := 0
		for _, op := range api.Operations {
			method, path := op.Split()
			for _, placeholder := range spec.Placeholders(path) {
				path = strings.ReplaceAll(path, "{"+placeholder+"}", ids["{"+placeholder+"}"])
			}
			r := httptest.NewRequest(method, path, nil)
			if method == "GET" {
				r.URL.RawQuery = "limit=1&fields=" + fields[op.Element()]
				if !op.IsList() {
					r.URL.RawQuery = "fields=" + fields[op.Element()]
				}
			}
			r.Header.Set("Authorization", "Bearer x")
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			assert.True(t, json.Valid(w.Body.Bytes()), op.Op)
			if w.Code != http.StatusOK {
				missing++
				assert.Contains(t, w.Body.String(), "is required", op.Op)
			}
		}
		t.Logf("%d operations, %d of which require something", len(api.Operations), missing)
	}
}
