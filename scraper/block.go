package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

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

// empty reports whether no part of a section has a block.
func (x *extractor) empty(s section) bool {
	return !slices.ContainsFunc(x.parts, func(p part) bool { return p.section == s && len(p.blocks) > 0 })
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

// flushDoc keeps the prose of a section that described no operation.
func (x *extractor) flushDoc() {
	x.page.Notes = append(x.page.Notes, x.heldDoc...)
	x.heldDoc = nil
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

// endSection reports a section of writes that neither names an operation nor
// says that there is none.
func (x *extractor) endSection() {
	v := x.at.section.refusedVerb()
	if v == "" || v == "read" || len(x.opened) > 0 || slices.Contains(x.page.Refused, v) || x.empty(x.at.section) {
		return
	}
	x.issue(spec.Issue{Where: x.at.trail[0], Severity: spec.Warning, ID: "no-operation-found",
		Msg: "the section names no operation and does not refuse one", Hint: "read the page; if there is one, add it in an overlay"})
}

// block reads one block under the current heading.
func (x *extractor) block(b Block) {
	switch b := b.(type) {
	case Paragraph:
		for _, l := range x.statements(b) {
			x.count(x.paragraph(l))
		}
	case List:
		x.count(x.list(b))
	case Code:
		x.count(x.code(b))
	case Table:
		x.count(x.table(b))
	case Heading:
		x.count(noted)
	}
}

// count counts a block of the current part.
func (x *extractor) count(v verdict) {
	x.report.Blocks.count(v)
	if v == understood || v == unknown {
		x.useful++
	}
}

// statements cuts a paragraph into what is read at once: the whole of it, or
// in plain text, where lines are all there is, each statement.
func (x *extractor) statements(b Paragraph) []Text {
	if plainText(b.Text) == "" && !hasHref(b.Text) {
		return nil
	}
	if x.doc.Format != "text" {
		return []Text{b.Text}
	}
	var out []Text
	for _, l := range splitLines(b.Text) {
		text := plainText(l)
		if text == "" {
			continue
		}
		if n := len(out) - 1; n >= 0 && continues(plainText(out[n]), text) {
			out[n] = append(append(out[n], Span{Text: " "}), l...)
			continue
		}
		out = append(out, l)
	}
	return out
}

// continues reports whether a line of plain text goes on with the statement of
// the line above: it begins in lower case and the line above has not ended.
func continues(above, line string) bool {
	if strings.HasPrefix(above, "/") && strings.HasPrefix(line, "/") {
		return true // a path over two lines
	}
	return !strings.ContainsAny(above[len(above)-1:], ".!?:") && line[0] >= 'a' && line[0] <= 'z'
}

func hasHref(t Text) bool {
	return slices.ContainsFunc(t, func(s Span) bool { return s.Href != "" })
}

// paragraph reads a sentence or a piece of prose.
func (x *extractor) paragraph(t Text) verdict {
	text := plainText(t)
	if x.at.section == secIntro && (text == x.page.Title || is(text, wordVersionPicker)) {
		return understood
	}
	if v, ok := x.operationSentence(t, text); ok {
		return v
	}
	if v, ok := x.sampleLine(t, text); ok {
		return v
	}
	if rule, ok := boilerplateRule(text); ok {
		return x.report.ignore(rule)
	}
	if allRequired.MatchString(text) {
		x.requireAll()
		return understood
	}
	switch x.at.topic {
	case topicReturn:
		return x.returnLine(text)
	case topicParameters, topicPathParams:
		if is(text, wordNoParams) {
			return understood
		}
	case topicFields, topicData, topicSummary, topicPaging:
		if v, ok := x.fieldsSentence(text); ok {
			return v
		}
	case topicPermissions:
		return x.permissions(t, text)
	}
	if x.class == classUnheaded {
		return x.unheadedProse(text)
	}
	return x.prose(t, text)
}

// requireAll marks the parameters of the current part as required: those
// above the sentence that says so, and those below.
func (x *extractor) requireAll() {
	x.allRequired = true
	if x.tables == 0 {
		return
	}
	x.each(func(o *spec.Operation) {
		for i := range o.Params {
			o.Params[i].Required = true
		}
	})
}

// operationSentence reads the sentences that open or refuse an operation.
func (x *extractor) operationSentence(t Text, text string) (verdict, bool) {
	if isRefusal(text) && (x.at.section.refusedVerb() != "" || x.class == classUnheaded) {
		x.flushResult()
		x.flushDoc()
		x.refuseSentence(text)
		return understood, true
	}
	if _, ok := slot(text, wordPostPaths); ok {
		x.begin()
		edge, _ := slot(text, wordPostPaths)
		x.pending = &pendingPaths{edge: strings.Trim(edge, "*` ")}
		return understood, true
	}
	if pointer.MatchString(text) {
		x.begin()
		x.pending = &pendingPaths{pointer: true}
		return x.report.ignore("pointer-list"), true
	}
	for _, s := range []struct {
		method string
		ok     bool
	}{{"POST", updateSentence.MatchString(text)}, {"DELETE", deleteSentence.MatchString(text) || dissociate.MatchString(text)}} {
		if !s.ok {
			continue
		}
		x.begin()
		path := codePath(t)
		if path == "" {
			x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "no-path",
				Msg: fmt.Sprintf("the sentence names no path: %q", text), Hint: "add the operation in an overlay"})
			return unknown, true
		}
		x.open(s.method, path)
		return understood, true
	}
	if noNodeCreated.MatchString(text) {
		x.flushPending()
		return understood, true
	}
	node, ok := slot(text, wordWhenPosting)
	if m := createdNode.FindStringSubmatch(text); m != nil {
		node, ok = m[1], true
	}
	if ok {
		x.flushPending()
		x.each(func(o *spec.Operation) { o.Creates = node })
		return understood, true
	}
	return 0, false
}

