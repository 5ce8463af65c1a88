package scraper

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mark is what applies to a piece of text.
type mark struct {
	href                            string
	code, em, strong, badge, struck bool
}

// with is m and what the element adds to it.
func (m mark) with(n *html.Node) mark {
	switch n.DataAtom {
	case atom.A:
		m.href = attr(n, "href")
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		m.code = true
	case atom.Em, atom.I:
		m.em = true
	case atom.Strong, atom.B:
		m.strong = true
	case atom.S, atom.Del, atom.Strike:
		m.struck = true
	}
	if hasClass(n, "_5vbo") { // round the name of a deprecated parameter
		m.struck = true
	}
	return m
}

func (m mark) span(text string) Span {
	return Span{Text: text, Href: m.href, Code: m.code, Em: m.em, Strong: m.strong, Badge: m.badge, Struck: m.struck}
}

// plain reports whether the text has no mark at all. White space between two
// spans goes to the one that is plain.
func (m mark) plain() bool { return m == mark{} }

// inline gathers the spans of a paragraph and collapses white space as it
// goes. Space and line breaks wait for the text that follows them, so that
// none stands at either end.
type inline struct {
	spans Text   // finished
	text  []byte // of the span that may still grow
	mark  mark   // of text
	wait  string // "", " " or "\n"
}

func (in *inline) empty() bool { return len(in.spans) == 0 && len(in.text) == 0 }

// add adds s, of which every run of white space counts as one space.
func (in *inline) add(s string, m mark) {
	for s != "" {
		i := strings.IndexFunc(s, isSpace)
		if i < 0 {
			in.word(s, m)
			return
		}
		if i > 0 {
			in.word(s[:i], m)
		}
		in.space()
		s = strings.TrimLeftFunc(s[i:], isSpace)
	}
}

// isSpace is true of everything that a page may put between two words, with
// NBSP and the control characters.
func isSpace(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// word adds s, which holds no white space, after what waits.
func (in *inline) word(s string, m mark) {
	wait := in.wait
	in.wait = ""
	if in.empty() {
		wait = ""
	}
	if len(in.text) > 0 && in.mark == m {
		in.text = append(append(in.text, wait...), s...)
		return
	}
	switch {
	case wait == "" || m.plain():
	case len(in.text) > 0 && in.mark.plain():
		in.text = append(in.text, wait...)
		wait = ""
	default:
		in.flush()
		in.spans = append(in.spans, Span{Text: wait})
		wait = ""
	}
	in.flush()
	in.mark = m
	in.text = append(append(in.text, wait...), s...)
}

// flush finishes the span that was still growing.
func (in *inline) flush() {
	if len(in.text) > 0 {
		in.spans = append(in.spans, in.mark.span(string(in.text)))
		in.text = in.text[:0]
	}
}

// tooltip adds an icon whose text may be lost.
func (in *inline) tooltip(text string) {
	in.flush()
	in.spans = append(in.spans, Span{Text: text, Tooltip: true})
}

func (in *inline) space() {
	if in.wait == "" {
		in.wait = " "
	}
}

// lineBreak adds a forced line break, and reports whether it is the second in
// a row, which ends the paragraph.
func (in *inline) lineBreak() bool {
	if in.wait == "\n" {
		return true
	}
	in.wait = "\n"
	return false
}

// take returns the spans and starts afresh.
func (in *inline) take() Text {
	in.flush()
	spans := in.spans
	*in = inline{text: in.text}
	return spans
}
