package scraper

import (
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file finds permission names in the prose, lists and tables of a
// Permissions section.

var (
	permissionName  = regexp.MustCompile(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$`)
	permissionWords = regexp.MustCompile(`[a-z][a-z0-9]*(?:_[a-z0-9]+)+`)
	deprecatedWord  = regexp.MustCompile(`(?i)\b(?:was|is|are|were|been) deprecated\b|\bwill stop working\b|\bno longer\b`)
)

// notPermissions are the code-like words of permission sections that are none,
// by suffix.
var notPermissions = []string{"_id", "_ids", "_token", "_url"}

// permissionsIn returns the permissions that a line asks for. A line that only
// says that one is gone asks for none.
func permissionsIn(t Text) []string {
	text := plainText(t)
	if deprecatedWord.MatchString(text) {
		return nil
	}
	mentions := strings.Contains(strings.ToLower(text), "permission")
	alone := onlyCode(t)
	var names []string
	add := func(s string) {
		s = strings.Trim(strings.TrimSpace(s), "`")
		ok := permissionName.MatchString(s) || s == "email"
		for _, suffix := range notPermissions {
			ok = ok && !strings.HasSuffix(s, suffix)
		}
		if ok && !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	for i, s := range t {
		if i+1 < len(t) && strings.HasPrefix(strings.TrimSpace(t[i+1].Text), "field") {
			continue
		}
		if s.Code && (mentions || alone || opensItem(t, i)) {
			for _, w := range strings.Fields(s.Text) {
				add(w)
			}
		}
	}
	if names == nil && (mentions || permissionName.MatchString(text)) {
		for _, loc := range permissionWords.FindAllStringIndex(text, -1) {
			if loc[0] == 0 || text[loc[0]-1] != '/' { // /page-id/promotable_posts is a path
				add(text[loc[0]:loc[1]])
			}
		}
	}
	return names
}

// onlyCode reports whether a line is nothing but code and the words that join
// it: `pages_show_list` or `pages_manage_posts`.
func onlyCode(t Text) bool {
	for _, s := range t {
		for _, w := range strings.Fields(s.Text) {
			if w = strings.Trim(w, ",;/."); !s.Code && w != "" && w != "or" && w != "and" {
				return false
			}
		}
	}
	return true
}

// opensItem reports whether a code span opens a line that goes on to explain
// it: `publish_to_groups` — to post.
func opensItem(t Text, i int) bool {
	if i+1 >= len(t) || strings.TrimSpace(t[:i].String()) != "" {
		return false
	}
	rest := strings.TrimSpace(t[i+1:].String())
	return strings.HasPrefix(rest, "—") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, ":")
}

// permissions reads a line of a Permissions section.
func (x *extractor) permissions(t Text, text string) verdict {
	if h := fold(text); h == "no data" || strings.HasSuffix(h, " apps") && len(h) < 30 {
		return x.report.ignore("permission-groups")
	}
	names := permissionsIn(t)
	if x.usualPermissions() && len(names) == 1 && names[0] == text {
		x.each(func(o *spec.Operation) { o.UsualPermissions = union(o.UsualPermissions, names) })
	} else {
		x.permit(names)
	}
	if len(names) == 1 && text == names[0] {
		return understood
	}
	return x.note(text)
}

// permit gives permissions to the current operation, or where they stand
// above the sentence that opens it, to the next one.
func (x *extractor) permit(names []string) {
	if !x.each(func(o *spec.Operation) { o.Permissions = union(o.Permissions, names) }) {
		x.heldPermissions = union(x.heldPermissions, names)
	}
}

// union adds the names of b that a lacks.
func union(a, b []string) []string {
	known := make(map[string]bool, len(a)+len(b))
	for _, s := range a {
		known[s] = true
	}
	for _, s := range b {
		if !known[s] {
			known[s] = true
			a = append(a, s)
		}
	}
	return a
}

// usualPermissions reports whether the current section lists the permissions
// that apps usually ask for, not those that are needed.
func (x *extractor) usualPermissions() bool {
	return slices.ContainsFunc(x.at.blocks, func(b Block) bool {
		p, ok := b.(Paragraph)
		return ok && strings.HasPrefix(plainText(p.Text), "Developers usually request these permissions")
	})
}

func (x *extractor) permissionTable(t Table) verdict {
	for i, r := range t.Rows {
		var cells []string
		var names []string
		for _, c := range r.Cells {
			cells = append(cells, cellText(c))
			for _, l := range lines(c) {
				names = append(names, permissionsIn(append(Text{{Text: "permission "}}, l...))...)
			}
		}
		text := strings.Join(cells, ": ")
		if strings.Trim(text, ": ") == "" {
			x.report.Rows.count(x.report.ignore("empty-row"))
			continue
		}
		if len(cells) > 0 && (permissionRow.MatchString(cells[0]) || permissionName.MatchString(cells[0])) {
			x.permit(names)
		}
		if len(names) > 0 {
			x.report.Rows.count(understood)
		} else {
			x.report.Rows.count(noted)
		}
		x.page.Notes = append(x.page.Notes, spec.Note{Kind: "requirement", Where: x.where(i), Text: text})
	}
	return noted
}

// permissionRow is the first cell of a requirement that names permissions.
var permissionRow = regexp.MustCompile(`(?i)\b(?:permissions?|app review|login)\b`)