// begin ends what the previous operation was still reading.
func (x *extractor) begin() {
	x.flushResult()
	x.flushPending()
	x.at.topic = topicProse
	x.ops = nil
}

// flushPending opens the operation of a create sentence whose list of paths a
// format lost: the edge on the page's own path, if it is that.
func (x *extractor) flushPending() {
	p := x.pending
	x.pending = nil
	if p == nil || p.pointer {
		return
	}
	if x.at.head != "" && strings.HasPrefix(x.at.head, "/") {
		x.open("POST", normalPath(x.at.head))
		return
	}
	path := x.path
	if path == "" {
		path = pathFromURL(x.doc.URL)
	}
	if path == "" {
		path = pathFromTitle(x.page.Title, p.edge)
	}
	if strings.HasSuffix(path, "/"+p.edge) {
		x.inferred(x.open("POST", path), "op")
		return
	}
	x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "no-path",
		Msg: fmt.Sprintf("the paths of the %s edge are lost", p.edge), Hint: "scrape the page as HTML or Markdown, or add the operation in an overlay"})
}

// pathFromTitle guesses the path of an edge from a title that ends in its
// name: Product Catalog Localized Items Batch.
func pathFromTitle(title, edge string) string {
	words := strings.Fields(snakeTitle(title))
	tail := strings.Split(edge, "_")
	n := len(words) - len(tail)
	if edge == "" || n <= 0 || !slices.Equal(words[n:], tail) {
		return ""
	}
	return "/{" + strings.Join(words[:n], "_") + "_id}/" + edge
}

func snakeTitle(s string) string {
	return strings.ToLower(strings.NewReplacer(",", "", "-", " ").Replace(s))
}

func (x *extractor) inferred(op int, key string) {
	o := &x.page.Operations[op]
	if !slices.Contains(o.Inferred, key) {
		o.Inferred = append(o.Inferred, key)
	}
}

// refuseSentence records a refusal: of the section, or where there are no
// sections of the verb in the sentence.
func (x *extractor) refuseSentence(text string) {
	if x.class != classUnheaded {
		x.refuse()
		x.refuseNamed()
		return
	}
	for _, s := range []section{secReading, secCreating, secUpdating, secDeleting} {
		if v := s.refusedVerb(); strings.Contains(fold(text), v) && !slices.Contains(x.page.Refused, v) {
			x.page.Refused = append(x.page.Refused, v)
		}
	}
}

// refuseNamed refuses the further operations that the heading names:
// Publishing and Deleting.
func (x *extractor) refuseNamed() {
	if _, second, ok := strings.Cut(x.at.trail[0], " and "); ok {
		if s, ok := sectionOf(second); ok {
			at := x.at.section
			x.at.section = s
			x.refuse()
			x.at.section = at
		}
	}
}

