package diff

import (
	"slices"
	"sort"
	"strings"
)

// Decl is a generated Go declaration, or a member of one, with the element of
// the spec that it stands for.
type Decl struct {
	ID   string // of the element: node/Page/field/fan_count
	Role string // what it is of the element: type, field, const, method, all, request, response, summary, list, values, errors, perms
	Name string // Page.FanCount, Client.ListPageConversations, Folder
	Type string // graph.Int; struct and string for types
	Tag  string // of a field
	// Value is that of a constant.
	Value string
	File  string
	// Comparable tells a struct whose values can be compared with ==.
	Comparable bool
	Order      int // in the package
}

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
	decls []Decl // sorted by element and role
	names map[string]*Decl
	types map[string]*Decl // by name; of an enum that many elements take the first
}

func newGoSide(decls []Decl) goSide {
	if !slices.IsSortedFunc(decls, compareDecls) {
		decls = slices.Clone(decls)
		slices.SortFunc(decls, compareDecls)
	}
	s := goSide{decls, make(map[string]*Decl, len(decls)), map[string]*Decl{}}
	for i := range decls {
		d := &decls[i]
		s.names[d.Name] = d
		if _, known := s.types[d.Name]; !known && typeRoles[d.Role] {
			s.types[d.Name] = d
		}
	}
	return s
}

func compareDecls(a, b Decl) int { return a.compare(b.ID, b.Role) }

// compare orders declarations by what makes one of one side that of the other.
func (d *Decl) compare(id, role string) int {
	if c := strings.Compare(d.ID, id); c != 0 {
		return c
	}
	return strings.Compare(d.Role, role)
}

// find is the place of an element's declaration, or -1. Whoever looks for many
// in order passes the place behind the last one.
func (s *goSide) find(id, role string, next int) int {
	if next < len(s.decls) && s.decls[next].compare(id, role) == 0 {
		return next
	}
	i := sort.Search(len(s.decls), func(i int) bool { return s.decls[i].compare(id, role) >= 0 })
	if i < len(s.decls) && s.decls[i].compare(id, role) == 0 {
		return i
	}
	return -1
}
