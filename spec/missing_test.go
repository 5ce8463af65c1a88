package spec

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// scrapedPage is the valid page as scrape wrote it on some day, edited.
func scrapedPage(t *testing.T, sha string, edits ...string) []*Page {
	t.Helper()
	text := strings.Replace(valid, "format: html", "format: html\n  sha256: "+sha, 1)
	for i := 0; i < len(edits); i += 2 {
		require.Contains(t, text, edits[i])
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	p, issues := ReadPage("user.yaml", []byte(text))
	require.NoError(t, issues.Err())
	return []*Page{p}
}

const kindRow = "      - name: kind\n        type: enum {A, B}\n"

func TestMissing(t *testing.T) {
	first, lacking := scrapedPage(t, "aa"), scrapedPage(t, "bb", kindRow, "")
	none := &Missing{Format: MissingFormat}
	assert.Empty(t, none.Update(first, first, "2026-11-20").Rows)

	m := none.Update(first, lacking, "2026-11-20")
	require.Len(t, m.Rows, 1)
	assert.Equal(t, []string{"node/User/field/kind"}, m.Of("v19.0"))
	assert.Empty(t, m.Of("v20.0"))
	kept, issues := m.Keep(lacking)
	require.Empty(t, issues)
	assert.Equal(t, first[0].Nodes, kept[0].Nodes)
	assert.Len(t, lacking[0].Nodes[0].Fields, 1, "the scraped page stays as it is")

	data, err := m.Bytes()
	require.NoError(t, err)
	assert.Equal(t, `missing: 1
rows:
  - id: node/User/field/kind
    version: v19.0
    since: 2026-11-20
    sha256: bb
    page: https://developers.facebook.com/docs/graph-api/reference/user
    after: id
    row:
      type: enum {A, B}
`, string(data))
	back, issues := ReadMissing("missing.yaml", data)
	require.Empty(t, issues)
	again, err := back.Bytes()
	require.NoError(t, err)
	assert.Equal(t, string(data), string(again))

	same := back.Update(kept, lacking, "2026-12-24")
	require.Len(t, same.Rows, 1, "the same bytes are no second scrape")
	assert.Equal(t, "2026-11-20", same.Rows[0].Since)
	assert.Empty(t, back.Update(kept, first, "2026-12-24").Rows, "it came back")
	assert.Empty(t, back.Update(kept, scrapedPage(t, "cc", kindRow, ""), "2026-12-24").Rows, "a second scrape confirms it")

	announced := scrapedPage(t, "bb", kindRow, "", "  - kind: change\n", "  - kind: removal\n    subjects: [{type: field, name: kind}]\n")
	assert.Empty(t, none.Update(first, announced, "2026-11-20").Rows, "a note announces it")
}

const (
	friends = `  - op: GET /{user_id}/friends
    params:
      - name: limit
        type: int
        default: "10"
      - name: order
        type: enum {UP, DOWN}
        default: UP
    returns: list<User>
    paging: cursor
    errors: [100]
`
	errorTable = "errors:\n  - {code: 100, message: Invalid parameter}\n"
)

// What a page lacks is kept with all that stands in it, and nothing is kept that
// the page says in other words.
func TestMissingOf(t *testing.T) {
	for _, tc := range []struct {
		name  string
		edits []string
		want  []string
	}{
		{"an operation", []string{friends, "  - op: GET /{user_id}\n    returns: User\n"}, []string{"op/GET /{user_id}/friends"}},
		{"all operations", []string{"operations:\n" + friends, ""}, []string{"op/GET /{user_id}/friends"}},
		{"a node", []string{valid[strings.Index(valid, "nodes:"):strings.Index(valid, "operations:")], ""}, []string{"node/User"}},
		{"a value", []string{"{UP, DOWN}", "{UP}"}, []string{"enum/GET /{user_id}/friends/order/value/DOWN"}},
		{"a list of values", []string{"enum {UP, DOWN}", "enum"}, []string{"enum/GET /{user_id}/friends/order/value/DOWN", "enum/GET /{user_id}/friends/order/value/UP"}},
		{"a code", []string{"errors: [100]", "errors: []"}, []string{"op/GET /{user_id}/friends/error/100"}},
		{"a code and its message", []string{"    errors: [100]\n", "", errorTable, ""}, []string{"error/100", "op/GET /{user_id}/friends/error/100"}},
		{"another type", []string{"enum {UP, DOWN}", "string"}, nil},
		{"another path", []string{friends, strings.Replace(friends, "{user_id}", "{user-id}", 1)}, nil},
		{"a refusal", []string{friends, "  - op: GET /{user_id}\n    returns: User\nrefused: [read]\n"}, nil},
		{"another refusal", []string{friends, "  - op: GET /{user_id}\n    returns: User\nrefused: [delete]\n"}, []string{"op/GET /{user_id}/friends"}},
		{"a note on the edge", []string{
			friends, "  - op: GET /{user_id}\n    returns: User\n", "  - kind: change\n", "  - kind: removal\n    subjects: [{type: edge, name: friends}]\n",
		}, nil},
		{"a note on the operation", []string{
			friends, "  - op: GET /{user_id}\n    returns: User\n", "  - kind: change\n", "  - kind: deprecation\n    subjects: [{type: op, name: 'GET /{user-id}/friends'}]\n",
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			first, lacking := scrapedPage(t, "aa"), scrapedPage(t, "bb", tc.edits...)
			m := (&Missing{Format: MissingFormat}).Update(first, lacking, "2026-11-20")
			require.Equal(t, tc.want, m.Of("v19.0"))
			kept, issues := m.Keep(lacking)
			require.Empty(t, printed(issues))
			for _, id := range tc.want {
				if strings.HasPrefix(id, "error/") {
					assert.Equal(t, first[0].Errors, kept[0].Errors)
				} else {
					assert.NotEmpty(t, NewIndex(kept).Find(id), id)
				}
			}
			assert.Empty(t, m.Update(kept, scrapedPage(t, "cc", tc.edits...), "2026-11-20").Rows, "a second scrape lacks it, too")
		})
	}
}

// What the last page said of the end of an operation is no surprise once it has
// come about, though the page says it no more.
func TestMissingWasAnnounced(t *testing.T) {
	own := func(note string) string {
		return strings.Replace(friends, "friends\n", "friends\n    deprecated: {kind: deprecation, text: It goes., "+note+"}\n", 1)
	}
	kept := []string{"op/GET /{user_id}/friends"}
	for _, tc := range []struct {
		name, operation, notes string
		want                   []string
	}{
		{"a day that has passed", own("phases: [{on: 2020-06-30, scope: all}]"), "", nil},
		{"a day to come", own("phases: [{on: 2027-06-30, scope: all}]"), "", kept},
		{"a version that is out", own("phases: [{version: v3.3}]"), "", nil},
		{"a version to come", own("phases: [{version: v25.0}]"), "", kept},
		{"a day for later versions", own("phases: [{after: 2020-06-30, scope: v20.0+}]"), "", kept},
		{"versions that it is for", own("applies: {from: v6.0}"), "", nil},
		{"versions that it is not for", own("applies: {until: v6.0}"), "", kept},
		{"every version", own("applies: {all: true}"), "", nil},
		{"now", own("phases: [{now: true}]"), "", nil},
		{"no word of when", own("where: Reading"), "", kept},
		{"a note beside it", friends, "  - {kind: removal, text: It goes., subjects: [{type: edge, name: friends}], phases: [{on: 2020-06-30}]}\n", nil},
		{"a note of another thing", friends, "  - {kind: removal, text: It goes., subjects: [{type: edge, name: foes}], phases: [{on: 2020-06-30}]}\n", kept},
	} {
		t.Run(tc.name, func(t *testing.T) {
			first := scrapedPage(t, "aa", friends, tc.operation, "notes:\n", "notes:\n"+tc.notes)
			lacking := scrapedPage(t, "bb", friends, "  - op: GET /{user_id}\n    returns: User\n")
			none := &Missing{Format: MissingFormat}
			assert.Equal(t, tc.want, none.Update(first, lacking, "2026-11-20").Of("v19.0"), "from a page that is there")
			other := []*Page{{Title: "Other", Version: "v19.0"}}
			assert.Equal(t, append([]string{"node/User"}, tc.want...), none.Update(first, other, "2026-11-20").Of("v19.0"), "with its page")
		})
	}
}

// What a page lacks is kept though an import has it: the import says something
// else of it.
func TestMissingBesideImport(t *testing.T) {
	pages := mixedPages(t)
	page, imported := pages[0], pages[1]
	facts := factLines(pages)
	fans := "      - {name: fan_count, type: unsigned int32, doc: How many.}\n"
	feed := mixedTexts[0][strings.Index(mixedTexts[0], "  - op: GET"):]
	for _, tc := range []struct {
		id    string
		edits []string
	}{
		{"node/Page/field/fan_count", []string{fans, ""}},
		{"op/GET /{page_id}/feed/param/limit", []string{"    params: [{name: limit, type: int, required: true}]\n", ""}},
		{"op/GET /{page_id}/feed", []string{feed, "  - {op: 'GET /{page_id}', returns: Page}\n"}},
		{"node/Page", []string{mixedTexts[0][strings.Index(mixedTexts[0], "nodes:"):strings.Index(mixedTexts[0], "operations:")], ""}},
	} {
		lacking := mixedPages(t, tc.edits...)[0]
		m := (&Missing{Format: MissingFormat}).Update([]*Page{page}, []*Page{lacking}, "2026-11-20")
		assert.Equal(t, []string{tc.id}, m.Of("v25.0"))
		kept, issues := m.Keep([]*Page{lacking, imported})
		require.Empty(t, printed(issues), tc.id)
		got := factLines(kept)
		if len(lacking.Operations) > 0 && lacking.Operations[0].Op == "GET /{page_id}" {
			got = slices.DeleteFunc(got, func(f string) bool { return !slices.Contains(facts, f) })
		}
		assert.Equal(t, facts, got, tc.id)
		assert.Same(t, imported, kept[1], "an import stays as it is")
	}

	m := (&Missing{Format: MissingFormat}).Update([]*Page{page}, []*Page{{Title: "Other", Version: "v25.0"}}, "2026-11-20")
	kept, issues := m.Keep([]*Page{imported})
	require.Empty(t, printed(issues))
	assert.Equal(t, facts, factLines(kept), "a whole page")
}

// A permission that apps usually ask for is not absent from those that are
// needed.
func TestMissingPermission(t *testing.T) {
	page := func(sha, permissions string) []*Page {
		return scrapedPage(t, sha, "    returns: list<User>\n", permissions+"    returns: list<User>\n")
	}
	needed := page("aa", "    permissions: [a, b]\n")
	none := &Missing{Format: MissingFormat}
	assert.Equal(t, []string{"op/GET /{user_id}/friends/perm/a"}, none.Update(needed, page("bb", "    permissions: [b]\n"), "2026-11-20").Of("v19.0"))
	assert.Empty(t, none.Update(needed, page("bb", "    permissions: [b]\n    usual_permissions: [a]\n"), "2026-11-20").Rows)
}

// A page that is gone is kept as a whole: until it is back, or until somebody
// looks again on another day.
func TestMissingPage(t *testing.T) {
	group := func(sha string) *Page {
		p, issues := ReadPage("group.yaml", []byte(`graphgen: 1
page: Group
version: v19.0
source: {format: html, url: 'https://developers.facebook.com/docs/graph-api/reference/group', sha256: `+sha+`}
nodes:
  - {name: Group, path: '/{group_id}', fields: [{name: id, type: id}, {name: admins, type: list<Admin>}]}
  - {name: Admin, fields: [{name: name, type: string}]}
operations:
  - {op: 'GET /{group_id}', returns: Group}
`))
		require.NoError(t, issues.Err())
		return p
	}
	known := append(scrapedPage(t, "aa"), group("gg"))
	gone := []string{"node/Admin", "node/Group", "op/GET /{group_id}"}

	m := (&Missing{Format: MissingFormat}).Update(known, scrapedPage(t, "aa"), "2026-11-20")
	require.Empty(t, m.Rows)
	require.Equal(t, gone, m.Of("v19.0"))
	text, err := m.Bytes()
	require.NoError(t, err)
	m, issues := ReadMissing("missing.yaml", text)
	require.Empty(t, printed(issues))
	kept, issues := m.Keep(scrapedPage(t, "aa"))
	require.Empty(t, printed(issues))
	require.Len(t, kept, 2)
	assert.Equal(t, known[1].Nodes, kept[1].Nodes)
	assert.Equal(t, known[1].Source, kept[1].Source)
	_, line, _ := NewIndex(kept).Find("node/Admin")[0].Place()
	assert.Contains(t, strings.Split(string(text), "\n")[line-1], "- name: Admin", "its place is in missing.yaml")
	assert.Equal(t, "2026-11-20", m.Since("v19.0", "node/Group/field/admins"))
	assert.Empty(t, m.Since("v19.0", "node/User"))

	for _, tc := range []struct {
		name, today string
		pages       []*Page
		want        []string
	}{
		{"the same bytes", "2026-12-24", scrapedPage(t, "aa"), gone},
		{"the same day", "2026-11-20", scrapedPage(t, "bb"), gone},
		{"another day, other bytes", "2026-12-24", scrapedPage(t, "bb"), nil},
		{"it is back", "2026-11-20", append(scrapedPage(t, "aa"), group("hh")), nil},
		{"only another page came", "2026-12-24", append(scrapedPage(t, "aa"), &Page{Title: "New", Version: "v19.0"}), gone},
		{"a part is on another page", "2026-12-24", append(scrapedPage(t, "aa"), &Page{Title: "New", Version: "v19.0", Nodes: []Node{{Name: "Admin"}}}),
			[]string{"node/Admin/field/name", "node/Group", "op/GET /{group_id}"}},
		{"a note ends it", "2026-11-20", append(scrapedPage(t, "aa"), &Page{Title: "Changelog", Version: "v19.0", Notes: []Note{
			{Kind: "removal", Subjects: []Subject{{"node", "Group"}, {"op", "GET /{group-id}"}, {"node", "Admin"}}},
		}}), nil},
		{"a note ends a part", "2026-11-20", append(scrapedPage(t, "aa"), &Page{Title: "Changelog", Version: "v19.0", Notes: []Note{
			{Kind: "removal", Subjects: []Subject{{"node", "Group"}, {"field", "Admin"}}},
		}}), []string{"node/Admin", "op/GET /{group_id}"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, m.Update(kept, tc.pages, tc.today).Of("v19.0"))
		})
	}

	moved := group("hh")
	moved.Source.URL += "s"
	assert.Empty(t, (&Missing{}).Update(known, append(scrapedPage(t, "aa"), moved), "2026-11-20").Of("v19.0"), "it has another address")
	moved.Version = "v18.0"
	assert.Empty(t, (&Missing{}).Update(append(scrapedPage(t, "aa"), moved), scrapedPage(t, "aa"), "2026-11-20").Of("v19.0"), "it was of another version")
	other := []*Page{{Title: "User", Version: "v20.0"}}
	assert.Equal(t, gone, m.Update(nil, other, "2026-12-24").Of("v19.0"), "another version has its own")
}

