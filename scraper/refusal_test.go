package scraper

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mainOf is a whole HTML page with the given main part.
func mainOf(content string) string {
	return `<html><body><div id="documentation_body_pagelet"><div data-click-area="main">` + content +
		`</div></div><footer>footer</footer></body></html>`
}

func TestPagesAreRefused(t *testing.T) {
	stub := `<html><head><title>Note</title></head><body><div id="documentation_body_pagelet"><div>%s</div></div></body></html>`
	for _, tc := range []struct {
		name string
		page string
		id   string
		want string
	}{
		{"no bytes", "", idEmptyFile, "p: is empty; save the page again"},
		{"white space", " \n\t\n", idEmptyFile, "p: is empty; save the page again"},
		{"NUL", "# Page\x00", idBinaryFile, "p: is a binary file, or text that is not UTF-8; save the page as HTML, Markdown or plain text in UTF-8"},
		{"latin 1", "# P\xe4ge", idBinaryFile, "p: is a binary file, or text that is not UTF-8; save the page as HTML, Markdown or plain text in UTF-8"},
		{"reply of the API", `{"error":{"code":190}}`, idNotAReference, "p: is data (JSON or XML), not a reference page; give the page as HTML, Markdown or plain text"},
		{"login form", `<html><title>Facebook</title><form><input type="password" name="pass"></form></html>`, idLoginPage,
			"p: is a login page, not a reference page; fetch the page without a session, or save it from a browser"},
		{"login title", `<html><title>Log in to Facebook</title><p>x</html>`, idLoginPage,
			"p: is a login page, not a reference page; fetch the page without a session, or save it from a browser"},
		{"removed feature", fmt.Sprintf(stub, `This document refers to a feature that was removed after <a href="/x">Graph API v1.0.</a>`), idNotFoundPage,
			"p: is the stub of a removed feature (removed after Graph API v1.0); leave the page out"},
		{"not available", `<html><title>Facebook</title><h2>This content isn't available right now</h2></html>`, idNotFoundPage,
			"p: says that the content isn't available; check the URL, or leave the page out"},
		{"server error", `<html><title>Error</title><p>Sorry, something went wrong.</p></html>`, idErrorShell,
			"p: is an error page of the site; fetch the page again later"},
		{"index", fmt.Sprintf(stub, `<ul><li><a href="/page">Page</a></li></ul>`), idNotAReference,
			"p: has no main part: an index, no reference page, or one that was cut off; give a page of a node or an edge"},
		{"cut in the main part", `<html><body><div data-click-area="main"><h2>Reading</h2><p>Read the la`, idTruncatedPage,
			"p: ends in the middle of the page; save the whole page again"},
		{"Markdown cut in a sentence", "# Page\n\n## Reading\n\nRead the la", idTruncatedPage,
			"p: ends in the middle of the page; save the whole page again"},
		{"Markdown cut in a row", "# Page\n\n| Name | Description |\n| --- | --- |\n| `id` | What it is.", idTruncatedPage,
			"p: ends in the middle of the page; save the whole page again"},
		{"Markdown cut in a sample", "# Page\n\n```\nGET /v19.0/{page-id} HTTP/1.1\n", idTruncatedPage,
			"p: ends in the middle of the page; save the whole page again"},
		{"text cut in a word", "Page Labels\n\nReading\n\nThe lab", idTruncatedPage,
			"p: ends in the middle of the page; save the whole page again"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read("p", strings.NewReader(tc.page), Limits{})
			var refusal *PageError
			require.ErrorAs(t, err, &refusal)
			assert.Equal(t, tc.id, refusal.ID)
			assert.EqualError(t, err, tc.want)
		})
	}
}

// TestScriptsDoNotMakeAnErrorPage keeps a word in a script from deciding what
// the page is.
func TestScriptsDoNotMakeAnErrorPage(t *testing.T) {
	_, err := Read("p", strings.NewReader(`<html><script>var e="something went wrong"</script><p>Hello</p></html>`), Limits{})
	var refusal *PageError
	require.ErrorAs(t, err, &refusal)
	assert.Equal(t, idNotAReference, refusal.ID)
}

