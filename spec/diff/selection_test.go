package diff_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
)

// feedPage has an edge that is selected, with its permission, code, note and
// node; otherPage has neighbours that nobody selects.
const feedPage = `graphgen: 1
page: Feed
version: v19.0
source: {format: html}
nodes:
  - {name: Post, path: '/{post_id}', fields: [{name: id, type: id}, {name: from, type: User}, {name: story, type: string}]}
operations:
  - op: GET /{page_id}/feed
    returns: list<Post>
    permissions: [pages_read]
    errors: [100]
    params: [{name: mood, type: 'enum {GOOD, BAD}'}]
notes:
  - {kind: limitation, text: Only 100 posts of a year come.}
`

const otherPage = `graphgen: 1
page: Other
version: v19.0
source: {format: html}
nodes:
  - {name: User, path: '/{user_id}', fields: [{name: id, type: id}, {name: age, type: int}]}
operations:
  - op: GET /{user_id}/feed
    permissions: [users_read]
    errors: [200]
    params: [{name: mood, type: 'enum {GOOD, BAD}'}, {name: since, type: int}]
notes:
  - {kind: limitation, text: Nobody sees the age.}
`

func selectedReport(t *testing.T, edits ...string) *diff.Report {
	t.Helper()
	files := map[string]string{"feed.yaml": feedPage, "other.yaml": otherPage}
	old, new := selectedSide(t, files), selectedSide(t, edit(t, files, edits...))
	r := diff.Compare(old, new)
	assert.Empty(t, r.Unexplained)
	r.Select(old, new)
	return r
}

func selectedSide(t *testing.T, files map[string]string) diff.Side {
	t.Helper()
	var pages []*spec.Page
	for name, text := range files {
		p, issues := spec.ReadPage(name, []byte(text))
		require.NoError(t, issues.Err(), text)
		pages = append(pages, p)
	}
	api, _ := spec.Merge(pages)
	decls, err := templates.Declarations(api, templates.Options{Package: "graphapi", Only: []string{"Page.feed"}})
	require.NoError(t, err)
	return diff.Side{API: api, Go: decls}
}

func TestSelect(t *testing.T) {
	for _, tc := range []struct {
		name    string
		edits   []string
		kept    []diff.Kind
		leftOut int
	}{
		{"a field of a selected node", []string{", {name: story, type: string}", ""}, []diff.Kind{diff.FieldRemoved}, 0},
		{"a permission", []string{"[pages_read]", "[pages_read, pages_more]"}, []diff.Kind{diff.PermAdded}, 0},
		{"a code", []string{"[100]", "[100, 190]"}, []diff.Kind{diff.ErrorAdded}, 0},
		{"a note", []string{"Only 100 posts of a year come.", "Only 50 posts of a month come."}, []diff.Kind{diff.NoteRemoved, diff.NoteAdded}, 0},
		{"a field of a node that is read as an object", []string{"{name: age, type: int}", "{name: age, type: string}"}, nil, 1},
		{"a parameter of another call", []string{", {name: since, type: int}", ""}, nil, 1},
		{"a parameter of another call with a type of the selection", []string{"{name: mood, type: 'enum {GOOD, BAD}'}, {name: since", "{name: since"}, []diff.Kind{diff.FileMoved}, 1},
		{"a permission and a code of another call", []string{"[users_read]", "[users_write]", "[200]", "[190]"}, nil, 4},
		{"a note on another page", []string{"Nobody sees the age.", "Friends see it."}, nil, 2},
		{"another call", []string{"  - op: GET /{user_id}/feed\n    permissions: [users_read]\n", "  - op: POST /{user_id}/feed\n    permissions: [users_read]\n"}, nil, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := selectedReport(t, tc.edits...)
			var kept []diff.Kind
			for _, c := range r.Changes {
				kept = append(kept, c.Kind)
			}
			assert.ElementsMatch(t, tc.kept, kept, lines(r))
			assert.Equal(t, tc.leftOut, r.LeftOut)
		})
	}
}
