package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// nextVersion writes the bundled spec as an invented next version of it.
func nextVersion(t *testing.T) string {
	dir := t.TempDir()
	bundled := os.DirFS(filepath.Join("..", "..", "spec", "graph", "v19.0"))
	require.NoError(t, os.CopyFS(dir, bundled))
	edits := strings.NewReplacer(
		"version: v19.0", "version: v20.0",
		"enum {INSTAGRAM, MESSENGER}", "enum {INSTAGRAM, MESSENGER, WHATSAPP}",
		"name: folder\n", "name: box\n",
		"name: about\n", "name: description_short\n",
		"name: message_count\n        type: int", "name: message_count\n        type: string",
	)
	require.NoError(t, filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		page, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(name, []byte(edits.Replace(string(page))), 0o644)
	}))
	return dir
}

const shown = "document.querySelectorAll('article.change:not([hidden])').length"

func TestReviewPage(t *testing.T) {
	browser(t)
	p := open(t, graphgen(t, "diff", "v19.0", nextVersion(t), "--format", "html"))

	all := eval[int](p, shown)
	require.Greater(t, all, 8)

	// By effect.
	p.do(chromedp.Click(chromedp.CSS(`button[data-value="break"]`)))
	breaks := eval[int](p, shown)
	assert.Greater(t, breaks, 0)
	assert.Less(t, breaks, all)
	assert.Equal(t, fmt.Sprintf("%d of %d changes", breaks, all), eval[string](p, "document.getElementById('count').textContent"))
	p.shot("review-break")
	p.do(chromedp.Click(chromedp.CSS(`button[data-value="break"]`)))
	assert.Equal(t, all, eval[int](p, shown))

	// By words, with the keyboard, to the first change and the next.
	p.slash()
	p.keys("conversations folder", kb.Enter)
	assert.Equal(t, 1, eval[int](p, shown))
	text := eval[string](p, "document.activeElement.innerText")
	assert.Contains(t, text, "ListPageConversationsRequest.Folder removed")
	assert.Contains(t, text, "conversations.yaml:")
	p.keys(kb.Escape)
	assert.Equal(t, all, eval[int](p, shown))
	p.keys("j")
	first := eval[string](p, "document.activeElement.id")
	p.keys("j")
	assert.NotEqual(t, first, eval[string](p, "document.activeElement.id"))
	p.keys("k")
	assert.Equal(t, first, eval[string](p, "document.activeElement.id"))

	p.widths("review")
}

// A page of 5,000 changes opens and filters while one waits.
func TestReviewPageOfManyChanges(t *testing.T) {
	browser(t)
	write := func(version, field string) string {
		dir := t.TempDir()
		for n := range 50 {
			var page strings.Builder
			fmt.Fprintf(&page, "graphgen: 1\npage: Node%d\nversion: %s\nsource: {format: html}\nnodes:\n  - name: Node%d\n    path: /{node%d_id}\n    fields:\n", n, version, n, n)
			for f := range 50 {
				fmt.Fprintf(&page, "      - {name: %s_%d, type: string, doc: 'Field of a node.'}\n", field, f)
			}
			require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("node%d.yaml", n)), []byte(page.String()), 0o644))
		}
		return dir
	}
	p := open(t, graphgen(t, "diff", write("v19.0", "old"), write("v20.0", "new"), "--format", "html"))
	require.GreaterOrEqual(t, eval[int](p, shown), 5000)

	p.do(chromedp.Click(chromedp.CSS(`button[data-value="Node7"]`)))
	assert.Equal(t, 100, eval[int](p, shown))
	p.keys(kb.Escape)
	took := eval[float64](p, `(() => {
		const start = performance.now();
		document.querySelector('button[data-value="Node7"]').click();
		document.body.offsetHeight;
		return performance.now() - start;
	})()`)
	t.Logf("filtering 5,000 changes took %.0f ms", took)
	assert.Less(t, took, 2000.0)
}
