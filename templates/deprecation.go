package templates

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file writes the "Deprecated:" paragraphs. A note counts only if it
// covers the version that is generated; dates stand as the page gives them,
// since nothing here knows what day it is.

// deprecation is the paragraph for a thing that is known by one name in the
// whole API: a node, an operation, a permission.
func (p *planner) deprecation(kind, name string) []string {
	for _, page := range p.pages.noted {
		if lines := p.noteFor(page, spec.Subject{Type: kind, Name: name}); lines != nil {
			return lines
		}
	}
	return nil
}

// callDeprecation is the paragraph for an operation.
func (p *planner) callDeprecation(op *spec.Operation) []string {
	if op.Deprecated != nil {
		if !covers(op.Deprecated, p.api.Version) {
			return nil
		}
		return deprecated(op.Deprecated)
	}
	return p.deprecation("op", op.Op)
}

// memberDeprecation is the paragraph for a field or a parameter: of a note on
// a page that describes it, or for the badge it carries.
func (p *planner) memberDeprecation(m *member, s setting) []string {
	for _, page := range p.pages.pages[s.root] {
		if len(page.Notes) == 0 {
			continue
		}
		name := s.path + m.name
		for _, subject := range []spec.Subject{
			{Type: s.at.subject(), Name: name},
			{Type: s.at.subject(), Name: strings.TrimPrefix(s.root, "node ") + "." + name},
		} {
			if lines := p.noteFor(page, subject); lines != nil {
				return lines
			}
		}
	}
	if m.deprecated {
		return []string{"Deprecated: the reference marks it as deprecated."}
	}
	return nil
}

// prose is the member's description without the word that the paragraph about
// its deprecation says again.
func (m *member) prose() []string {
	lines := prose(m.doc)
	if m.deprecated && len(lines) > 0 && strings.TrimSuffix(lines[0], ".") == "Deprecated" {
		return lines[1:]
	}
	return lines
}

// subject is what notes call a member.
func (at place) subject() string {
	if at == inReply {
		return "field"
	}
	return "param"
}

// noteFor is the paragraph of the first note of a page that deprecates subject
// in this version.
func (p *planner) noteFor(page *spec.Page, subject spec.Subject) []string {
	for i := range page.Notes {
		n := &page.Notes[i]
		if (n.Kind == "deprecation" || n.Kind == "removal") && slices.Contains(n.Subjects, subject) && covers(n, p.api.Version) {
			return deprecated(n)
		}
	}
	return nil
}

// deprecated writes a note as the paragraph that Go tools know.
func deprecated(n *spec.Note) []string {
	var facts []string
	if a := n.Applies; a != nil {
		facts = append(facts, appliesWords(a)...)
	}
	if n.Announced != "" {
		facts = append(facts, "announced on "+inline(n.Announced))
	}
	for _, phase := range n.Phases {
		if n.Applies != nil && phase.Version != "" && phase.Version == n.Applies.From {
			continue // said already
		}
		facts = append(facts, effectWords(n)+phaseWords(phase))
	}
	var lines []string
	if len(facts) > 0 {
		lines = []string{strings.Join(facts, ", ") + "."}
	} else if lines = prose(n.Text); len(lines) == 0 {
		lines = []string{"the reference says so."}
	}
	if n.Condition != "" {
		lines = append(lines, "Condition: "+finished(inline(n.Condition)))
	}
	for _, r := range n.Replacement {
		lines = append(lines, "Use "+inline(r.Name)+" instead.")
	}
	lines[0] = "Deprecated: " + lines[0]
	return lines
}

func appliesWords(a *spec.Applies) []string {
	var words []string
	if a.From != "" {
		words = append(words, "from "+inline(a.From)+" on")
	}
	if a.Until != "" {
		words = append(words, "until "+inline(a.Until))
	}
	if a.All {
		words = append(words, "in all versions")
	}
	return words
}

// effectWords says what happens at a phase.
func effectWords(n *spec.Note) string {
	words := map[string]string{
		"error": "an error", "empty": "empty replies", "ignored": "ignored", "removed": "removed",
		"blocked": "blocked", "renamed": "renamed", "requires": "new requirements",
		"behavior": "other behavior", "stops_working": "stops working",
	}[n.Effect]
	switch {
	case words != "":
		return words
	case n.Kind == "removal":
		return "removed"
	}
	return "deprecated"
}

// phaseWords says when and where a phase holds.
func phaseWords(f spec.Phase) string {
	var s string
	switch {
	case f.Scope == "all":
		s = " in all versions"
	case f.Scope != "":
		s = " in " + inline(f.Scope)
	}
	switch {
	case f.Version != "":
		s += " from " + inline(f.Version) + " on"
	case f.On != "":
		s += " on " + inline(f.On)
	case f.After != "":
		s += " after " + inline(f.After)
	case f.Release != "":
		s += " when " + inline(f.Release) + " comes out"
	}
	return s
}

// covers tells whether a note holds for a version, now or at one of its
// dates. A note that says nothing of versions holds for that of its page.
func covers(n *spec.Note, version string) bool {
	if n.Applies == nil && len(n.Phases) == 0 {
		return true
	}
	if a := n.Applies; a != nil {
		inRange := a.From != "" || a.Until != ""
		if a.All || inRange && (a.From == "" || !olderVersion(version, a.From)) && (a.Until == "" || olderVersion(version, a.Until)) {
			return true
		}
	}
	return slices.ContainsFunc(n.Phases, func(f spec.Phase) bool { return phaseCovers(f, n.Applies, version) })
}

func phaseCovers(f spec.Phase, a *spec.Applies, version string) bool {
	switch {
	case f.Scope == "all":
		return true
	case strings.HasPrefix(f.Scope, "v"):
		return !olderVersion(version, strings.TrimSuffix(f.Scope, "+"))
	case f.Version != "":
		return !olderVersion(version, f.Version)
	}
	return a == nil // a date without a scope
}

// olderVersion compares the numbers of versions: v9.0 is older than v19.0.
func olderVersion(a, b string) bool { return spec.CompareVersions(a, b) < 0 }
