package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReferencePage(t *testing.T) {
	browser(t)
	p := open(t, graphgen(t, "docs"))

	// The keyboard alone: slash, a few letters, Enter.
	p.slash()
	assert.Equal(t, "find", eval[string](p, "document.activeElement.id"))
	p.keys("updated")
	assert.Contains(t, eval[string](p, "document.getElementById('hits').innerText"), "updated_time")
	assert.True(t, eval[bool](p, "document.getElementById('contents').hidden"))
	p.shot("reference-search")
	p.keys(kb.ArrowDown, kb.ArrowUp, kb.Enter)
	assert.Contains(t, eval[string](p, "document.querySelector(':target').id"), "/field/updated")

	// Calls are found by their Go names, and lead to both forms of the call.
	p.slash()
	p.keys("ListPageConversations", kb.Enter)
	target := eval[string](p, "document.querySelector(':target').innerText")
	assert.Contains(t, target, "GET /v19.0/{page_id}/conversations HTTP/1.1")
	assert.Contains(t, target, "req := &graphapi.ListPageConversationsRequest{")
	p.shot("reference-operation")

	// Nothing found, and back.
	p.slash()
	p.keys("no such thing")
	assert.Contains(t, eval[string](p, "document.getElementById('hits').innerText"), "Nothing")
	p.keys(kb.Escape)
	assert.False(t, eval[bool](p, "document.getElementById('contents').hidden"))

	// Types lead to nodes, and every link within the page leads somewhere.
	assert.Empty(t, eval[[]string](p, `Array.from(document.querySelectorAll('a[href^="#"]'), a => decodeURIComponent(a.hash.slice(1))).filter(id => !document.getElementById(id))`))
	assert.Empty(t, eval[[]string](p, `Array.from(document.querySelectorAll('[id]'), e => e.id).filter((id, i, all) => all.indexOf(id) !== i)`))

	// The button turns the lights off and on.
	paper := "getComputedStyle(document.body).backgroundColor"
	before := eval[string](p, paper)
	p.do(chromedp.Click(chromedp.ID("theme")))
	assert.NotEqual(t, before, eval[string](p, paper))
	p.do(chromedp.Click(chromedp.ID("theme")))
	assert.Equal(t, before, eval[string](p, paper))
	p.do(chromedp.Evaluate[chromedp.Void]("localStorage.clear(); location.hash = ''"))

	p.widths("reference")

	// In print there is no search, nothing is folded, and nothing is cut off.
	command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	p.do(chromedp.Evaluate[chromedp.Void]("dispatchEvent(new Event('beforeprint'))"))
	assert.Equal(t, "none", eval[string](p, "getComputedStyle(document.querySelector('.find')).display"))
	assert.Zero(t, eval[int](p, "document.querySelectorAll('main details:not([open])').length"))
	assert.Equal(t, "visible", eval[string](p, "getComputedStyle(document.querySelector('section')).contentVisibility"))
	p.shot("reference-print")
}

// The reference of a thousand nodes opens and is searched while one types.
func TestReferencePageOfManyNodes(t *testing.T) {
	browser(t)
	dir := t.TempDir()
	for n := range 1000 {
		var page strings.Builder
		fmt.Fprintf(&page, "graphgen: 1\npage: Node%d\nversion: v20.0\nsource: {format: html}\nnodes:\n  - name: Node%d\n    path: /{node%d_id}\n    fields:\n", n, n, n)
		for f := range 30 {
			fmt.Fprintf(&page, "      - {name: field_%d, type: list<Node%d>, doc: 'What the field holds, in a sentence of the usual length.'}\n", f, (n+1)%1000)
		}
		fmt.Fprintf(&page, "operations: [{op: 'GET /{node%d_id}', returns: Node%d}]\n", n, n)
		require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("node%d.yaml", n)), []byte(page.String()), 0o644))
	}
	p := open(t, graphgen(t, "docs", dir))
	require.Equal(t, 1000, eval[int](p, "document.querySelectorAll('section').length"))
	loaded := eval[float64](p, "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")

	search := `(() => {
		const find = document.getElementById('find'), start = performance.now();
		find.value = 'node777 field_2';
		find.dispatchEvent(new Event('input'));
		document.body.offsetHeight;
		return performance.now() - start;
	})()`
	first, next := eval[float64](p, search), eval[float64](p, search)
	t.Logf("loaded in %.0f ms, first search %.0f ms, next %.0f ms", loaded, first, next)
	assert.Contains(t, eval[string](p, "document.getElementById('hits').innerText"), "Node777 · field")
	assert.Less(t, next, 500.0)
}
