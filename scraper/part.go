package scraper

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file follows the parts of a page: what begins and what ends with a
// heading.

// enter begins a part.
func (x *extractor) enter(p part) {
	if p.section != x.at.section || p.section.refusedVerb() != "" && len(p.trail) == 1 {
		x.flushDoc()
		x.endSection()
		x.ops, x.opened, x.pending, x.heldPermissions = nil, nil, nil, nil
		switch {
		case p.section.refusedVerb() != "" && x.empty(p.section):
			x.at = p
			x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Info, ID: "empty-section",
				Msg: "the section is empty: it neither describes an operation nor says that there is none"})
		case p.section == secReading && x.path != "" && x.class != classStruct:
			x.openOwn()
		}
	}
	x.at = p
	x.tables, x.useful, x.allRequired, x.badElement = 0, 0, false, false
	if p.topic == topicPaging {
		x.each(func(o *spec.Operation) { o.Paging = "cursor" })
	}
}

// openOwn opens the read, or on a page that says so the write, of the page's
// own path.
func (x *extractor) openOwn() {
	method := "GET"
	if x.concluded && x.posts() {
		method = "POST"
	}
	i := x.open(method, x.path)
	if x.concluded {
		x.inferred(i, "op")
	}
}

// posts reports whether a page without sections describes a write.
func (x *extractor) posts() bool {
	return x.sectionlessPage && slices.ContainsFunc(x.doc.Blocks, func(b Block) bool {
		switch b := b.(type) {
		case Paragraph:
			return strings.Contains(plainText(b.Text), "HTTP POST request")
		case Code:
			return strings.Contains(b.Text, "-X POST")
		}
		return false
	})
}

// leave ends a part.
func (x *extractor) leave() {
	x.flushResult()
	p := x.at
	switch {
	case p.topic == topicData && len(p.blocks) > 0 && !x.badElement && len(x.ops) == 1 && x.page.Operations[x.ops[0]].Returns == "":
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "unknown-element",
			Msg: "does not say in known words which nodes the edge lists", Hint: "name them in an overlay"})
	case len(p.blocks) == 0 || x.useful > 0:
	case p.topic == topicParameters, p.topic == topicErrors, p.topic == topicReturn, p.topic == topicFields && x.class == classGenerated:
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "unknown-content",
			Msg: "nothing of what stands here reads like " + string(p.topic), Hint: "kept as notes; if a word of the page is not known, add it to the locale table"})
	}
}

// flushDoc keeps the prose of a section that described no operation.
func (x *extractor) flushDoc() {
	x.page.Notes = append(x.page.Notes, x.heldDoc...)
	x.heldDoc = nil
}

// endSection reports a section of writes that neither names an operation nor
// says that there is none.
func (x *extractor) endSection() {
	v := x.at.section.refusedVerb()
	if v == "" || v == "read" || len(x.opened) > 0 || slices.Contains(x.page.Refused, v) || x.empty(x.at.section) {
		return
	}
	severity := spec.Info // hand-written pages refer to other pages in prose
	if x.class == classGenerated {
		severity = spec.Warning
	}
	x.issue(spec.Issue{Where: x.at.trail[0], Severity: severity, ID: "no-operation-found",
		Msg: "the section names no operation and does not refuse one", Hint: "read the page; if there is one, add it in an overlay"})
}

// empty reports whether no part of a section has a block.
func (x *extractor) empty(s section) bool {
	return !slices.ContainsFunc(x.parts, func(p part) bool { return p.section == s && len(p.blocks) > 0 })
}
