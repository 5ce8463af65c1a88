package scraper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file opens and refuses operations: by their fixed sentences, by the
// list of paths below one, or by the section alone.

// op returns the operation of a method and path, making it if it is new.
func (x *extractor) op(method, path string) int {
	key := method + " " + path
	i, ok := x.known[key]
	if !ok {
		i = len(x.page.Operations)
		x.known[key] = i
		x.page.Operations = append(x.page.Operations, spec.Operation{Op: key})
	}
	return i
}

// open makes an operation the current one.
func (x *extractor) open(method, path string) int {
	i := x.op(method, path)
	x.ops = []int{i}
	if !slices.Contains(x.opened, i) {
		x.opened = append(x.opened, i)
	}
	x.openHead = x.at.head
	o := &x.page.Operations[i]
	for _, n := range x.heldDoc {
		o.Doc = join(o.Doc, n.Text)
	}
	x.heldDoc = nil
	o.Permissions = union(o.Permissions, x.heldPermissions)
	x.heldPermissions = nil
	return i
}

// each calls f with the operations that the current block speaks of.
func (x *extractor) each(f func(*spec.Operation)) bool {
	for _, i := range x.ops {
		f(&x.page.Operations[i])
	}
	return len(x.ops) > 0
}

func (x *extractor) inferred(op int, key string) {
	o := &x.page.Operations[op]
	if !slices.Contains(o.Inferred, key) {
		o.Inferred = append(o.Inferred, key)
	}
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

// openBySection opens the operation of a hand-written section that names none:
// the section's method on the page's own path.
func (x *extractor) openBySection() {
	if x.path == "" || !x.writing() {
		return
	}
	i := x.open(x.at.section.method(), x.path)
	x.inferred(i, "op")
}

// writing reports whether the current section describes writes.
func (x *extractor) writing() bool {
	return x.at.section == secCreating || x.at.section == secUpdating || x.at.section == secDeleting
}

// orphan reports a table that no operation claims.
func (x *extractor) orphan(what string) {
	x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "no-operation",
		Msg:  fmt.Sprintf("%s, but no operation of this section is known", what),
		Hint: "add the operation in an overlay"})
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

// refuse records that the section's operation does not exist.
func (x *extractor) refuse() {
	switch v := x.at.section.refusedVerb(); {
	case v == "":
	case !slices.Contains(x.page.Refused, v):
		x.page.Refused = append(x.page.Refused, v)
	case x.doc.Format == "text":
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "refused-twice",
			Msg: "the section is refused twice: a heading between the sentences may be one that no locale knows", Hint: "add the word to the locale table"})
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
