package scraper

import (
	"regexp"
	"strings"
)

// This file reads the table rows of one converter of the new layout, which
// writes the parts of a cell on one line:
//
//	| `name` *type* | text  ---  `child` *type* text  required  Show child parameters |
//
// Two spaces or more stand where the page has a block of its own. They become
// line breaks before Markdown collapses them.

var (
	compactRow   = regexp.MustCompile("^\\|\\s*\\[?`[^`|]+`(?:\\]\\([^)\\s]*\\))?\\s+\\*(?:[^*|\\\\]|\\\\.)+\\*\\s*\\|")
	gap          = regexp.MustCompile(`[ \x{a0}]{2,}`)
	compactChild = regexp.MustCompile("(<br><br>`[^`|]+` \\*(?:[^*|\\\\]|\\\\.)+\\*) ")
)

// spreadRow rewrites a compact row with line breaks, and returns any other line
// as it is.
func spreadRow(line string) string {
	if strings.Contains(line, "<br") || !compactRow.MatchString(line) {
		return line
	}
	line = gap.ReplaceAllString(line, "<br><br>")
	return compactChild.ReplaceAllString(line, "$1<br>")
}
