package webpage

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// codeIndex finds what is generated for an element of the spec.
type codeIndex struct {
	pkg  string
	by   map[string]spec.Decl   // by element and role
	enum map[string][]spec.Decl // constants by the name of their type
}

func newCodeIndex(g Go) codeIndex {
	x := codeIndex{g.Package, map[string]spec.Decl{}, map[string][]spec.Decl{}}
	for _, d := range g.Decls {
		x.by[d.ID+"\x00"+d.Role] = *d
		if d.Role == "const" {
			x.enum[d.Type] = append(x.enum[d.Type], *d)
		}
	}
	return x
}

func (x codeIndex) name(id, role string) string { return x.by[id+"\x00"+role].Name }

// member is the Go field of an element with its type: FanCount graph.Int.
func (x codeIndex) member(id string) string {
	d, ok := x.by[id+"\x00field"]
	if !ok {
		return ""
	}
	return fieldOf(d) + " " + d.Type
}

func fieldOf(d spec.Decl) string { return d.Name[strings.LastIndexByte(d.Name, '.')+1:] }

// call is an operation as a Go program calls it, with what it must be given.
func (x codeIndex) call(op *spec.Operation) string {
	id := spec.OpID(op.Op)
	method, request := x.name(id, "method"), x.name(id, "request")
	if method == "" || request == "" {
		return ""
	}
	var must, may []string
	_, path := op.Split()
	for _, placeholder := range spec.Placeholders(path) {
		if d, ok := x.by[id+"\x00path "+placeholder]; ok {
			must = append(must, fieldOf(d)+": "+x.value(d))
		}
	}
	for _, p := range op.Params {
		d, ok := x.by[id+"/param/"+p.Name+"\x00field"]
		switch {
		case !ok:
		case p.Required:
			must = append(must, fieldOf(d)+": "+x.value(d))
		default:
			may = append(may, fieldOf(d))
		}
	}
	if _, ok := x.by[id+"\x00general fields"]; ok {
		may = append(may, "Fields")
	}
	req := "req := &" + x.pkg + "." + request + "{" + body(must, may) + "}\n"
	if all := x.name(id, "all"); all != "" {
		return req + "for item, err := range " + callee(all) + "(ctx, req) {\n\t…\n}"
	}
	return req + "out, err := " + callee(method) + "(ctx, req)"
}

// body is the inside of a request: the fields that must be set, and the names
// of some that may.
func body(must, may []string) string {
	var b strings.Builder
	for _, m := range must {
		b.WriteString("\n\t" + m + ",")
	}
	const shown = 6
	if more := len(may) - shown; more > 0 {
		may = append(slices.Clone(may[:shown]), "…")
	}
	if len(may) > 0 {
		b.WriteString("\n\t// " + strings.Join(may, ", "))
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

func callee(method string) string { return "api." + strings.TrimPrefix(method, "Client.") }

// value is a Go expression for a field, as far as a reader can guess the rest.
func (x codeIndex) value(d spec.Decl) string {
	switch {
	case d.Type == "string" || d.Type == "graph.ID":
		return `"…"`
	case d.Type == "bool":
		return "true"
	case len(x.enum[d.Type]) > 0:
		return x.pkg + "." + x.enum[d.Type][0].Name
	}
	return "… /* " + d.Type + " */"
}
