package scraper

import (
	"regexp"
	"slices"
	"strings"
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
