package scraper

import (
	"regexp"
	"strings"
)

// This file finds the code in a plain-text copy. The samples of all languages
// run together there, and nothing but their look tells where prose goes on.

var (
	sampleLine = regexp.MustCompile(`^\s*(?:(?:GET|POST|DELETE|PUT) /\S* HTTP/\d|/\* (?:PHP SDK|make the API call)|curl\s+-)`)
	codeLine   = regexp.MustCompile(`^\s*(?:/\*|//|[{})\]$@"'\\]|-[a-zA-Z] |Host: |Content-Type: |curl |\w+ \*?\w+ = )` +
		`|(?:[;{(,\[\\]|\*/|^\s*[\w.%-]+=\S*)$`)
)

// code takes the lines up to end as a block of code.
func (t *textReader) code(end int) {
	t.endParagraph()
	t.blocks = append(t.blocks, Code{Text: strings.Join(t.lines[t.at:end], "\n")})
	t.at = end
}

// sampleEnd is the end of the sample that begins here: the first line that
// does not look like code while no bracket is open. An empty line counts with
// what follows it.
func (t *textReader) sampleEnd() int {
	end, depth := t.at, 0
	for i := t.at; i < len(t.lines); i++ {
		line := t.lines[i]
		switch {
		case line == "":
			if isSection(t.line(i + 1)) {
				return end
			}
			continue
		case depth <= 0 && !sampleLine.MatchString(line) && !codeLine.MatchString(line):
			return end
		}
		depth = max(depth+openBrackets(line)+strings.Count(line, "(")-strings.Count(line, ")"), 0)
		end = i + 1
	}
	return end
}

// bracketEnd is the end of the lines that close every bracket opened here, or
// 0 if a part of the page that is no code comes first.
func (t *textReader) bracketEnd() int {
	depth := 0
	for i := t.at; i < min(len(t.lines), t.at+maxShapeLines); i++ {
		if t.lines[i] == "" && isSection(t.line(i+1)) {
			return 0
		}
		if depth += openBrackets(t.lines[i]); depth <= 0 && !endsOpen(t.lines[i], t.line(i+1)) {
			return i + 1
		}
	}
	return 0
}

// isSection reports whether a line is a heading of the reference.
func isSection(line string) bool {
	if line == "" || len(line) > 80 {
		return false
	}
	if _, ok := sectionOf(line); ok {
		return true
	}
	t, ok := topicOf(line)
	return ok && t != topicOperation
}
