package scraper

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// This file refuses HTML that would make its parser build far more than the
// page holds: every block that follows an unclosed formatting element gets a
// copy of it, so that a hundred of them turn a small page into millions of
// elements.

// maxUnclosed bounds the formatting elements that are open at a time. Real
// pages have up to two.
const maxUnclosed = 10

// formatting are the elements that the parser opens again in the next block.
var formatting = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true,
	atom.Nobr: true, atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// scopes are the elements in which an end tag does not close what was opened
// outside them.
var scopes = map[atom.Atom]bool{
	atom.Table: true, atom.Select: true, atom.Template: true, atom.Svg: true, atom.Math: true,
}

// openTags follows the formatting that a page has open.
type openTags struct {
	stack []openScope // the page itself, and the open elements of scopes
	total int
}

type openScope struct {
	tag  atom.Atom
	open int
}

func (o *openTags) top() *openScope { return &o.stack[len(o.stack)-1] }

func (o *openTags) push(tag atom.Atom) { o.stack = append(o.stack, openScope{tag: tag}) }

func (o *openTags) pop() {
	o.total -= o.top().open
	o.stack = o.stack[:len(o.stack)-1]
}

func isCellTag(tag atom.Atom) bool { return tag == atom.Td || tag == atom.Th }

// endCell leaves the table cell that a tag ends without its end tag.
func (o *openTags) endCell(tag atom.Atom) {
	switch tag {
	case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Table:
		if isCellTag(o.top().tag) {
			o.pop()
		}
	}
}

func (o *openTags) start(tag atom.Atom) {
	if tag != atom.Table { // that one opens inside the cell
		o.endCell(tag)
	}
	switch {
	case formatting[tag]:
		o.top().open++
		o.total++
	case scopes[tag], isCellTag(tag) && o.top().tag == atom.Table:
		o.push(tag)
	}
}

func (o *openTags) end(tag atom.Atom) {
	o.endCell(tag)
	switch top := o.top(); {
	case formatting[tag] && top.open > 0:
		top.open--
		o.total--
	case tag != 0 && tag == top.tag:
		o.pop()
	}
}

// checkHTML bounds the elements of a page and its unclosed formatting.
func (s *source) checkHTML() error {
	tokens := html.NewTokenizer(strings.NewReader(s.text))
	tags := openTags{stack: []openScope{{}}}
	for elements := 0; ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return nil // the end, for the text is in memory
		case html.StartTagToken:
			name, _ := tokens.TagName()
			tags.start(atom.Lookup(name))
			elements++
		case html.EndTagToken:
			name, _ := tokens.TagName()
			tags.end(atom.Lookup(name))
		}
		if elements > s.limits.MaxNodes {
			return s.tooLarge("the page", "elements", int64(s.limits.MaxNodes), "MaxNodes")
		}
		if tags.total > maxUnclosed {
			return s.refuse(idTooLarge, "leaves more formatting elements open than any reference page", "save the page again")
		}
	}
}
