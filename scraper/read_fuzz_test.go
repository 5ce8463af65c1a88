package scraper

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// fuzzRead checks of any bytes that a reader ends, with a document that keeps
// its promises or with a *PageError.
func fuzzRead(f *testing.F, pages string, read func(string) (*Document, error)) {
	paths, err := filepath.Glob("testdata/read/" + pages + "_*.txtar")
	require.NoError(f, err)
	require.NotEmpty(f, paths)
	for _, path := range paths {
		page, _ := readPage(f, path)
		f.Add(string(page))
	}
	f.Fuzz(func(t *testing.T, page string) {
		d, err := read(page)
		if err != nil {
			var refusal *PageError
			require.ErrorAs(t, err, &refusal)
			require.NotContains(t, err.Error(), "\n")
			return
		}
		checkShape(t, "page", d.Blocks)
		again, err := read(page)
		require.NoError(t, err)
		require.Equal(t, d, again)
	})
}

// readAs reads a page whatever format it looks like.
func readAs(f format, page string) (*Document, error) {
	s, err := load("page", strings.NewReader(page), Limits{})
	if err != nil {
		return nil, err
	}
	return s.read(f)
}

func FuzzReadHTML(f *testing.F) {
	fuzzRead(f, "html", func(page string) (*Document, error) {
		d, err := readAs(formatHTML, page)
		var refusal *PageError
		if errors.As(err, &refusal) && refusal.ID == idNotAReference {
			return readAs(formatHTML, mainOf(page))
		}
		return d, err
	})
}

func FuzzReadMarkdown(f *testing.F) {
	fuzzRead(f, "markdown", func(page string) (*Document, error) {
		return readAs(formatMarkdown, page)
	})
}

func FuzzReadText(f *testing.F) {
	fuzzRead(f, "text", func(page string) (*Document, error) {
		return readAs(formatText, page)
	})
}
