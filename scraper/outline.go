package scraper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// class is the kind of a page.
type class string

const (
	classGenerated   class = "generated"
	classHandWritten class = "hand-written"
	classInstagram   class = "instagram"
	classStruct      class = "struct"
	classUnheaded    class = "unheaded" // plain text that lost its headings
	classVersions    class = "versions" // the changelog's table of versions
	classGuide       class = "guide"
)

// part is a heading and the blocks between it and the next one.
type part struct {
	section section
	topic   topic
	trail   []string // the headings above the blocks
	head    string   // the part's own heading
	blocks  []Block
}

func (p part) where() string { return strings.Join(p.trail, " › ") }

// outline cuts the document into parts.
func (x *extractor) outline() {
	cur := part{}
	sectionLevel := 0
	sectionHead := ""
	flush := func() {
		if cur.head != "" || len(cur.blocks) > 0 {
			x.parts = append(x.parts, cur)
		}
	}
	concluded := x.sectionsByOrder()
	for i, b := range x.doc.Blocks {
		h, ok := x.heading(b)
		if !ok {
			cur.blocks = append(cur.blocks, b)
			continue
		}
		text := plainText(h.Text)
		if text == "" || sampleTabs[fold(text)] {
			x.report.Blocks.count(x.report.ignore("sample-tabs"))
			continue
		}
		x.report.Blocks.count(understood)
		s, isSection := sectionOf(text)
		if by, ok := concluded[i]; ok {
			s, isSection = by, true
			x.issue(spec.Issue{Where: text, Severity: spec.Warning, ID: "unknown-section",
				Msg: fmt.Sprintf("no locale knows this heading; by its place it is the section on %s", by), Hint: "add the word to the locale table"})
		}
		t, isTopic := topicOf(text)
		switch {
		case isSection && (sectionLevel == 0 || h.Level <= sectionLevel) && !(s == secEdges && cur.section == secReading && h.Level > 2):
			flush()
			sectionLevel, sectionHead = h.Level, text
			cur = part{section: s, head: text, trail: []string{text}}
			if s == secEdges {
				cur.topic = topicEdges
			}
		case sectionLevel > 0 && h.Level < sectionLevel, sectionLevel > 0 && h.Level == sectionLevel && !isTopic:
			flush()
			sectionHead = ""
			cur = part{section: secOther, head: text, trail: []string{text}}
		default:
			flush()
			if h.Level == 1 && sectionLevel == 0 {
				t = topicProse // the title, even where it is a path
			}
			next := part{section: cur.section, topic: t, head: text, trail: []string{text}}
			if sectionHead != "" && cur.section != secOther {
				next.trail = []string{sectionHead, text}
			}
			cur = next
		}
	}
	flush()
}

// sectionsByOrder finds the one section of a generated page whose heading no
// locale knows, by its place: Reading, Creating, Updating and Deleting always
// come in that order.
func (x *extractor) sectionsByOrder() map[int]section {
	order := []section{secReading, secCreating, secUpdating, secDeleting}
	level := 0
	var at []int // headings of the sections' level, from the first section on
	var known []section
	for i, b := range x.doc.Blocks {
		h, ok := b.(Heading)
		if !ok || level > 0 && h.Level > level {
			continue
		}
		s, ok := sectionOf(plainText(h.Text))
		if level == 0 && !ok {
			continue
		}
		level = h.Level
		at, known = append(at, i), append(known, s)
	}
	if len(at) != len(order) {
		return nil
	}
	missing := -1
	for i, s := range known {
		switch {
		case s == order[i]:
		case s == secIntro && missing < 0:
			missing = i
		default:
			return nil
		}
	}
	if missing < 0 {
		return nil
	}
	return map[int]section{at[missing]: order[missing]}
}

