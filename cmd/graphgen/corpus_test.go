package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// corpus is the folder of real pages, which are not part of the repository.
func corpus(t *testing.T, name string) string {
	dir := os.Getenv("GRAPHGEN_CORPUS")
	if dir == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	return filepath.Join(dir, name)
}

// Two plain-text copies of pages, one of them without a heading and one with
// Indonesian headings, say as much as this.
func TestSeeds(t *testing.T) {
	out := t.TempDir()
	status, _, stderr := runWith("", "scrape", filepath.Join(corpus(t, "seeds"), "*.txt"), "--out", out)
	require.Equal(t, statusFine, status, stderr)
	status, stdout, stderr := runWith("", "list", out)
	require.Equal(t, statusFine, status, stderr)

	want := []string{
		"op	GET /{conversation_id}/messages	list<Message>	",
		"op	POST /{conversation_id}/messages		deprecated",
		"perm	GET /{conversation_id}/messages	pages_messaging",
		"perm	POST /{conversation_id}/messages	pages_messaging",
		"param	POST /{conversation_id}/messages	message	string	inferred required",
		"op	GET /{page_id}/conversations	list<UnifiedThread>	",
		"param	GET /{page_id}/conversations	folder	string	inferred values={inbox,other,page_done,spam}",
		"param	GET /{page_id}/conversations	platform	enum {INSTAGRAM, MESSENGER}	",
		"param	GET /{page_id}/conversations	user_id	string	",
		"perm	GET /{page_id}/conversations	instagram_basic",
		"perm	GET /{page_id}/conversations	instagram_manage_messages",
		"perm	GET /{page_id}/conversations	pages_manage_metadata",
	}
	for _, code := range []string{"100", "104", "190", "200", "230", "2500", "368", "613", "80006"} {
		want = append(want, "error	GET /{page_id}/conversations	"+code)
	}
	facts := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
	assert.Subset(t, facts, want)
	assert.Len(t, facts, len(want)+1, "and the result of the POST")
	assert.Contains(t, stdout, "result	POST /{conversation_id}/messages	id	")
}

// Real pages of one version become a spec that lists and lints, and whose
// errors are told with their places.
func TestCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some hundred pages")
	}
	out := t.TempDir()
	status, _, stderr := runWith("", "scrape", "--allow-unknown", corpus(t, "corpus/html"), "--out", out)
	require.Equal(t, statusFine, status, stderr)
	assert.NotContains(t, stderr, "panic")

	status, stdout, stderr := runWith("", "list", filepath.Join(out, "v2.12"))
	require.Equal(t, statusFine, status, stderr)
	for kind, floor := range map[string]int{"op": 250, "param": 1500, "field": 700, "node": 60} {
		assert.GreaterOrEqual(t, strings.Count("\n"+stdout, "\n"+kind+"\t"), floor, kind)
	}

	before := stdout
	status, _, stderr = runWith("", "scrape", "--allow-unknown", corpus(t, "corpus/html"), "--out", out)
	require.Equal(t, statusFine, status, stderr)
	assert.NotRegexp(t, `[1-9][0-9]* (new|changed|deleted)`, stderr, "a second run changes nothing")
	_, stdout, _ = runWith("", "list", filepath.Join(out, "v2.12"))
	assert.Equal(t, before, stdout)
}
