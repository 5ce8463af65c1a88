package scraper

import (
	"fmt"
	"regexp"
	"slices"
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
		x.path = x.concludedPath()
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

// describe makes n the node that the page describes.
func (x *extractor) describe(n spec.Node) {
	x.page.Nodes = []spec.Node{n}
	x.node = &x.page.Nodes[0]
}

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

// letters is s without what separates its words, in lower case.
func letters(s string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "_", "", "-", "", ",", "", ".", "").Replace(s))
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

// version is that of the version picker, else of the samples, else of the
// address. Marks that disagree are reported.
func (x *extractor) version() string {
	var samples []string
	for _, r := range x.requests() {
		if r.version != "" && !slices.Contains(samples, r.version) {
			samples = append(samples, r.version)
		}
	}
	v := x.doc.Version
	if v == "" && len(samples) > 0 {
		v = samples[0]
	}
	for _, s := range samples {
		if s != v {
			x.issue(spec.Issue{Severity: spec.Warning, ID: "version-marks",
				Msg: fmt.Sprintf("the page says %s, a sample says %s", v, s), Hint: "give the version in graphgen.yaml or with --version"})
		}
	}
	if v == "" {
		v = x.calledVersion()
	}
	if v == "" {
		v = versionIn.FindString(x.doc.URL)
	}
	return v
}

// calledVersion is the version of the first address of the API that the page
// shows.
func (x *extractor) calledVersion() string {
	for _, b := range x.doc.Blocks {
		for _, l := range lines([]Block{b}) {
			if m := calledAddress.FindStringSubmatch(l.String()); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

var calledAddress = regexp.MustCompile(`graph\.(?:facebook|instagram)\.com/(v\d{1,3}\.\d{1,2})/`)

// requests are the sample requests of the page, in order: those of the code
// blocks, then those of the links to the Graph API Explorer.
func (x *extractor) requests() []request {
	var code, links []request
	for _, p := range x.parts {
		for _, b := range p.blocks {
			switch b := b.(type) {
			case Code:
				if r, ok := parseRequest(b.Text); ok {
					code = append(code, r)
				}
			case Paragraph:
				for _, s := range b.Text {
					if r, ok := parseExplorer(s.Href); ok {
						links = append(links, r)
					}
				}
			}
		}
	}
	return append(code, links...)
}

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

var camelWord = regexp.MustCompile(`\b[A-Z][A-Za-z0-9]*\b`)

// nodeName spells the placeholder of a path as the page spells the node
// elsewhere (rtb_dynamic_post → RTBDynamicPost), else in camel case.
func (x *extractor) nodeName(placeholder string) string {
	want := strings.ReplaceAll(placeholder, "_", "")
	best := ""
	consider := func(s string) {
		for _, w := range camelWord.FindAllString(s, -1) {
			if strings.EqualFold(w, want) && w != strings.ToUpper(w) && capitals(w) > capitals(best) {
				best = w
			}
		}
	}
	consider(strings.ReplaceAll(x.page.Title, " ", ""))
	for _, p := range x.parts {
		for _, b := range p.blocks {
			for _, l := range lines([]Block{b}) {
				consider(plainText(l))
			}
		}
	}
	if best != "" && capitals(best) > strings.Count(placeholder, "_") {
		return best
	}
	return camel(placeholder)
}

// snakeCamel is a camel-case name in snake case.
func snakeCamel(s string) string {
	var b strings.Builder
	for i, r := range s {
		if r >= 'A' && r <= 'Z' && i > 0 && (s[i-1] < 'A' || s[i-1] > 'Z') {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}

func capitals(s string) int {
	n := 0
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			n++
		}
	}
	return n
}

// initialisms are written in capitals in the names of nodes.
var initialisms = map[string]string{"ig": "IG", "rtb": "RTB", "url": "URL", "id": "ID", "sdk": "SDK"}

// camel is a snake-case name in camel case.
func camel(snake string) string {
	var b strings.Builder
	for w := range strings.SplitSeq(snake, "_") {
		if up, ok := initialisms[w]; ok {
			b.WriteString(up)
		} else if w != "" {
			b.WriteString(strings.ToUpper(w[:1]) + w[1:])
		}
	}
	return b.String()
}
