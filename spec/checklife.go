package spec

import (
	"regexp"
	"slices"
	"strings"
)

// This file checks what a spec says of the life of things: what was to end and
// is still there, what is said to be deprecated but not marked, what notes name
// and nobody knows.

// The life of things.
var (
	datePassed = Rule{"date-passed", Warning,
		"The day has passed on which this was to end for all versions, and the reference still has it.",
		"look at the page; leave it out with an overlay, or correct the date"}
	versionEnded = Rule{"version-ended", Warning,
		"The version is not served any more: calls are answered by another one, or not at all.",
		"bump: graphgen build --version"}
	deprecatedInProse = Rule{"deprecated-in-prose", Info,
		"The text says deprecated, but neither a badge nor a note does, so no Go tool warns of it.",
		"set deprecated with an overlay if the text means this very thing"}
	unknownSubject = Rule{"unknown-subject", Info,
		"The note is about something that the spec does not have, so nothing can be marked.",
		"scrape the page that describes it, or correct the name with an overlay"}
	unknownReplacement = Rule{"unknown-replacement", Info,
		"What a note tells to use instead is not in the spec.",
		"scrape the page that describes it"}
)

// CheckLife finds what is wrong with the life of things, on a day such as
// 2026-11-20.
func CheckLife(api *API, versions []VersionDates, today string) Issues {
	l := lifeChecker{known: knownSubjects(api), today: today}
	if ends := Ends(api.Version, versions); ends != "" && ends < today && len(api.Pages) > 0 {
		says := max(0, slices.IndexFunc(api.Pages, func(p *Page) bool { return p.at("version").line > 0 })) // an overlay does not
		l.issues.add(versionEnded, api.Pages[says].at("version"), "%s ended on %s", api.Version, ends)
	}
	for _, p := range api.Pages {
		l.page(p)
	}
	l.issues.Sort()
	return l.issues
}

type lifeChecker struct {
	known  map[Subject]bool
	today  string
	issues Issues
}

// knownSubjects are all that notes may name.
func knownSubjects(api *API) map[Subject]bool {
	known := map[Subject]bool{}
	add := func(kind, owner, name string) {
		known[Subject{kind, name}], known[Subject{kind, owner + "." + name}] = true, true
	}
	for _, p := range api.Pages {
		for _, e := range Elements(p) {
			holder, kind, name := SplitID(e.ID)
			owner := strings.TrimPrefix(strings.TrimPrefix(holder, "node/"), "op/")
			switch kind {
			case "perm":
				kind = "permission"
			case "adds", "summary", "result":
				kind = "field"
			}
			add(kind, owner, name)
		}
	}
	return known
}

// checked are the kinds of subjects that a spec would have.
var checked = []string{"node", "edge", "op", "param", "field", "value"}

func (l *lifeChecker) page(p *Page) {
	noted := map[string]bool{}
	for i := range p.Notes {
		n, where := &p.Notes[i], index("notes", i)
		for j, s := range n.Subjects {
			noted[s.Name[strings.LastIndexByte(s.Name, '.')+1:]] = true
			if slices.Contains(checked, s.Type) && !l.known[s] {
				l.issues.add(unknownSubject, p.at(index(where+".subjects", j)), "the spec has no %s %s", s.Type, excerpt(s.Name))
			}
		}
		for j, s := range n.Replacement {
			if slices.Contains(checked, s.Type) && !l.known[s] {
				l.issues.add(unknownReplacement, p.at(index(where+".replacement", j)), "the spec has no %s %s", s.Type, excerpt(s.Name))
			}
		}
		l.ends(p, n, where, n.Subjects)
	}
	for i := range p.Operations {
		if o := &p.Operations[i]; o.Deprecated != nil {
			l.ends(p, o.Deprecated, index("operations", i)+".deprecated", []Subject{{"op", o.Op}})
		}
	}
	for _, e := range Elements(p) {
		l.prose(e, noted)
	}
}

// ends reports what should have ended.
func (l *lifeChecker) ends(p *Page, n *Note, where string, subjects []Subject) {
	for _, f := range n.Phases {
		day := f.On + f.After
		if f.Scope != "all" || day == "" || day >= l.today {
			continue
		}
		for _, s := range subjects {
			if l.known[s] {
				l.issues.add(datePassed, p.at(where), "%s %s was to end on %s", s.Type, excerpt(s.Name), day)
			}
		}
	}
}

var saysDeprecated = regexp.MustCompile(`(?i)\bdeprecated\b`)

// prose reports a text that says what no mark says.
func (l *lifeChecker) prose(e Element, noted map[string]bool) {
	var doc string
	var marked bool
	name := ""
	switch v := e.value.(type) {
	case *Field:
		doc, marked, name = v.Doc, v.Deprecated, v.Name
	case *Edge:
		doc, marked, name = v.Doc, v.Deprecated, v.Name
	case *Param:
		doc, marked, name = v.Doc, v.Deprecated, v.Name
	case *Operation:
		doc, marked, name = v.Doc, v.Deprecated != nil, v.Op
	}
	if !marked && !noted[name] && saysDeprecated.MatchString(doc) {
		l.issues.add(deprecatedInProse, e.Page.at(e.Where), "the text of %s says deprecated", excerpt(name))
	}
}
