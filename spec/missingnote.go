package spec

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// This file tells what a page announces: that is not missing, but gone. An
// announcement that went with what it was about counts as well, once it has
// come true.

// ends tells whether a note of the page announces the end of an element. Means
// tells whether a subject of a note means it.
func (p *Page) ends(id string, means func(Subject, string) bool) bool {
	return slices.ContainsFunc(p.Notes, func(n Note) bool {
		return (n.Kind == "deprecation" || n.Kind == "removal") &&
			slices.ContainsFunc(n.Subjects, func(s Subject) bool { return means(s, id) })
	})
}

// isSubject tells that a note on any page means a node or an operation.
func isSubject(s Subject, id string) bool {
	return s.Type == "node" && NodeID(s.Name) == id || s.Type == "op" && OpID(s.Name) == id
}

// mayMean tells whether a note on the page of an element may mean it: there a
// name alone is enough, and an edge stands for its operations.
func mayMean(s Subject, id string) bool {
	_, kind, name := SplitID(id)
	if kind == "op" && s.Type == "edge" {
		name = path.Base(name)
	}
	return isSubject(s, id) || s.Name == name || strings.HasSuffix(s.Name, "."+name)
}

// newlyRefuses tells whether the page says of an operation that it cannot be
// done, and an earlier form of it did not.
func (p *Page) newlyRefuses(before *Page, id string) bool {
	method, isOp := strings.CutPrefix(id, "op/")
	method, _, _ = strings.Cut(method, " ")
	return isOp && slices.ContainsFunc(refusals[method], func(word string) bool {
		return slices.Contains(p.Refused, word) && !slices.Contains(before.Refused, word)
	})
}

// refusals are the words by which pages refuse the operations of a method.
var refusals = map[string][]string{"GET": {"read"}, "POST": {"create", "update"}, "DELETE": {"delete"}}

// announced tells whether the page said that an element is gone by now, in the
// version: at the element itself, or in a note about it.
func (p *Page) announced(e Element, version, today string) bool {
	if o, ok := e.value.(*Operation); ok && o.Deprecated != nil && o.Deprecated.cameTrue(version, today) {
		return true
	}
	return slices.ContainsFunc(p.Notes, func(n Note) bool {
		return (n.Kind == "deprecation" || n.Kind == "removal") && n.cameTrue(version, today) &&
			slices.ContainsFunc(n.Subjects, func(s Subject) bool { return mayMean(s, e.ID) })
	})
}

// cameTrue tells that what a note announces has come about in a version: one of
// its days has passed, or it begins with an earlier version.
func (n *Note) cameTrue(version, today string) bool {
	if n.Applies != nil && n.Applies.covers(version) {
		return true
	}
	return slices.ContainsFunc(n.Phases, func(f Phase) bool {
		switch day := cmp.Or(f.On, f.After); {
		case !f.isFor(version):
			return false
		case day != "":
			return day <= today
		case f.Version != "":
			return CompareVersions(f.Version, version) <= 0
		}
		return f.Now
	})
}

func (a *Applies) covers(version string) bool {
	from := a.From == "" || CompareVersions(a.From, version) <= 0
	until := a.Until == "" || CompareVersions(version, a.Until) < 0
	return a.All || (a.From != "" || a.Until != "") && from && until
}

// isFor tells whether a version is in the scope of a phase, such as v6.0+.
func (f Phase) isFor(version string) bool {
	from, upward := strings.CutSuffix(f.Scope, "+")
	switch {
	case f.Scope == "" || f.Scope == "all":
		return true
	case upward:
		return CompareVersions(from, version) <= 0
	}
	return f.Scope == version
}
