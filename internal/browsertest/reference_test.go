package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
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
}
