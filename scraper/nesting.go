package scraper

import (
	"fmt"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// This file builds the tree of a table's rows.

// nest builds the tree that the rows' paths describe. Where a format has no
// paths, the rows below one that can have members may be its members: they
// stay where they are, marked flat.
func (x *extractor) nest(rows []row) []row {
	if !slices.ContainsFunc(rows, func(r row) bool { return len(r.path) > 0 }) {
		if x.doc.Format != "html" {
			return x.flatten(rows)
		}
		return rows
	}
	at := make(map[string]int, len(rows)) // path → row
	below := make([][]int, len(rows))
	var top []int
	for i, r := range rows {
		at[fmt.Sprint(r.path)] = i
		parent := -1
		for depth := len(r.path) - 1; depth > 0 && parent < 0; depth-- {
			if p, ok := at[fmt.Sprint(r.path[:depth])]; ok {
				parent = p
			}
		}
		if parent < 0 {
			top = append(top, i)
		} else {
			below[parent] = append(below[parent], i)
		}
	}
	return tree(rows, below, top)
}

// tree puts the rows that stand below others among their children.
func tree(rows []row, below [][]int, of []int) []row {
	out := make([]row, len(of))
	for n, i := range of {
		out[n] = rows[i]
		out[n].children = append(out[n].children, tree(rows, below, below[i])...)
	}
	return out
}

// flatten marks the rows that may belong to a row above them that can have
// members. A name that comes twice tells of members even where the type only
// names a node; where no row above could have any, it is a repeat.
func (x *extractor) flatten(rows []row) []row {
	parent := slices.IndexFunc(rows, func(r row) bool {
		return structured(r.typ) && !r.emphasised && len(r.children) == 0
	})
	if second := secondName(rows); second >= 0 && (parent < 0 || parent > second) {
		parent = second - 1
		for parent >= 0 && !canHold(rows[parent].typ) {
			parent--
		}
	}
	if parent < 0 {
		return x.withoutRepeats(rows)
	}
	if parent < len(rows)-1 {
		x.issue(spec.Issue{Where: x.where(parent), Severity: spec.Warning, ID: "depth-lost",
			Msg:  fmt.Sprintf("%s can have members, and this format does not say which of the %d rows below are its", rows[parent].name, len(rows)-parent-1),
			Hint: "scrape the page as HTML, or give the tree in an overlay"})
	}
	for i := parent + 1; i < len(rows); i++ {
		rows[i].flat = true
	}
	return rows
}

// canHold reports whether a type can have members that the table lists: an
// object, a node by name, or none that the page gives.
func canHold(typ string) bool {
	t, err := spec.ParseType(typ)
	if err != nil {
		return false
	}
	for t.Kind == spec.KindList && t.Elem != nil {
		t = *t.Elem
	}
	return t.Kind == spec.KindObject || t.Kind == spec.KindRef || t.Kind == spec.KindNone || t.Kind == spec.KindUnknown
}

// withoutRepeats leaves out the rows whose name stands above them.
func (x *extractor) withoutRepeats(rows []row) []row {
	first := map[string]int{}
	var out []row
	for i, r := range rows {
		if at, ok := first[r.name]; ok {
			x.repeated(rows[at], r, i)
			x.report.Rows.Understood--
			x.report.Rows.Ignored++
			continue
		}
		first[r.name] = i
		out = append(out, r)
	}
	return out
}

// secondName is the index of the first row whose name stands above it already,
// or -1.
func secondName(rows []row) int {
	seen := map[string]bool{}
	for i, r := range rows {
		if seen[r.name] {
			return i
		}
		seen[r.name] = true
	}
	return -1
}