// sampleLine reads lines that belong to a sample: tab labels, the link to the
// Graph API Explorer, a request in code.
func (x *extractor) sampleLine(t Text, text string) (verdict, bool) {
	for _, s := range t {
		if r, ok := parseExplorer(s.Href); ok {
			x.sample(r, false)
			return understood, true
		}
	}
	if text != "" && isTabBar(text) {
		return x.report.ignore("sample-tabs"), true
	}
	if r, ok := parseReference(text); ok && r.path != "" {
		return x.sample(r, true), true
	}
	return 0, false
}

// sample uses a sample request: where the section has no operation yet, the
// sample names it.
func (x *extractor) sample(r request, stated bool) verdict {
	if r.path == "" || structSample.MatchString(r.rawPath) {
		return noted
	}
	want := x.at.section.method()
	if x.spelt && x.at.section == secReading && r.method == "GET" && edgeOf(r.path) == edgeOf(x.path) {
		r.path = x.path // the same edge, whose owner the page's write spells out
	}
	switch {
	case x.at.section == secReading && r.method == "GET" && (x.path == "" || r.path == x.path):
		x.open("GET", r.path)
	case stated && r.method == want && x.at.section != secReading:
		x.open(r.method, r.path)
	case stated && (x.at.section == secReading || x.at.section == secOther) && r.method == "GET":
		x.open("GET", r.path)
	}
	return understood
}

// edgeOf is a path without its owner.
func edgeOf(path string) string {
	_, edge, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return edge
}

// list reads a list: the paths of a create sentence, permissions, or prose.
func (x *extractor) list(l List) verdict {
	if x.pending != nil {
		return x.paths(l)
	}
	if x.at.topic == topicPermissions || x.at.topic == topicRequirements {
		v := ignored
		for _, item := range l.Items {
			for _, line := range lines(item) {
				if text := plainText(line); text != "" {
					v = x.permissions(line, text)
				}
			}
		}
		return v
	}
	if x.at.topic == topicParameters || x.at.topic == topicFields {
		if v, ok := x.listRows(l); ok {
			return v
		}
	}
	var items []string
	for _, item := range l.Items {
		if text := cellText(item); text != "" {
			items = append(items, text)
		}
	}
	switch {
	case len(items) == 0:
		return x.report.ignore("empty-list")
	case x.at.topic == topicLimitations:
		for _, item := range items {
			x.note(item)
		}
		return noted
	}
	return x.note("- " + strings.Join(items, "\n- "))
}

// paths opens the operations that a list of paths names.
func (x *extractor) paths(l List) verdict {
	p := x.pending
	x.pending = nil
	if p.pointer {
		return x.report.ignore("pointer-list")
	}
	var ops []int
	for i, item := range l.Items {
		path := ""
		for _, line := range lines(item) {
			if path = codePath(line); path != "" {
				break
			}
		}
		if path == "" {
			x.issue(spec.Issue{Where: x.where(i), Severity: spec.Error, ID: "no-path", Msg: fmt.Sprintf("no path in %q", cellText(item))})
			continue
		}
		ops = append(ops, x.open("POST", path))
	}
	x.ops = ops
	if len(ops) == 0 {
		return unknown
	}
	return understood
}

// permissions reads a line of a Permissions section.
func (x *extractor) permissions(t Text, text string) verdict {
	if h := fold(text); h == "no data" || strings.HasSuffix(h, " apps") && len(h) < 30 {
		return x.report.ignore("permission-groups")
	}
	names := permissionsIn(t)
	if x.usualPermissions() && len(names) == 1 && names[0] == text {
		x.each(func(o *spec.Operation) { o.UsualPermissions = union(o.UsualPermissions, names) })
	} else {
		x.permit(names)
	}
	if len(names) == 1 && text == names[0] {
		return understood
	}
	return x.note(text)
}

// permit gives permissions to the current operation, or where they stand
// above the sentence that opens it, to the next one.
func (x *extractor) permit(names []string) {
	if !x.each(func(o *spec.Operation) { o.Permissions = union(o.Permissions, names) }) {
		x.heldPermissions = union(x.heldPermissions, names)
	}
}

// union adds the names of b that a lacks.
func union(a, b []string) []string {
	known := make(map[string]bool, len(a)+len(b))
	for _, s := range a {
		known[s] = true
	}
	for _, s := range b {
		if !known[s] {
			known[s] = true
			a = append(a, s)
		}
	}
	return a
}

