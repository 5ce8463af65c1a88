package scraper

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// This file turns a tree of elements into a flat list of blocks. Inline
// content gathers in a paragraph until an element begins or ends a block.
// Nothing depends on what contains what: the parser moves block content out of
// <p>, so only the order of the nodes counts.

// builder makes blocks of the nodes it is shown, in their order.
type builder struct {
	src      *source
	tooltips map[string]string // DOM id to text

	blocks []Block
	para   inline
	size   int // bytes of text since the last block that MaxCell bounds
	nodes  int
	depth  int
	inner  int // nesting of list items and table cells
	inCell int // nesting of table cells
	err    error
}

func newBuilder(s *source) *builder { return &builder{src: s} }

// finish ends the last paragraph and returns all blocks.
func (b *builder) finish() ([]Block, error) {
	b.endParagraph()
	return b.blocks, b.err
}

func (b *builder) add(bl Block) { b.blocks = append(b.blocks, bl) }

// endParagraph closes the running paragraph, if there is one. In a table cell,
// icons without text beside them belong to the paragraph before them (the
// name); elsewhere they tell nothing.
func (b *builder) endParagraph() {
	text := b.para.take()
	if text.String() != "" {
		b.add(Paragraph{Text: text})
		return
	}
	if b.inCell == 0 || len(b.blocks) == 0 {
		return
	}
	if last, ok := b.blocks[len(b.blocks)-1].(Paragraph); ok {
		last.Text = append(last.Text, text...)
		b.blocks[len(b.blocks)-1] = last
	}
}

// nested returns the blocks that f makes, apart from those made so far.
func (b *builder) nested(f func()) []Block {
	b.endParagraph()
	outer := b.blocks
	b.blocks = nil
	b.inner++
	f()
	b.inner--
	b.endParagraph()
	inner := b.blocks
	b.blocks = outer
	return inner
}

// leftOut are the elements that hold nothing to read.
var leftOut = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true,
	atom.Img: true, atom.Svg: true, atom.Iframe: true, atom.Object: true, atom.Video: true, atom.Audio: true,
	atom.Input: true, atom.Select: true, atom.Textarea: true, atom.Canvas: true, atom.Math: true,
}

// blockLevel are the elements that begin and end a paragraph.
var blockLevel = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.Footer: true, atom.Aside: true, atom.Nav: true, atom.Blockquote: true, atom.Center: true, atom.Form: true,
	atom.Fieldset: true, atom.Figure: true, atom.Figcaption: true, atom.Details: true, atom.Summary: true,
	atom.Address: true, atom.Dl: true, atom.Dt: true, atom.Dd: true, atom.Li: true, atom.Hr: true, atom.Caption: true,
	atom.Body: true, atom.Html: true,
}

// node reads n and everything below it.
func (b *builder) node(n *html.Node, m mark) {
	if !b.enter() {
		return
	}
	defer b.leave()
	switch n.Type {
	case html.TextNode:
		b.text(n.Data, m)
	case html.ElementNode:
		b.element(n, m)
	}
}

func (b *builder) element(n *html.Node, m mark) {
	switch {
	case leftOut[n.DataAtom]:
	case n.DataAtom == atom.Br:
		if b.para.lineBreak() {
			b.endParagraph()
		}
	case headingLevel(n) > 0:
		b.endParagraph()
		b.heading(n)
	case n.DataAtom == atom.Ul || n.DataAtom == atom.Ol:
		b.list(n)
	case n.DataAtom == atom.Table:
		b.table(n)
	case n.DataAtom == atom.Pre:
		b.endParagraph()
		b.code(n)
	case blockLevel[n.DataAtom]:
		b.block(n)
	case n.DataAtom == atom.Button:
		b.para.space()
		b.children(n, m)
		b.para.space()
	case isTooltip(n):
		b.para.tooltip(b.tooltips[attr(n, "id")])
	case isBadge(n):
		b.endParagraph()
		b.children(n, mark{href: m.href, badge: true})
		b.endParagraph()
	default:
		b.children(n, m.with(n))
	}
}

