package scraper

import "strings"

// Document is a reference page as read: a flat list of blocks in reading
// order, and what the page says of itself. It knows nothing of the grammar of
// a reference page, and nothing of HTML.
type Document struct {
	Name    string // file or URL, for issues
	Title   string // the <title>, the front matter's title, or empty
	URL     string // canonical URL, if the page says one
	Version string // of the version picker, if there is one: v2.12
	Lang    string // locale that the page declares (lang, og:locale), if any: en_US
	Updated string // date that the page says it was last changed, as written: Aug 5, 2024
	Format  string // html, markdown or text
	SHA256  string // of the bytes as read, hexadecimal
	Blocks  []Block
}

// Block is a Heading, Paragraph, List, Table or Code.
type Block interface{ block() }

// Heading is a section title of level 1 to 6.
type Heading struct {
	Level int
	Text  Text
}

// Paragraph is a run of inline content. A forced line break is a "\n" inside
// a span; two in a row end the paragraph. Plain text has no headings: there they
// are paragraphs, and the lines of a paragraph are kept.
type Paragraph struct{ Text Text }

// List is an ordered or bulleted list. An item may hold nested blocks.
type List struct{ Items [][]Block }

// Table is a table. Header is empty where the page gives none. A cell holds
// blocks: the name, the type and each part of the description stand in
// paragraphs of their own wherever the source separates them (an element of
// its own in HTML, an empty line or <br><br> in Markdown). A badge of HTML is a
// paragraph of its own, and an icon stands in the paragraph of the name. Tables
// that a copy unwrapped or glued together are put together again.
type Table struct {
	Header []Text
	Rows   []Row
}

// Row is a table row. Path is its place in the tree where the format tells
// (row_0-1-2 is [0 1 2]), else nil.
type Row struct {
	Path  []int
	Cells [][]Block
}

// Code is a preformatted block: a sample, a JSON shape, a return type. All three
// are Code even where the format writes them as paragraphs. A return type is one
// block from its Struct, Map or List to the bracket that closes it.
type Code struct {
	Lang string
	Text string
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Code) block()      {}

// Text is a run of inline content.
type Text []Span

// Span is a piece of text with one set of marks. White space is collapsed, and
// U+00A0 is a space; only Code keeps what the page wrote.
type Span struct {
	Text    string
	Href    string // of a link
	Code    bool   // <code>, `…`
	Em      bool   // <em>, *…*
	Strong  bool   // <strong>, **…**
	Badge   bool   // the page marks it as a badge (Required, Default, …)
	Struck  bool   // the page marks the name as deprecated
	Tooltip bool   // the text of a tooltip icon; empty where the format lost it
}

// String is the text without its marks.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		if !s.Tooltip {
			b.WriteString(s.Text)
		}
	}
	return strings.TrimSpace(b.String())
}
