package templates

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file picks what Options.Only names, with every type that it needs. All
// names are settled over the whole API before, so that a selection never
// changes a name.

// selected are the declarations to write: all, or those that only names and
// what they mention.
func (p *planner) selected(only []string) []placedDecl {
	if len(only) == 0 {
		return slices.Concat(p.placed, p.sharedDecls(p.calls))
	}
	roots, known := p.roots(only)
	for name, n := range p.nodes { // one without fields may have no declaration
		known[name] = known[name] || n.isUnknown()
	}
	for _, name := range only {
		if !known[name] {
			p.fail("only", "unknown-only", fmt.Sprintf("the spec has no %q", name), p.suggest(name))
		}
	}
	declared := map[string]placedDecl{}
	for _, d := range p.placed {
		if name := typeName(d.decl); name != "" {
			declared[name] = d
		}
	}
	taken := map[decl]bool{}
	var calls []*callPlan
	var out []placedDecl
	for queue := roots; len(queue) > 0; queue = queue[1:] {
		d := queue[0]
		if taken[d.decl] {
			continue
		}
		taken[d.decl] = true
		out = append(out, d)
		if c, ok := d.decl.(*callPlan); ok {
			calls = append(calls, c)
		}
		for _, id := range d.decl.uses() {
			if next, ok := declared[id.name]; ok {
				queue = append(queue, next)
			}
		}
	}
	p.noteSelection(out)
	return slices.Concat(ownEnums(out), p.sharedDecls(calls))
}

// ownEnums leaves to an enum, of all the elements that take its values, those of
// what is selected.
func ownEnums(selected []placedDecl) []placedDecl {
	holders := map[string]bool{}
	for _, d := range selected {
		switch d := d.decl.(type) {
		case *nodePlan:
			holders[spec.NodeID(d.node.Name)] = true
		case *callPlan:
			holders[spec.OpID(d.op.Op)] = true
		case *nestedPlan:
			holders[holder(d.element)] = true
		}
	}
	for i, d := range selected {
		if e, ok := d.decl.(*enumPlan); ok {
			own := *e
			own.elements = slices.DeleteFunc(slices.Clone(e.elements), func(id string) bool { return !holders[holder(id)] })
			selected[i].decl = &own
		}
	}
	return selected
}

func holder(id string) string {
	of, _, _ := spec.SplitID(id)
	return of
}

// typeName is the type by which others mention a declaration.
func typeName(d decl) string {
	switch d := d.(type) {
	case *nodePlan:
		return d.body.id.name
	case *nestedPlan:
		return d.id.name
	case *enumPlan:
		return d.id.name
	}
	return ""
}

// roots are the declarations that only names, and which names were found.
func (p *planner) roots(only []string) ([]placedDecl, map[string]bool) {
	var roots []placedDecl
	known := map[string]bool{}
	for _, d := range p.placed {
		for _, name := range selectors(d.decl) {
			if slices.Contains(only, name) {
				known[name] = true
				roots = append(roots, d)
			}
		}
	}
	return roots, known
}

// selectors are the names under which a declaration can be asked for.
func selectors(d decl) []string {
	switch d := d.(type) {
	case *nodePlan:
		return []string{d.node.Name}
	case *callPlan:
		owner := d.target.owner
		if d.target.edge == "" {
			return []string{d.op.Op, owner}
		}
		_, edge, _ := strings.Cut(strings.Trim(d.path, "/"), "/")
		return []string{d.op.Op, owner + "." + edge, owner + ".*"}
	}
	return nil
}

// trimmed are the names of a selection without blanks around them, such as that
// behind the comma of "Page, User".
func trimmed(only []string) []string {
	var names []string
	for _, name := range only {
		names = append(names, strings.TrimSpace(name))
	}
	return names
}

// suggest lists the names that look most like an unknown one, the nearest first.
func (p *planner) suggest(name string) string {
	folded := foldName(name)
	var near []string
	for _, d := range p.placed {
		for _, s := range selectors(d.decl) {
			if f := foldName(s); strings.Contains(f, folded) || strings.Contains(folded, f) || distance(f, folded) <= 2 {
				near = append(near, s)
			}
		}
	}
	switch {
	case name == "*":
		return "everything is generated without a selection"
	case folded == "" || len(near) == 0:
		return "write a node (Page), an edge (Page.conversations) or an operation (GET /{page_id}/conversations)"
	}
	slices.SortFunc(near, func(a, b string) int {
		return cmp.Or(
			cmp.Compare(distance(foldName(a), folded), distance(foldName(b), folded)),
			cmp.Compare(distance(a, name), distance(b, name)), strings.Compare(a, b),
		)
	})
	near = slices.Compact(near)
	return "did you mean " + strings.Join(near[:min(5, len(near))], ", ") + "?"
}

// distance is the number of letters to change, add or drop to get from a to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

// sharedDecls are the codes and permissions that the calls mention; of a whole
// API also those that only its pages list.
func (p *planner) sharedDecls(calls []*callPlan) []placedDecl {
	codes, perms := map[int]bool{}, map[string]bool{}
	for _, c := range calls {
		for _, code := range c.codes {
			codes[code.code] = true
		}
		for _, wire := range slices.Concat(c.op.Permissions, c.op.UsualPermissions) {
			perms[wire] = true
		}
	}
	if len(calls) == len(p.calls) {
		for _, m := range p.api.Errors {
			codes[m.Code] = true
		}
	}
	var out []placedDecl
	if len(codes) > 0 {
		out = append(out, placedDecl{p.sharedFile("errors"), &codesPlan{p.sortedCodes(codes)}})
	}
	if len(perms) > 0 {
		out = append(out, placedDecl{p.sharedFile("permissions"), &permsPlan{p.sortedPerms(perms)}})
	}
	return out
}

func (p *planner) sortedCodes(codes map[int]bool) []*codePlan {
	var out []*codePlan
	for code := range codes {
		out = append(out, p.codes[code])
	}
	slices.SortFunc(out, func(a, b *codePlan) int { return a.code - b.code })
	return out
}

func (p *planner) sortedPerms(perms map[string]bool) []*permPlan {
	var out []*permPlan
	for _, wire := range sortedKeys(perms) {
		out = append(out, p.perms[wire])
	}
	return out
}
