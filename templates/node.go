package templates

import (
	"cmp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// nodePlan is a node, or a struct that has a page of its own.
type nodePlan struct {
	node  *spec.Node
	body  *structPlan
	file  *ident
	names []fieldName

	doc        comment // below the first line
	deprecated []string
	see        []string
}

// fieldName is a constant for a documented field.
type fieldName struct {
	id   *ident
	wire string
}

// declareNodes claims the names of all node types.
func (p *planner) declareNodes() {
	for _, n := range p.api.Nodes {
		if p.nodes[n.Name] != nil {
			p.fail("node "+n.Name, "node-twice", "the node is in the spec twice", "merge the two, or rename one in the overlay")
			continue
		}
		name := goName(n.Name)
		id := p.pkg.claim(rankNode, "node "+n.Name, fixed(name, name+"Node"))
		p.pkg.pin(id, "type", spec.NodeID(n.Name))
		p.nodes[n.Name] = &nodePlan{node: n, body: &structPlan{id: id}}
		p.unknown[id] = p.nodes[n.Name].isUnknown()
		if folded := strings.ToLower(n.Name); p.folded[folded] == nil {
			p.folded[folded] = p.nodes[n.Name]
		}
	}
	p.owners = newOwnerIndex(p.nodes)
}

// nodeNamed is the node of a name, or of one that differs in case only: pages
// spell GamesIAPProduct and GamesIapProduct. Nil if the spec has none.
func (p *planner) nodeNamed(name string) *nodePlan {
	if n := p.nodes[name]; n != nil {
		return n
	}
	return p.folded[strings.ToLower(name)]
}

// planNodes settles the fields of every node.
func (p *planner) planNodes() {
	for _, name := range sortedKeys(p.nodes) {
		p.planNode(p.nodes[name])
	}
}

func (p *planner) planNode(n *nodePlan) {
	if n.isUnknown() {
		return
	}
	id := n.body.id
	n.file = p.nodeFile(id.name)
	s := setting{
		at: inReply, rank: rankNested, root: "node " + n.node.Name, holder: spec.NodeID(n.node.Name), part: "field", file: n.file,
		parent: id, prefix: id, enums: []string{id.name},
	}
	members := p.nodeMembers(n.node, s)
	if n.onlyElement() && !slices.ContainsFunc(members, func(m member) bool { return m.name == "id" }) {
		members = slices.Insert(members, 0, member{name: "id", typ: "id", doc: "The ID."})
	}
	n.body = p.newStruct(id, members, s)
	n.doc.add(prose(n.node.Doc)...)
	n.doc.paragraph(p.deprecation("node", n.node.Name)...)
	n.doc.paragraph(p.pages.see("node " + n.node.Name)...)
	p.place(n.file, n)
}

// isUnknown tells a node of which the reference lists no field and no edge. A
// struct would lose all that the API answers with, so it has none: what refers to
// it is a *graph.Object, which keeps the answer.
func (n *nodePlan) isUnknown() bool {
	return len(n.node.Fields) == 0 && len(n.node.Edges) == 0 && !n.onlyElement()
}

// isStruct tells what appears inside other objects only from a node.
func (n *nodePlan) isStruct() bool { return n.node.Path == "" && !n.onlyElement() }

// onlyElement tells a node that no page describes: it is known because an edge
// adds fields to it.
func (n *nodePlan) onlyElement() bool {
	return n.node.Path == "" && slices.Contains(n.node.Inferred, "path")
}

// nodeMembers are the fields of a node and then its edges. Where both have one
// name the edge wins: asked for by name, the API answers with the edge.
func (p *planner) nodeMembers(n *spec.Node, s setting) []member {
	edges := p.edgeMembers(n, s)
	members := make([]member, 0, len(n.Fields)+len(edges))
	seen := map[string]bool{}
	for _, f := range fieldMembers(n.Fields) {
		switch where := s.where(f.name); {
		case seen[f.name]:
			p.note(where, "name-twice", "the reference lists it twice: only the first is used")
		case slices.ContainsFunc(edges, func(e member) bool { return e.name == f.name }):
			p.note(where, "field-and-edge", "is a field and an edge: the edge is used, since that is what the API answers with")
		default:
			members = append(members, f)
		}
		seen[f.name] = true
	}
	return append(members, edges...)
}

func (p *planner) edgeMembers(n *spec.Node, s setting) []member {
	var members []member
	for _, e := range n.Edges {
		if slices.ContainsFunc(members, func(m member) bool { return m.name == e.Name }) {
			continue
		}
		t := p.edgeType(n, e, s)
		members = append(members, member{name: e.Name, deprecated: e.Deprecated, since: e.Since, doc: e.Doc, settled: &t, edge: true})
	}
	return members
}

// edgeType is what a node holds when an edge is asked for by field expansion.
func (p *planner) edgeType(n *spec.Node, e spec.Edge, s setting) goType {
	words := e.Type
	if words == "" && n.Path != "" {
		words = p.returns["GET "+n.Path+"/"+e.Name]
	}
	t, err := spec.ParseType(words)
	if err != nil {
		p.fail(s.where(e.Name), "bad-type", err.Error(), "correct the type in the spec's overlay")
	}
	m := &member{name: e.Name}
	switch {
	case t.Kind == spec.KindRef:
		return p.refType(t.Name, m, s)
	case t.Elem != nil && t.Elem.Kind != spec.KindNone:
		return pointer(edgeOf(p.convert(t.Elem, m, s)))
	}
	return pointer(edgeOf(pointer(graphType("Object"))))
}

// nameFields claims a constant for every documented field, now that the nodes
// have names. A struct has none: no call answers with it, and it is mostly
// taken as a whole.
func (p *planner) nameFields() {
	for _, name := range sortedKeys(p.nodes) {
		n := p.nodes[name]
		if n.isStruct() || n.isUnknown() {
			continue
		}
		for _, f := range n.body.fields {
			id := p.pkg.claim(rankConst, "field "+name+"."+f.wire, fixed(n.body.id.name+"Field"+f.name, n.body.id.name+"FieldName"+f.name))
			p.pkg.pin(id, "const", cmp.Or(f.element, spec.NodeID(name)))
			n.names = append(n.names, fieldName{id, f.wire})
		}
	}
}

// lead is the first sentence of the comment.
func (n *nodePlan) lead() comment {
	name := n.body.id.name
	switch {
	case n.node.Path != "":
		return comment{name + " is the node " + inline(n.node.Path) + "."}
	case n.onlyElement():
		return comment{name + " is an element of edges; the reference has no page of its own for it."}
	}
	return comment{name + " appears inside other objects; it has no path of its own."}
}

func (n *nodePlan) position() position { return position{section: sectionNode, name: n.body.id.name} }
func (n *nodePlan) uses() []*ident     { return n.body.uses() }
