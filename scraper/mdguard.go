package scraper

import (
	"regexp"
	"strings"
)

// This file refuses Markdown that would make its parser recurse too deep or
// take quadratic time, before the parser sees it.

const (
	maxColumns = 64    // of a table; a short row is padded to all of them
	maxLinks   = 2_000 // in one paragraph
)

// containerMarks are the marks of the quotes and lists that a line opens.
var containerMarks = regexp.MustCompile(`^[ \t]*(?:(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])[ \t]*)+`)

// checkMarkdown bounds the nesting of lists and quotes, the columns of tables,
// and the size of paragraphs and the links in them.
func (s *source) checkMarkdown(text string) error {
	size, links := 0, 0 // of the running paragraph
	for line := range strings.Lines(text) {
		bare := strings.TrimLeft(line, " \t")
		if bare == "\n" || bare == "" || bare[0] == '|' {
			size, links = 0, 0
		}
		size += len(line)
		links += strings.Count(line, "](")
		indent := len(line) - len(bare)
		marks := containerMarks.FindString(line)
		switch {
		case indent/2 > s.limits.MaxDepth,
			strings.Count(marks, ">")+len(strings.Fields(marks)) > s.limits.MaxDepth:
			return s.tooLarge("the nesting of the page", "levels", int64(s.limits.MaxDepth), "MaxDepth")
		case strings.Trim(bare, "|:- \t\n") == "" && strings.Count(bare, "|") > maxColumns:
			return s.refuse(idTooLarge, "has a table with more columns than any reference page", "save the page again")
		case size > s.limits.MaxCell:
			return s.tooLarge("a table cell or paragraph", "bytes", int64(s.limits.MaxCell), "MaxCell")
		case links > maxLinks:
			return s.refuse(idTooLarge, "has a paragraph with more links than any reference page", "save the page again")
		}
	}
	return nil
}
