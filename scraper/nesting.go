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
			x.markFlat(rows)
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

// markFlat marks the rows that may belong to a structured row above them. A
// name that comes twice tells of members even where no type does.
func (x *extractor) markFlat(rows []row) {
	above := ""
	second := secondName(rows)
	for i := range rows {
		if above != "" || second >= 0 && i >= second {
			rows[i].flat = true
		} else if structured(rows[i].typ) && !rows[i].emphasised && len(rows[i].children) == 0 && i < len(rows)-1 {
			above = rows[i].name
			x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "depth-lost",
				Msg:  fmt.Sprintf("%s can have members, and this format does not say which of the %d rows below are its", above, len(rows)-i-1),
				Hint: "scrape the page as HTML, or give the tree in an overlay"})
		}
	}
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
