package templates

import (
	"fmt"

	"github.com/dave/jennifer/jen"
)

// emit writes all that belongs to a call.
func (c *callPlan) emit(g *jen.Group) {
	name := c.name.name
	c.request.emit(g, comment{fmt.Sprintf("%s holds the parameters of [Client.%s].", c.request.id.name, name)})
	if c.response != nil {
		c.response.emit(g, comment{fmt.Sprintf("%s is the answer to [Client.%s].", c.response.id.name, name)})
	}
	if c.summary != nil {
		c.summary.emit(g, comment{fmt.Sprintf("%s is what the Summary of the answer to [Client.%s] holds.", c.summary.id.name, name)})
	}
	c.emitMethod(g)
	if c.all != nil {
		c.emitAll(g)
	}
	c.emitCodes(g)
	c.emitPermissions(g)
}

// emitMethod writes
//
//	// GetPage calls GET /{page_id}.
//	func (c *Client) GetPage(ctx context.Context, req *GetPageRequest, opts ...graph.CallOption) (*Page, error) {
//		out := new(Page)
//		return graph.Result(out, c.core.Do(ctx, "GET", "/{page_id}", req, out, opts...))
//	}
func (c *callPlan) emitMethod(g *jen.Group) {
	doc := append(comment{c.name.name + " calls " + inline(c.op.Op) + "."}, c.doc...)
	doc.paragraph(c.deprecated...)
	doc.paragraph(c.see...)
	doc.emit(g)
	g.Func().Params(jen.Id("c").Op("*").Id("Client")).Id(c.name.name).Params(c.params()...).
		Params(jen.Op("*").Add(c.out.code()), jen.Error()).Block(
		jen.Id("out").Op(":=").New(c.out.code()),
		jen.Return(jen.Qual(graphPath, "Result").Call(jen.Id("out"), jen.Id("c").Dot("core").Dot("Do").Call(
			jen.Id("ctx"), jen.Lit(c.method), jen.Lit(c.path), jen.Id("req"), jen.Id("out"), jen.Id("opts").Op("..."),
		))),
	)
	g.Line()
}

// params are the parameters of a method.
func (c *callPlan) params() []jen.Code {
	return []jen.Code{
		jen.Id("ctx").Qual("context", "Context"),
		jen.Id("req").Op("*").Id(c.request.id.name),
		jen.Id("opts").Op("...").Qual(graphPath, "CallOption"),
	}
}

// emitAll writes
//
//	// AllPageConversations walks the elements of all pages of [Client.ListPageConversations].
//	func (c *Client) AllPageConversations(ctx context.Context, req *ListPageConversationsRequest, opts ...graph.CallOption) iter.Seq2[*UnifiedThread, error] {
//		return graph.All[*UnifiedThread](ctx, c.core, "/{page_id}/conversations", req, opts...)
//	}
func (c *callPlan) emitAll(g *jen.Group) {
	doc := comment{c.all.name + " walks the elements of all pages of [Client." + c.name.name + "]."}
	doc.paragraph(c.deprecated...)
	doc.emit(g)
	g.Func().Params(jen.Id("c").Op("*").Id("Client")).Id(c.all.name).Params(c.params()...).
		Qual("iter", "Seq2").Types(c.element.code(), jen.Error()).Block(
		jen.Return(jen.Qual(graphPath, "All").Types(c.element.code()).Call(
			jen.Id("ctx"), jen.Id("c").Dot("core"), jen.Lit(c.path), jen.Id("req"), jen.Id("opts").Op("..."),
		)),
	)
	g.Line()
}

// emitCodes writes
//
//	// ListPageConversationsErrors are …
//	var ListPageConversationsErrors = []graph.ErrorCode{
//		ErrInvalidParameter,
//	}
func (c *callPlan) emitCodes(g *jen.Group) {
	if c.codeList == nil {
		return
	}
	comment{c.codeList.name + " are the error codes that the reference lists for [Client." + c.name.name + "]."}.emit(g)
	g.Var().Id(c.codeList.name).Op("=").Index().Qual(graphPath, "ErrorCode").ValuesFunc(rows(c.codes, func(code *codePlan) *ident { return code.id }))
	g.Line()
}

// emitPermissions writes
//
//	// ListPageConversationsPermissions are …
//	var ListPageConversationsPermissions = []string{
//		PermPagesMessaging,
//	}
func (c *callPlan) emitPermissions(g *jen.Group) {
	if c.permList == nil {
		return
	}
	comment{c.permList.name + " are the permissions that the reference lists for [Client." + c.name.name + "]."}.emit(g)
	g.Var().Id(c.permList.name).Op("=").Index().String().ValuesFunc(rows(c.perms, func(perm *permPlan) *ident { return perm.id }))
	g.Line()
}
