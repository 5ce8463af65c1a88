package spec

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const referencePage = `graphgen: 1
page: Conversation
version: v25.0
source: {format: html}
nodes:
  - name: Conversation
    path: /{conversation_id}
    fields:
      - {name: id, type: numeric string, doc: The id.}
      - {name: folder, type: string, values: [inbox], inferred: [values]}
      - {name: people, type: Object}
      - {name: count, type: int}
operations:
  - op: GET /{conversation_id}/messages
    doc: Lists messages.
    params:
      - {name: source, type: 'enum {ALL}', default: ALL}
      - {name: limit, type: int}
    returns: list<UnifiedThread>
    paging: cursor
    errors: [100]
`

const importedPage = `graphgen: 1
page: UnifiedThread
version: v25.0
source: {format: metaspec}
nodes:
  - name: UnifiedThread
    path: /{unified_thread_id}
    fields:
      - {name: id, type: string}
      - {name: folder, type: enum, values: [inbox, spam]}
      - {name: people, type: list<User>}
      - {name: count, type: string}
      - {name: link, type: string}
operations:
  - op: GET /{unified_thread_id}/messages
    params:
      - {name: source, type: enum, values: [PARTICIPANTS, ALL], required: true}
      - {name: user, type: UnifiedThread, required: true}
    returns: list<UnifiedThread>
    paging: cursor
  - {op: 'GET /{unified_thread_id}', returns: UnifiedThread}
`

// twoSources are a page of each source.
func twoSources(t *testing.T) []*Page {
	var pages []*Page
	for name, text := range map[string]string{"conversation.yaml": referencePage, "metaspec/unified_thread.yaml": importedPage} {
		p, issues := ReadPage(name, []byte(text))
		require.Empty(t, issues)
		pages = append(pages, p)
	}
	return pages
}

// TestMergeSources: one node with two names, each source trusted in what it
// knows best, and the origin of each value.
func TestMergeSources(t *testing.T) {
	pages := twoSources(t)
	api, issues := Merge(pages)
	assert.Empty(t, issues, "sources that differ are no issue")
	require.Len(t, api.Nodes, 1)
	n := api.Nodes[0]
	assert.Equal(t, "Conversation", n.Name)
	assert.Equal(t, []Field{
		{Name: "id", Type: "numeric string", Doc: "The id."},
		{Name: "folder", Type: "string", Values: []string{"inbox", "spam"}},
		{Name: "people", Type: "Object"},
		{Name: "count", Type: "int"},
		{Name: "link", Type: "string"},
	}, n.Fields)
	require.Len(t, api.Operations, 2)
	assert.Equal(t, "GET /{conversation_id}", api.Operations[0].Op)
	assert.Equal(t, "Conversation", api.Operations[0].Returns)
	o := api.Operations[1]
	assert.Equal(t, "list<Conversation>", o.Returns, "the reference uses both names")
	all := "ALL"
	assert.Equal(t, []Param{
		{Name: "source", Type: "enum", Values: []string{"PARTICIPANTS", "ALL"}, Default: &all},
		{Name: "limit", Type: "int"},
		{Name: "user", Type: "Conversation", Required: true},
	}, o.Params, "the page knows what is required, the description knows all values")
	assert.Equal(t, []int{100}, o.Errors)

	for element, want := range map[string]string{
		"node/Conversation/field/id.type":                             "conversation.yaml",
		"node/Conversation/field/folder.values":                       "metaspec/unified_thread.yaml",
		"op/GET /{conversation_id}/messages/param/source.default":     "conversation.yaml",
		"op/GET /{conversation_id}/messages/param/source.values":      "metaspec/unified_thread.yaml",
		"op/GET /{conversation_id}/messages/param/nobody knows.value": "",
	} {
		ext := filepath.Ext(element)
		file, line := api.Origin(element[:len(element)-len(ext)], ext[1:])
		assert.Equal(t, want, file, element)
		assert.Equal(t, want == "", line == 0, element)
	}

	for _, p := range pages {
		again, issues := ReadPage(p.File, []byte(map[bool]string{true: importedPage, false: referencePage}[p.isMetaspec()]))
		require.Empty(t, issues)
		again.lines, p.lines = nil, nil // p has looked up places
		assert.Equal(t, again, p, "Merge changes no page")
	}
}