func TestLimits(t *testing.T) {
	deep := strings.Repeat
	for _, tc := range []struct {
		name   string
		page   string
		limits Limits
		want   string
	}{
		{"bytes", "# Page", Limits{MaxBytes: 5}, "the page has more than 5 bytes; if the page is right, raise the limit MaxBytes"},
		{"elements", mainOf(deep("<p>x</p>", 50)), Limits{MaxNodes: 60}, "the page has more than 60 elements; if the page is right, raise the limit MaxNodes"},
		{"formatting", mainOf(deep("<p><b>x</p>", 11)), Limits{}, "leaves more formatting elements open than any reference page; save the page again"},
		{"formatting beside a table", mainOf(deep("<p><b>x</p><table></b></table>", 11)), Limits{}, "leaves more formatting elements open than any reference page; save the page again"},
		{"lines", deep("x\n", 20), Limits{MaxNodes: 10}, "the page has more than 10 lines; if the page is right, raise the limit MaxNodes"},
		{"depth", mainOf(deep("<div>", 210) + deep("</div>", 210)), Limits{}, "the nesting of the page has more than 200 levels; if the page is right, raise the limit MaxDepth"},
		{"depth of the parser", mainOf(deep("<div>", 600)), Limits{MaxDepth: 9999}, "the nesting of the page has more than 512 levels; if the page is right, raise the limit MaxDepth (at most 512)"},
		{"depth of quotes", "# x\n" + deep(">", 1e6), Limits{}, "the nesting of the page has more than 200 levels; if the page is right, raise the limit MaxDepth"},
		{"depth of lists", "# x\n" + deep("- ", 201) + "x", Limits{}, "the nesting of the page has more than 200 levels; if the page is right, raise the limit MaxDepth"},
		{"depth of indents", "# x\n" + deep("  ", 201) + "- x", Limits{}, "the nesting of the page has more than 200 levels; if the page is right, raise the limit MaxDepth"},
		{"cell", mainOf("<table><tr><td><p>aaaa</p><table><tr><td>bbbb</td></tr></table></td></tr></table>"), Limits{MaxCell: 7}, "a table cell or paragraph has more than 7 bytes; if the page is right, raise the limit MaxCell"},
		{"paragraph", mainOf("<p>" + deep("a b ", 9) + "</p>"), Limits{MaxCell: 30}, "a table cell or paragraph has more than 30 bytes; if the page is right, raise the limit MaxCell"},
		{"heading", mainOf("<h2>" + deep("a b ", 9) + "</h2>"), Limits{MaxCell: 30}, "a table cell or paragraph has more than 30 bytes; if the page is right, raise the limit MaxCell"},
		{"Markdown paragraph", "# x\n" + deep("[", 31), Limits{MaxCell: 30}, "a table cell or paragraph has more than 30 bytes; if the page is right, raise the limit MaxCell"},
		{"line", deep("x", 31), Limits{MaxCell: 30}, "a line has more than 30 bytes; if the page is right, raise the limit MaxCell"},
		{"columns", "# x\n|" + deep("a|", 99) + "\n|" + deep("-|", 99), Limits{}, "has a table with more columns than any reference page; save the page again"},
		{"links", "# x\n" + deep("[a](", 2001), Limits{}, "has a paragraph with more links than any reference page; save the page again"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Read("p", strings.NewReader(tc.page), tc.limits)
			var refusal *PageError
			require.ErrorAs(t, err, &refusal)
			assert.Equal(t, idTooLarge, refusal.ID)
			assert.EqualError(t, err, "p: "+tc.want)
		})
	}
}

// TestLimitsHoldForOnePart reads many cells and paragraphs that are each within
// the limit, though together they are not.
func TestLimitsHoldForOnePart(t *testing.T) {
	page := mainOf("<table>" + strings.Repeat("<tr><td><b>aaaa", 20) + "</table>" + strings.Repeat("<p>aaaa</p>", 20) + "<table>" + strings.Repeat("<tr><td>aaaa</td></tr>", 20) + "</table>" +
		strings.Repeat("<h2>aaaa</h2>", 20))
	_, err := Read("p", strings.NewReader(page), Limits{MaxCell: 10})
	require.NoError(t, err)
}

// TestErrorsAreOneLine gives a name that would break out of the line.
func TestErrorsAreOneLine(t *testing.T) {
	_, err := Read("a\nb\x1b[2J\u2028c"+strings.Repeat("x", 500), strings.NewReader(""), Limits{})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "\n")
	assert.NotContains(t, err.Error(), "\x1b")
	assert.NotContains(t, err.Error(), "\u2028")
	assert.Less(t, len(err.Error()), 400)
}
