package templates

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/spec"
)

// maxDoc bounds the text that one element of a page may put into a comment.
const maxDoc = 4000

// comment is a doc comment in lines, without the slashes; an empty line
// separates paragraphs.
type comment []string

// emit writes the comment.
func (c comment) emit(g *jen.Group) {
	for _, line := range c {
		g.Comment(commentLine(line))
	}
}

// commentLine is the only way by which text of a page reaches a comment: every
// line gets its own "// ", so that nothing in it can end the comment or act as
// a directive.
func commentLine(line string) string { return strings.TrimRight("// "+line, " ") }

// add appends sentences to the last paragraph. They are written by the
// generator; text of a page goes through prose first.
func (c *comment) add(lines ...string) {
	*c = append(*c, lines...)
}

// paragraph appends lines as a paragraph of their own.
func (c *comment) paragraph(lines ...string) {
	if len(lines) == 0 {
		return
	}
	if len(*c) > 0 {
		*c = append(*c, "")
	}
	*c = append(*c, lines...)
}

// prose is text of a page, a sentence a line. No line is one that Go tools
// give a meaning to.
func prose(text string) []string {
	text = spec.CleanText(strings.ToValidUTF8(text, "\uFFFD"))
	if len(text) > maxDoc {
		text = cut(text, maxDoc) + " …"
	}
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		for _, sentence := range sentences(line) {
			lines = append(lines, harmless(sentence))
		}
	}
	return lines
}

// maxInline bounds a text in the middle of a sentence.
const maxInline = 200

// inline is a short text of a page for the middle of a sentence.
func inline(text string) string {
	if isPlain(text) && len(text) <= maxInline {
		return text
	}
	return cut(strings.Join(strings.Fields(strings.Join(prose(text), " ")), " "), maxInline)
}

// cut shortens s to at most n bytes, at a whole rune.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.TrimSpace(s[:n])
}

// harmless keeps a line from being read as something else than prose: a build
// constraint, a deprecation that may not cover this version, a heading, a list
// item or a link definition of go doc.
func harmless(line string) string {
	marker, rest, _ := strings.Cut(line, " ")
	switch {
	case slices.Contains([]string{"-", "*", "+", "•"}, marker):
		return "– " + rest
	case isNumberMarker(marker):
		return "(" + marker[:len(marker)-1] + ") " + rest
	case marker == "+build", marker == "#", strings.HasPrefix(line, "Deprecated:"),
		strings.HasPrefix(line, "[") && strings.Contains(line, "]:"):
		return "“" + line + "”"
	}
	return line
}

// isNumberMarker knows the "1." and "1)" of a numbered list.
func isNumberMarker(s string) bool {
	digits := strings.TrimRight(s, ".)")
	return len(digits) == len(s)-1 && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = []string{"e.g.", "i.e.", "etc.", "vs.", "approx.", "No.", "St."}

// sentences cuts a line after each full stop, question or exclamation mark
// that a space and a capital, a digit or a bracket follow.
func sentences(line string) []string {
	var out []string
	start := 0
	for i := 0; i+2 < len(line); i++ {
		if !strings.ContainsRune(".?!", rune(line[i])) || line[i+1] != ' ' {
			continue
		}
		next, _ := utf8.DecodeRuneInString(line[i+2:])
		if unicode.IsLower(next) || !unicode.IsLetter(next) && !unicode.IsDigit(next) && !strings.ContainsRune("(\"'“[`", next) {
			continue
		}
		if endsInAbbreviation(line[start : i+1]) {
			continue
		}
		out = append(out, strings.TrimSpace(line[start:i+1]))
		start = i + 2
	}
	if last := strings.TrimSpace(line[start:]); last != "" {
		out = append(out, last)
	}
	return out
}

func endsInAbbreviation(s string) bool {
	for _, a := range abbreviations {
		if strings.HasSuffix(s, " "+a) || s == a {
			return true
		}
	}
	return false
}

// finished is text with a full stop, unless it ends in a sign already.
func finished(text string) string {
	if text == "" || strings.ContainsRune(".!?:…”", lastRune(text)) {
		return text
	}
	return text + "."
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
