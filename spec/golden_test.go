package spec

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite golden files")

// archives runs f on each archive of a folder of testdata. f returns the
// archive as it should be.
func archives(t *testing.T, folder string, f func(t *testing.T, a *txtar.Archive)) {
	names, err := filepath.Glob(filepath.Join("testdata", folder, "*.txtar"))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			want, err := os.ReadFile(name)
			require.NoError(t, err)
			a := txtar.Parse(want)
			f(t, a)
			got := txtar.Format(a)
			if *update {
				require.NoError(t, os.WriteFile(name, got, 0o644))
				return
			}
			assert.Equal(t, string(want), string(got))
		})
	}
}

// set replaces a file of the archive.
func set(a *txtar.Archive, name, text string) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(text)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)})
}

// yamlFiles are the pages of the archive.
func yamlFiles(a *txtar.Archive) fs.FS {
	files := fstest.MapFS{}
	for _, f := range a.Files {
		if filepath.Ext(f.Name) == ".yaml" {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

func printed(issues Issues) string {
	var b strings.Builder
	for _, i := range issues {
		b.WriteString(i.Severity.String() + " " + i.ID + " " + i.String() + "\n\thint: " + i.Hint + "\n")
	}
	return b.String()
}

func lines(facts []Fact) string {
	var b strings.Builder
	for _, f := range facts {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

// TestPages reads pages and writes them again: the same bytes, and nothing to
// complain about.
func TestPages(t *testing.T) {
	archives(t, "page", func(t *testing.T, a *txtar.Archive) {
		for i, f := range a.Files {
			p, issues := ReadPage(f.Name, f.Data)
			require.Empty(t, printed(issues))
			assert.Equal(t, f.Name, p.Path())
			written, err := WritePage(p)
			require.NoError(t, err)
			a.Files[i].Data = written
		}
		api, issues, err := Load(yamlFiles(a))
		require.NoError(t, err)
		issues = append(issues, Check(api)...)
		assert.Zero(t, issues.Count(Warning), printed(issues))
	})
}

// TestRead reads what is no page: the issues, each with its place.
func TestRead(t *testing.T) {
	archives(t, "read", func(t *testing.T, a *txtar.Archive) {
		_, issues := ReadPage("page.yaml", a.Files[0].Data)
		set(a, "issues", printed(issues))
	})
}

// TestAPI loads several pages: the facts, and everything found on the way.
func TestAPI(t *testing.T) {
	archives(t, "api", func(t *testing.T, a *txtar.Archive) {
		api, issues, err := Load(yamlFiles(a))
		require.NoError(t, err)
		set(a, "facts", lines(Facts(api)))
		issues = append(issues, Check(api)...)
		issues.Sort()
		set(a, "issues", printed(issues))
	})
}
