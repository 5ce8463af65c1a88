package scraper

import (
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads the allowed values of a string out of its description:
// "Valid values are: inbox, other, page_done, and spam." It believes the
// sentence only when each item is a single code-like word, so that prose which
// merely lists things stays prose. Limits: one sentence, no nested lists.

var (
	valuesLead = regexp.MustCompile(`(?i)\b(?:(?:valid|possible|allowed|supported|available|accepted|permitted) (?:values?|options?|types?)(?: (?:are|is|include|for this (?:field|parameter) are)\b|:)|(?:can|may|must|could|should) be (?:either |any |only )?one of(?: the following)?(?: values)?|one of the following(?: values)?|values?: one of)\s*:?`)
	weakLead   = regexp.MustCompile(`(?i)\b(?:values? )?can (?:be(?: either)?|take on the following values):?\s`)
	fullStop   = regexp.MustCompile(`\.(?:\s|$)`)
	valueItem  = regexp.MustCompile("^[`'\"“]?([A-Za-z0-9][A-Za-z0-9_.:/-]*)[`'\"”]?$")
	itemBreak  = regexp.MustCompile(`\s*(?:,\s*(?:and|or)\s|,|;|\s(?:and|or)\s|\s\|\s|\n\s*-?)\s*`)
)

// proseValues returns the values that a string's description lists, or nil.
func proseValues(r row) []string {
	t, err := spec.ParseType(r.typ)
	if err != nil || t.Kind != spec.KindString && t.Kind != spec.KindNone && t.Kind != spec.KindEnum || len(t.Values) > 0 {
		return nil
	}
	weak := false
	loc := valuesLead.FindStringIndex(r.doc)
	if loc == nil {
		if loc = weakLead.FindStringIndex(r.doc); loc == nil {
			return nil
		}
		weak = true // then each item has to be code
	}
	list := r.doc[loc[1]:]
	if values, ok := bulletValues(list); ok {
		return values
	}
	if end := fullStop.FindStringIndex(list); end != nil {
		list = list[:end[0]]
	}
	var values []string
	for _, item := range itemBreak.Split(strings.TrimSpace(strings.Trim(list, ":{}()[]- \n")), -1) {
		m := valueItem.FindStringSubmatch(strings.TrimSpace(item))
		if m == nil || weak && !slices.Contains(r.codes, m[1]) {
			return nil
		}
		if !slices.Contains(values, m[1]) {
			values = append(values, m[1])
		}
	}
	if len(values) < 2 || !codeLike(values, r.codes) {
		return nil
	}
	return values
}

// bulletValues reads the values of a bulleted list, each item a word and what
// it means: "- charge: money was taken".
func bulletValues(list string) ([]string, bool) {
	list = strings.TrimLeft(list, ": ")
	if !strings.HasPrefix(list, "\n- ") && !strings.HasPrefix(list, "\n\n- ") && !strings.HasPrefix(list, "- ") {
		return nil, false
	}
	var values []string
	for line := range strings.Lines(strings.TrimSpace(list)) {
		m := bulletItem.FindStringSubmatch(strings.TrimSpace(line))
		switch {
		case m != nil:
			values = append(values, m[1])
		case strings.HasPrefix(line, "- "):
			return nil, false // not all of them are words: no list of values
		default:
			return values, len(values) > 1
		}
	}
	return values, len(values) > 1
}

var bulletItem = regexp.MustCompile("^- [`'\"]?([A-Za-z0-9][A-Za-z0-9_.-]*)[`'\"]?(?:\\s*[:–—(-].*)?$")

// codeLike reports whether the words are values and not prose: the page sets
// them in code, or they are all in one case with nothing but code characters.
func codeLike(values, codes []string) bool {
	coded := 0
	for _, v := range values {
		if slices.Contains(codes, v) {
			coded++
		}
	}
	if coded == len(values) {
		return true
	}
	for _, v := range values {
		if v != strings.ToLower(v) && v != strings.ToUpper(v) {
			return false
		}
	}
	return true
}