func TestCompareSources(t *testing.T) {
	r := CompareSources(twoSources(t))
	assert.Equal(t, []SourceCount{
		{Kind: "field", Both: 4, Alike: 1, Metaspec: 1},
		{Kind: "node", Both: 1, Alike: 1},
		{Kind: "op", Both: 1, Alike: 1, Metaspec: 1},
		{Kind: "param", Both: 1, Reference: 1, Metaspec: 1},
	}, r.Counts)
	page, imported := "conversation.yaml", "metaspec/unified_thread.yaml"
	fields, source := "node/Conversation/field/", "op/GET /{conversation_id}/messages/param/source"
	assert.Equal(t, []Difference{
		{fields + "count", "type", Said{"int", page, 12}, Said{"string", imported, 12}, "int"},
		{fields + "folder", "values", Said{"inbox", page, 10}, Said{"inbox, spam", imported, 10}, "inbox, spam"},
		{fields + "people", "type", Said{"Object", page, 11}, Said{"list<User>", imported, 11}, "Object"},
		{source, "required", Said{"false", page, 17}, Said{"true", imported, 17}, "false"},
		{source, "values", Said{"ALL", page, 17}, Said{"ALL, PARTICIPANTS", imported, 17}, "ALL, PARTICIPANTS"},
	}, r.Differences)
}

// TestTwins: without a page of each source no name changes.
func TestTwins(t *testing.T) {
	for _, p := range twoSources(t) {
		assert.Equal(t, []*Page{p}, unify([]*Page{p}))
	}
	for _, w := range twins {
		assert.NotEmpty(t, w.reason, w.reference)
	}
	assert.Equal(t, "ig_user", snakeCase("IGUser"))
	assert.Equal(t, "payment_engine_payment", snakeCase("PaymentEnginePayment"))
}

// TestTwinsCorpus needs a spec of the corpus, made by graphgen scrape and
// import: GRAPHGEN_SPECS names its folder.
func TestTwinsCorpus(t *testing.T) {
	root := os.Getenv("GRAPHGEN_SPECS")
	if root == "" {
		t.Skip("GRAPHGEN_SPECS names no folder")
	}
	fsys := os.DirFS(root)
	files, err := pageFiles(fsys)
	require.NoError(t, err)
	pages, _, err := new(Loader).readPages(fsys, files)
	require.NoError(t, err)
	u := newUnifier(pages)
	for _, w := range twins {
		both := slices.AppendSeq(slices.Collect(maps.Keys(u.placeholders)), maps.Values(u.placeholders))
		assert.Contains(t, both, w.placeholder, "of no use: %s", w.reason)
	}
	api, _ := Merge(pages)
	for _, n := range api.Nodes {
		assert.Empty(t, u.names[n.Name], "%s has kept its other name", n.Name)
	}
}

// A value that an overlay adds to a row has a place too, though not a line of its
// own.
func TestOriginOfAnOverlay(t *testing.T) {
	page, issues := ReadPage("page.yaml", []byte(`graphgen: 1
page: Page
version: v25.0
source:
  format: html
nodes:
  - name: Page
    fields:
      - name: about
`))
	require.Empty(t, issues)
	overlay, issues := ReadOverlay("overlay.yaml", []byte(`overlay: 1
spec: {versions: ">=v1.0"}
actions:
  - id: type-of-about
    target: node/Page/field/about
    set: {type: string}
    expect: {type: ""}
    reason: the page leaves it out
`))
	require.NoError(t, issues.Err())
	done, issues := ApplyOverlays([]*Page{page}, []*Overlay{overlay}, "")
	require.NoError(t, issues.Err())
	require.Equal(t, ActionApplied, done.Results[0].State)
	api, _ := Merge(done.Pages)
	file, line := api.Origin("node/Page/field/about", "type")
	assert.Equal(t, "page.yaml:9", Said{File: file, Line: line}.String())
	file, _ = api.Origin("node/Page/field/about", "since")
	assert.Empty(t, file, "no page says it")
}