// heading reads a heading as one run of text. An empty title is kept, since the
// paragraph below may be it; other headings without a word say nothing.
func (b *builder) heading(n *html.Node) {
	text, level := b.inlineOnly(n), headingLevel(n)
	if text.String() != "" || (level == 1 && b.inner == 0) {
		b.add(Heading{Level: level, Text: text})
	}
}

// block reads the content of n as blocks of their own.
func (b *builder) block(n *html.Node) {
	b.endParagraph()
	b.children(n, mark{})
	b.endParagraph()
}

func (b *builder) children(n *html.Node, m mark) {
	for c := n.FirstChild; c != nil && b.err == nil; c = c.NextSibling {
		b.node(c, m)
	}
}

// before reads what stands in body in front of stop, and reports whether it
// met stop.
func (b *builder) before(body, stop *html.Node) bool {
	for c := body.FirstChild; c != nil && b.err == nil; c = c.NextSibling {
		switch {
		case c == stop:
			return true
		case contains(c, stop):
			return b.before(c, stop)
		default:
			b.node(c, mark{})
		}
	}
	return false
}

// list reads the items of a list. What stands in it outside any item is an
// item too.
func (b *builder) list(n *html.Node) {
	b.endParagraph()
	var l List
	for c := n.FirstChild; c != nil && b.err == nil; c = c.NextSibling {
		if item := b.nested(func() { b.node(c, mark{}) }); len(item) > 0 {
			l.Items = append(l.Items, item)
		}
	}
	if len(l.Items) > 0 {
		b.add(l)
	}
}

// inlineOnly reads all text below n as one run.
func (b *builder) inlineOnly(n *html.Node) Text {
	outer := b.para
	b.para = inline{}
	b.run(n, mark{})
	text := b.para.take()
	b.para = outer
	return text
}

func (b *builder) run(n *html.Node, m mark) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !b.enter() {
			return
		}
		switch {
		case c.Type == html.TextNode:
			b.text(c.Data, m)
		case c.Type != html.ElementNode || leftOut[c.DataAtom]:
		case c.DataAtom == atom.Br:
			b.para.space()
		case isTooltip(c):
			b.para.tooltip(b.tooltips[attr(c, "id")])
		case blockLevel[c.DataAtom]:
			b.para.space()
			b.run(c, m)
			b.para.space()
		default:
			b.run(c, m.with(c))
		}
		b.leave()
	}
}

// code reads a preformatted block as the page wrote it.
func (b *builder) code(n *html.Node) {
	var text strings.Builder
	b.verbatim(n, &text)
	b.add(Code{Lang: codeLang(n), Text: strings.Trim(text.String(), "\n")})
}

func (b *builder) verbatim(n *html.Node, text *strings.Builder) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !b.enter() {
			return
		}
		switch {
		case c.Type == html.TextNode:
			text.WriteString(c.Data)
		case c.DataAtom == atom.Br:
			text.WriteByte('\n')
		case c.Type == html.ElementNode && !leftOut[c.DataAtom]:
			b.verbatim(c, text)
			if blockLevel[c.DataAtom] {
				text.WriteByte('\n')
			}
		}
		b.leave()
	}
}

// text adds a text node to the running paragraph.
func (b *builder) text(s string, m mark) {
	b.size += len(s)
	if b.inCell == 0 && b.para.empty() {
		b.size = len(s)
	}
	if b.size > b.src.limits.MaxCell {
		b.fail(b.src.tooLarge("a table cell or paragraph", "bytes", int64(b.src.limits.MaxCell), "MaxCell"))
		return
	}
	b.para.add(s, m)
}

func (b *builder) enter() bool {
	b.nodes++
	b.depth++
	switch {
	case b.depth > b.src.limits.MaxDepth:
		b.fail(b.src.tooLarge("the nesting of the page", "levels", int64(b.src.limits.MaxDepth), "MaxDepth"))
	case b.nodes > b.src.limits.MaxNodes:
		b.fail(b.src.tooLarge("the page", "elements", int64(b.src.limits.MaxNodes), "MaxNodes"))
	}
	if b.err != nil {
		b.depth--
		return false
	}
	return true
}

func (b *builder) leave() { b.depth-- }

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}
