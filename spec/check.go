package spec

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Check finds what is wrong with an API, page by page and over all pages:
// everything at once, sorted.
func Check(api *API) Issues {
	var issues Issues
	named := map[string]bool{}
	for _, n := range api.Nodes {
		named[strings.ToLower(n.Name)] = true
	}
	messages := map[int]bool{}
	for _, e := range api.Errors {
		messages[e.Code] = true
	}

	dangling := map[string]struct { // by name
		first place
		count int
	}{}
	for _, p := range api.Pages {
		c := newPageChecker(p)
		c.page()
		issues = append(issues, c.issues...)
		for _, r := range c.refs {
			if !named[strings.ToLower(r.name)] { // pages spell IAP and Iap
				d := dangling[r.name]
				if d.count == 0 {
					d.first = p.at(r.where)
				}
				d.count++
				dangling[r.name] = d
			}
		}
		for _, e := range c.codes {
			if !messages[e.code] {
				issues.add(errorWithoutMessage, p.at(e.where), "no page gives a message for code %d", e.code)
			}
		}
		if p.Version != "" && api.Version != "" && p.Version != api.Version {
			issues.add(versionMismatch, p.at("version"), "version %s, but the spec is of %s", p.Version, api.Version)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(dangling)) {
		d := dangling[name]
		also := ""
		if d.count > 1 {
			also = fmt.Sprintf("; %d types name it", d.count)
		}
		issues.add(danglingRef, d.first, "no page describes %s%s", excerpt(name), also)
	}
	issues.Sort()
	return issues
}

// pageChecker walks a page. What only other pages can tell it keeps for Check.
type pageChecker struct {
	p      *Page
	issues Issues
	refs   []nodeRef
	codes  []codeRef
}

// nodeRef is the name of a node, and where it stands. Few places are ever asked
// for, and the first of a page costs reading it once more.
type nodeRef struct{ name, where string }

type codeRef struct {
	code  int
	where string
}

func newPageChecker(p *Page) *pageChecker { return &pageChecker{p: p} }

func (c *pageChecker) report(r Rule, where, format string, args ...any) {
	hint := r.Hint
	if c.p.Source.Format == formatMetaspec && r.Severity < Error {
		hint = importedHint
	}
	c.issues.addHint(r, c.p.at(where), hint, format, args...)
}

// importedHint is what to do about a page that nobody scraped or wrote: an edit
// is lost with the next import.
const importedHint = "the imported description has it so: correct it with an overlay, or leave it"

func (c *pageChecker) page() {
	p := c.p
	c.text("page", p.Title)
	c.version("version", p.Version)
	c.source()
	c.text("doc", p.Doc)
	if len(p.Nodes) == 0 && len(p.Operations) == 0 && len(p.Refused) == 0 && len(p.Versions) == 0 {
		c.report(emptyPage, "", "the page has no node, no operation and no refused operation")
	}
	names := uniqueNames{c, "node", map[string]string{}}
	for i := range p.Nodes {
		where := index("nodes", i)
		names.add(where+".name", p.Nodes[i].Name)
		c.node(&p.Nodes[i], where)
	}
	ops := uniqueNames{c, "operation", map[string]string{}}
	for i := range p.Operations {
		where := index("operations", i)
		ops.add(where+".op", opKey(p.Operations[i].Op))
		c.operation(&p.Operations[i], where)
	}
	for i, word := range p.Refused {
		c.word(index("refused", i), word, refusable)
	}
	for i := range p.Notes {
		c.note(&p.Notes[i], index("notes", i))
	}
	for i, e := range p.Examples {
		c.text(index("examples", i)+".text", e.Text)
	}
	for i, v := range p.Versions {
		c.versionDates(v, index("versions", i))
	}
	codes := map[int]bool{}
	for i, e := range p.Errors {
		where := index("errors", i)
		if codes[e.Code] {
			c.report(duplicateName, where, "error %d stands twice", e.Code)
		}
		codes[e.Code] = true
		c.text(where+".message", e.Message)
	}
}

func (c *pageChecker) source() {
	s := c.p.Source
	c.word("source.format", s.Format, formats)
	if s.URL != "" && !isWebAddress(s.URL) {
		c.report(badURL, "source.url", "%q is no web address", Escape(s.URL))
	}
	if s.Locale != "" && s.Locale != "en_US" {
		c.report(translated, "source.locale", "the page was read in %s", s.Locale)
	}
}

func (c *pageChecker) node(n *Node, where string) {
	c.name(where+".name", n.Name)
	c.text(where+".doc", n.Doc)
	c.inferred(where, n.Inferred, n)
	if n.Path != "" {
		c.path(where+".path", n.Path)
		if len(n.Fields) == 0 {
			c.report(nodeWithoutFields, where, "node %s has no fields", n.Name)
		}
	}
	c.fields(where+".fields", n.Fields)
	c.params(where+".params", n.Params)
	names := uniqueNames{c, "edge", map[string]string{}}
	for i := range n.Edges {
		at := index(where+".edges", i)
		names.add(at+".name", n.Edges[i].Name)
		c.row(edgeRows.row(&n.Edges[i]), &n.Edges[i], at)
	}
}

func (c *pageChecker) operation(o *Operation, where string) {
	c.op(where, o)
	c.text(where+".doc", o.Doc)
	c.inferred(where, o.Inferred, o)
	if o.Deprecated != nil {
		c.note(o.Deprecated, where+".deprecated")
	}
	for i, permission := range o.Permissions {
		c.name(index(where+".permissions", i), permission)
	}
	for i, permission := range o.UsualPermissions {
		c.name(index(where+".usual_permissions", i), permission)
	}
	c.params(where+".params", o.Params)
	c.answer(where, o)
	c.fields(where+".adds", o.Adds)
	c.fields(where+".summary", o.Summary)
	c.fields(where+".result", o.Result)
	for i, code := range o.Errors {
		at := index(where+".errors", i)
		if slices.Index(o.Errors, code) < i {
			c.report(duplicateName, at, "error %d stands twice", code)
			continue
		}
		c.codes = append(c.codes, codeRef{code, at})
	}
}

// op checks what the operation is called.
func (c *pageChecker) op(where string, o *Operation) {
	if !IsOperation(o.Op) {
		c.report(badOp, where+".op", "%q is not GET, POST or DELETE and a path with {snake_case} placeholders", Escape(o.Op))
		return
	}
	_, path := o.Split()
	placeholders := Placeholders(path)
	for i, name := range placeholders {
		if slices.Index(placeholders, name) < i {
			c.report(badOp, where+".op", "{%s} stands twice in %s", name, path)
		}
	}
	for i, p := range o.Params {
		if slices.Contains(placeholders, p.Name) {
			c.report(placeholderParam, index(where+".params", i), "parameter %s is part of the path %s", p.Name, path)
		}
	}
}

func (c *pageChecker) path(where, path string) {
	if !IsOperation("GET " + path) {
		c.report(badOp, where, "%q is not a path with {snake_case} placeholders", Escape(path))
	}
}

// answer checks what the operation answers.
func (c *pageChecker) answer(where string, o *Operation) {
	c.typ(where+".returns", o.Returns)
	if o.Creates != "" {
		c.name(where+".creates", o.Creates)
		c.refs = append(c.refs, nodeRef{o.Creates, where + ".creates"})
	}
	c.word(where+".read_after_write", o.ReadAfterWrite, readAfterWrites)
	c.word(where+".paging", o.Paging, pagings)
	if o.IsList() && o.Paging == "" {
		c.report(listWithoutPaging, where+".returns", "%s answers with a list but names no paging", o.Op)
	}
	if o.Returns == "" && o.Creates == "" && len(o.Result) == 0 {
		c.report(opWithoutAnswer, where, "the page does not say what %s answers", o.Op)
	}
}

func (c *pageChecker) fields(where string, fields []Field) {
	names := uniqueNames{c, "field", map[string]string{}}
	for i := range fields {
		f, at := &fields[i], index(where, i)
		if !f.Flat {
			names.add(at+".name", f.Name)
		}
		c.row(fieldRows.row(f), f, at)
		c.fields(at+".fields", f.Fields)
	}
}

func (c *pageChecker) params(where string, params []Param) {
	names := uniqueNames{c, "parameter", map[string]string{}}
	for i := range params {
		p, at := &params[i], index(where, i)
		if !p.Flat {
			names.add(at+".name", p.Name)
		}
		c.row(paramRows.row(p), p, at)
		if p.Default != nil {
			c.defaultValue(at+".default", p)
		}
		c.params(at+".params", p.Params)
	}
}

// row checks a field, an edge or a parameter; of is the thing itself.
func (c *pageChecker) row(r row, of any, where string) {
	c.name(where+".name", *r.name)
	c.typ(where+".type", *r.typ)
	c.version(where+".since", *r.since)
	c.text(where+".doc", *r.doc)
	c.inferred(where, *r.inferred, of)
	if r.values != nil {
		c.values(where+".values", *r.values)
	}
}

// uniqueNames reports a name that stands twice in one list.
type uniqueNames struct {
	c    *pageChecker
	kind string
	seen map[string]string
}

func (u uniqueNames) add(where, name string) {
	if first, ok := u.seen[name]; ok {
		u.c.report(duplicateName, where, "%s %q stands already at %s", u.kind, Escape(name), first)
		return
	}
	u.seen[name] = cmp.Or(parent(where), where)
}
