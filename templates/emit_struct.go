package templates

import "github.com/dave/jennifer/jen"

// emit writes
//
//	// ID is …
//	ID graph.ID `json:"id,omitzero"`
func (f *fieldPlan) emit(g *jen.Group) {
	if f.gap {
		g.Line()
	}
	f.doc.emit(g)
	g.Id(f.name).Add(f.typ.code()).Tag(map[string]string{f.tag.key: f.tag.value})
}

// emit writes
//
//	// Conversation is …
//	type Conversation struct {
//		…
//	}
func (st *structPlan) emit(g *jen.Group, doc comment) {
	doc.emit(g)
	g.Type().Id(st.id.name).StructFunc(func(g *jen.Group) {
		for i := range st.fields {
			st.fields[i].emit(g)
		}
	})
	g.Line()
}

func (n *nestedPlan) emit(g *jen.Group) { n.structPlan.emit(g, n.doc()) }

// emit writes the struct of a node and
//
//	// The fields of a Conversation.
//	const (
//		// ConversationFieldID selects id.
//		ConversationFieldID graph.Field = "id"
//	)
func (n *nodePlan) emit(g *jen.Group) {
	name := n.body.id.name
	doc := append(n.lead(), n.doc...)
	doc.paragraph(n.deprecated...)
	doc.paragraph(n.see...)
	n.body.emit(g, doc)
	if len(n.names) == 0 {
		return
	}
	comment{"The fields of " + name + ", for the Fields of a request and for [graph.Expand]."}.emit(g)
	g.Const().DefsFunc(func(g *jen.Group) {
		for _, f := range n.names {
			comment{f.id.name + " selects " + inline(f.wire) + "."}.emit(g)
			g.Id(f.id.name).Qual(graphPath, "Field").Op("=").Lit(f.wire)
		}
	})
	g.Line()
}
