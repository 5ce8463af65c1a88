package scraper

import (
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads plain-text copies of a page that lost its headings and its
// code cells. The request lines name the operations, the tables tell their
// kind by their columns, and what a table lost is concluded from the page's
// own samples and sentences, then marked as inferred.

// unheadedRequest opens the operation of a request line; a later sample of the
// same operation with a query of its own is an example.
func (x *extractor) unheadedRequest(r request, c Code) verdict {
	key := r.method + " " + r.path
	for i := range x.page.Operations {
		if x.page.Operations[i].Op == key {
			if len(r.query) > 0 {
				return x.example(r, c)
			}
			x.ops = []int{i}
			return understood
		}
	}
	x.open(r.method, r.path)
	x.sampleBody = requestBody(c.Text)
	return understood
}

// unheadedSentences reads what other pages say under headings of their own:
// the permissions that an operation needs and what its elements are.
func (x *extractor) unheadedSentences(text string) {
	for _, s := range sentenceEnd.Split(text, -1) {
		if strings.Contains(s, "permission") && strings.Contains(s, "required") {
			x.permit(permissionsIn(Text{{Text: s}}))
		}
		x.fieldsSentence(s)
	}
}

// unheadedProse reads a statement: above the first operation it describes the
// page, below it is a note on the operation.
func (x *extractor) unheadedProse(text string) verdict {
	x.unheadedSentences(text)
	switch {
	case strings.ReplaceAll(text, " ", "") == x.page.Title:
		return understood
	case isLifecycle(text):
		return x.lifecycleNote(text)
	case len(x.ops) == 0:
		x.page.Doc = join(x.page.Doc, text)
		return understood
	case cannot.MatchString(text):
		x.page.Notes = append(x.page.Notes, spec.Note{Kind: "limitation", Text: text})
		return noted
	}
	return x.note(text)
}

var cannot = regexp.MustCompile(`(?i)\bcan only\b|\bcannot\b|\bcan't\b|\bonly allows\b`)

// unheadedKind tells what a table without a heading holds, by its columns and
// the operation above it.
func (x *extractor) unheadedKind(first string, named bool) topic {
	get := len(x.ops) == 1 && strings.HasPrefix(x.page.Operations[x.ops[0]].Op, "GET ")
	switch {
	case is(first, wordParameterTH):
		return topicParameters
	case named && get:
		return topicFields
	case named && len(x.ops) == 1:
		return topicResponse
	}
	return topicProse
}

// requestBody returns the form fields of a sample request, in order.
func requestBody(code string) []string {
	_, body, ok := strings.Cut(code, "\n")
	if !ok {
		return nil
	}
	var names []string
	for line := range strings.Lines(body) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "/*") {
			break
		}
		if !formBody.MatchString(line) {
			continue
		}
		for pair := range strings.SplitSeq(line, "&") {
			if name, _, ok := strings.Cut(pair, "="); ok {
				names = append(names, name)
			}
		}
	}
	return names
}

var formBody = regexp.MustCompile(`^[A-Za-z_][\w.\[\]-]*=\S*(?:&[A-Za-z_][\w.\[\]-]*=\S*)*$`)

// inferRow gives a row whose name cell was lost the name that the operation's
// own sample has for it, when there is exactly one left.
func (x *extractor) inferRow(r *row) bool {
	if r.name != "" || r.doc == "" || len(x.ops) != 1 || !x.writing() && x.class != classUnheaded {
		return false
	}
	o := x.page.Operations[x.ops[0]]
	var left []string
	for _, name := range x.sampleBody {
		known := false
		for _, p := range o.Params {
			known = known || p.Name == name
		}
		if !known {
			left = append(left, name)
		}
	}
	if len(left) != 1 {
		return false
	}
	r.name = left[0]
	r.inferred = append(r.inferred, "name")
	if r.typ == "" && textProse.MatchString(r.doc) {
		r.typ = "string"
		r.inferred = append(r.inferred, "type")
	}
	return true
}

var textProse = regexp.MustCompile(`(?i)\b(?:text|message|name|title|string|url|link)\b`)
