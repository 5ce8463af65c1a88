package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file decides how far a selection follows references. What a selected
// call answers with is there as a whole, with the structs inside it. A node that
// it only refers to is one step away, what that refers to two, and so on; a node
// further away than Options.Depth is read as *graph.Object. Without a bound two
// edges of Meta's API bring a third of all its nodes, since those refer to each
// other.

// reach is the nodes that a selection may mention by their types.
type reach struct {
	all    bool
	kept   map[string]bool // by the spec's name
	queue  []step
	beyond map[string]bool // what the kept refer to besides
}

// step is a node to visit, and how many references away it is.
type step struct {
	name     string
	distance int
}

// limit settles the reach of a selection, now that calls have their names.
func (p *planner) limit(o Options) {
	p.reach = reach{all: len(o.Only) == 0 || o.Depth < 0, kept: map[string]bool{}, beyond: map[string]bool{}}
	if p.reach.all {
		return
	}
	isRoot := func(names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return slices.Contains(o.Only, name) })
	}
	for _, name := range sortedKeys(p.nodes) {
		if isRoot(selectors(p.nodes[name])) {
			p.reach.queue = append(p.reach.queue, step{name, 0})
		}
	}
	for _, c := range p.calls {
		if isRoot(selectors(c)) {
			p.startAt(c)
		}
	}
	p.follow(o.Depth)
}

// startAt begins at what a call answers with.
func (p *planner) startAt(c *callPlan) {
	words := []string{c.op.Returns}
	words = appendFieldTypes(words, c.op.Result)
	words = appendFieldTypes(words, c.op.Summary)
	words = appendParamTypes(words, c.op.Params)
	p.refer(words, 0)
	if c.target.node == nil || c.target.edge != "" || c.method != "GET" {
		return
	}
	for _, name := range sortedKeys(p.nodes) { // a read may leave open what it answers with
		if p.nodes[name].body.id == c.target.node {
			p.reach.queue = append(p.reach.queue, step{name, 0})
		}
	}
}

// follow visits nodes, the nearest first.
func (p *planner) follow(depth int) {
	for len(p.reach.queue) > 0 {
		nearest := slices.MinFunc(p.reach.queue, func(a, b step) int { return a.distance - b.distance })
		if nearest.distance > depth {
			break
		}
		p.reach.queue = slices.DeleteFunc(p.reach.queue, func(s step) bool { return s.name == nearest.name })
		p.reach.kept[nearest.name] = true
		n := p.nodes[nearest.name].node
		words := appendFieldTypes(nil, n.Fields)
		words = appendParamTypes(words, n.Params)
		for _, e := range n.Edges {
			words = append(words, e.Type)
			if e.Type == "" && n.Path != "" {
				words = append(words, p.returns["GET "+n.Path+"/"+e.Name])
			}
		}
		p.refer(words, nearest.distance+1)
	}
	for _, s := range p.reach.queue {
		p.reach.beyond[s.name] = true
	}
}

// refer queues the nodes that type expressions name. A struct is part of what
// holds it, and so no step away.
func (p *planner) refer(expressions []string, distance int) {
	for _, words := range expressions {
		t, err := spec.ParseType(words)
		if err != nil {
			continue // the planner reports it
		}
		for part := range t.All() {
			n := p.nodeNamed(part.Name)
			if part.Kind != spec.KindRef || n == nil || p.reach.kept[n.node.Name] {
				continue
			}
			s := step{n.node.Name, distance}
			if n.isStruct() && distance > 0 {
				s.distance--
			}
			p.reach.queue = append(p.reach.queue, s)
		}
	}
}

func appendFieldTypes(words []string, fields []spec.Field) []string {
	for i := range fields {
		words = appendFieldTypes(append(words, fields[i].Type), fields[i].Fields)
	}
	return words
}

func appendParamTypes(words []string, params []spec.Param) []string {
	for i := range params {
		words = appendParamTypes(append(words, params[i].Type), params[i].Params)
	}
	return words
}

// mayMention tells whether the output may use the type of a node.
func (p *planner) mayMention(n *nodePlan) bool {
	return !n.isUnknown() && (p.reach.all || p.reach.kept[n.node.Name])
}

// Selected is the ID of the issue that says what a selection holds, and what it
// leaves out.
const Selected = "selected"

// noteSelection says what a selection holds, and which nodes it refers to
// without their types.
func (p *planner) noteSelection(taken []placedDecl) {
	calls, nodes := 0, 0
	for _, d := range taken {
		switch d.decl.(type) {
		case *callPlan:
			calls++
		case *nodePlan:
			nodes++
		}
	}
	msg := fmt.Sprintf("selected %d of %d operations and %d of %d nodes", calls, len(p.calls), nodes, len(p.nodes))
	if left := sortedKeys(p.reach.beyond); len(left) > 0 {
		msg += fmt.Sprintf("; left out and read as objects (%d): %s", len(left), strings.Join(left, ", "))
	}
	p.note("only", Selected, msg)
}
