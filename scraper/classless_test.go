package scraper

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestClassesAreHints checks that a page says the same without its class
// names, which change with every redesign: only the rows' place in the tree
// (row_0-1) and the mark of the main part are relied on.
func TestClassesAreHints(t *testing.T) {
	pages, err := filepath.Glob("reference/*/*.html")
	require.NoError(t, err)
	nested, err := filepath.Glob("reference/*/*/*.html")
	require.NoError(t, err)
	pages = append(pages, nested...)
	require.NotEmpty(t, pages)
	if root := os.Getenv("GRAPHGEN_CORPUS"); root != "" {
		real, err := filepath.Glob(filepath.Join(root, "corpus/html/*.html"))
		require.NoError(t, err)
		pages = append(pages, real...)
	}
	for _, path := range pages {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		want, _, err := Scrape(path, bytes.NewReader(data), Limits{})
		if err != nil || want == nil {
			continue // refused with its classes, too
		}
		got, _, err := Scrape(path, bytes.NewReader(withoutClasses(data)), Limits{})
		require.NoError(t, err, path)
		require.NotNil(t, got, path)
		assert.Equal(t, factLines(want), factLines(got), path)
	}
}

var (
	classAttribute = regexp.MustCompile(`\s+class="([^"]*)"`)
	rowPlace       = regexp.MustCompile(`\brow_[\d-]+`)
)

func withoutClasses(html []byte) []byte {
	return classAttribute.ReplaceAllFunc(html, func(m []byte) []byte {
		if row := rowPlace.Find(m); row != nil {
			return []byte(` class="` + string(row) + `"`)
		}
		return nil
	})
}
