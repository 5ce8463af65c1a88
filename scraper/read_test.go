package scraper

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// readPage is the page of an archive below testdata/read, and its archive.
func readPage(t testing.TB, path string) (page []byte, archive *txtar.Archive) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	for _, f := range archive.Files {
		if f.Name == "page" {
			return f.Data, archive
		}
	}
	require.FailNow(t, "no page in "+path)
	return nil, nil
}

// TestReadGolden reads the page of each archive and compares the document with
// the archive's. It also wants what checkShape promises.
func TestReadGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/read/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), ".txtar")
		t.Run(name, func(t *testing.T) {
			page, archive := readPage(t, path)
			d, err := Read(name, strings.NewReader(string(page)), Limits{})
			require.NoError(t, err)
			assert.Equal(t, name[:strings.Index(name, "_")], d.Format, "format told by the content")
			assert.Len(t, d.SHA256, 64)
			checkShape(t, name, d.Blocks)
			got := dump(d)
			if *update {
				archive.Files = []txtar.File{{Name: "page", Data: page}, {Name: "document", Data: []byte(got)}}
				require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
				return
			}
			require.Len(t, archive.Files, 2, "run the test with -update")
			assert.Equal(t, string(archive.Files[1].Data), got)
		})
	}
}

func TestFormatIsToldByContent(t *testing.T) {
	for _, tc := range []struct {
		name string
		page string
		want format
	}{
		{"doctype", "\n<!DOCTYPE html><html></html>", formatHTML},
		{"xhtml", "<?xml version=\"1.0\"?>\n<html></html>", formatHTML},
		{"comment, then html", "<!-- saved -->\n<html></html>", formatHTML},
		{"comment, then markdown", "<!-- Source: https://example.com -->\n\n# Page", formatMarkdown},
		{"heading", "Graph API Version\n\n# Page", formatMarkdown},
		{"front matter", "---\ntitle: Page\n---\nText", formatMarkdown},
		{"fence", "Text\n```\nx\n```", formatMarkdown},
		{"table", "Text\n| a | b |\n| --- | --- |", formatMarkdown},
		{"text", "Graph API Version\n\nPage\n\nReading", formatText},
		{"text with pipes", "Name | Type |\n---|---|\n| x |", formatText},
		{"reply", `{"error":{"message":"x"}}`, formatData},
		{"feed", `<?xml version="1.0"?><rss></rss>`, formatData},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, (&source{text: tc.page}).format())
		})
	}
}

// brokenReader fails after a few bytes.
type brokenReader struct{ err error }

func (r brokenReader) Read(p []byte) (int, error) { return copy(p, "<html>"), r.err }

func TestReadReportsWhatTheReaderSays(t *testing.T) {
	broken := errors.New("disk on fire")
	_, err := Read("page.html", brokenReader{broken}, Limits{})
	require.ErrorIs(t, err, broken)
	assert.EqualError(t, err, "reading page.html: disk on fire")
}

func TestMarkOfTheBytesIsDropped(t *testing.T) {
	d, err := Read("page", strings.NewReader("\ufeff# Page\r\n\r\nText\r\nmore\r\n"), Limits{})
	require.NoError(t, err)
	assert.Equal(t, "markdown", d.Format)
	assert.Equal(t, []Block{
		Heading{Level: 1, Text: plain("Page")},
		paragraph("Text more"),
	}, d.Blocks)
}

// A reader takes any page: what it looks like is the guess of format alone.
func TestReadersDoNotGuess(t *testing.T) {
	page := "# Page\n"
	md, err := readAs(formatMarkdown, page)
	require.NoError(t, err)
	assert.Equal(t, []Block{Heading{Level: 1, Text: plain("Page")}}, md.Blocks)
	text, err := readAs(formatText, page)
	require.NoError(t, err)
	assert.Equal(t, []Block{paragraph("# Page")}, text.Blocks)
	_, err = readAs(formatHTML, page)
	var refusal *PageError
	require.ErrorAs(t, err, &refusal)
	assert.Equal(t, idNotAReference, refusal.ID)
}
