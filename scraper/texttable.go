package scraper

import (
	"regexp"
	"strings"
)

// This file reads the tables of a plain-text copy. A table of parameters or
// fields runs on like this, and one of errors has its codes glued to the text:
//
//	ParameterDescription        ErrorDescription
//	item_type                   100Invalid parameter
//	string                      200Permissions error
//
//	The type of items
//
//	Required
//	requests
//	JSON object

// table reads the rows below a glued header.
func (t *textReader) table(first, second string) {
	t.endParagraph()
	table := Table{Header: []Text{plain(first), plain(second)}}
	if isErrorTitle(first) && !isColumnOfNames(first) || t.startsWithErrors() {
		table.Rows = t.errorRows()
	} else {
		table.Rows = t.nameRows()
	}
	t.blocks = append(t.blocks, table)
}

// isColumnOfNames reports whether a title may also stand above names.
func isColumnOfNames(s string) bool { return is(s, wordParameterTH, wordFieldTH) }

func (t *textReader) startsWithErrors() bool {
	_, _, ok := cutErrorCode(t.line(t.at))
	return ok
}

var gluedError = regexp.MustCompile(`^(\d{1,7})(\D.*)$`)

// cutErrorCode cuts "100Invalid parameter". The code is the whole run of digits
// and the text begins with a letter; anything else is not certain.
func cutErrorCode(line string) (code, text string, ok bool) {
	m := gluedError.FindStringSubmatch(squeeze(line))
	if m == nil || strings.IndexFunc(m[2], isLetter) != 0 {
		return "", "", false
	}
	return m[1], m[2], true
}

// errorRows reads the error lines from here on. A line that begins with a digit
// and is not certain becomes a row of one cell.
func (t *textReader) errorRows() []Row {
	var rows []Row
	for ; t.at < len(t.lines); t.at++ {
		line := t.lines[t.at]
		if line == "" {
			continue
		}
		code, text, ok := cutErrorCode(line)
		switch {
		case ok:
			rows = append(rows, Row{Cells: [][]Block{{paragraph(code)}, {paragraph(text)}}})
		case line[0] >= '0' && line[0] <= '9':
			rows = append(rows, Row{Cells: [][]Block{{paragraph(squeeze(line))}}})
		default:
			return rows
		}
	}
	return rows
}

// nameRows reads rows of a name, a type and a description. A row begins where a
// name stands above a type, or where a name stands alone.
func (t *textReader) nameRows() []Row {
	var rows []Row
	name := ""
	for t.at < len(t.lines) {
		line := t.lines[t.at]
		switch {
		case line == "":
			t.at++
		case t.nameAndType():
			name = squeeze(line)
			rows = append(rows, textRow(name, squeeze(t.line(t.at+1))))
			t.at += 2
		case t.endsTable():
			return rows
		case t.loneName() && squeeze(line) != name:
			name = squeeze(line)
			rows = append(rows, textRow(name, ""))
			t.at++
		case len(rows) == 0:
			return rows
		default:
			cells := rows[len(rows)-1].Cells
			cells[1] = append(cells[1], t.description())
		}
	}
	return rows
}

// textRow is a row whose name is marked as code, as the other formats have it.
func textRow(name, typ string) Row {
	cell := []Block{Paragraph{Text: Text{{Text: name, Code: true}}}}
	if typ != "" {
		cell = append(cell, paragraph(typ))
	}
	return Row{Cells: [][]Block{cell, nil}}
}

// description reads one paragraph of a description: the lines up to an empty
// one or to the next row.
func (t *textReader) description() Block {
	var lines []string
	for {
		lines = append(lines, squeeze(t.lines[t.at]))
		t.at++
		if t.line(t.at) == "" || t.nameAndType() {
			return paragraph(strings.Join(lines, "\n"))
		}
	}
}

var loneName = regexp.MustCompile(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$`)

func (t *textReader) nameAndType() bool {
	name, typ := t.line(t.at), t.line(t.at+1)
	return fieldName.MatchString(name) && !isBadgeWord(name) && isType(squeeze(typ)) && !isBadgeWord(typ)
}

// loneName reports whether a line is a name without a type: one word in lower
// case, between empty lines or below a badge.
func (t *textReader) loneName() bool {
	line, above := t.line(t.at), t.line(t.at-1)
	return loneName.MatchString(line) && !isBadgeWord(line) && t.line(t.at+1) == "" &&
		(above == "" || isBadgeWord(above))
}

func isBadgeWord(s string) bool { return new(row).badgeWord(squeeze(s)) }

// endsTable reports whether the line here opens another part of the page: a
// heading on a line of its own, an operation, a sample, a table.
func (t *textReader) endsTable() bool {
	line := t.lines[t.at]
	if t.line(t.at-1) == "" && t.line(t.at+1) == "" && isSection(line) {
		return true
	}
	_, _, glued := gluedTitles(line)
	return glued || sampleLine.MatchString(line) || returnStart.MatchString(line) ||
		operationLine.MatchString(line) || isRefusal(line)
}

var operationLine = regexp.MustCompile(`^You (?:can|may) (?:make|update|delete|dissociate|perform) .* request`)
