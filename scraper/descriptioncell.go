package scraper

import (
	"regexp"
	"strings"
)

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
