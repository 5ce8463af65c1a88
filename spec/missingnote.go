package spec

import (
	"path"
	"slices"
	"strings"
)

// This file tells what a page announces: that is not missing, but gone.

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
