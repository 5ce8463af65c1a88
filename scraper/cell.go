package scraper

import (
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads the two cells of a table row. Whatever the format, a cell is
// a list of lines (paragraphs, cut at forced line breaks): the first line of
// the name cell begins with the name, the next ones give the type; the
// description cell may open with the default value and close with badges.
//
//	HTML        <code>name</code><div class="_yb">string</div>
//	Markdown    `name`<br><br>string   `name` *string*   `name`string   `name`<br>*string*

// row is what a table row says, before it is known to be a parameter, a field
// or an edge.
type row struct {
	name       string
	typ        string
	required   bool
	deprecated bool
	byDefault  bool
	core       bool
	emoji      bool
	value      *string // default value
	since      string
	doc        string
	codes      []string // the code spans of the description
	inferred   []string
	lost       []string // what stood in the name cell and was not understood
	badges     []badge  // that no locale knows
	labels     []string // lines like "Default value: X" whose label no locale knows
	children   []row
	path       []int
	flat       bool
	emphasised bool // the type is set in emphasis, as layouts do that keep members out of the rows below
}

// badge is a word that stands where a badge does.
type badge struct {
	word   string
	marked bool // the page marks it as one
}

// lines cuts the inline content of blocks into lines. Blocks that are no
// paragraphs become lines of their own.
func lines(blocks []Block) []Text {
	var out []Text
	for _, b := range blocks {
		switch b := b.(type) {
		case Paragraph:
			out = append(out, splitLines(b.Text)...)
		case Heading:
			out = append(out, splitLines(b.Text)...)
		case Code:
			out = append(out, Text{{Text: b.Text, Code: true}})
		case List:
			for _, item := range b.Items {
				for i, l := range lines(item) {
					if i == 0 {
						l = append(Text{{Text: "- "}}, l...)
					}
					out = append(out, l)
				}
			}
		case Table:
			for _, r := range b.Rows {
				var l Text
				for i, c := range r.Cells {
					if i > 0 {
						l = append(l, Span{Text: " | "})
					}
					for _, cl := range lines(c) {
						l = append(l, cl...)
					}
				}
				out = append(out, l)
			}
		}
	}
	return out
}

func splitLines(t Text) []Text {
	var out []Text
	var cur Text
	for _, s := range t {
		parts := strings.Split(s.Text, "\n")
		for i, p := range parts {
			if i > 0 {
				out = append(out, cur)
				cur = nil
			}
			if p != "" || s.Tooltip {
				s := s
				s.Text = p
				cur = append(cur, s)
			}
		}
	}
	return append(out, cur)
}

var accessibleFrom = regexp.MustCompile(`(?i)\bonly accessible in (v\d+\.\d+) or later`)

// nameCell reads the first cell of a row into r.
func (r *row) nameCell(blocks []Block) {
	var typed bool
	for _, l := range lines(blocks) {
		l = r.takeMarks(l)
		text := plainText(l)
		switch {
		case text == "":
		case r.name == "":
			rest := r.takeName(l)
			r.typ, rest = cleanType(plainText(beforeCode(rest))), rest[len(beforeCode(rest)):]
			r.members(rest)
			typed = r.typ != ""
			r.emphasised = typed && isEm(l[len(l)-1:])
		case r.badge(l):
		case strings.TrimSuffix(fold(text), ".") == "public": // readable in field expansion; no type
		case !typed && !startsWithCode(l):
			r.typ, typed, r.emphasised = cleanType(text), true, isEm(l)
		case startsWithCode(l) && fieldName.MatchString(text):
			r.children = append(r.children, row{name: text})
		case len(r.children) > 0 && isEm(l):
			c := &r.children[len(r.children)-1]
			c.doc = strings.TrimSpace(c.doc + " " + text)
		default:
			r.lost = append(r.lost, text)
		}
	}
}

var fieldName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*$`)

// takeMarks removes tooltip icons from a line and keeps what they say.
func (r *row) takeMarks(l Text) Text {
	var out Text
	for _, s := range l {
		if s.Struck {
			r.deprecated = true
		}
		if !s.Tooltip {
			out = append(out, s)
			continue
		}
		if m := accessibleFrom.FindStringSubmatch(s.Text); m != nil {
			r.since = m[1]
		} else if t := strings.TrimSpace(s.Text); t != "" {
			r.doc = strings.TrimSpace(r.doc + "\n\n" + t)
		}
	}
	return out
}

// cleanType is a type without what pages leave on it by mistake.
func cleanType(s string) string {
	s = strings.Trim(strings.TrimPrefix(s, "Type: "), "`")
	if !strings.Contains(s, " ") {
		s = strings.TrimSuffix(s, ".")
	}
	return s
}

