package diff

import (
	"fmt"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// This file is about packages that are generated of a part of an API. Their
// callers meet what that part declares; what else changed is not theirs.

// Select leaves out of a report what a selection does not have: old and new are
// the compared sides, of which Go is what the selection declares. LeftOut counts
// what is left out.
func (r *Report) Select(old, new Side) {
	s := selection{}
	for _, d := range slices.Concat(old.Go, new.Go) {
		s[d.ID] = true
	}
	for _, p := range slices.Concat(old.API.Pages, new.API.Pages) {
		s.addPage(p)
	}
	total := len(r.Changes)
	r.Changes = slices.DeleteFunc(r.Changes, func(c *Change) bool { return !s.meets(c) })
	r.LeftOut += total - len(r.Changes)
}

func (r *Report) leftOut() string {
	return either(r.LeftOut == 1, "1 change is", fmt.Sprintf("%d changes are", r.LeftOut)) + " of what only: leaves out"
}

// selection is the elements that a selection declares on either side, and the
// pages and notes about them.
type selection map[string]bool

// addPage adds a page that describes an element of the selection, and those of
// its notes. Of a page that describes none, a note that names nothing is for all.
func (s selection) addPage(p *spec.Page) {
	described, isGeneral := false, len(p.Nodes)+len(p.Operations) == 0
	for i := range p.Nodes {
		described = described || s[spec.NodeID(p.Nodes[i].Name)]
	}
	for i := range p.Operations {
		described = described || s[spec.OpID(p.Operations[i].Op)]
	}
	if described {
		s["page/"+p.Title] = true
	}
	for i := range p.Notes {
		n := note{&p.Notes[i], p, ""}
		if described || slices.ContainsFunc(n.Subjects, s.about) || isGeneral && len(n.Subjects) == 0 {
			s[noteID(n)] = true
		}
	}
}

// about tells whether a subject of a note, which names it without its place, is
// an element of the selection.
func (s selection) about(subject spec.Subject) bool {
	switch subject.Type {
	case "op":
		return s[spec.OpID(subject.Name)]
	case "node":
		return s[spec.NodeID(subject.Name)]
	case "permission":
		return s["perm/"+subject.Name]
	}
	return false
}

// meets tells whether callers of the selection meet a change: one of its
// declarations is another, or the change is about what it declares.
func (s selection) meets(c *Change) bool {
	ids := append([]string{c.Subject, c.Renamed}, c.SeenBy...)
	return len(c.Go) > 0 || slices.ContainsFunc(ids, s.has)
}

// has tells whether an element stands in one of the selection.
func (s selection) has(id string) bool {
	for ; id != ""; id = Holder(id) {
		if s[id] {
			return true
		}
	}
	return false
}
