package templates

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// callPlan is an operation: its request, its method, what it answers.
type callPlan struct {
	op     *spec.Operation
	method string
	path   string
	target target
	list   bool

	name *ident // of the method
	all  *ident // of the method that walks all pages; nil if it is no list

	request  *structPlan
	response *structPlan // nil where the answer has a type of its own
	summary  *structPlan // nil where the reference gives none
	out      goType      // what the answer is decoded into
	element  goType      // of a list

	codes      []*codePlan
	codeList   *ident
	perms      []*permPlan
	permList   *ident
	doc        comment // below the first line
	deprecated []string
	see        []string
	file       *ident
}

// methods are the HTTP methods that operations have.
var methods = []string{"GET", "POST", "DELETE"}

// declareCalls claims the names of all methods of Client.
func (p *planner) declareCalls() {
	seen := map[string]bool{}
	for _, op := range p.api.Operations {
		method, path := op.Split()
		switch {
		case !slices.Contains(methods, method) || !strings.HasPrefix(path, "/"):
			p.fail(op.Op, "bad-op", "is no operation that a client can call", "write GET, POST or DELETE and a path: GET /{page_id}/feed")
			continue
		case seen[op.Op]:
			p.fail(op.Op, "op-twice", "the operation is in the spec twice", "merge the two in the overlay")
			continue
		}
		seen[op.Op] = true
		p.calls = append(p.calls, &callPlan{op: op, method: method, path: path, list: method == "GET" && isList(op)})
	}
}

// isList tells whether a read answers with a page of elements.
func isList(op *spec.Operation) bool {
	t, err := spec.ParseType(op.Returns)
	if err != nil {
		return false
	}
	return t.Kind == spec.KindList || t.Kind == spec.KindEdge || t.Kind == spec.KindNone && len(op.Result) == 0 && op.Paging != ""
}

// nameCalls claims the names of the methods, now that nodes have names.
func (p *planner) nameCalls() {
	for _, c := range p.calls {
		c.target = p.owners.target(c.path)
		noun := c.target.owner + c.target.edge
		kind := "Edge"
		if c.target.isNode {
			kind = "Node"
		}
		claim := func(verb, role string) *ident {
			id := p.methods.claim(rankCall, verb+" "+c.op.Op, fixed(verb+noun, verb+noun+kind))
			return p.methods.pin(id, role, spec.OpID(c.op.Op))
		}
		c.name = claim(c.target.verb(c.method, c.list), "method")
		if c.list {
			c.all = claim("All", "all")
		}
	}
}

// planCalls settles the requests and answers of all operations.
func (p *planner) planCalls() {
	for _, c := range p.calls {
		p.planCall(c)
	}
}

func (p *planner) planCall(c *callPlan) {
	c.file = p.callFile(c.target)
	s := setting{
		at: inForm, rank: rankCallNested, root: c.op.Op, holder: spec.OpID(c.op.Op), file: c.file, group: c.name.name,
		enums: []string{c.target.owner + c.target.edge, c.name.name},
	}
	c.request = p.newRequest(c, s)
	s.at, s.prefix, s.parent, s.part = inReply, c.name, &ident{"Client." + c.name.name}, "result"
	p.planAnswer(c, s)
	if len(c.op.Summary) > 0 {
		s.part = "summary"
		c.summary = p.newCallStruct(c, "Summary", fieldMembers(c.op.Summary), s)
	}

	c.doc.add(prose(c.op.Doc)...)
	c.doc.paragraph(accessSentences(c.op)...)
	c.deprecated = p.callDeprecation(c.op)
	c.see = p.pages.see(c.op.Op)
	p.place(c.file, c)
}

// callFile is the file of the node, or of the edge beside it.
func (p *planner) callFile(t target) *ident {
	if t.edge == "" {
		return p.nodeFile(t.owner)
	}
	return p.edgeFile(t.owner, t.edge)
}

