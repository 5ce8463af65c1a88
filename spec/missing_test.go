package spec

import (
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

func TestReadMissing(t *testing.T) {
	for text, want := range map[string]string{
		"missing: 2\n":                          "format 2, but this graphgen reads format 1",
		"missing: 1\nrows: [{id: a}]\n":         `key "version" is missing`,
		"missing: 1\nlost: []\n":                `unknown key "lost"`,
		"missing: 1\nrows: [{id: [a, b]}]\n":    "a list, where text belongs",
		"missing: 1\nrows:\n  - id: a\n   b: c": "did not find",
	} {
		_, issues := ReadMissing("missing.yaml", []byte(text))
		assert.Contains(t, printed(issues), want)
	}
}
