package scraper

import (
	"regexp"
	"strings"
	"unicode"
)

// This file reads tables whose rows are lines with pipes, in a plain-text copy
// that lost all code. A cell that was nothing but code is empty, and a line
// that is a single pipe closes the row above it.

var delimiterRow = regexp.MustCompile(`^\|?\s*:?-{3,}:?\s*\|(?:\s*:?-{3,}:?\s*\|?)*$`)

func isLetter(r rune) bool { return unicode.IsLetter(r) }

func (t *textReader) isPipeHeader() bool {
	return strings.Contains(t.line(t.at), "|") && delimiterRow.MatchString(t.line(t.at+1))
}

// pipeTable reads a header, its delimiter and the rows below.
func (t *textReader) pipeTable() {
	titles := pipeCells(t.lines[t.at])
	if prose, title, ok := cutTitle(titles[0]); ok {
		t.para = append(t.para, prose)
		titles[0] = title
	}
	t.endParagraph()
	var table Table
	for _, title := range titles {
		table.Header = append(table.Header, plain(title))
	}
	for t.at += 2; strings.Contains(t.line(t.at), "|") && !t.isPipeHeader(); t.at++ {
		cells := pipeCells(t.lines[t.at])
		last := len(table.Rows) - 1
		if strings.TrimSpace(t.lines[t.at]) == "|" && last >= 0 && len(table.Rows[last].Cells) < len(titles) {
			table.Rows[last].Cells = append(table.Rows[last].Cells, nil)
			continue
		}
		var row Row
		for _, cell := range cells {
			row.Cells = append(row.Cells, cellOf(cell))
		}
		table.Rows = append(table.Rows, row)
	}
	t.blocks = append(t.blocks, table)
}

// pipeCells cuts a line at its pipes. The one at the end closes the last cell.
func pipeCells(line string) []string {
	parts := strings.Split(strings.TrimSuffix(squeeze(line), "|"), "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func cellOf(s string) []Block {
	if s == "" {
		return nil
	}
	return []Block{paragraph(s)}
}

// cutTitle cuts a column title off the prose that a copy glued it to: "…to
// publish a message.Parameter".
func cutTitle(s string) (prose, title string, ok bool) {
	i := strings.LastIndexAny(s, ".:!?")
	if i < 0 || !isColumnWord(s[i+1:]) || strings.HasPrefix(s[i+1:], " ") {
		return "", "", false
	}
	return s[:i+1], s[i+1:], true
}