// beforeCode is the part of a line above its first code span.
func beforeCode(t Text) Text {
	for i, s := range t {
		if s.Code {
			return t[:i]
		}
	}
	return t
}

// members reads the members that a line names after the type: a name in code,
// then what is said of it.
func (r *row) members(t Text) {
	for _, s := range t {
		text := strings.TrimSpace(s.Text)
		switch {
		case text == "":
		case s.Code && memberNames.MatchString(text):
			for _, name := range strings.Fields(text) {
				r.children = append(r.children, row{name: name})
			}
		case len(r.children) > 0:
			c := &r.children[len(r.children)-1]
			c.doc = strings.TrimSpace(c.doc + " " + text)
		default:
			r.lost = append(r.lost, text)
		}
	}
}

// memberNames is one name, or several that a converter put into one code span.
var memberNames = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.]*(?:\s+[A-Za-z_][A-Za-z0-9_.]*)*$`)

// takeName takes the name off the first line and returns what follows it on
// the line: the type, in some formats.
func (r *row) takeName(l Text) Text {
	i := 0
	for i < len(l) && strings.TrimSpace(l[i].Text) == "" {
		i++
	}
	var name strings.Builder
	if l[i].Code {
		for i < len(l) && l[i].Code && l[i].Em == l[0].Em {
			name.WriteString(l[i].Text)
			i++
			if i < len(l) && l[i].Code && !joins(name.String(), l[i].Text) {
				break
			}
		}
	} else {
		name.WriteString(l[i].Text)
		i++
		for i < len(l) && !l[i].Em && !l[i].Code {
			name.WriteString(l[i].Text)
			i++
		}
	}
	r.name = strings.TrimSpace(name.String())
	if m := placeholder.FindStringSubmatch(r.name); m != nil && len(m[0]) == len(r.name) {
		r.name = snake(m[1]) // Instagram's tables write {metric-type} for metric_type
	}
	return l[i:]
}

// joins reports whether two code spans side by side are one name that the page
// set in two.
func joins(a, b string) bool {
	return strings.HasSuffix(a, "/") || strings.HasPrefix(b, "/") || strings.HasSuffix(a, ".") || strings.HasPrefix(b, ".")
}

func startsWithCode(l Text) bool {
	for _, s := range l {
		if strings.TrimSpace(s.Text) != "" {
			return s.Code
		}
	}
	return false
}

func isEm(l Text) bool {
	for _, s := range l {
		if strings.TrimSpace(s.Text) != "" && !s.Em {
			return false
		}
	}
	return true
}

// badge reads a line that is nothing but badges. A word is a badge only where
// it is the whole line or the page marks it as one: prose that mentions
// "required" is prose.
func (r *row) badge(l Text) bool {
	var marked, other bool
	var words []string
	for _, s := range l {
		t := strings.TrimSpace(s.Text)
		if t == "" {
			continue
		}
		words = append(words, t)
		if s.Badge {
			marked = true
		} else {
			other = true
		}
	}
	if len(words) == 0 {
		return false
	}
	if marked && !other {
		for _, w := range words {
			if !r.badgeWord(w) {
				r.badges = append(r.badges, badge{w, true})
			}
		}
		return true
	}
	word := strings.Join(words, " ")
	if r.badgeWord(word) {
		return true
	}
	if bracketedBadge.MatchString(word) {
		r.badges = append(r.badges, badge{strings.Trim(word, "[]"), true})
		return true
	}
	return false
}

// bracketedBadge is a badge as Meta's own Markdown writes it: [required].
var bracketedBadge = regexp.MustCompile(`^\[[\pL\pM][\pL\pM ]{1,30}\]$`)

// shortWords is a line that could be a badge of a locale that is not known.
var shortWords = regexp.MustCompile(`^[\pL\pM]+(?: [\pL\pM]+)?$`)

// badgeWord sets the mark that a badge stands for.
func (r *row) badgeWord(w string) bool {
	w = strings.TrimSuffix(strings.TrimPrefix(fold(w), "["), "]")
	switch {
	case is(w, wordRequired):
		r.required = true
	case is(w, wordDefaultBadge):
		r.byDefault = true
	case w == "core":
		r.core = true
	case w == "supports emoji":
		r.emoji = true
	case w == "deprecated":
		r.deprecated = true
	default:
		return false
	}
	return true
}

// descriptionCell reads the second cell of a row into r.
func (r *row) descriptionCell(blocks []Block) {
	var doc []string
	target := r
	for _, b := range blocks {
		var para []string
		for _, l := range lines([]Block{b}) {
			l = target.takeMarks(l)
			if child, ok := childRow(l); ok {
				target.finishDoc(append(doc, strings.TrimSpace(strings.TrimSuffix(strings.Join(para, "\n"), "Show child parameters"))))
				doc, para = nil, nil
				for _, c := range r.children {
					if c.flat || structured(c.typ) {
						child.flat = true // it may belong to that one
					}
				}
				r.children = append(r.children, child)
				target = &r.children[len(r.children)-1]
				continue
			}
			rest, ok := target.takeDefault(l)
			if ok {
				l = rest
			}
			text := plainText(l)
			if text == "" || target.badge(l) {
				continue
			}
			if _, ok := boilerplateRule(text); ok {
				continue
			}
			text = target.takeTrailingBadges(l, text)
			for _, s := range l {
				if s.Code {
					target.codes = append(target.codes, strings.TrimSpace(s.Text))
				}
			}
			if text = cellBullet.ReplaceAllString(strings.TrimRight(text, "- "), "- "); text != "" {
				para = append(para, text)
			}
		}
		if len(para) > 0 {
			doc = append(doc, strings.Join(para, "\n"))
		}
	}
	if n := len(doc); n > 1 && shortWords.MatchString(doc[n-1]) && letters(doc[n-1]) != letters(target.name) {
		target.badges = append(target.badges, badge{doc[n-1], false})
	}
	target.finishDoc(doc)
	if first, more, ok := strings.Cut(target.doc, "\n"); ok && labelled.MatchString(first) && strings.TrimSpace(more) != "" {
		target.labels = append(target.labels, first)
	}
}

// cellBullet is an item of a list that a Markdown cell cannot hold as one.
var cellBullet = regexp.MustCompile(`^\* `)

// labelled is a line that is nothing but a few words and a value.
var labelled = regexp.MustCompile(`^[\pL\pM]+(?: [\pL\pM]+){0,3} ?[:：]? ?(?:[A-Z0-9_]+|[a-z]+_[a-z_]+|true|false|none)$`)

// finishDoc sets the description, unless it says no more than the name.
func (r *row) finishDoc(paragraphs []string) {
	var kept []string
	for _, p := range append([]string{r.doc}, paragraphs...) {
		if p != "" {
			kept = append(kept, p)
		}
	}
	r.doc = strings.Join(kept, "\n\n")
	if r.doc == "SELF_EXPLANATORY" || letters(r.doc) == letters(r.name) {
		r.doc = ""
	}
	if requiredProse.MatchString(r.doc) {
		r.required = true
	}
	if deprecatedProse.MatchString(r.doc) && !r.deprecated {
		r.deprecated = true
		r.inferred = append(r.inferred, "deprecated")
	}
}

// takeTrailingBadges reads badges that a converter left at the end of the
// line, marked as badges or in brackets.
func (r *row) takeTrailingBadges(l Text, text string) string {
	for i := len(l) - 1; i >= 0; i-- {
		t := strings.TrimSpace(l[i].Text)
		if t == "" {
			continue
		}
		bracketed := strings.HasPrefix(t, "[") && strings.HasSuffix(t, "]")
		anchored := l[i].Href != "" && (strings.HasSuffix(l[i].Href, "#fields") || strings.HasSuffix(l[i].Href, "#coreextended"))
		if !l[i].Badge && !bracketed && !anchored || !r.badgeWord(t) {
			break
		}
		text = strings.TrimSpace(strings.TrimSuffix(text, t))
	}
	return text
}

// takeDefault reads "Default value: X" at the start of a line, in any locale,
// and returns what follows it.
func (r *row) takeDefault(l Text) (Text, bool) {
	v, ok := cutLabel(plainText(l), wordDefaultValue)
	if !ok {
		return l, false
	}
	for n, s := range l {
		if !s.Code {
			continue
		}
		v := strings.TrimSpace(s.Text)
		r.value = &v
		return l[n+1:], true
	}
	r.value = &v
	return nil, true
}

// childRow reads the line that opens a nested parameter which Meta's own
// Markdown puts into the description cell of its parent: `child` *type*.
func childRow(l Text) (row, bool) {
	var parts Text
	for _, s := range l {
		if strings.TrimSpace(s.Text) != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) != 2 || !parts[0].Code || !parts[1].Em || parts[1].Code {
		return row{}, false
	}
	name := strings.TrimSpace(parts[0].Text)
	if !fieldName.MatchString(name) {
		return row{}, false
	}
	return row{name: name, typ: strings.TrimSpace(parts[1].Text)}, true
}

// structured reports whether a type can have members.
func structured(typ string) bool {
	t, err := spec.ParseType(typ)
	if err != nil {
		return false
	}
	for t.Kind == spec.KindList && t.Elem != nil {
		t = *t.Elem
	}
	return t.Kind == spec.KindObject
}

// members returns the nested rows as fields.
func (r row) field() spec.Field {
	f := spec.Field{
		Name: r.name, Type: r.typ, Default: r.byDefault, Core: r.core, Emoji: r.emoji,
		Deprecated: r.deprecated, Flat: r.flat, Since: r.since, Inferred: r.inferred, Doc: r.doc,
	}
	if values := proseValues(r); values != nil {
		f.Values = values
		f.Inferred = append(f.Inferred, "values")
	}
	for _, c := range r.children {
		f.Fields = append(f.Fields, c.field())
	}
	return f
}

func (r row) param() spec.Param {
	p := spec.Param{
		Name: r.name, Type: r.typ, Required: r.required, Default: r.value, Emoji: r.emoji,
		Deprecated: r.deprecated, Flat: r.flat, Since: r.since, Inferred: r.inferred, Doc: r.doc,
	}
	if values := proseValues(r); values != nil {
		p.Values = values
		p.Inferred = append(p.Inferred, "values")
	}
	for _, c := range r.children {
		p.Params = append(p.Params, c.param())
	}
	return p
}

func (r row) edge() spec.Edge {
	return spec.Edge{
		Name: strings.Trim(r.name, "/"), Type: r.typ, Default: r.byDefault, Core: r.core,
		Deprecated: r.deprecated, Since: r.since, Inferred: r.inferred, Doc: r.doc,
	}
}