// heading returns a block as a heading. In plain text a heading is a paragraph
// of its own that reads like one.
func (x *extractor) heading(b Block) (Heading, bool) {
	switch b := b.(type) {
	case Heading:
		return b, true
	case Paragraph:
		text := plainText(b.Text)
		if isStrong(b.Text) {
			if t, ok := topicOf(text); ok && t != topicOperation {
				return Heading{Level: 5, Text: b.Text}, true
			}
		}
		if x.doc.Format != "text" {
			break
		}
		if _, ok := lookup(text, wordReading, wordCreating, wordUpdating, wordDeleting); ok {
			return Heading{Level: 2, Text: b.Text}, true
		}
		if t, ok := topicOf(text); ok && t != topicOperation {
			return Heading{Level: 3, Text: b.Text}, true
		}
	}
	return Heading{}, false
}

// notAReference reports that the page is to be left out.
func (x *extractor) notAReference(why string) {
	x.issue(spec.Issue{Severity: spec.Error, ID: "not-a-reference",
		Msg:  "not an API reference page: " + why,
		Hint: "leave the page out; guides and indexes have nothing to generate from"})
}

// saysNothing reports whether a page that has been read says nothing of the
// API.
func (x *extractor) saysNothing() bool {
	p := x.page
	return len(p.Nodes)+len(p.Operations)+len(p.Refused)+len(p.Versions) == 0
}

// isStrong reports whether a text is nothing but bold words.
func isStrong(t Text) bool {
	return len(t) > 0 && !slices.ContainsFunc(t, func(s Span) bool {
		return !s.Strong && strings.TrimSpace(s.Text) != ""
	})
}

// recognise tells the class of the page, and false (with an issue) when it is
// no reference page.
func (x *extractor) recognise() bool {
	var order []section
	translated := true // every section heading is one of the locale table
	for _, p := range x.parts {
		if p.section.refusedVerb() != "" && len(p.trail) == 1 {
			translated = translated && is(p.head, wordReading, wordCreating, wordUpdating, wordDeleting)
		}
		if p.section.refusedVerb() != "" && !slices.Contains(order, p.section) {
			order = append(order, p.section)
		}
	}
	switch {
	case len(order) == 0 && x.sectionless():
		x.class = classHandWritten
	case len(order) == 0 && x.hasVersions():
		x.class = classVersions
	case len(order) == 0 && x.hasRequest():
		x.class = classUnheaded
	case len(order) == 0:
		x.class = classGuide
		x.notAReference("no Reading, Creating, Updating or Deleting section and no sample request")
		return false
	case len(order) >= 4 && order[0] == secCreating && order[1] == secReading:
		x.class = classInstagram
	case translated && slices.Equal(order, []section{secReading, secCreating, secUpdating, secDeleting}):
		x.class = classGenerated
	default:
		x.class = classHandWritten
	}
	return true
}

// sectionless recognises a page that describes one read or one node without a
// section of its own for it: the title is a path or a node's name, and the
// parameters or fields follow. Its parts then are those of a read.
func (x *extractor) sectionless() bool {
	if len(x.parts) == 0 {
		return false
	}
	title := x.parts[0].head
	if !strings.HasPrefix(title, "/") && !isCamel(title) && !strings.Contains(title, "/{") {
		return false
	}
	if !slices.ContainsFunc(x.parts, func(p part) bool {
		return p.section == secIntro && (p.topic == topicFields || p.topic == topicParameters)
	}) {
		return false
	}
	x.sectionlessPage = true
	for i := range x.parts[1:] {
		if p := &x.parts[1+i]; p.section == secIntro {
			p.section = secReading
		}
	}
	return true
}

// isCamel reports whether s is a node's name as code writes it:
// ThreatDescriptor.
func isCamel(s string) bool { return isNodeName(s) && capitals(s) > 1 && s != strings.ToUpper(s) }

// hasRequest reports whether any code block is a sample request.
func (x *extractor) hasRequest() bool {
	return slices.ContainsFunc(x.doc.Blocks, func(b Block) bool {
		c, ok := b.(Code)
		if !ok {
			return false
		}
		_, ok = parseRequest(c.Text)
		return ok
	})
}
