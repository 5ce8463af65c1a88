package scraper

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file settles what a page is about: its title, version, locale, path and
// node. The path of the sample request outranks the title, and the title the
// address: copies of pages carry wrong addresses.

// identify fills in what the page says of itself.
func (x *extractor) identify() {
	x.page.Title = x.title()
	x.page.Source.Locale = x.locale()
	x.page.Version = x.version()
	if x.class == classVersions {
		x.page.Version = "" // it speaks of all of them
		return
	}
	x.path = x.readPath()
	x.concluded = x.sectionlessPage
	if name := x.expandedField(); name != "" {
		x.class, x.path = classStruct, ""
		x.describe(spec.Node{Name: camel(name), Inferred: []string{"name"}})
		x.issue(spec.Issue{Severity: spec.Warning, ID: "field-expansion",
			Msg: fmt.Sprintf("is read through the expansion of the field %s; kept as a struct without an operation of its own", name)})
		return
	}
	if name, ok := x.structName(); ok {
		x.class = classStruct
		x.describe(spec.Node{Name: name})
		return
	}
	if x.path == "" {
		x.concluded = true
		x.path = normalPath(x.concludedPath())
	}
	if x.path == "" && x.class == classGenerated && x.refusesAllWrites() {
		x.class = classStruct
		x.describe(spec.Node{Name: x.nodeName(snake(x.page.Title)), Inferred: []string{"name"}})
		return
	}
	if name, isNode := owner(x.path); isNode {
		n := spec.Node{Name: x.nodeName(name), Path: x.path}
		if x.concluded {
			n.Inferred = []string{"path"}
		}
		x.describe(n)
	}
}

// describe makes n the node that the page describes.
func (x *extractor) describe(n spec.Node) {
	x.page.Nodes = []spec.Node{n}
	x.node = &x.page.Nodes[0]
}

// structName is the name of the struct that a page without operations
// describes.
func (x *extractor) structName() (string, bool) {
	for _, b := range x.doc.Blocks {
		switch b := b.(type) {
		case Code:
			if m := structSample.FindStringSubmatch(b.Text); m != nil {
				return m[1], true
			}
		case Paragraph:
			for _, s := range b.Text {
				if m := structSample.FindStringSubmatch(s.Href); m != nil {
					return m[1], true
				}
			}
		}
	}
	return "", false
}

// expandedField is the field that the page's request expands with arguments,
// as in GET /{ig-user-id}?fields=mentioned_comment.comment_id({comment-id}),
// or "".
func (x *extractor) expandedField() string {
	for _, p := range x.parts {
		if p.section != secReading {
			continue
		}
		for _, b := range p.blocks {
			para, ok := b.(Paragraph)
			if !ok {
				continue
			}
			if r, ok := parseReference(plainText(para.Text)); ok {
				if m := expansion.FindStringSubmatch(r.query.Get("fields")); m != nil {
					return m[1]
				}
			}
		}
	}
	return ""
}

var expansion = regexp.MustCompile(`^([a-z][a-z0-9_]*)\.[a-z_]+\(`)

// title is the first heading, or the document's own title.
func (x *extractor) title() string {
	for _, p := range x.parts {
		if p.section != secIntro {
			break
		}
		if p.head != "" {
			x.titleHead = p.head
			return bareTitle(p.head)
		}
	}
	if x.doc.Format == "text" && len(x.parts) > 0 {
		for _, b := range x.parts[0].blocks {
			p, ok := b.(Paragraph)
			if !ok {
				break
			}
			for _, t := range x.statements(p) {
				text := plainText(t)
				switch {
				case is(text, wordVersionPicker):
				case strings.HasPrefix(text, "/"):
					return strings.ReplaceAll(text, " ", "")
				default:
					return text
				}
			}
		}
	}
	return x.doc.Title
}

// bareTitle is a heading without the path that hand-written pages add to it; a
// heading that has nothing else is the path.
func bareTitle(head string) string {
	i := strings.IndexByte(head, '/')
	if i <= 0 || !strings.Contains(normalPath(head[i:]), "{") {
		return head
	}
	if title := strings.TrimSpace(head[:i]); title != "Graph API Reference" && title != "" {
		return title
	}
	return strings.ReplaceAll(head[i:], " ", "")
}

// locale is the one whose words the headings use, else the one that the page
// declares.
func (x *extractor) locale() string {
	var texts []string
	for _, b := range x.doc.Blocks {
		switch b := b.(type) {
		case Heading:
			texts = append(texts, plainText(b.Text))
		case Paragraph:
			texts = append(texts, plainText(b.Text))
		case Table:
			for _, h := range b.Header {
				texts = append(texts, plainText(h))
			}
		}
	}
	if l := localeOf(texts); l != "" {
		return l
	}
	if x.doc.Lang != "" {
		return x.doc.Lang
	}
	return "en_US"
}
