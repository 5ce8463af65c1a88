package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/graphgen/graphgen/spec"
)

// This file reads version notes: statements that something was deprecated,
// removed or changed, from which version, and on what date. The verbatim text
// is always kept; a note that names a version or a date which no pattern
// explains is marked partial.

const (
	datePattern    = `(?:(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2})`
	versionPattern = `(?:[vV]ersion\s+)?[vV]?\d{1,3}\.\d{1,2}`
)

var (
	dateWords    = regexp.MustCompile(datePattern)
	versionWords = regexp.MustCompile(`\b[vV]\d{1,3}\.\d{1,2}\b`)
	lifecycle    = regexp.MustCompile(`(?i)\bdeprecat|\bremoved (?:in|from|as of|after|with|on|for|starting)\b.*(?:\bversions?\b|\bv\d|` + datePattern + `)|\b(?:stops?|cease to) work(?:ing)?\b|\boutdated version\b|\bsunset|\bno longer (?:available|supported|returned|be returned|work)|\breinstated\b|\bdiscontinued\b|\bapply to all versions\b|\bapplies to\b|\bonly accessible in\b|\bas of ` + datePattern + `|\b(?:starting|beginning|effective)(?: with| in| on| from)? (?:` + datePattern + `|[vV]\d+\.\d+)|\bcorrections?:|\berroneously (?:listed|documented)`)
	deprecation  = regexp.MustCompile(`(?i)\bdeprecat`)
	sentenceEnd  = regexp.MustCompile(`[.!?](?:\s+|$)|\n`)
)

// notePattern explains one wording. Slots: v (a version), d (a date), s (a
// subject), r (a replacement).
type notePattern struct {
	re    *regexp.Regexp
	apply func(n *spec.Note, m match)
}

// match is what the named groups of a pattern caught.
type match map[string]string

