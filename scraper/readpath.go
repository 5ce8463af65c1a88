package scraper

import (
	"regexp"
	"slices"
	"strings"
)

// This file finds the path of the page's own read: what a request shows, else
// what can be concluded from the rest of the page.

// readPath is the path of the page's own read.
func (x *extractor) readPath() string {
	for _, p := range x.parts {
		if p.section != secReading && x.class != classUnheaded {
			continue
		}
		for _, b := range p.blocks {
			if path, ok := readRequest(b); ok {
				return path
			}
		}
	}
	for _, p := range x.parts { // a heading with the path in code
		if p.section == secIntro {
			if i := strings.IndexByte(p.head, '/'); i >= 0 {
				if path := normalPath(p.head[i:]); path != "" && (i == 0 || strings.Contains(p.head[i:], "{")) {
					return path
				}
			}
		}
	}
	return ""
}

// readRequest returns the path of a GET that a block shows.
func readRequest(b Block) (string, bool) {
	switch b := b.(type) {
	case Code:
		if r, ok := parseRequest(b.Text); ok && r.method == "GET" && r.path != "" {
			return r.path, true
		}
	case Paragraph:
		for _, s := range b.Text {
			if r, ok := parseExplorer(s.Href); ok && r.method == "GET" && strings.Contains(r.path, "{") {
				return r.path, true
			}
		}
		if r, ok := parseReference(plainText(b.Text)); ok && r.method == "GET" {
			return r.path, true
		}
	}
	return "", false
}

// concludedPath is the path of a page that shows no request for its read, or
// "" when the page describes a struct: no sample, no write, no id.
func (x *extractor) concludedPath() string {
	path := x.ownWritePath()
	if path == "" {
		path = x.samplePath()
		if edge := path[strings.LastIndexByte(path, '/')+1:]; !strings.Contains(edge, "{") && !x.spelt {
			if titled := pathFromTitle(x.page.Title, edge); titled != "" {
				path = titled
			}
		}
	}
	if path == "" && isCamel(x.page.Title) {
		path = "/{" + snakeCamel(x.page.Title) + "_id}"
	}
	if path == "" && x.refusesAllWrites() && !x.hasID() {
		return ""
	}
	if path == "" {
		path = pathFromURL(x.doc.URL)
	}
	if path == "" && x.hasID() && plainTitle.MatchString(x.page.Title) {
		path = "/{" + snake(x.page.Title) + "_id}"
	}
	return x.edgePath(path)
}

var plainTitle = regexp.MustCompile(`^[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*)*$`)

// ownWritePath is the path of the page's node, concluded from the sentences
// that name its writes: one of the node itself, or one of an edge of a node
// that is called as the page is.
func (x *extractor) ownWritePath() string {
	called := letters(x.page.Title)
	byTitle := ""
	for _, p := range x.parts {
		for _, b := range p.blocks {
			para, ok := b.(Paragraph)
			if !ok {
				continue
			}
			text := plainText(para.Text)
			if !updateSentence.MatchString(text) && !deleteSentence.MatchString(text) && !dissociate.MatchString(text) {
				continue
			}
			path := codePath(para.Text)
			name, isNode := owner(path)
			if isNode {
				return path
			}
			if letters(name) == called {
				first, _, _ := strings.Cut(path[1:], "/")
				byTitle = "/" + first
			}
		}
	}
	return byTitle
}

// samplePath is the path of the first Request Syntax or curl sample of the
// reading section, with an owner such as YOUR-POST-ID as its placeholder. The
// path of a write to the same edge is preferred: its placeholder is spelt out.
func (x *extractor) samplePath() string {
	path := ""
	for _, p := range x.parts {
		for _, b := range p.blocks {
			c, ok := b.(Code)
			if !ok || p.section != secReading || path != "" {
				continue
			}
			if r, ok := parseSyntax(c.Text); ok && r.method == "GET" {
				path, x.concluded = r.path, false // the page states it
			} else if m := curlTarget.FindStringSubmatch(c.Text); m != nil && strings.Contains(c.Text, "curl") {
				path = normalPath("/{" + snake(m[1]) + "}" + m[2])
			}
		}
	}
	_, edge, isEdge := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	for _, p := range x.parts {
		for _, b := range p.blocks {
			l, ok := b.(List)
			if !ok || !isEdge || p.section != secCreating {
				continue
			}
			for _, item := range l.Items {
				for _, line := range lines(item) {
					if write := codePath(line); strings.HasSuffix(write, "}/"+edge) {
						x.spelt = true
						return write
					}
				}
			}
		}
	}
	return path
}

var curlTarget = regexp.MustCompile(`https://graph\.facebook\.com/(?:v\d+\.\d+/|[A-Za-z-]+-VERSION/|\{[a-z-]*version\}/)?(?i:your-)?[<{]?([A-Za-z][A-Za-z_-]*[-_](?i:id))[>}]?((?:/[a-z_]+)*)["'?\s]`)

// edgePath adds the edge to a node's path where the page says that it
// describes one and the title ends in its name.
func (x *extractor) edgePath(path string) string {
	name, isNode := owner(path)
	if !isNode || !x.readsEdge() {
		return path
	}
	words := strings.Fields(snakeTitle(x.page.Title))
	for i := range words {
		if letters(strings.Join(words[:i], "")) == letters(name) {
			return path + "/" + strings.Join(words[i:], "_")
		}
	}
	return path
}

// readsEdge reports whether the page says what reading an edge returns.
func (x *extractor) readsEdge() bool {
	return slices.ContainsFunc(x.doc.Blocks, func(b Block) bool {
		p, ok := b.(Paragraph)
		return ok && is(plainText(p.Text), wordReadsJSON)
	})
}

// hasID reports whether a table of the reading section has a row named id.
func (x *extractor) hasID() bool {
	for _, p := range x.parts {
		if p.section != secReading || p.topic != topicFields {
			continue
		}
		for _, b := range p.blocks {
			t, ok := b.(Table)
			if !ok {
				continue
			}
			for _, r := range t.Rows {
				if len(r.Cells) > 0 && len(r.Cells[0]) > 0 {
					if l := lines(r.Cells[0][:1]); plainText(l[0]) == "id" {
						return true
					}
				}
			}
		}
	}
	return false
}

// refusesAllWrites reports whether a generated page has no operation at all
// besides its read.
func (x *extractor) refusesAllWrites() bool {
	if x.class != classGenerated {
		return false
	}
	refused := map[section]bool{}
	for _, p := range x.parts {
		for _, b := range p.blocks {
			if para, ok := b.(Paragraph); ok && isRefusal(plainText(para.Text)) {
				refused[p.section] = true
			}
		}
	}
	return refused[secCreating] && refused[secUpdating] && refused[secDeleting] && !refused[secReading]
}
