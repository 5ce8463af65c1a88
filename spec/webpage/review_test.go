package webpage

import (
	"bytes"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec/diff"
)

func reviewPage(t *testing.T, r *diff.Report) (string, *goquery.Document) {
	var b bytes.Buffer
	require.NoError(t, Review(&b, r))
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	return b.String(), doc
}

func TestReviewShowsEveryChange(t *testing.T) {
	r := &diff.Report{OldVersion: "v19.0", NewVersion: "v25.0", Changes: []*diff.Change{
		{
			ID: "aa", Kind: diff.FieldRetyped, Class: diff.Break, Subject: "node/Page/field/fan_count", Old: "string", New: "int",
			Source: diff.SourceBreak, Deployed: diff.RuntimeSilent, InEffect: diff.Effective{Trigger: diff.OnDate, Text: "2026-05-19"},
			Reason: "the field has another type", Fix: "use the new type", Origin: diff.OriginAPI,
			OldPlace: diff.Place{File: "old/page.yaml", Line: 7}, NewPlace: diff.Place{File: "new/page.yaml", Line: 9},
			URL: "https://developers.facebook.com/docs/graph-api/reference/page/",
			Go:  []diff.GoChange{{Old: "Page.FanCount", New: "Page.FanCount", OldType: "string", NewType: "graph.Int", File: "page.go"}},
		},
		{ID: "bb", Kind: diff.FieldAdded, Class: diff.Additive, Subject: "node/Page/field/hours", New: "map<string, string>", Origin: diff.OriginScraper, Reason: "a further field"},
		{ID: "cc", Kind: diff.ValueReply, Class: diff.Additive, Subject: "enum/GET /{page_id}/feed/with/value/LOCATION", New: "LOCATION", Accepted: "harmless"},
	}}
	_, doc := reviewPage(t, r)
	assert.Equal(t, 3, doc.Find("article.change").Length())

	first := doc.Find("#aa")
	for _, want := range []string{
		"Page.fan_count", "string", "int", "old/page.yaml:7", "new/page.yaml:9", "breaks", "silent, on 2026-05-19",
		"Page.FanCount: string → graph.Int (page.go)", "use the new type",
	} {
		assert.Contains(t, first.Text(), want)
	}
	assert.Equal(t, r.Changes[0].URL, first.Find("a[rel]").AttrOr("href", ""))
	assert.Contains(t, first.AttrOr("data-search", ""), "page.fancount")

	var filters []string
	doc.Find("button.facet").Each(func(_ int, s *goquery.Selection) {
		filters = append(filters, strings.Join(strings.Fields(s.Text()), " "))
	})
	assert.Equal(t, []string{"break 1", "additive 2", "api 2", "scraper 1", "Page 2", "GET /{page_id}/feed 1"}, filters)
	assert.Contains(t, doc.Find("#cc").Text(), "harmless")
}

// The package and the self-check stand behind the changes.
func TestReviewShowsTheGo(t *testing.T) {
	r := &diff.Report{
		Changes: []*diff.Change{{ID: "aa", Kind: diff.FieldAdded, Subject: "node/Page/field/hours"}},
		GoDecls: []diff.GoDecl{
			{What: "added", New: "Page.Hours", NewWords: "string", File: "page.go", By: []string{"aa"}},
			{What: "removed", Old: "User.Name", OldWords: "string", File: "user.go", By: []string{"bb"}},
		},
		SelfCheck: &diff.SelfCheck{Unexplained: 2, Disagreements: []diff.Disagreement{{Name: "Page.<Likes>", Report: "nothing", Oracle: "apidiff", Says: "removed"}}},
	}
	_, doc := reviewPage(t, r)
	assert.Equal(t, 2, doc.Find("#go details").Length())
	assert.Contains(t, doc.Find("#go").Text(), "1 added, 1 removed")
	assert.Contains(t, doc.Find("#go details").First().Text(), "+ Page.Hours string")
	assert.Equal(t, "#aa", doc.Find("#go a").First().AttrOr("href", ""))
	assert.Contains(t, doc.Find("main > aside").Text(), "2 unexplained hunks")
	assert.Contains(t, doc.Find("main > aside").Text(), "Page.<Likes>: the report says nothing, apidiff says removed")
}

func TestReviewOfNothing(t *testing.T) {
	_, doc := reviewPage(t, &diff.Report{OldVersion: "v19.0", NewVersion: "v19.0"})
	assert.Contains(t, doc.Find("main").Text(), "Nothing changed.")
	assert.Equal(t, "0 changes", doc.Find("#count").Text())
}

func TestReviewIsHarmless(t *testing.T) {
	const evil = `</script><script>alert(1)</script>"><img src=x onerror=alert(2)>` + "\u202e"
	page, doc := reviewPage(t, &diff.Report{OldVersion: evil, NewVersion: evil, Changes: []*diff.Change{{
		ID: "aa", Kind: diff.Kind(evil), Subject: "node/" + evil + "/field/" + evil, Old: evil, New: evil, Reason: evil, Fix: evil,
		Announced: evil, URL: "javascript:alert(3)", Usage: []string{evil}, OldPlace: diff.Place{File: evil},
	}}})
	assert.Equal(t, 1, doc.Find("script").Length())
	assert.Zero(t, doc.Find("img").Length())
	assert.False(t, strings.Contains(page, "\u202e"))
	assert.False(t, strings.Contains(page, `"javascript:`))
}
