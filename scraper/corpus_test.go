package scraper

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// corpusPages lists the real pages below GRAPHGEN_CORPUS, in order. Tests over
// them are skipped where there are none.
func corpusPages(t testing.TB, globs ...string) []string {
	t.Helper()
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder of real pages")
	}
	var pages []string
	for _, g := range globs {
		found, err := filepath.Glob(filepath.Join(root, g))
		require.NoError(t, err)
		pages = append(pages, found...)
	}
	require.NotEmpty(t, pages, "no pages below %s", root)
	return pages
}

func readFile(t testing.TB, path string) (*Document, error) {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	return Read(filepath.Base(path), f, Limits{})
}

// refusedPages are the pages of the corpus that are no reference pages, with
// the reason.
var refusedPages = map[string]string{
	"nover__note.html":                      idNotFoundPage, // stub of a removed feature
	"nover__note.1.html":                    idNotFoundPage,
	"v2.12__app-link-host.html":             idNotFoundPage,
	"v2.12___index_reference.html":          idNotAReference, // list of all nodes
	"v2.12___index_reference_noscript.html": idNotAReference,
}

func TestCorpusIsRead(t *testing.T) {
	formats := map[string]int{}
	refused := map[string]bool{}
	for _, path := range corpusPages(t, "corpus/*/*.*", "seeds/*.txt") {
		d, err := readFile(t, path)
		name := filepath.Base(path)
		if want := refusedPages[name]; want != "" {
			var refusal *PageError
			if assert.ErrorAs(t, err, &refusal, name) {
				assert.Equal(t, want, refusal.ID, name)
			}
			refused[name] = true
			continue
		}
		if !assert.NoError(t, err, name) {
			continue
		}
		formats[d.Format]++
		assert.NotEmpty(t, d.Blocks, name)
		checkShape(t, name, d.Blocks)
	}
	assert.Len(t, refused, len(refusedPages), "pages that should be refused are missing")
	t.Log(formats)
}

// checkShape checks what every document promises.
func checkShape(t *testing.T, name string, blocks []Block) {
	t.Helper()
	for _, bl := range blocks {
		switch bl := bl.(type) {
		case Heading:
			assert.NotEmpty(t, bl.Text.String(), name)
			checkText(t, name, bl.Text)
		case Paragraph:
			assert.NotEmpty(t, bl.Text.String(), name)
			checkText(t, name, bl.Text)
		case List:
			for _, item := range bl.Items {
				checkShape(t, name, item)
			}
		case Table:
			for _, row := range bl.Rows {
				for _, cell := range row.Cells {
					checkShape(t, name, cell)
				}
			}
		}
	}
}

func checkText(t *testing.T, name string, text Text) {
	t.Helper()
	for i, s := range text {
		assert.NotContains(t, s.Text, "\u00a0", name)
		assert.NotContains(t, s.Text, "  ", name)
		assert.NotContains(t, s.Text, "\n\n", name)
		assert.True(t, s.Tooltip || s.Text != "", "%s: empty span", name)
		if i == 0 {
			assert.Equal(t, strings.TrimLeft(s.Text, " \n"), s.Text, name)
		}
	}
}

// TestCorpusKeepsEveryWord compares the words of a page's main part with those
// of the document: none may be lost, glued or doubled.
func TestCorpusKeepsEveryWord(t *testing.T) {
	for _, path := range corpusPages(t, "corpus/html/*.html", "corpus/raw/*.html") {
		name := filepath.Base(path)
		if refusedPages[name] != "" {
			continue
		}
		d, err := readFile(t, path)
		require.NoError(t, err, name)
		f, err := os.Open(path)
		require.NoError(t, err)
		page, err := goquery.NewDocumentFromReader(f)
		require.NoError(t, f.Close())
		require.NoError(t, err)
		main := page.Find(`[data-click-area="main"]`)

		rows, tables := 0, 0
		walkBlocks(d.Blocks, func(bl Block) {
			if tb, ok := bl.(Table); ok {
				tables++
				rows += len(tb.Rows)
			}
		})
		assert.Equal(t, main.Find("table").Length(), tables, name)
		assert.Equal(t, main.Find("tbody tr").Length(), rows, name)

		main.Find("script, style, noscript").Remove()
		got := squashed(dumpPlain(d.Blocks))
		assert.True(t, strings.HasSuffix(got, squashed(main.Text())), "%s: text differs", name)
	}
}

// squashed is s without any white space.
func squashed(s string) string { return strings.Join(strings.Fields(s), "") }

func walkBlocks(blocks []Block, f func(Block)) {
	for _, bl := range blocks {
		f(bl)
		switch bl := bl.(type) {
		case List:
			for _, item := range bl.Items {
				walkBlocks(item, f)
			}
		case Table:
			for _, row := range bl.Rows {
				for _, cell := range row.Cells {
					walkBlocks(cell, f)
				}
			}
		}
	}
}

// dumpPlain is all text of the blocks, tooltips left out.
func dumpPlain(blocks []Block) string {
	var b strings.Builder
	walkBlocks(blocks, func(bl Block) {
		switch bl := bl.(type) {
		case Heading:
			b.WriteString(bl.Text.String() + "\n")
		case Paragraph:
			b.WriteString(bl.Text.String() + "\n")
		case Code:
			b.WriteString(bl.Text + "\n")
		case Table:
			for _, h := range bl.Header {
				b.WriteString(h.String() + "\n")
			}
		}
	})
	return b.String()
}
