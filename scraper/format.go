package scraper

import (
	"regexp"
	"strings"
)

// format is what the bytes of a page turn out to be.
type format string

const (
	formatHTML     format = "html"
	formatMarkdown format = "markdown"
	formatText     format = "text"
	formatData     format = "data" // JSON, XML: nothing to read
)

var (
	htmlStart    = regexp.MustCompile(`(?i)^<(!doctype html|html|head|body|main|article|section|div|span|table|meta|title|style|script|link|h[1-6]|p)[\s>]`)
	leadComments = regexp.MustCompile(`^(\s*<!--[\s\S]*?-->)+\s*`)
	markdownLine = regexp.MustCompile("(?m)^(?: {0,3}(?:#{1,6}(?:[ \t]|$)|```|~~~)|\\|[ \t]*:?-{3,})")
	frontMatter  = regexp.MustCompile(`^---[ \t]*\r?\n[A-Za-z_]+:`)
)

// format tells HTML by its first element, Markdown by a heading, a fence, a
// table with outer pipes or front matter, and takes the rest for plain text.
func (s *source) format() format {
	start := strings.TrimSpace(s.text)
	afterComments := start[len(leadComments.FindString(start)):]
	switch {
	case htmlStart.MatchString(afterComments):
		return formatHTML
	case strings.HasPrefix(start, "<?xml"):
		if i := strings.Index(start, "?>"); i >= 0 && htmlStart.MatchString(strings.TrimSpace(start[i+2:])) {
			return formatHTML
		}
		return formatData
	case looksLikeJSON(start):
		return formatData
	case frontMatter.MatchString(start), markdownLine.MatchString(start):
		return formatMarkdown
	default:
		return formatText
	}
}

// looksLikeJSON is true for a reply of the API, or anything else that opens
// and closes as a JSON value does.
func looksLikeJSON(s string) bool {
	return strings.HasPrefix(s, `{"`) || strings.HasPrefix(s, `[{`) ||
		(strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}"))
}
