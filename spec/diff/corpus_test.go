package diff_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper"
	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/spec/diff/verify"
	"github.com/graphgen/graphgen/templates"
)

// The bump of the whole API, from one snapshot of Meta's own description to the
// next: in time, within memory, every change of Go explained, and with
// names.lock no name moved without a cause.
func TestRealBump(t *testing.T) {
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	folders, err := filepath.Glob(filepath.Join(root, "meta-specs", "*", "api_specs"))
	require.NoError(t, err)
	require.Len(t, folders, 2)
	var sides []diff.Side
	for _, folder := range folders {
		pages, _, err := metaspec.Import(os.DirFS(folder), metaspec.Options{})
		require.NoError(t, err)
		sides = append(sides, sideOf(t, pages))
	}
	lock, err := templates.Names(sides[0].API, templates.Options{Package: "graphapi"})
	require.NoError(t, err)
	sides[1].Go, err = templates.Declarations(sides[1].API, templates.Options{Package: "graphapi", Lock: lock})
	require.NoError(t, err)

	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	report := diff.Compare(sides[0], sides[1])
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	t.Logf("%d changes in %s, %d MB allocated", len(report.Changes), took, (after.TotalAlloc-before.TotalAlloc)>>20)
	assert.Less(t, (after.TotalAlloc-before.TotalAlloc)>>20, uint64(200))
	assert.Less(t, took, 5*time.Second, "ten times what an idle machine takes")

	assert.Empty(t, report.Unexplained)
	for _, c := range report.Changes {
		assert.NotEqual(t, diff.IdentRenamed, c.Kind, line(c))
	}
	check, err := verify.Run(report, generated(t, sides[0], nil), generated(t, sides[1], lock))
	require.NoError(t, err)
	t.Log(check)
	assert.Empty(t, check.Disagreements)
	assert.Equal(t, mirrored(report), plain(diff.Compare(sides[1], sides[0])))
}

// Real reference pages of two versions, which share few: whole nodes and
// operations come and go, with their codes and permissions. The oracles agree
// both ways, and no name moves without a cause in the API.
func TestRealPages(t *testing.T) {
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	old, new := scraped(t, filepath.Join(root, "corpus", "md-v18")), scraped(t, filepath.Join(root, "corpus", "md-v25"))
	for _, pair := range [][2]diff.Side{{old, new}, {new, old}} {
		report := diff.Compare(pair[0], pair[1])
		for _, c := range report.Changes {
			assert.NotContains(t, []diff.Kind{diff.IdentAdded, diff.IdentRemoved}, c.Kind, line(c))
		}
		check, err := verify.Run(report, generated(t, pair[0], nil), generated(t, pair[1], nil))
		require.NoError(t, err)
		t.Log(check)
		assert.Empty(t, check.Disagreements)
	}
}

// scraped is the API of a folder of pages, without what is no page.
func scraped(t *testing.T, folder string) diff.Side {
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var pages []*spec.Page
	for _, name := range files {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		if page, _, err := scraper.Scrape(filepath.Base(name), bytes.NewReader(data), scraper.Limits{}); err == nil && page != nil {
			pages = append(pages, page)
		}
	}
	return sideOf(t, pages)
}
