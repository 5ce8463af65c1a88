package verify_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/spec/diff/verify"
	"github.com/graphgen/graphgen/templates"
)

const (
	before = `graphgen: 1
page: Page
version: v1.0
source: {format: html}
nodes:
  - name: Page
    path: /{page_id}
    fields:
      - {name: id, type: numeric string}
      - {name: likes, type: int}
      - {name: tags, type: string}
operations:
  - op: GET /{page_id}
    returns: Page
`
	after = `graphgen: 1
page: Page
version: v1.0
source: {format: html}
nodes:
  - name: Page
    path: /{page_id}
    fields:
      - {name: id, type: numeric string}
      - {name: tags, type: list<string>}
      - {name: mood, type: string}
operations:
  - op: GET /{page_id}
    returns: Page
`
)

// side is an API and its package.
func side(t *testing.T, text string) (diff.Side, verify.Package) {
	page, issues := spec.ReadPage("page.yaml", []byte(text))
	require.NoError(t, issues.Err())
	api, _ := spec.Merge([]*spec.Page{page})
	o := templates.Options{Package: "graphapi"}
	decls, err := templates.Declarations(api, o)
	require.NoError(t, err)
	files, _, err := templates.Generate(api, o)
	require.NoError(t, err)
	s := diff.Side{API: api, Go: decls}
	p := verify.Package{Side: s}
	for _, f := range files {
		p.Files = append(p.Files, verify.File(f))
	}
	return s, p
}

// Whatever a report keeps to itself or makes up is found out.
func TestWrongReports(t *testing.T) {
	find := func(r *diff.Report, kind diff.Kind) *diff.Change {
		i := slices.IndexFunc(r.Changes, func(c *diff.Change) bool { return c.Kind == kind })
		require.GreaterOrEqual(t, i, 0)
		return r.Changes[i]
	}
	for _, tc := range []struct {
		name string
		edit func(*diff.Report)
		want []string
	}{
		{"right", func(*diff.Report) {}, []string{"SELF-CHECK  apidiff agrees 4/4 · witness agrees 3/3 · 0 unexplained hunks"}},
		{"a break that is none", func(r *diff.Report) { find(r, diff.FieldRemoved).Source = diff.SourceNone }, []string{
			"SELF-CHECK  apidiff agrees 2/4 · witness agrees 1/3 · 0 unexplained hunks",
			"  Page.Likes: the report says nothing, apidiff says removed",
			"  PageFieldLikes: the report says nothing, apidiff says removed",
			"  Page.Likes: the report says nothing, the witness says it does not compile",
			"  PageFieldLikes: the report says nothing, the witness says it does not compile",
		}},
		{"a change that is left out", func(r *diff.Report) {
			r.Changes = slices.DeleteFunc(r.Changes, func(c *diff.Change) bool { return c.Kind == diff.FieldAdded })
		}, []string{
			"SELF-CHECK  apidiff agrees 4/4 · witness agrees 3/3 · 2 unexplained hunks",
			"  Page.Mood: the report says nothing, the code says added",
			"  PageFieldMood: the report says nothing, the code says added",
		}},
		{"a break that is made up", func(r *diff.Report) {
			c := find(r, diff.FieldAdded)
			c.Kind, c.Source, c.Go = diff.TypeUncompared, diff.SourceUnusual, append(c.Go, diff.GoChange{Old: "Client", New: "Client"})
		}, []string{
			"SELF-CHECK  apidiff agrees 4/5 · witness agrees 3/3 · 0 unexplained hunks",
			"  Client: the report says unusual (type.not-comparable ID), apidiff says nothing",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			old, was := side(t, before)
			new, is := side(t, after)
			r := diff.Compare(old, new)
			tc.edit(r)
			for _, c := range r.Changes {
				c.ID = "ID"
			}
			check, err := verify.Run(r, was, is)
			require.NoError(t, err)
			assert.Equal(t, tc.want, check.Lines())
		})
	}
}

// What does not compile is no oracle.
func TestBrokenPackages(t *testing.T) {
	old, was := side(t, before)
	r := diff.Compare(old, old)
	for _, tc := range []struct{ name, file, want string }{
		{"syntax", "package graphapi\nfunc", "the package of NEW does not compile: extra.go:2:5: expected 'IDENT', found 'EOF'"},
		{"types", "package graphapi\nvar X Missing", "the package of NEW does not compile: extra.go:2:7: undefined: Missing"},
		{"import", "package graphapi\nimport \"unsafe2\"\nvar X unsafe2.Y", `the package of NEW does not compile: extra.go:2:8: could not import unsafe2 (generated code imports unsafe2, whose shape is not known)`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			is := was
			is.Files = append(slices.Clone(was.Files), verify.File{Name: "extra.go", Content: []byte(tc.file)})
			_, err := verify.Run(r, was, is)
			assert.EqualError(t, err, tc.want)
		})
	}
}
