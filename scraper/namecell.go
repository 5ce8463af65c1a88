package scraper

import (
	"regexp"
	"strings"
)

// This file reads the two cells of a table row. Whatever the format, a cell is
// a list of lines (paragraphs, cut at forced line breaks): the first line of
// the name cell begins with the name, the next ones give the type; the
// description cell may open with the default value and close with badges.
//
//	HTML        <code>name</code><div class="_yb">string</div>
//	Markdown    `name`<br><br>string   `name` *string*   `name`string   `name`<br>*string*

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

var accessibleFrom = regexp.MustCompile(`(?i)\bonly accessible in (v\d+\.\d+) or later`)

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

// cleanType is a type without what pages leave on it by mistake.
func cleanType(s string) string {
	s = strings.Trim(strings.TrimPrefix(s, "Type: "), "`")
	if !strings.Contains(s, " ") {
		s = strings.TrimSuffix(s, ".")
	}
	return s
}

// typeCell is the type of a cell of its own; several set in code, apart by
// commas, are alternatives.
func typeCell(cell []Block) string {
	text := cellText(cell)
	var codes []string
	for _, l := range lines(cell) {
		for _, s := range l {
			if t := strings.TrimSpace(s.Text); s.Code && fieldName.MatchString(t) {
				codes = append(codes, t)
			}
		}
	}
	if len(codes) > 1 && strings.Join(codes, ", ") == text {
		return strings.Join(codes, "|")
	}
	return cleanType(text)
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