// newCallStruct plans a struct that is named after the call.
func (p *planner) newCallStruct(c *callPlan, suffix string, members []member, s setting) *structPlan {
	id := p.pkg.claim(rankCall, suffix+" of "+c.op.Op, fixed(c.name.name+suffix))
	p.pkg.pin(id, strings.ToLower(suffix), spec.OpID(c.op.Op))
	s.prefix, s.parent = id, id
	if suffix == "Request" {
		s.prefix = c.name // CreatePageFeedTargeting, not CreatePageFeedRequestTargeting
	}
	return p.newStruct(id, members, s)
}

// answerMembers are the members of an answer. One that is a map or a list by
// itself has none: its raw bytes are all there is.
func answerMembers(result []spec.Field) []member {
	return fieldMembers(slices.DeleteFunc(slices.Clone(result), func(f spec.Field) bool { return f.Name == "*" }))
}

// planAnswer settles what the call returns.
func (p *planner) planAnswer(c *callPlan, s setting) {
	t, err := spec.ParseType(c.op.Returns)
	if err != nil {
		p.fail(c.op.Op, "bad-type", err.Error(), "correct what it returns in the spec's overlay")
	}
	object := graphType("Object")
	switch {
	case c.list && t.Elem != nil:
		c.element = p.convert(t.Elem, &member{name: "element"}, s)
	case c.list:
		c.element = pointer(object)
	case len(c.op.Result) > 0:
		c.out = object
		if members := answerMembers(c.op.Result); len(members) > 0 {
			c.response = p.newCallStruct(c, "Response", members, s)
			c.out = local(c.response.id)
		}
	case t.Kind != spec.KindNone:
		c.out = p.convert(&t, &member{name: "response"}, s)
	case c.method == "GET" && c.target.edge == "" && c.target.node != nil && !p.unknown[c.target.node]:
		c.out = local(c.target.node)
	default:
		c.out = object
	}
	if c.list {
		c.out = edgeOf(c.element)
	}
	if c.out.form == formPointer {
		c.out = *c.out.elem
	}
}

// accessSentences say what the comment of a method tells besides what it does.
func accessSentences(op *spec.Operation) []string {
	var lines []string
	switch op.ReadAfterWrite {
	case "id":
		lines = append(lines, "It supports read-after-write: the node that the id of the answer stands for.")
	case "self":
		lines = append(lines, "It supports read-after-write: the node that is posted to.")
	}
	if len(op.UsualPermissions) > 0 {
		lines = append(lines, "Apps usually ask for "+inline(strings.Join(op.UsualPermissions, ", "))+".")
	}
	return lines
}

// planLists claims the codes, the permissions and the lists of them that the
// calls have.
func (p *planner) planLists() {
	p.planCodes()
	p.planPermissions()
	for _, c := range p.calls {
		for _, code := range c.op.Errors {
			c.codes = append(c.codes, p.codes[code])
		}
		for _, wire := range c.op.Permissions {
			c.perms = append(c.perms, p.perms[wire])
		}
		if len(c.codes) > 0 {
			c.codeList = p.pkg.claim(rankConst, "errors of "+c.op.Op, fixed(c.name.name+"Errors"))
			p.pkg.pin(c.codeList, "errors", spec.OpID(c.op.Op))
		}
		if len(c.perms) > 0 {
			c.permList = p.pkg.claim(rankConst, "permissions of "+c.op.Op, fixed(c.name.name+"Permissions"))
			p.pkg.pin(c.permList, "perms", spec.OpID(c.op.Op))
		}
	}
}

func (c *callPlan) position() position {
	return position{section: sectionCall, group: c.name.name}
}

func (c *callPlan) uses() []*ident {
	ids := append(c.request.uses(), c.out.root())
	for _, st := range []*structPlan{c.response, c.summary} {
		if st != nil {
			ids = append(ids, st.uses()...)
		}
	}
	return ids
}
