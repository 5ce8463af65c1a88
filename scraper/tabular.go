package scraper

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a table. Its header is the first row of the thead, or a first
// row that has header cells only; a header without a word is none.
func (b *builder) table(n *html.Node) {
	b.endParagraph()
	var t Table
	seen := 0
	for _, tr := range b.rows(n) {
		if seen == 0 && (tr.Parent.DataAtom == atom.Thead || headerCellsOnly(tr)) {
			t.Header = b.header(tr)
		} else if row := b.row(tr); len(row.Cells) > 0 {
			t.Rows = append(t.Rows, row)
		}
		seen++
	}
	b.add(t)
}

// rows lists the rows of a table, not those of the tables in its cells. A
// caption is read as a paragraph above the table.
func (b *builder) rows(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			rows = append(rows, b.rows(c)...)
		case atom.Caption:
			b.block(c)
		}
	}
	return rows
}

func isCell(n *html.Node) bool { return n.DataAtom == atom.Td || n.DataAtom == atom.Th }

func headerCellsOnly(tr *html.Node) bool {
	found := false
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td {
			return false
		}
		found = found || c.DataAtom == atom.Th
	}
	return found
}

func (b *builder) header(tr *html.Node) []Text {
	var header []Text
	words := false
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if isCell(c) {
			text := b.inlineOnly(c)
			words = words || text.String() != ""
			header = append(header, text)
		}
	}
	if !words {
		return nil
	}
	return header
}

func (b *builder) row(tr *html.Node) Row {
	row := Row{Path: rowPath(tr)}
	for c := tr.FirstChild; c != nil && b.err == nil; c = c.NextSibling {
		if isCell(c) {
			row.Cells = append(row.Cells, b.cell(c))
		}
	}
	return row
}

// cell reads a cell as blocks. MaxCell bounds all its text, with that of the
// tables in it.
func (b *builder) cell(td *html.Node) []Block {
	if b.inCell == 0 {
		b.size = 0
	}
	b.inCell++
	defer func() { b.inCell-- }()
	if !b.enter() {
		return nil
	}
	defer b.leave()
	return b.nested(func() { b.children(td, mark{}) })
}
