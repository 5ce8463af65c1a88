package diff_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
)

var update = flag.Bool("update", false, "rewrite golden files")

// base is the text of the base API by file.
func base(t testing.TB) map[string]string {
	a, err := txtar.ParseFile("testdata/base.txtar")
	require.NoError(t, err)
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	return files
}

// side reads the files of a spec, and what is generated for it.
func side(t testing.TB, files map[string]string) diff.Side {
	var pages []*spec.Page
	for name, text := range files {
		p, issues := spec.ReadPage(name, []byte(text))
		require.NoError(t, issues.Err(), text)
		pages = append(pages, p)
	}
	return sideOf(t, pages)
}

func sideOf(t testing.TB, pages []*spec.Page) diff.Side {
	api, _ := spec.Merge(pages)
	decls, err := templates.Declarations(api, templates.Options{Package: "graphapi"})
	require.NoError(t, err)
	return diff.Side{API: api, Go: decls}
}

// edit replaces text in the files of a spec, each piece once.
func edit(t testing.TB, files map[string]string, edits ...string) map[string]string {
	require.Zero(t, len(edits)%2, "edits are pairs")
	out := map[string]string{}
	for name, text := range files {
		out[name] = text
	}
	for i := 0; i < len(edits); i += 2 {
		found := 0
		for name, text := range out {
			if n := strings.Count(text, edits[i]); n > 0 {
				found += n
				out[name] = strings.Replace(text, edits[i], edits[i+1], 1)
			}
		}
		require.Equal(t, 1, found, "%q must stand once in the spec", edits[i])
	}
	return out
}

// line is a change as the tests state it.
func line(c *diff.Change) string {
	subject := c.Subject
	if c.Renamed != "" {
		subject += " => " + c.Renamed
	}
	s := fmt.Sprintf("%s %s source=%s runtime=%s deployed=%s", c.Kind, subject, c.Source, c.Runtime, c.Deployed)
	if c.Old != "" || c.New != "" {
		s += fmt.Sprintf(" %q to %q", c.Old, c.New)
	}
	if n := len(c.SeenBy); n > 0 {
		s += fmt.Sprintf(" +%d", n)
	}
	if c.Origin != diff.OriginAPI {
		s += " origin=" + c.Origin.String()
	}
	return s
}

func lines(r *diff.Report) string {
	var b strings.Builder
	for _, c := range r.Changes {
		b.WriteString(line(c) + "\n")
	}
	return b.String()
}

// golden compares with a file, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(name, []byte(got), 0o644))
		return
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}
