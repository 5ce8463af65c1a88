package diff

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// Use marks the changes that code meets: names are the places where the code
// uses a Go name of the old package, fields where it asks for a field in text.
// The others are left out of the report; Untouched counts them.
func (r *Report) Use(old []*spec.Decl, names, fields map[string][]string) {
	byID := map[string][]*spec.Decl{}
	for _, d := range old {
		byID[d.ID] = append(byID[d.ID], d)
	}
	var kept []*Change
	for _, c := range r.Changes {
		for _, name := range c.concerned(byID) {
			c.Usage = append(c.Usage, names[name]...)
		}
		if _, kind, name := spec.SplitID(c.Subject); (kind == "field" || kind == "edge") && c.Class <= Possible {
			c.Usage = append(c.Usage, fields[name]...)
		}
		slices.Sort(c.Usage)
		if c.Usage = slices.Compact(c.Usage); len(c.Usage) > 0 {
			kept = append(kept, c)
		}
	}
	r.Untouched += len(r.Changes) - len(kept)
	r.Changes = kept
}

// concerned are the Go names whose users a change concerns: those it changes,
// those of its element, and of what belongs to a call the call itself.
func (c *Change) concerned(byID map[string][]*spec.Decl) []string {
	var names []string
	for _, g := range c.Go {
		if g.Old != "" {
			names = append(names, g.Old)
		}
	}
	for _, id := range append([]string{c.Subject}, c.SeenBy...) {
		for _, d := range byID[id] {
			if d.Role != "type" && d.Role != "enum" {
				names = append(names, d.Name)
			}
		}
		holder, kind, _ := spec.SplitID(id)
		if !callWide[c.Kind] || kind != "param" && kind != "perm" && kind != "error" && kind != "op" {
			continue
		}
		for _, d := range byID[either(kind == "op", id, holder)] {
			if d.Role == "method" || d.Role == "all" {
				names = append(names, d.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.DeleteFunc(slices.Compact(names), func(n string) bool { return strings.TrimSpace(n) == "" })
}

// callWide are the kinds that every caller of an operation meets, whatever the
// call sets.
var callWide = kindSet(
	ParamRequired, ParamOn, ParamDefault, PagingLimit, PagingKind, PermAdded, PermDeprecated, ErrorAdded, OpReturn,
	OpReadAfter, OpRemoved, OpMethod, OpDeprecated,
)
