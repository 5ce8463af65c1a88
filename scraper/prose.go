package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file keeps what is said in prose: as the description of the page or of
// an operation where it opens one, else as a note.

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
