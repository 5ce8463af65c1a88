package spec

import (
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// The closed sets of words. An empty word is an absent key.
var (
	formats         = []string{"html", "markdown", "text", formatMetaspec}
	refusable       = []string{"read", "create", "update", "delete"}
	readAfterWrites = []string{"id", "self"}
	pagings         = []string{"cursor"}
	effects         = []string{"error", "empty", "ignored", "removed", "blocked", "renamed", "requires", "behavior", "stops_working"}
	subjectTypes    = []string{"node", "edge", "op", "param", "field", "value", "metric", "permission", "webhook", "product"}
)

// formatMetaspec is the format of pages that no person wrote.
const formatMetaspec = "metaspec"

// The patterns are written so that JSON Schema reads them too.
const (
	versionPattern   = `^v[1-9][0-9]?\.[0-9]{1,2}$`
	scopePattern     = `^(?:all|v[1-9][0-9]?\.[0-9]{1,2}\+?)$`
	operationPattern = `^(?:GET|POST|DELETE) (?:/|(?:/(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*|(?:[A-Za-z0-9_]*\{[a-z][a-z0-9_]*\})+[A-Za-z0-9_.-]*))+)$`
)

var (
	version = regexp.MustCompile(versionPattern)
	// scope says which versions a phase is for.
	scope = regexp.MustCompile(scopePattern)
	// operationName is a method and a path whose placeholders are in snake case.
	operationName = regexp.MustCompile(operationPattern)
)

func (c *pageChecker) word(where, word string, set []string) {
	if word != "" && !slices.Contains(set, word) {
		c.report(unknownWord, where, "%q is none of %s", Escape(word), strings.Join(set, ", "))
	}
}

// inferred checks that the inferred keys are keys of v, a pointer to a struct.
func (c *pageChecker) inferred(where string, inferred []string, v any) {
	for i, name := range inferred {
		known := slices.ContainsFunc(keysOf(reflect.TypeOf(v).Elem()), func(k key) bool { return k.name == name })
		if !known || name == "" {
			c.report(unknownWord, index(where+".inferred", i), "%q is no key that could be inferred", Escape(name))
		}
	}
}

const maxNameBytes = 100

// name checks what must be one word.
func (c *pageChecker) name(where, name string) {
	switch {
	case name == "":
		c.report(emptyName, where, "no name")
	case len(name) > maxNameBytes:
		c.report(oddName, where, "a name of %d bytes: %q", len(name), Escape(strings.ToValidUTF8(name[:40], ""))+"…")
	case strings.ContainsAny(name, " \n\t"):
		c.report(oddName, where, "a name with white space: %q", Escape(name))
	default:
		c.text(where, name)
	}
}

// The remains of a page in its text: tags, entities, and UTF-8 that was read as
// Latin-1. Words in angle brackets that are no tags are placeholders.
var (
	htmlResidue = regexp.MustCompile(
		`</?(?:a|b|br|code|div|em|h[1-6]|i|img|li|ol|p|pre|span|strong|table|tbody|td|th|tr|ul)(?:\s[^<>]*)?/?>|&(?:lt|gt|amp|quot|nbsp|#\d+|#x[0-9a-f]+);`)
	mojibake = regexp.MustCompile("\ufffd|â€|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]")
)

// text checks whatever people read.
func (c *pageChecker) text(where, s string) {
	if strings.ContainsFunc(s, isHidden) {
		c.report(unsafeText, where, "%s", excerpt(s))
	}
	if m := htmlResidue.FindString(s); m != "" {
		c.report(residue, where, "%q in the text", excerpt(m))
	}
	if m := mojibake.FindString(s); m != "" {
		c.report(brokenText, where, "%q in the text", m)
	}
}

// excerpt is the beginning of s, fit to be printed.
func excerpt(s string) string {
	s = Escape(s)
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:60], "") + "…"
	}
	return s
}

func (c *pageChecker) version(where, v string) {
	if v != "" && !IsVersion(v) {
		c.report(badVersion, where, "%q is no version like v19.0", excerpt(v))
	}
}

func (c *pageChecker) date(where, d string) {
	if d != "" && !IsDate(d) {
		c.report(badDate, where, "%q is no date like 2020-06-30", excerpt(d))
	}
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}

func (c *pageChecker) note(n *Note, where string) {
	c.word(where+".kind", n.Kind, NoteKinds)
	c.text(where+".text", n.Text)
	c.word(where+".effect", n.Effect, effects)
	c.date(where+".announced", n.Announced)
	c.subjects(where+".subjects", n.Subjects)
	c.subjects(where+".replacement", n.Replacement)
	if n.Partial {
		c.report(partialNote, where, "a version or a date was not understood in %q", excerpt(n.Text))
	}
	if n.Applies != nil {
		c.version(where+".applies.from", n.Applies.From)
		c.version(where+".applies.until", n.Applies.Until)
	}
	for i, phase := range n.Phases {
		c.phase(&phase, index(where+".phases", i))
	}
}

func (c *pageChecker) versionDates(v VersionDates, where string) {
	if v.API == "" {
		c.report(emptyName, where+".api", "no name")
	}
	c.text(where+".api", v.API)
	c.version(where+".version", v.Version)
	c.date(where+".released", v.Released)
	c.date(where+".expires", v.Expires)
}

func (c *pageChecker) subjects(where string, subjects []Subject) {
	for i, s := range subjects {
		c.word(index(where, i)+".type", s.Type, subjectTypes)
		if s.Name == "" {
			c.report(emptyName, index(where, i)+".name", "no name")
		}
		c.text(index(where, i)+".name", s.Name)
	}
}

func (c *pageChecker) phase(p *Phase, where string) {
	c.version(where+".version", p.Version)
	c.version(where+".release", p.Release)
	c.date(where+".on", p.On)
	c.date(where+".after", p.After)
	if p.Scope != "" && !scope.MatchString(p.Scope) {
		c.report(badVersion, where+".scope", "%q is neither all nor versions like v6.0+", excerpt(p.Scope))
	}
	set := 0
	for _, given := range []bool{p.Version != "", p.On != "", p.After != "", p.Release != "", p.Now} {
		if given {
			set++
		}
	}
	if set != 1 {
		c.report(phaseWhen, where, "%d of version, on, after, release and now", set)
	}
}
