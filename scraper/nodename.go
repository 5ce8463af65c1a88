package scraper

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file spells the names of nodes.

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

func capitals(s string) int {
	n := 0
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			n++
		}
	}
	return n
}

// initialisms are the words that the reference writes in capitals in the names
// of nodes. What Go writes in capitals is for the templates to know: names in a
// spec must not change with that list.
var initialisms = map[string]string{"ig": "IG", "rtb": "RTB", "url": "URL", "id": "ID", "sdk": "SDK"}

// camel is a snake-case name in camel case.
func camel(snake string) string {
	var b strings.Builder
	for w := range strings.SplitSeq(snake, "_") {
		if up, ok := initialisms[w]; ok {
			b.WriteString(up)
		} else if first, size := utf8.DecodeRuneInString(w); w != "" {
			b.WriteRune(unicode.ToUpper(first))
			b.WriteString(w[size:])
		}
	}
	return b.String()
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

// letters is s without what separates its words, in lower case.
func letters(s string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "_", "", "-", "", ",", "", ".", "").Replace(s))
}
