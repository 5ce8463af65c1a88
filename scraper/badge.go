package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads badges: Required, Default, Core and the like.

// badge is a word that stands where a badge does.
type badge struct {
	word   string
	marked bool // the page marks it as one
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
	if glued := splitBadges(word); len(glued) > 1 {
		for _, w := range glued {
			r.badgeWord(w)
		}
		return true
	}
	if bracketedBadge.MatchString(word) {
		r.badges = append(r.badges, badge{strings.Trim(word, "[]"), true})
		return true
	}
	return false
}

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

// splitBadges cuts badges that a page without their marks, or a converter, put
// together: RequiredSupports Emoji. Nil when s is anything else.
func splitBadges(s string) []string {
	rest := fold(s)
	known := slices.Concat(words().texts[wordRequired], words().texts[wordDefaultBadge], []string{"core", "supports emoji", "deprecated"})
	var out []string
	for rest != "" {
		i := slices.IndexFunc(known, func(w string) bool { return strings.HasPrefix(rest, w) })
		if i < 0 {
			return nil
		}
		out = append(out, known[i])
		rest = strings.TrimSpace(strings.TrimPrefix(rest, known[i]))
	}
	return out
}

// bracketedBadge is a badge as Meta's own Markdown writes it: [required].
var bracketedBadge = regexp.MustCompile(`^\[[\pL\pM][\pL\pM ]{1,30}\]$`)

// shortWords is a line that could be a badge of a locale that is not known.
var shortWords = regexp.MustCompile(`^[\pL\pM]+(?: [\pL\pM]+)?$`)

// oddBadges reports the words of a row and its members that stand where a
// badge does and are none: a translated Required that the locale table lacks
// would turn a required parameter into an optional one.
func (x *extractor) oddBadges(r row, i int) {
	for _, b := range r.badges {
		severity := spec.Warning
		if b.marked {
			severity = spec.Error
		}
		x.issue(spec.Issue{Where: x.where(i), Severity: severity, ID: "unknown-badge",
			Msg:  fmt.Sprintf("%s: %q stands where a badge does, and is none that is known", r.name, b.word),
			Hint: "if it means Required, add the word to the locale table"})
	}
	for _, l := range r.labels {
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Info, ID: "unknown-label",
			Msg:  fmt.Sprintf("%s: %q may be a default value whose label no locale knows", r.name, clip(l, 80)),
			Hint: "if it is, add the label to the locale table"})
	}
	for _, c := range r.children {
		x.oddBadges(c, i)
	}
	if n := slices.IndexFunc(r.children, func(c row) bool { return c.flat }); n > 0 && len(r.path) == 0 {
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "depth-lost",
			Msg:  fmt.Sprintf("%s has members, some of which may be members of %s: this format does not say", r.name, r.children[n-1].name),
			Hint: "scrape the page as HTML, or give the tree in an overlay"})
	}
}
