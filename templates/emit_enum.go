package templates

import (
	"hash/fnv"

	"github.com/dave/jennifer/jen"
)

// emit writes
//
//	// Folder is a value of folder: one of [FolderValues], or …
//	type Folder string
//
//	// The documented values of Folder.
//	const (
//		FolderInbox Folder = "inbox"
//	)
//
// and the functions of the enum. The comment above the constants is theirs: one
// for each could only repeat the line below it.
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
			g.Id(v.id.name).Id(name).Op("=").Lit(v.wire)
		}
	})
	g.Line()
	e.emitFunctions(g)
}

// emitFunctions writes
//
//	var folderValues = []string{"inbox", "other"}
//
//	func FolderValues() []Folder { return graph.Values[Folder](folderValues) }
//	func (v Folder) IsKnown() bool { return graph.IsKnown(folderValues, string(v)) }
func (e *enumPlan) emitFunctions(g *jen.Group) {
	name := e.id.name
	g.Var().Id(e.table.name).Op("=").Index().String().ValuesFunc(filled(e.wires()))
	g.Line()
	comment{e.list.name + " are the documented values, in the order of the reference."}.emit(g)
	g.Func().Id(e.list.name).Params().Index().Id(name).Add(oneLine(
		jen.Return(jen.Qual(graphPath, "Values").Types(jen.Id(name)).Call(jen.Id(e.table.name))),
	))
	g.Line()
	comment{"IsKnown tells whether the reference lists the value."}.emit(g)
	g.Func().Params(jen.Id("v").Id(name)).Id("IsKnown").Params().Bool().Add(oneLine(
		jen.Return(jen.Qual(graphPath, "IsKnown").Call(jen.Id(e.table.name), jen.String().Call(jen.Id("v")))),
	))
	g.Line()
}

// oneLine is the body of a function that stays on one line if gofmt finds it
// short enough.
func oneLine(body jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}"}, body)
}

// filled writes literals as the values of a list: on one line if they are few,
// else as many on each as a reader can see at once.
func filled(texts []string) func(*jen.Group) {
	const few, width = 90, 130
	total := 0
	for _, text := range texts {
		total += len(text) + len(`"", `)
	}
	return func(g *jen.Group) {
		line := width
		for _, text := range texts {
			item := jen.Lit(text)
			if line += len(text) + len(`"", `); total > few && (line > width || beginsLine(text)) {
				item = jen.Line().Add(item)
				line = len(text) + len(`"", `)
			}
			g.Add(item)
		}
		if total > few {
			g.Line()
		}
	}
}

// beginsLine is true of one text in eight, whatever stands before it: a value
// that comes or goes then moves others only up to the next such text.
func beginsLine(text string) bool {
	h := fnv.New32a()
	h.Write([]byte(text))
	return h.Sum32()%8 == 0
}
