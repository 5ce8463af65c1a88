package scraper

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

// This file finds the texts of tooltips. A page holds them in its scripts, as
// three kinds of records that its loader joins:
//
//	["__elem_A","u_0_v",1]                          element A is #u_0_v
//	["TooltipData","set",["__elem_A","__markup_B"]… element A shows markup B
//	["__markup_B",{"__html":"This field …"},1]      the text of markup B
//
// A page whose scripts were stripped has none of them, and its tooltips stay
// without text.

var (
	scriptTag = cascadia.MustCompile(`script`)

	elemRecord    = regexp.MustCompile(`\["(__elem_\w+)","([\w-]+)",\d+\]`)
	tooltipRecord = regexp.MustCompile(`\["TooltipData","set",\["(__elem_\w+)","(__markup_\w+)"\]`)
	markupRecord  = regexp.MustCompile(`\["(__markup_\w+)",\{"__html":("(?:[^"\\]|\\.)*")\}`)
)

// tooltips maps DOM ids to the texts of their tooltips.
func tooltips(page *goquery.Document) map[string]string {
	ids := map[string]string{}
	markups := map[string]string{}
	var links [][]string
	for _, n := range page.FindMatcher(scriptTag).Nodes {
		if n.FirstChild == nil {
			continue
		}
		script := n.FirstChild.Data
		if !strings.Contains(script, `"__elem_`) && !strings.Contains(script, `"__markup_`) {
			continue
		}
		for _, m := range elemRecord.FindAllStringSubmatch(script, -1) {
			ids[m[1]] = m[2]
		}
		for _, m := range markupRecord.FindAllStringSubmatch(script, -1) {
			markups[m[1]] = m[2]
		}
		links = append(links, tooltipRecord.FindAllStringSubmatch(script, -1)...)
	}
	texts := map[string]string{}
	for _, link := range links {
		var markup string
		if json.Unmarshal([]byte(markups[link[2]]), &markup) != nil {
			continue
		}
		if id := ids[link[1]]; id != "" {
			texts[id] = markupText(markup)
		}
	}
	return texts
}

// markupText is the text of a piece of HTML.
func markupText(markup string) string {
	d, err := goquery.NewDocumentFromReader(strings.NewReader(markup))
	if err != nil {
		return ""
	}
	return oneLine(d.Text())
}
