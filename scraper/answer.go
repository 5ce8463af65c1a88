package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads what the read of an edge answers: its elements, and whether
// it has pages and a summary.

// fieldsSentence reads the sentences round the fields of an edge.
func (x *extractor) fieldsSentence(text string) (verdict, bool) {
	if is(text, wordReadsJSON) || is(text, wordAddedFields) {
		return understood, true
	}
	if keys := jsonKeys(text); keys != nil {
		return x.shape(keys), true
	}
	name, ok := slot(text, wordListOfNodes)
	if m := listOfNodes.FindStringSubmatch(text); m != nil {
		name, ok = m[1], true
	}
	if ok && len(x.ops) == 0 && x.class != classUnheaded {
		x.orphan("a list of " + clip(name, 60) + " nodes")
		return unknown, true
	}
	if ok && elementName.MatchString(name) {
		x.each(func(o *spec.Operation) { o.Returns = "list<" + name + ">" })
		return understood, true
	}
	if ok {
		x.badElement = true
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "unknown-element",
			Msg: fmt.Sprintf("the edge lists what is no name of a node: %q", clip(name, 80)), Hint: "name the node in an overlay"})
		x.page.Notes = append(x.page.Notes, spec.Note{Kind: "prose", Where: x.at.where(), Text: text})
		return unknown, true
	}
	if summaryFields.MatchString(text) {
		x.at.topic = topicSummary
		return understood, true
	}
	if m := singleNode.FindStringSubmatch(text); m != nil {
		x.each(func(o *spec.Operation) { o.Returns = m[1] })
		return understood, true
	}
	if m := arrayOfObjects.FindStringSubmatch(text); m != nil && x.at.section != secCreating {
		x.each(func(o *spec.Operation) {
			o.Returns = "list<" + strings.ReplaceAll(m[1], " ", "") + ">"
			o.Paging = "cursor"
		})
		return understood, true
	}
	return 0, false
}

// elements reads what a hand-written read returns where a sentence links to
// it: "Returns a list of [IG Comments](…/ig-comment)".
func (x *extractor) elements(t Text, text string) {
	lead := returnsLead.FindStringSubmatch(text)
	if lead == nil || x.at.section != secReading || len(x.ops) != 1 {
		return
	}
	o := &x.page.Operations[x.ops[0]]
	if o.Returns != "" || !strings.HasPrefix(o.Op, "GET ") || o.Op == "GET "+nodePath(x.node) {
		return
	}
	for _, s := range t {
		if !strings.Contains(s.Href, "/reference/") {
			continue
		}
		name := strings.TrimSuffix(strings.ReplaceAll(strings.TrimSpace(s.Text), " ", ""), "s")
		between, _, ok := strings.Cut(text[len(lead[0]):], strings.TrimSpace(s.Text))
		if !isNodeName(name) || !ok || ownerWord.MatchString(between) {
			return
		}
		o.Returns = "list<" + name + ">"
		o.Paging = "cursor"
		o.Inferred = union(o.Inferred, []string{"returns"})
		return
	}
}

var (
	returnsLead = regexp.MustCompile(`(?i)^(?:(?:returns|gets?) (?:an? )?(?:list|collection|array) of |gets? all )`)
	ownerWord   = regexp.MustCompile(`\b(?:on|of|for|in|from|about)\b`) // what follows is the owner, not the element
)

func nodePath(n *spec.Node) string {
	if n == nil {
		return ""
	}
	return n.Path
}

// elementName is what the elements of an edge can be called:
// OpenGraphObject:generic.
var elementName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?::[A-Za-z_]+)?$`)

func isNodeName(s string) bool {
	return s != "" && s[0] >= 'A' && s[0] <= 'Z' && fieldName.MatchString(s)
}

var jsonKey = regexp.MustCompile(`"([a-z_]+)"\s*:`)

// jsonKeys returns the keys of the sample answer that opens the fields of an
// edge, or nil when the text is none.
func jsonKeys(text string) []string {
	text = strings.ReplaceAll(text, `\`, "")
	if !strings.HasPrefix(text, "{") && text != "data" {
		return nil
	}
	var keys []string
	for _, m := range jsonKey.FindAllStringSubmatch(text, -1) {
		if slices.Contains([]string{"data", "paging", "summary"}, m[1]) {
			keys = append(keys, m[1])
		}
	}
	if text == "data" || strings.Trim(text, "{ }\n") == "" {
		keys = append(keys, "data")
	}
	return keys
}

// shape notes what the sample answer of an edge has.
func (x *extractor) shape(keys []string) verdict {
	if slices.Contains(keys, "paging") {
		x.each(func(o *spec.Operation) { o.Paging = "cursor" })
	}
	return understood
}