var notePatterns = []notePattern{
	{pattern(`as part of (?:the )?{v} changes,? (?:the )?{s} (?P<kind>permission|field|edge|parameter|endpoint) (?:was|is|has been) deprecated`), func(n *spec.Note, m match) {
		n.Kind = "deprecation"
		from(n, m["v"])
		subject(n, m["kind"], m["s"])
	}},
	{pattern(`(?:the )?{s} (?P<kind>permission|field|edge|parameter|endpoint) will stop working (?:after|on) {d}`), func(n *spec.Note, m match) {
		n.Kind, n.Effect = "deprecation", "stops_working"
		subject(n, m["kind"], m["s"])
		phase(n, spec.Phase{After: m["d"], Scope: "all"})
	}},
	{pattern(`on {d},? we announced the deprecation of .*? on {v}`), func(n *spec.Note, m match) {
		n.Kind, n.Announced = "deprecation", m["d"]
		from(n, m["v"])
	}},
	{pattern(`on {d},? (?:it|this|they|these|the) .*?will be (?:removed|deprecated) (?:from|for|in) all (?:api )?versions`), func(n *spec.Note, m match) {
		n.Kind, n.Effect = "deprecation", "removed"
		phase(n, spec.Phase{On: m["d"], Scope: "all"})
	}},
	{pattern(`in {v},? we (?:are )?introduc(?:e|ed|ing)`), func(n *spec.Note, m match) {
		n.Kind = "feature"
		all(n).From = version(m["v"])
	}},
	{pattern(`starting {d},? [^.]{0,200}?(?:for|in|on) (?:version )?{v}\+`), func(n *spec.Note, m match) {
		n.Effect = "error"
		v := version(m["v"])
		all(n).From = v
		phase(n, spec.Phase{On: m["d"], Scope: v + "+"})
	}},
	{pattern(`deprecated (?:for|in|on|with|as of|starting (?:with|in)) (?:graph api )?{v}\+? and will be (?:deprecated|removed) (?:for|from|in) all (?:api )?versions (?:on )?{d}`), func(n *spec.Note, m match) {
		n.Kind = "deprecation"
		from(n, m["v"])
		phase(n, spec.Phase{On: m["d"], Scope: "all"})
	}},
	{pattern(`deprecated (?:for|in|on|with|as of|since|starting (?:with|in|from)|from) (?:the )?(?:graph api )?{v}`), func(n *spec.Note, m match) {
		n.Kind = "deprecation"
		from(n, m["v"])
	}},
	{pattern(`deprecated (?:for|in) versions? {v} and (?:higher|above|later|newer)`), func(n *spec.Note, m match) {
		n.Kind = "deprecation"
		from(n, m["v"])
	}},
	{pattern(`(?:deprecated|removed|discontinued|sunset|unavailable) (?:on|after|as of|by|starting|from|effective) {d}`), func(n *spec.Note, m match) {
		n.Kind = "deprecation"
		phase(n, spec.Phase{On: m["d"]})
	}},
	{pattern(`will (?:apply to|be (?:deprecated|removed) (?:for|from|in)) all versions (?:on |starting |after )?{d}`), func(n *spec.Note, m match) {
		phase(n, spec.Phase{On: m["d"], Scope: "all"})
	}},
	{pattern(`(?:for|on|to|from|in) all (?:remaining )?(?:api )?versions,? (?:on|starting|beginning|after|effective)? ?{d}`), func(n *spec.Note, m match) {
		phase(n, spec.Phase{On: m["d"], Scope: "all"})
	}},
	{pattern(`appl(?:y|ies) to all remaining graph api versions on {d}`), func(n *spec.Note, m match) {
		phase(n, spec.Phase{On: m["d"], Scope: "all"})
	}},
	{pattern(`will apply to all versions when {v} is released`), func(n *spec.Note, m match) {
		phase(n, spec.Phase{Release: version(m["v"]), Scope: "all"})
	}},
	{pattern(`appl(?:y|ies) to {v}\+`), func(n *spec.Note, m match) { from(n, m["v"]) }},
	{pattern(`appl(?:y|ies) to all versions`), func(n *spec.Note, m match) {
		if len(n.Phases) == 0 {
			all(n).All = true
			phase(n, spec.Phase{Now: true, Scope: "all"})
		}
	}},
	{pattern(`(?:this (?:document|page) refers to|this is) (?:an outdated version of graph api|a feature that was removed after (?:graph api )?{v})`), func(n *spec.Note, m match) {
		n.Kind = "outdated-doc"
		if m["v"] != "" {
			n.Kind, n.Effect = "removal", "removed"
			n.Condition = "after " + version(m["v"])
		}
	}},
	{pattern(`(?:removed|no longer available) (?:in|from|with|as of|after|since|starting (?:with|in)) (?:graph api )?{v}`), func(n *spec.Note, m match) {
		n.Kind, n.Effect = "removal", "removed"
		from(n, m["v"])
	}},
	{pattern(`(?:only )?(?:accessible|available|supported) (?:in|from|for|since|starting (?:with|in)|as of) (?:graph api )?{v}\+?(?: or (?:later|higher|above)| and (?:later|higher|above)| onwards?)?`), func(n *spec.Note, m match) {
		n.Kind = "feature"
		all(n).From = version(m["v"])
	}},
	{pattern(`(?:erroneously|incorrectly|mistakenly) (?:listed|documented|marked) as (?:removed|deprecated) in {v}`), func(n *spec.Note, m match) {
		n.Kind = "correction"
		all(n).From = version(m["v"])
	}},
	{pattern(`(?:as of|starting|beginning|effective|from|since)(?: on)? {d}`), func(n *spec.Note, m match) {
		phase(n, spec.Phase{On: m["d"]})
	}},
	{pattern(`(?:as of|starting (?:with|in|from)|beginning with|for|since|from|in) (?:graph api )?{v}\+?(?:,| or (?:later|higher|above|newer)| and (?:later|higher|above|newer)| onwards?)?`), func(n *spec.Note, m match) {
		from(n, m["v"])
	}},
	{pattern(`reinstated:? \(?{d}`), func(n *spec.Note, m match) {
		n.Kind = "reinstatement"
		phase(n, spec.Phase{On: m["d"]})
	}},
}

// replacementPattern reads what to use instead; "use the latest version" is no
// replacement.
var replacementPattern = regexp.MustCompile(`(?i)\b(?:please )?use (?:the )?([A-Za-z_][\w /{}-]*?) (permission instead|permission to access|permission|instead)\b`)

// pattern compiles a wording with slots, case-insensitively and with any white
// space between words.
func pattern(s string) *regexp.Regexp {
	s = strings.NewReplacer(
		" ", `\s+`,
		"{v}", `(?P<v>`+versionPattern+`)`,
		"{d}", `(?P<d>`+datePattern+`)`,
		"{s}", `(?P<s>[\w./{}-]+)`,
	).Replace(s)
	return regexp.MustCompile(`(?i)` + s)
}

// isLifecycle reports whether a text speaks of versions, deprecation or
// removal and so deserves a parsed note.
func isLifecycle(text string) bool { return lifecycle.MatchString(text) }

