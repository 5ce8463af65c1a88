package templates

import "github.com/dave/jennifer/jen"

// graphPath is the package that generated code imports.
const graphPath = "github.com/graphgen/graphgen/graph"

// form is how a goType is put together.
type form int

const (
	formNamed form = iota // pkg.id
	formPointer
	formSlice
	formMap  // of strings
	formEdge // graph.Edge
)

// goType is a type of the output. Elem is nil for a named type only.
type goType struct {
	form form
	pkg  string
	id   *ident
	elem *goType
}

// builtin is a predeclared type.
func builtin(name string) goType { return goType{id: &ident{name}} }

// inPackage is a type of another package.
func inPackage(path, name string) goType { return goType{pkg: path, id: &ident{name}} }

// graphType is a type of the runtime.
func graphType(name string) goType { return inPackage(graphPath, name) }

// local is a type that the output declares.
func local(id *ident) goType { return goType{id: id} }

func pointer(t goType) goType { return goType{form: formPointer, elem: &t} }
func slice(t goType) goType   { return goType{form: formSlice, elem: &t} }
func mapOf(t goType) goType   { return goType{form: formMap, elem: &t} }
func edgeOf(t goType) goType  { return goType{form: formEdge, elem: &t} }

// rawJSON is JSON that the reference does not describe.
func rawJSON() goType { return inPackage("encoding/json", "RawMessage") }

// code is the type as Go source.
func (t goType) code() *jen.Statement {
	switch t.form {
	case formPointer:
		return jen.Op("*").Add(t.elem.code())
	case formSlice:
		return jen.Index().Add(t.elem.code())
	case formMap:
		return jen.Map(jen.String()).Add(t.elem.code())
	case formEdge:
		return jen.Qual(graphPath, "Edge").Types(t.elem.code())
	}
	if t.pkg != "" {
		return jen.Qual(t.pkg, t.id.name)
	}
	return jen.Id(t.id.name)
}

// equal tells whether two types are written alike. It asks identities, not
// names, so it may be asked before names are settled.
func (t goType) equal(o goType) bool {
	if t.form != o.form || t.pkg != o.pkg {
		return false
	}
	if t.elem != nil {
		return t.elem.equal(*o.elem)
	}
	return t.id == o.id || t.id.name != "" && t.id.name == o.id.name
}

// zeroIsValue tells the types whose zero value is a value to send: numbers,
// booleans and times.
func (t goType) zeroIsValue() bool {
	if t.form != formNamed {
		return false
	}
	switch t.id.name {
	case "int64", "float64", "bool":
		return t.pkg == ""
	case "Time":
		return t.pkg != ""
	}
	return false
}

// root is the name at the bottom of the type: of []*Message it is Message.
func (t goType) root() *ident {
	for t.elem != nil {
		t = *t.elem
	}
	return t.id
}
