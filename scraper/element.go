package scraper

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

// contains reports whether n is an ancestor of below.
func contains(n, below *html.Node) bool {
	for p := below.Parent; p != nil; p = p.Parent {
		if p == n {
			return true
		}
	}
	return false
}

func hasText(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" {
			return true
		}
	}
	return false
}

func headingLevel(n *html.Node) int {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(n.Data[1] - '0')
	}
	return 0
}

// isTooltip reports whether n is the icon of a tooltip: an element that shows
// a text when one points at it, and no text of its own. Converters to Markdown
// leave an empty link to nowhere.
func isTooltip(n *html.Node) bool {
	icon := attr(n, "data-hover") == "tooltip" || (n.DataAtom == atom.A && attr(n, "href") == "#")
	return icon && !hasText(n)
}

// isBadge reports whether the page marks n as a badge (Required, Default).
// Where the class is gone, a badge still is a short paragraph of its own.
func isBadge(n *html.Node) bool {
	return n.DataAtom == atom.Span && hasClass(n, "_1vet")
}

var langClass = regexp.MustCompile(`(?:^|\s)lang(?:uage)?-(\S+)`)

// codeLang is the language that a pre, or the code in it, is marked with.
func codeLang(pre *html.Node) string {
	for _, n := range []*html.Node{pre, pre.FirstChild} {
		if n == nil || n.Type != html.ElementNode {
			continue
		}
		if m := langClass.FindStringSubmatch(attr(n, "class")); m != nil {
			return m[1]
		}
	}
	return ""
}

var rowClass = regexp.MustCompile(`(?:^|\s)row_(\d{1,6}(?:-\d{1,6})*)(?:\s|$)`)

// rowPath reads the place of a table row from its class: row_0-1-2.
func rowPath(tr *html.Node) []int {
	m := rowClass.FindStringSubmatch(attr(tr, "class"))
	if m == nil {
		return nil
	}
	var path []int
	for part := range strings.SplitSeq(m[1], "-") {
		i, _ := strconv.Atoi(part) // the pattern allows digits only
		path = append(path, i)
	}
	return path
}
