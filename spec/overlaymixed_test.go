package spec

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mixedTexts are a page and an import of the same things, which give the type of
// fan_count, the values of kind and the answer of a call in different words.
var mixedTexts = [2]string{`graphgen: 1
page: Page
version: v25.0
source: {format: html, url: 'https://developers.facebook.com/docs/graph-api/reference/page'}
nodes:
  - name: Page
    path: /{page_id}
    fields:
      - {name: id, type: id}
      - {name: fan_count, type: unsigned int32, doc: How many.}
      - {name: kind, type: 'enum {A, B}'}
      - {name: owner, type: Object}
operations:
  - op: GET /{page_id}/feed
    params: [{name: limit, type: int, required: true}]
    returns: list<Object>
    errors: [200, 100]
`, `graphgen: 1
page: Page
version: v25.0
source: {format: metaspec}
nodes:
  - name: Page
    path: /{page_id}
    fields:
      - {name: id, type: string}
      - {name: fan_count, type: unsigned int}
      - {name: kind, type: PageKind, values: [A, B, C]}
      - {name: owner, type: User}
      - {name: rating, type: float}
operations:
  - op: GET /{page_id}/feed
    params: [{name: limit, type: unsigned int}, {name: with, type: string}]
    returns: list<Page>
`}

// mixedPages are the pages of a spec of pages and an import, edited.
func mixedPages(t *testing.T, edits ...string) []*Page {
	t.Helper()
	var pages []*Page
	for i, text := range mixedTexts {
		for e := 0; e < len(edits); e += 2 {
			text = strings.ReplaceAll(text, edits[e], edits[e+1])
		}
		p, issues := ReadPage([]string{"page.yaml", "metaspec/page.yaml"}[i], []byte(text))
		require.NoError(t, issues.Err())
		pages = append(pages, p)
	}
	return pages
}

// What is expected of an element that several sources describe is what merging
// trusts, and that is what is corrected.
func TestOverlayOfMixedSources(t *testing.T) {
	for _, tc := range []struct {
		name, action string
		state        ActionState
		detail       string
	}{
		{"the trusted type", "target: node/Page/field/fan_count, set: {type: int64}, expect: {type: unsigned int32}", ActionApplied, ""},
		{"the other type", "target: node/Page/field/fan_count, set: {type: int64}, expect: {type: unsigned int}", ActionConflict, "is unsigned int32, not unsigned int"},
		{"what the trusted source says by now", "target: node/Page/field/fan_count, set: {type: unsigned int32}, expect: {type: string}", ActionAbsorbed, "says so"},
		{"a type of the import", "target: node/Page/field/owner, set: {type: Profile}, expect: {type: User}", ActionApplied, ""},
		{"values of the import", "target: node/Page/field/kind, set: {values: [A]}, expect: {type: PageKind, values: [A, B, C]}", ActionApplied, ""},
		{"a badge of the page", "target: 'op/GET /{page_id}/feed/param/limit', set: {required: false}, expect: {required: true}", ActionApplied, ""},
		{"an answer", "target: 'op/GET /{page_id}/feed', set: {returns: list<Post>}, expect: {returns: list<Page>}", ActionApplied, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o, issues := ReadOverlay("overlay.yaml", []byte(one(tc.action)))
			require.NoError(t, issues.Err())
			pages := mixedPages(t)
			done, _ := ApplyOverlays(pages, []*Overlay{o}, overlayDay)
			require.Equal(t, tc.state, done.Results[0].State, done.Results[0].Detail)
			assert.Contains(t, done.Results[0].Detail, tc.detail)
			assert.Equal(t, tc.state != ActionApplied, strings.Join(factLines(pages), "\n") == strings.Join(factLines(done.Pages), "\n"))
		})
	}
}

// An edited copy of a spec of pages and an import, or of some of its pages,
// becomes an overlay after which the spec says the same.
func TestOverlayFromDiffOfMixedSources(t *testing.T) {
	for _, tc := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"a type on the page", []string{"unsigned int32", "int64"}, []string{"set: {type: int64}\n    expect: {type: unsigned int32}"}},
		{"a type everywhere", []string{"unsigned int32", "int64", "type: unsigned int}", "type: int64}"}, []string{"set: {type: int64}\n    expect: {type: unsigned int32}"}},
		{"values", []string{"values: [A, B, C]", "values: [A, D]"}, []string{"set: {values: [A, D]}\n    expect: {values: [A, B, C]}"}},
		{"a type of the import", []string{"type: User", "type: Profile"}, []string{"set: {type: Profile}\n    expect: {type: User}"}},
		{"a badge", []string{", required: true", ""}, []string{"set: {required: false}\n    expect: {required: true}"}},
		{"a row of the import", []string{"      - {name: rating, type: float}\n", ""}, []string{"remove: true"}},
		{"codes", []string{"[200, 100]", "[200, 190]"}, []string{"errors: [190, 200]"}},
		{"nothing", nil, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			pages, edited := mixedPages(t), mixedPages(t, tc.edits...)
			text, _, err := OverlayFromDiff(pages, edited, "seen")
			require.NoError(t, err)
			for _, want := range tc.want {
				assert.Contains(t, string(text), want)
			}
			o, issues := ReadOverlay("overlay.yaml", text)
			require.Empty(t, printed(issues))
			done, issues := ApplyOverlays(pages, []*Overlay{o}, overlayDay)
			require.Empty(t, printed(issues), "%s", text)
			assert.Equal(t, factLines(edited), factLines(done.Pages), "%s", text)
		})
	}

	pages := mixedPages(t)
	text, issues, err := OverlayFromDiff(pages, mixedPages(t)[:1], "seen")
	require.NoError(t, err)
	assert.Equal(t, "overlay: 1\n", string(text), "what only the import says is not edited by a copy of the page")
	assert.Empty(t, printed(issues))
}