// What was imported has no bytes by which a second look could be told.
func TestScraped(t *testing.T) {
	pages := append(scrapedPage(t, "aa"), &Page{Title: "User", Source: Source{Format: formatMetaspec}})
	assert.Len(t, Scraped(pages), 1)
	assert.Len(t, pages, 2)
}

func TestReadMissing(t *testing.T) {
	for text, want := range map[string]string{
		"missing: 2\n":                  "format 2, but this graphgen reads format 1",
		"missing: 1\nrows: [{id: a}]\n": `key "version" is missing`,
		"missing: 1\nrows: [{id: a, version: v19.0, since: nonsense}]\n":     `missing.yaml:2:39: rows[0].since: "nonsense" is no date`,
		"missing: 1\nrows: [{id: a, version: new, since: 2026-11-20}]\n":     `rows[0].version: "new" is no version`,
		"missing: 1\npages: [{since: soon, says: {graphgen: 1, page: P}}]\n": `pages[0].since: "soon" is no date`,
		"missing: 1\nlost: []\n":                `unknown key "lost"`,
		"missing: 1\nrows: [{id: [a, b]}]\n":    "a list, where text belongs",
		"missing: 1\nrows:\n  - id: a\n   b: c": "did not find",
		"missing: 1\npages: [{since: 2026-11-20, says: {graphgen: 1, page: P, sorce: {}}}]\n": `missing.yaml:2:58: unknown key "sorce"`,
		"missing: 1\npages: [{since: 2026-11-20, says: text}]\n":                              "text, where keys and values belong",
	} {
		_, issues := ReadMissing("missing.yaml", []byte(text))
		assert.Contains(t, printed(issues), want)
	}
	for text, want := range map[string]string{
		"":                              "a file that says missing: 1",
		"missing: 2\n":                  "use the graphgen that wrote it",
		"missing: 1\nrows: [{id: a}]\n": "correct the entry, or delete it",
	} {
		_, issues := ReadMissing("missing.yaml", []byte(text))
		require.NotEmpty(t, issues)
		assert.Contains(t, issues[0].Hint, want)
		assert.NotContains(t, issues[0].Hint, "scrape")
	}
}
