package main

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/templates"
)

// ofSelection are the issues that a selection has to do with. What is wrong with
// nodes and operations that it leaves out, lint says.
func ofSelection(api *spec.API, o templates.Options, issues spec.Issues) spec.Issues {
	if len(o.Only) == 0 || len(issues) == 0 {
		return issues
	}
	selected := templates.Elements(api, o)
	pages := map[string]*spec.Page{}
	for _, p := range api.Pages {
		pages[p.File] = p
	}
	return slices.DeleteFunc(issues, func(i spec.Issue) bool {
		p := pages[i.File]
		return p != nil && !slices.ContainsFunc(elementsAt(p, i.Where), func(id string) bool { return selected[id] })
	})
}

var inElement = regexp.MustCompile(`^(nodes|operations)\[(\d+)\]`)

// elementsAt is the node or the operation at a place of a page, or all that the
// page describes where the place is in none of them.
func elementsAt(p *spec.Page, where string) []string {
	var nodes, operations []string
	for i := range p.Nodes {
		nodes = append(nodes, spec.NodeID(p.Nodes[i].Name))
	}
	for i := range p.Operations {
		operations = append(operations, spec.OpID(p.Operations[i].Op))
	}
	m := inElement.FindStringSubmatch(where)
	if m == nil {
		return slices.Concat(nodes, operations)
	}
	list := nodes
	if m[1] == "operations" {
		list = operations
	}
	if i, err := strconv.Atoi(m[2]); err == nil && i < len(list) {
		return list[i : i+1]
	}
	return nil
}
