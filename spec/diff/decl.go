package diff

import (
	"slices"
	"sort"

	"github.com/graphgen/graphgen/spec"
)

// GoChange is what became of a Go declaration.
type GoChange struct {
	Old     string `json:"old,omitempty"`
	New     string `json:"new,omitempty"`
	OldType string `json:"old_type,omitempty"`
	NewType string `json:"new_type,omitempty"`
	OldTag  string `json:"old_tag,omitempty"`
	NewTag  string `json:"new_tag,omitempty"`
	File    string `json:"file,omitempty"`
}

// goSide finds declarations.
type goSide struct {
	decls []*spec.Decl // sorted by element and role
	names map[string]*spec.Decl
	types map[string]*spec.Decl // by name; of an enum that many elements take the first
}

func newGoSide(decls []*spec.Decl) goSide {
	if !slices.IsSortedFunc(decls, compareDecls) {
		decls = slices.Clone(decls)
		slices.SortFunc(decls, compareDecls)
	}
	s := goSide{decls, make(map[string]*spec.Decl, len(decls)), map[string]*spec.Decl{}}
	for _, d := range decls {
		s.names[d.Name] = d
		if _, known := s.types[d.Name]; !known && typeRoles[d.Role] {
			s.types[d.Name] = d
		}
	}
	return s
}

func compareDecls(a, b *spec.Decl) int { return a.Compare(b.ID, b.Role) }

// find is the place of an element's declaration, or -1. Whoever looks for many
// in order passes the place behind the last one.
func (s *goSide) find(id, role string, next int) int {
	if next < len(s.decls) && s.decls[next].Compare(id, role) == 0 {
		return next
	}
	i := sort.Search(len(s.decls), func(i int) bool { return s.decls[i].Compare(id, role) >= 0 })
	if i < len(s.decls) && s.decls[i].Compare(id, role) == 0 {
		return i
	}
	return -1
}
