package webpage

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// group is a section of the reference: a node with the operations on it, an
// edge with those on the edge, or a page that describes neither.
type group struct {
	Anchor, Title string
	Short         string // the title, below that of its node
	Nested        bool   // an edge, below its node
	Path          string
	Go            string // the type of a node
	Docs          []string
	Fields, Edges []row
	Operations    []operation
	Refused       []string // what the page says cannot be done
	Notes         []note
	Examples      []spec.Example
	Versions      []spec.VersionDates
	Sources       []source

	sortKey string
}

// source is a reference page that a group was read from.
type source struct{ Title, URL string }

// groups are the sections, each node followed by its edges.
func (r *reference) groups() []*group {
	g := grouping{byAnchor: map[string]*group{}, nodePaths: map[string]*spec.Node{}}
	for _, n := range r.api.Nodes {
		if n.Path != "" && g.nodePaths[n.Path] == nil {
			g.nodePaths[n.Path] = n
		}
	}
	for _, n := range r.api.Nodes {
		at := g.node(n)
		at.Go = r.code.name(spec.NodeID(n.Name), "type")
		at.addDoc(n.Doc)
		at.Fields = r.fieldRows(spec.NodeID(n.Name)+"/field/", n.Fields)
		at.Edges = r.edgeRows(n)
	}
	for _, op := range r.api.Operations {
		at := g.operation(op)
		at.Operations = append(at.Operations, r.operation(op))
	}
	for _, p := range r.api.Pages {
		at := g.page(p)
		at.addDoc(p.Doc)
		at.Notes = append(at.Notes, notes(p.Notes)...)
		at.Refused = append(at.Refused, p.Refused...)
		at.Examples = append(at.Examples, p.Examples...)
		at.Versions = append(at.Versions, p.Versions...)
		at.Sources = append(at.Sources, source{p.Title, p.Source.URL})
	}
	slices.SortStableFunc(g.all, func(a, b *group) int { return cmp.Compare(a.sortKey, b.sortKey) })
	return g.all
}

func (g *group) addDoc(doc string) {
	if doc != "" && !slices.Contains(g.Docs, doc) {
		g.Docs = append(g.Docs, doc)
	}
}

// grouping finds the group that something belongs to, and makes it.
type grouping struct {
	all       []*group
	byAnchor  map[string]*group
	nodePaths map[string]*spec.Node
}

func (g *grouping) get(made group) *group {
	if at := g.byAnchor[made.Anchor]; at != nil {
		return at
	}
	at := &made
	at.Short = cmp.Or(at.Short, at.Title)
	g.byAnchor[at.Anchor] = at
	g.all = append(g.all, at)
	return at
}

func (g *grouping) node(n *spec.Node) *group {
	return g.get(group{Anchor: anchor(spec.NodeID(n.Name)), Title: n.Name, Path: n.Path, sortKey: "1" + n.Name})
}

func (g *grouping) operation(op *spec.Operation) *group {
	_, path := op.Split()
	if n := g.nodePaths[path]; n != nil {
		return g.node(n)
	}
	made := group{Anchor: anchor("path" + path), Title: path, Path: path, sortKey: "2" + path}
	for up := path; up != ""; up = up[:strings.LastIndexByte(up, '/')] {
		if n := g.nodePaths[up]; n != nil {
			made.Nested = true
			made.Short = strings.TrimPrefix(path, up+"/")
			made.Title = n.Name + " › " + made.Short
			made.sortKey = "1" + n.Name + "\x00" + path
			break
		}
		if !strings.HasPrefix(up, "/") {
			break
		}
	}
	return g.get(made)
}

// page is the group of what the page describes first.
func (g *grouping) page(p *spec.Page) *group {
	switch {
	case len(p.Nodes) > 0:
		return g.node(&p.Nodes[0])
	case len(p.Operations) > 0:
		return g.operation(&p.Operations[0])
	}
	return g.get(group{Anchor: anchor("page/" + p.Title), Title: p.Title, sortKey: "3" + p.Title})
}

// anchor is an identity as the id of an HTML element, which has no spaces.
func anchor(id string) string { return strings.ReplaceAll(visible(id), " ", "+") }
