package scraper

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads the blocks below a heading, each by what it is and where it
// stands.

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

// code reads a code block: a request, the shape of an answer, a return type,
// or a sample in some language.
func (x *extractor) code(c Code) verdict {
	if r, ok := parseRequest(c.Text); ok {
		return x.request(r, c)
	}
	if line, ok := brokenRequest(c.Text); ok {
		return x.badRequest(line)
	}
	if r, ok := parseSyntax(c.Text); ok {
		x.sample(r, true)
		return understood
	}
	text := strings.TrimSpace(c.Text)
	if x.writing() && len(x.ops) > 0 && resultStart.MatchString(text) {
		return x.returnLine(text) // whatever its heading is called
	}
	switch x.at.topic {
	case topicReturn:
		return x.returnLine(text)
	case topicFields, topicData:
		if keys := jsonKeys(text); keys != nil {
			return x.shape(keys)
		}
	}
	return x.report.ignore("sample-code")
}
