package metaspec_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestImport compares the pages and the issues of each archive with those that
// the archive holds: one file, want, since folders of a few small pages are
// read better together.
func TestImport(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			folder := fstest.MapFS{}
			var want string
			var input []txtar.File
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = string(f.Data)
					continue
				}
				input = append(input, f)
				folder[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := imported(t, folder, metaspec.Options{})
			if *update {
				archive.Files = append(input, txtar.File{Name: "want", Data: []byte(got)})
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
				return
			}
			assert.Equal(t, want, got)
		})
	}
}

// imported is everything that comes of a folder, as text.
func imported(t *testing.T, folder fs.FS, o metaspec.Options) string {
	pages, issues, err := metaspec.Import(folder, o)
	require.NoError(t, err)
	var b strings.Builder
	paths, clashes := spec.Paths(pages)
	require.Empty(t, clashes)
	for i, p := range pages {
		text, err := spec.WritePage(p)
		require.NoError(t, err)
		_, body, _ := strings.Cut(string(text), "\n")
		fmt.Fprintf(&b, "== %s\n%s", paths[i], body)
	}
	for _, i := range issues {
		fmt.Fprintf(&b, "== %s %s: %s\n   hint: %s\n", i.Severity, i.ID, i, i.Hint)
	}
	return b.String()
}

func TestVersion(t *testing.T) {
	folder := fstest.MapFS{"specs/Page.json": {Data: []byte(`{"fields": []}`)}, "specs/enum_types.json": {Data: []byte(`[]`)}}
	pages, issues, err := metaspec.Import(folder, metaspec.Options{Version: "v24.0"})
	require.NoError(t, err)
	assert.Empty(t, issues)
	assert.Equal(t, "v24.0", pages[0].Version)

	folder["specs/version.txt"] = &fstest.MapFile{Data: []byte("v25.0\n")}
	pages, issues, err = metaspec.Import(folder, metaspec.Options{Version: "v24.0"})
	require.NoError(t, err)
	assert.Equal(t, "v24.0", pages[0].Version, "who names a version means it")
	require.Len(t, issues, 1)
	assert.Equal(t, "other-version", issues[0].ID)
}

func TestNoFolder(t *testing.T) {
	_, _, err := metaspec.Import(fstest.MapFS{}, metaspec.Options{})
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// TestNoEnums wants no import that loses every list of values.
func TestNoEnums(t *testing.T) {
	folder := fstest.MapFS{"specs/Page.json": {Data: []byte(`{"fields": [{"name": "a", "type": "page_a_enum"}]}`)}}
	_, _, err := metaspec.Import(folder, metaspec.Options{Version: "v25.0"})
	var missing *fs.PathError
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, "specs/enum_types.json", missing.Path)
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// FuzzImport wants pages that can be written, whatever the files say.
func FuzzImport(f *testing.F) {
	f.Add(`{"apis": [{"method": "GET", "endpoint": "a", "return": "B", "params": [{"name": "c", "type": "e"}]}]}`, `[{"name": "e", "values": ["x"]}]`)
	f.Add(`{"fields": [{"name": "../x", "type": "list<\u202e>"}]}`, `[]`)
	f.Fuzz(func(t *testing.T, node, enums string) {
		folder := fstest.MapFS{"specs/Page.json": {Data: []byte(node)}, "specs/enum_types.json": {Data: []byte(enums)}}
		pages, _, err := metaspec.Import(folder, metaspec.Options{Version: "v25.0"})
		require.NoError(t, err)
		for _, p := range pages {
			require.True(t, fs.ValidPath(p.Path()))
		}
		_, _ = spec.Merge(pages)
	})
}
