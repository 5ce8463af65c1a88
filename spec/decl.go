package spec

import "strings"

// Decl is an exported Go declaration that stands for an element of an API, or a
// field or method of one. Where many elements share a name, each has its own.
type Decl struct {
	ID         string // of the element: node/Page/field/fan_count
	Role       string // what it is of the element: type, field, const, method, …
	Name       string // Page.FanCount, Client.ListPageConversations, Folder
	Type       string // graph.Int; struct and string for types
	Tag        string // of a field
	Value      string // of a constant
	File       string
	Comparable bool // a struct whose values can be compared with ==
	Order      int  // in the package: by file, then by place
}

// Compare orders declarations by what makes one of one package that of another:
// element and role.
func (d *Decl) Compare(id, role string) int {
	if c := strings.Compare(d.ID, id); c != 0 {
		return c
	}
	return strings.Compare(d.Role, role)
}
