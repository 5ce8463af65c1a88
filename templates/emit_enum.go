package templates

import (
	"strconv"

	"github.com/dave/jennifer/jen"
)

// emit writes
//
//	// Folder is a value of folder: one of [FolderValues], or …
//	type Folder string
//
//	// The documented values of Folder.
//	const (
//		// FolderInbox is "inbox".
//		FolderInbox Folder = "inbox"
//	)
//
// and the functions of the enum.
func (e *enumPlan) emit(g *jen.Group) {
	name := e.id.name
	comment{
		name + " is a value of " + inline(e.wire) + ": one of [" + e.list.name + "], or one that the reference does not list.",
	}.emit(g)
	g.Type().Id(name).String()
	g.Line()
	comment{"The documented values of " + name + "."}.emit(g)
	g.Const().DefsFunc(func(g *jen.Group) {
		for _, v := range e.values {
			comment{v.id.name + " is " + quoted(v.wire) + "."}.emit(g)
			g.Id(v.id.name).Id(name).Op("=").Lit(v.wire)
		}
	})
	g.Line()
	e.emitFunctions(g)
}

// emitFunctions writes
//
//	func FolderValues() []Folder { return []Folder{FolderInbox, …} }
//	func (f Folder) IsKnown() bool { return slices.Contains(FolderValues(), f) }
func (e *enumPlan) emitFunctions(g *jen.Group) {
	name := e.id.name
	comment{e.list.name + " are the documented values, in the order of the reference."}.emit(g)
	g.Func().Id(e.list.name).Params().Index().Id(name).Block(
		jen.Return(jen.Index().Id(name).ValuesFunc(rows(e.values, func(v fieldName) *ident { return v.id }))),
	)
	g.Line()
	comment{"IsKnown tells whether the reference lists the value."}.emit(g)
	g.Func().Params(jen.Id("v").Id(name)).Id("IsKnown").Params().Bool().Block(
		jen.Return(jen.Qual("slices", "Contains").Call(jen.Id(e.list.name).Call(), jen.Id("v"))),
	)
	g.Line()
}

// quoted is a value of the wire in a sentence.
func quoted(wire string) string {
	if wire == "" {
		return "the empty string"
	}
	return strconv.Quote(inline(wire))
}
