package templates

import (
	"math"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// This file answers questions about a selection for which no package need be
// planned.

// Present are those names of o.Only that an API has.
func Present(api *spec.API, o Options) []string {
	p := namedPlanner(api, o)
	known := map[string]bool{}
	for _, n := range p.nodes {
		for _, name := range selectors(n) {
			known[name] = true
		}
	}
	for _, c := range p.calls {
		for _, name := range selectors(c) {
			known[name] = true
		}
	}
	return slices.DeleteFunc(trimmed(o.Only), func(name string) bool { return !known[name] })
}

// Elements are the identities of the operations and nodes that a selection
// generates.
func Elements(api *spec.API, o Options) map[string]bool {
	o.Only = trimmed(o.Only)
	if o.Depth < 0 {
		o.Depth = math.MaxInt
	}
	p := namedPlanner(api, o)
	p.limit(o)
	ids := map[string]bool{}
	for name := range p.reach.kept {
		ids[spec.NodeID(name)] = true
	}
	for _, c := range p.calls {
		if slices.ContainsFunc(selectors(c), func(name string) bool { return slices.Contains(o.Only, name) }) {
			ids[spec.OpID(c.op.Op)] = true
		}
	}
	return ids
}

// namedPlanner knows the nodes and the calls of an API by name.
func namedPlanner(api *spec.API, o Options) *planner {
	p := newPlanner(api, o.Lock)
	p.declareNodes()
	p.declareCalls()
	p.settle()
	p.nameCalls()
	p.settle()
	return p
}
