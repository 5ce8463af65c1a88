package scraper

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// settle completes the page once every block has been read.
func (x *extractor) settle() {
	x.flushPending()
	x.flushDoc()
	x.endSection()
	x.refuseRead()
	x.deprecate()
	x.deprecateAll()
	x.returns()
	x.sortFacts()
}

// refuseRead drops the read that the sample opened when the page says that
// there is none.
func (x *extractor) refuseRead() {
	if !slices.Contains(x.page.Refused, "read") || x.path == "" {
		return
	}
	x.page.Operations = slices.DeleteFunc(x.page.Operations, func(o spec.Operation) bool {
		return o.Op == "GET "+x.path && len(o.Params) == 0 && o.Returns == "" && len(o.Errors) == 0
	})
}

// deprecate gives the notes on "this POST endpoint" to the operation of that
// method, if the page has just one.
func (x *extractor) deprecate() {
	for _, d := range x.deprecated {
		var of []int
		for i, o := range x.page.Operations {
			if strings.HasPrefix(o.Op, d.method+" ") {
				of = append(of, i)
			}
		}
		if len(of) == 1 && x.page.Operations[of[0]].Deprecated == nil {
			x.page.Operations[of[0]].Deprecated = &d.note
		} else {
			x.page.Notes = append(x.page.Notes, d.note)
		}
	}
}

// deprecateAll gives a deprecation above the sections that speaks of "this
// edge" or "this endpoint" to every operation of the page.
func (x *extractor) deprecateAll() {
	if len(x.page.Operations) == 0 {
		return
	}
	x.page.Notes = slices.DeleteFunc(x.page.Notes, func(n spec.Note) bool {
		if n.Kind != "deprecation" || len(n.Subjects) > 0 || strings.Contains(n.Where, "›") || !deprecatesOperation(n.Text) || x.inSection(n.Where) {
			return false
		}
		for i := range x.page.Operations {
			if o := &x.page.Operations[i]; o.Deprecated == nil {
				o.Deprecated = &n
			}
		}
		return true
	})
}

// inSection reports whether a place is that of a section.
func (x *extractor) inSection(where string) bool {
	_, ok := sectionOf(where)
	return ok
}

// returns gives the read of a node its node.
func (x *extractor) returns() {
	if x.node == nil || x.node.Path == "" {
		return
	}
	for i := range x.page.Operations {
		if o := &x.page.Operations[i]; o.Op == "GET "+x.node.Path && o.Returns == "" {
			o.Returns = x.node.Name
		}
	}
}

// sortFacts orders what has no order on the page.
func (x *extractor) sortFacts() {
	order := map[string]int{"read": 0, "create": 1, "update": 2, "delete": 3}
	slices.SortFunc(x.page.Refused, func(a, b string) int { return order[a] - order[b] })
	slices.SortFunc(x.page.Errors, func(a, b spec.ErrorMessage) int { return a.Code - b.Code })
	for i := range x.page.Operations {
		o := &x.page.Operations[i]
		slices.Sort(o.Errors)
		slices.Sort(o.Permissions)
		slices.Sort(o.UsualPermissions)
		slices.Sort(o.Inferred)
	}
	slices.SortStableFunc(x.page.Operations, func(a, b spec.Operation) int {
		return methodRank(a.Op) - methodRank(b.Op)
	})
}

func methodRank(op string) int {
	method, _, _ := strings.Cut(op, " ")
	return slices.Index([]string{"GET", "POST", "DELETE"}, method)
}
