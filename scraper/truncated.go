package scraper

import (
	"regexp"
	"strings"
)

// This file tells pages that were cut off. HTML says where it ends; Markdown
// and text only show it where the cut went through something.

func (s *source) truncated() *PageError {
	return s.refuse(idTruncatedPage, "ends in the middle of the page", "save the whole page again")
}

// endsInside reports whether a text without a final newline ends inside a
// statement, a table row or a link.
func endsInside(text string) bool {
	last := strings.TrimRight(text[strings.LastIndexByte(text, '\n')+1:], " \t\r")
	if last == "" || strings.HasSuffix(text, "\n") {
		return false
	}
	return strings.HasPrefix(last, "|") && !strings.HasSuffix(last, "|") || !statementEnd.MatchString(last)
}

// statementEnd is what the last line of a whole page ends in.
var statementEnd = regexp.MustCompile("[.!?:;。…)\\]}>|*_`\"'”’-]$")

// oddFences reports whether a fence of a code block is left open.
func oddFences(markdown string) bool {
	open := false
	for line := range strings.Lines(markdown) {
		if fence.MatchString(line) {
			open = !open
		}
	}
	return open
}

var fence = regexp.MustCompile("^ {0,3}```[^`]*$")