// usualPermissions reports whether the current section lists the permissions
// that apps usually ask for, not those that are needed.
func (x *extractor) usualPermissions() bool {
	return slices.ContainsFunc(x.at.blocks, func(b Block) bool {
		p, ok := b.(Paragraph)
		return ok && strings.HasPrefix(plainText(p.Text), "Developers usually request these permissions")
	})
}

// prose keeps a paragraph: as the description of the page or the operation
// where it opens one, else as a note.
func (x *extractor) prose(t Text, text string) verdict {
	if isLifecycle(text) {
		return x.lifecycleNote(text)
	}
	x.elements(t, text)
	if x.at.topic == topicProse && (len(x.at.trail) <= 1 || x.class == classInstagram && x.at.head == x.openHead && x.undescribed()) {
		switch {
		case x.at.section == secIntro && (x.at.head == "" || x.at.head == x.titleHead):
			x.page.Doc = join(x.page.Doc, text)
			return understood
		case x.class == classStruct && x.at.section == secReading && x.tables == 0:
			x.node.Doc = join(x.node.Doc, text)
			return understood
		case x.writing() && len(x.opened) == 0 && x.class == classGenerated:
			// the description of the operation that opens below, if one does
			x.heldDoc = append(x.heldDoc, spec.Note{Kind: "prose", Where: x.at.where(), Text: text})
			return understood
		case x.at.section.refusedVerb() != "" && len(x.ops) > 0 && x.tables == 0:
			x.each(func(o *spec.Operation) { o.Doc = join(o.Doc, text) })
			return understood
		}
	}
	return x.note(text)
}

// undescribed reports whether the current operation still lacks a description.
func (x *extractor) undescribed() bool {
	return len(x.ops) == 1 && x.page.Operations[x.ops[0]].Doc == ""
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "\n\n" + b
}

// note keeps a text verbatim.
func (x *extractor) note(text string) verdict {
	if isLifecycle(text) {
		return x.lifecycleNote(text)
	}
	kind := "prose"
	switch x.at.topic {
	case topicPermissions:
		kind = "permission"
	case topicRequirements:
		kind = "requirement"
	case topicLimitations:
		kind = "limitation"
	}
	x.page.Notes = append(x.page.Notes, spec.Note{Kind: kind, Where: x.at.where(), Text: text})
	return noted
}

// lifecycleNote keeps a version note, on the operation when it speaks of it.
func (x *extractor) lifecycleNote(text string) verdict {
	n := parseNote(text)
	n.Where = x.at.where()
	if n.Partial {
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "partial-note",
			Msg: fmt.Sprintf("a version or a date of this note was not understood: %q", clip(text, 160))})
	}
	if n.Kind == "deprecation" && len(n.Subjects) == 0 && deprecatesOperation(text) {
		if m := namedMethod.FindStringSubmatch(text); m != nil {
			x.deprecated = append(x.deprecated, methodNote{m[1], n})
			return noted
		}
		if len(x.ops) == 1 && x.page.Operations[x.ops[0]].Deprecated == nil {
			x.page.Operations[x.ops[0]].Deprecated = &n
			return noted
		}
	}
	if last := len(x.page.Notes) - 1; last >= 0 && sameSubject(x.page.Notes[last], n) {
		n = parseNote(x.page.Notes[last].Text + "\n" + text) // one change told in two statements
		n.Where = x.at.where()
		x.page.Notes[last] = n
		return noted
	}
	x.page.Notes = append(x.page.Notes, n)
	return noted
}

// sameSubject reports whether two notes of one place tell of the same thing.
func sameSubject(a, b spec.Note) bool {
	return a.Where == b.Where && len(b.Subjects) > 0 && slices.Equal(a.Subjects, b.Subjects)
}

// methodNote is a deprecation of "this POST endpoint", which may stand above
// the sample that names the operation.
type methodNote struct {
	method string
	note   spec.Note
}

var namedMethod = regexp.MustCompile(`\bthis (GET|POST|DELETE) (?:endpoint|edge|operation|request)`)

// deprecatesOperation reports whether a note speaks of the operation under
// whose heading it stands.
func deprecatesOperation(text string) bool {
	t := fold(text)
	for _, s := range []string{"this endpoint", "this edge", "this post endpoint", "this get endpoint", "this operation", "this api"} {
		if strings.Contains(t, s) {
			return true
		}
	}
	return false
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
