package templates

import "github.com/dave/jennifer/jen"

// clientPlan is client.go.
type clientPlan struct{ pkg string }

// packageDoc is what go doc shows first.
func packageDoc(pkg string) comment {
	return comment{
		"Package " + pkg + " is a typed client of the Graph API.",
		"",
		"[New] makes a [Client], which has a method for each operation of the reference:",
		"Get reads a node, List one page of an edge and All the elements of all its pages; Create, Update and Delete write.",
		"The documented fields of a node are constants, for the Fields of a request.",
		"Errors compare with the codes of this package through errors.Is.",
	}
}

func (clientPlan) position() position { return position{} }
func (clientPlan) uses() []*ident     { return nil }

// emit writes
//
//	// Client calls the Graph API. …
//	type Client struct{ core *graph.Client }
//
//	// New is a client that calls …
//	func New(client *graph.Client) *Client {
//		return &Client{core: client.ForPackage("graphapi", Version)}
//	}
//
//	// Graph returns …
//	func (c *Client) Graph() *graph.Client { return c.core }
func (p clientPlan) emit(g *jen.Group) {
	comment{"Client calls the operations of the Graph API.", "It is safe for concurrent use."}.emit(g)
	g.Type().Id("Client").Struct(jen.Id("core").Op("*").Qual(graphPath, "Client"))
	g.Line()
	comment{
		"New returns a client that calls with the token and the options of client.",
		"It calls the API's version [Version], unless client was made with [graph.WithVersion].",
	}.emit(g)
	g.Func().Id("New").Params(jen.Id("client").Op("*").Qual(graphPath, "Client")).Op("*").Id("Client").Block(
		jen.Return(jen.Op("&").Id("Client").Values(jen.Dict{
			jen.Id("core"): jen.Id("client").Dot("ForPackage").Call(jen.Lit(p.pkg), jen.Id("Version")),
		})),
	)
	g.Line()
	comment{
		"Graph returns the client that makes the calls of c, of the same version,",
		"for what has no method here: [graph.Pages], [graph.NewBatch], operations that are not in the reference.",
	}.emit(g)
	g.Func().Params(jen.Id("c").Op("*").Id("Client")).Id("Graph").Params().Op("*").Qual(graphPath, "Client").Block(
		jen.Return(jen.Id("c").Dot("core")),
	)
}

// versionPlan is version.go, the one file that names the version.
type versionPlan struct{ version string }

func (versionPlan) position() position { return position{} }
func (versionPlan) uses() []*ident     { return nil }

// emit writes
//
//	// Version is …
//	const Version = "v19.0"
func (p versionPlan) emit(g *jen.Group) {
	comment{"Version is the version of the Graph API that this package was generated from."}.emit(g)
	g.Const().Id("Version").Op("=").Lit(p.version)
}

// emit writes
//
//	// The error codes that the reference lists.
//	const (
//		// ErrInvalidParameter is code 100: Invalid parameter.
//		ErrInvalidParameter graph.ErrorCode = 100
//	)
func (c *codesPlan) emit(g *jen.Group) {
	comment{"The error codes that the reference lists, for errors.Is."}.emit(g)
	g.Const().DefsFunc(func(g *jen.Group) {
		for _, code := range c.codes {
			code.doc().emit(g)
			g.Id(code.id.name).Qual(graphPath, "ErrorCode").Op("=").Lit(code.code)
		}
	})
}

// emit writes
//
//	// The permissions that the reference lists.
//	const (
//		// PermPagesMessaging is the permission pages_messaging.
//		PermPagesMessaging = "pages_messaging"
//	)
func (c *permsPlan) emit(g *jen.Group) {
	comment{"The permissions that the reference lists."}.emit(g)
	g.Const().DefsFunc(func(g *jen.Group) {
		for _, perm := range c.perms {
			doc := comment{perm.id.name + " is the permission " + inline(perm.wire) + "."}
			doc.paragraph(perm.deprecated...)
			doc.emit(g)
			g.Id(perm.id.name).Op("=").Lit(perm.wire)
		}
	})
}
