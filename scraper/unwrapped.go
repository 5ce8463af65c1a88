package scraper

import (
	"regexp"
	"strings"
)

// This file puts tables together again that a converter unwrapped: the titles
// and then the content of each cell stand as blocks of their own, down to the
// next heading. A row begins where a paragraph is nothing but a name in code
// (or, in a table of errors, a number). A run in which the first paragraph
// below the titles is no name stays as it is, for nothing would be certain.

// rewrap makes tables of the unwrapped ones among blocks.
func rewrap(blocks []Block) []Block {
	var out []Block
	for i := 0; i < len(blocks); {
		header, n := unwrappedTitles(blocks[i:])
		if n == 0 {
			out = append(out, blocks[i])
			i++
			continue
		}
		end := i + n
		for end < len(blocks) && !isHeading(blocks[end]) {
			end++
		}
		table, ok := unwrappedRows(header, blocks[i+n:end])
		if !ok {
			out = append(out, blocks[i:end]...)
		} else {
			out = append(out, table)
		}
		i = end
	}
	return out
}

func isHeading(b Block) bool {
	_, ok := b.(Heading)
	return ok
}

// unwrappedTitles reads two column titles at the start of blocks, glued or in a
// paragraph each, and says how many blocks they take.
func unwrappedTitles(blocks []Block) ([]Text, int) {
	first, ok := paragraphText(blocks, 0)
	if !ok {
		return nil, 0
	}
	if a, b, ok := gluedTitles(first); ok {
		return []Text{plain(a), plain(b)}, 1
	}
	second, ok := paragraphText(blocks, 1)
	if ok && isDescriptionTitle(second) && isColumnWord(first) && !isDescriptionTitle(first) {
		return []Text{plain(first), plain(second)}, 2
	}
	return nil, 0
}

func paragraphText(blocks []Block, i int) (string, bool) {
	if i >= len(blocks) {
		return "", false
	}
	p, ok := blocks[i].(Paragraph)
	return p.Text.String(), ok
}

// unwrappedRows cuts blocks into rows of two cells: the name and its type, and
// what describes it.
func unwrappedRows(header []Text, blocks []Block) (Table, bool) {
	opens := isNameParagraph
	if isErrorTitle(header[0].String()) {
		opens = isErrorNumber
	}
	t := Table{Header: header}
	for i := 0; i < len(blocks); i++ {
		if opens(blocks[i]) {
			name := []Block{blocks[i]}
			if typ, ok := paragraphText(blocks, i+1); ok && isType(typ) && !isErrorNumber(blocks[i]) {
				i++
				name = append(name, blocks[i])
			}
			t.Rows = append(t.Rows, Row{Cells: [][]Block{name, nil}})
			continue
		}
		if len(t.Rows) == 0 {
			return Table{}, false
		}
		cells := t.Rows[len(t.Rows)-1].Cells
		cells[1] = append(cells[1], blocks[i])
	}
	return t, len(t.Rows) > 0
}

// isNameParagraph reports whether b is a single code span, maybe with a
// tooltip, and with a note on the lines below it.
func isNameParagraph(b Block) bool {
	p, ok := b.(Paragraph)
	if !ok || len(p.Text) == 0 || !p.Text[0].Code {
		return false
	}
	for _, s := range p.Text[1:] {
		if s.Tooltip {
			continue
		}
		return strings.HasPrefix(s.Text, "\n")
	}
	return true
}

var errorNumber = regexp.MustCompile(`^\d{1,7}$`)

func isErrorNumber(b Block) bool {
	p, ok := b.(Paragraph)
	return ok && errorNumber.MatchString(p.Text.String())
}