// parseNote reads a version note. The note's Text is the given text.
func parseNote(text string) spec.Note {
	n := spec.Note{Kind: "change", Text: text}
	var loose []string // versions and dates that no pattern explained
	for _, s := range sentenceEnd.Split(protectVersions(text), -1) {
		s = strings.ReplaceAll(s, "\x00", ".")
		rest := s
		for _, p := range notePatterns {
			loc := p.re.FindStringSubmatchIndex(rest)
			if loc == nil {
				continue
			}
			m, ok := groups(p.re, rest, loc)
			if !ok {
				continue
			}
			p.apply(&n, m)
			rest = rest[:loc[0]] + " " + rest[loc[1]:]
		}
		readSentence(&n, s)
		loose = append(loose, dateWords.FindAllString(rest, -1)...)
		loose = append(loose, versionWords.FindAllString(rest, -1)...)
		if n.Kind == "change" && deprecation.MatchString(s) {
			n.Kind = "deprecation"
		}
	}
	for _, m := range useInstead.FindAllStringSubmatch(text, -1) {
		n.Replacement = append(n.Replacement, spec.Subject{Type: "field", Name: m[1]})
	}
	for _, m := range replacementPattern.FindAllStringSubmatch(text, -1) {
		name, kind := strings.TrimSpace(m[1]), "product"
		switch {
		case strings.HasPrefix(fold(name), "latest version"):
			continue
		case strings.HasPrefix(strings.ToLower(m[2]), "permission"):
			kind = "permission"
		case strings.HasPrefix(name, "/"):
			kind = "op"
		case permissionName.MatchString(name):
			kind = "field"
		}
		if s := (spec.Subject{Type: kind, Name: name}); !slices.Contains(n.Replacement, s) {
			n.Replacement = append(n.Replacement, s)
		}
	}
	n.Partial = len(loose) > 0
	return n
}

// useInstead reads "(use new_metric)" and "(use new_metric instead)".
var useInstead = regexp.MustCompile(`\(use ([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?: instead)?\)`)

var (
	subjectOf  = regexp.MustCompile(`(?i)\b(?:the )?([a-z][\w.]*) (permission|field|edge|parameter|metric)s? (?:is|are|was|were|has been|have been|will be) (?:now )?(?:deprecated|removed|discontinued)`)
	condition  = regexp.MustCompile(`(?i)\b(?:calls made by )?apps that (?:lack|have used|have)\b[^.]*`)
	emptyData  = regexp.MustCompile(`(?i)\breturns? (?:an )?empty (?:data|list|array|result|response)`)
	correction = regexp.MustCompile(`(?i)^corrections?:`)
)

// readSentence reads what a sentence says besides versions and dates: whom it
// is about, what happens, under which condition.
func readSentence(n *spec.Note, s string) {
	for _, m := range subjectOf.FindAllStringSubmatch(s, -1) {
		subject(n, m[2], m[1])
	}
	if m := condition.FindString(s); m != "" && n.Condition == "" {
		n.Condition = m
	}
	if emptyData.MatchString(s) && n.Effect == "" {
		n.Effect = "empty"
	}
	if correction.MatchString(s) {
		n.Kind = "correction"
	}
}

// protectVersions hides the dots of version numbers from the sentence
// splitter.
func protectVersions(s string) string {
	return versionDot.ReplaceAllString(s, "$1\x00$2")
}

var versionDot = regexp.MustCompile(`([vV]?\d)\.(\d)`)

// groups returns what the groups caught, with dates in ISO form; false when a
// date is none.
func groups(re *regexp.Regexp, s string, loc []int) (match, bool) {
	m := match{}
	for i, name := range re.SubexpNames() {
		if i == 0 || loc[2*i] < 0 {
			continue
		}
		v := s[loc[2*i]:loc[2*i+1]]
		switch name {
		case "d":
			d, ok := isoDate(v)
			if !ok {
				return nil, false
			}
			m["d"] = d
		default:
			m[name] = v
		}
	}
	return m, true
}

var ordinal = regexp.MustCompile(`(\d)(?:st|nd|rd|th)`)

// isoDate turns "June 30th, 2020" into 2020-06-30.
func isoDate(s string) (string, bool) {
	s = strings.Join(strings.Fields(strings.ReplaceAll(ordinal.ReplaceAllString(s, "$1"), ",", " ")), " ")
	s = strings.NewReplacer(".", "", "Sept ", "Sep ").Replace(s)
	for _, layout := range []string{"2006-01-02", "January 2 2006", "Jan 2 2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("2006-01-02"), true
		}
	}
	return "", false
}

// version spells a version as the spec does: v6.0.
func version(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s = strings.TrimSpace(strings.TrimPrefix(s, "version"))
	return "v" + strings.TrimPrefix(s, "v")
}

func all(n *spec.Note) *spec.Applies {
	if n.Applies == nil {
		n.Applies = &spec.Applies{}
	}
	return n.Applies
}

// from says that the note covers a version and later ones.
func from(n *spec.Note, v string) {
	v = version(v)
	if a := all(n); a.From == "" {
		a.From = v
	}
	phase(n, spec.Phase{Version: v, Scope: fmt.Sprintf("%s+", v)})
}

func phase(n *spec.Note, p spec.Phase) {
	if !slices.Contains(n.Phases, p) {
		n.Phases = append(n.Phases, p)
	}
}

func subject(n *spec.Note, kind, name string) {
	kind = strings.ToLower(kind)
	switch kind {
	case "parameter":
		kind = "param"
	case "endpoint":
		kind = "op"
	}
	if s := (spec.Subject{Type: kind, Name: name}); !slices.Contains(n.Subjects, s) {
		n.Subjects = append(n.Subjects, s)
	}
}
