package spec

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// This file gives every element of a spec its identity: a path of names, the
// same for each page that describes the element, whatever the order of rows.
//
//	node/Page
//	node/Page/field/location.city            nested members are dotted
//	node/Page/edge/conversations
//	op/GET /{page_id}/conversations
//	op/GET /{page_id}/conversations/param/folder
//	op/POST /{page_id}/feed/result/id        also adds and summary
//	op/GET /{page_id}/conversations/error/100
//	op/GET /{page_id}/conversations/perm/pages_messaging
//	enum/GET /{page_id}/conversations/folder/value/inbox
//
// A value belongs to the row that takes it: the same word of another operation
// is another element. Flat rows of one name, which have lost their place, are
// told apart by a number: name#2.

// Element is one thing that a page describes.
type Element struct {
	ID    string
	Page  *Page
	Where string // the YAML path within the page
	value any    // pointer into the page: *Node, *Field, …; nil for a value
}

// Place is where the element stands: in the page's file, or in the one from which
// it was put into the page. The line is zero where the page was read from none.
func (e Element) Place() (file string, line, col int) {
	at := e.Page.at(e.Where)
	return at.file, at.line, at.col
}

// Elements are all elements of a page, from the top down. They point into the
// page.
func Elements(p *Page) []Element {
	w := elementWalk{page: p}
	for i := range p.Nodes {
		w.node(&p.Nodes[i], index("nodes", i))
	}
	for i := range p.Operations {
		w.operation(&p.Operations[i], index("operations", i))
	}
	return w.found
}

type elementWalk struct {
	page  *Page
	found []Element
}

func (w *elementWalk) add(id, where string, value any) {
	w.found = append(w.found, Element{id, w.page, where, value})
}

func (w *elementWalk) node(n *Node, where string) {
	id := NodeID(n.Name)
	w.add(id, where, n)
	walkRows(w, fieldRows, n.Fields, id+"/field/", EnumID(n.Name, ""), "", where+".fields")
	walkRows(w, edgeRows, n.Edges, id+"/edge/", "", "", where+".edges")
}

func (w *elementWalk) operation(o *Operation, where string) {
	op := opKey(o.Op)
	id := "op/" + op
	w.add(id, where, o)
	walkRows(w, paramRows, o.Params, id+"/param/", EnumID(op, ""), "", where+".params")
	walkRows(w, fieldRows, o.Adds, id+"/adds/", EnumID(op+"#adds", ""), "", where+".adds")
	walkRows(w, fieldRows, o.Summary, id+"/summary/", EnumID(op+"#summary", ""), "", where+".summary")
	walkRows(w, fieldRows, o.Result, id+"/result/", EnumID(op+"#result", ""), "", where+".result")
	for i, code := range o.Errors {
		w.add(id+"/error/"+strconv.Itoa(code), index(where+".errors", i), nil)
	}
	for i, permission := range o.Permissions {
		w.add(id+"/perm/"+permission, index(where+".permissions", i), nil)
	}
}

// walkRows adds the rows of a list, their values and their members.
func walkRows[T any](w *elementWalk, k rows[T], list []T, id, enum, under, where string) {
	count := map[string]int{}
	for i := range list {
		r := k.row(&list[i])
		name, at := under+k.identity(&list[i], count), index(where, i)
		w.add(id+name, at, &list[i])
		for n, value := range r.allValues() {
			w.add(enum+name+"/value/"+value, valuePath(r, at, n), nil)
		}
		if children := k.children(&list[i]); children != nil && len(*children) > 0 {
			walkRows(w, k, *children, id, enum, name+".", at+"."+k.key)
		}
	}
}

// allValues are the values that a row takes, from its type or read in prose.
func (r row) allValues() []string {
	if r.values != nil && len(*r.values) > 0 {
		return *r.values
	}
	return TypeValues(*r.typ)
}

func valuePath(r row, where string, n int) string {
	if r.values != nil && len(*r.values) > 0 {
		return index(where+".values", n)
	}
	return where + ".type"
}

// TypeValues are the values of the enum in a type expression: of list<enum
// {A, B}> those of its elements.
func TypeValues(expression string) []string {
	if !strings.Contains(expression, "enum") {
		return nil
	}
	t, err := ParseType(expression)
	if err != nil {
		return nil
	}
	for u := range t.All() {
		if u.Kind == KindEnum {
			return u.Values
		}
	}
	return nil
}

// NodeID is the identity of a node.
func NodeID(name string) string { return "node/" + name }

// OpID is the identity of an operation, however its path is spelt.
func OpID(op string) string { return "op/" + opKey(op) }

// EnumID is the identity of the values of a row: owner is the node or the
// operation, followed by #adds, #summary or #result for the fields of an answer.
func EnumID(owner, name string) string { return "enum/" + owner + "/" + name }

// SplitID is the identity of what holds an element, the kind of the element in
// it, and its name: node/Page, field and location.city of
// node/Page/field/location.city. A node and an operation stand in nothing.
func SplitID(id string) (holder, kind, name string) {
	for end := strings.LastIndexByte(id, '/'); end > 0; {
		start := strings.LastIndexByte(id[:end], '/')
		if start >= 0 && isMemberKind(id[start+1:end]) {
			if strings.IndexByte(id[:start], '/') < 0 {
				break
			}
			return id[:start], id[start+1 : end], id[end+1:]
		}
		end = start
	}
	kind, name, _ = strings.Cut(id, "/")
	return "", kind, name
}

func isMemberKind(s string) bool {
	switch s {
	case "field", "edge", "param", "adds", "summary", "result", "error", "perm", "value":
		return true
	}
	return false
}

// Index finds elements by identity. It looks through a page only when somebody
// asks for an element of a node or an operation that the page describes.
type Index struct {
	pages    map[string][]*Page // by the identity of the nodes and operations they describe, the better source first
	known    map[*Page]bool
	at       map[string][]Element
	together map[string]map[string]any // what merging makes of elements, by the node or operation they belong to
}

// NewIndex is the index of all elements of pages.
func NewIndex(pages []*Page) *Index {
	ix := &Index{pages: map[string][]*Page{}, known: map[*Page]bool{}, at: map[string][]Element{}, together: map[string]map[string]any{}}
	for _, p := range slices.SortedFunc(slices.Values(pages), byTrust) {
		for i := range p.Nodes {
			ix.add(NodeID(p.Nodes[i].Name), p)
		}
		for i := range p.Operations {
			ix.add(OpID(p.Operations[i].Op), p)
		}
	}
	return ix
}

func (ix *Index) add(id string, p *Page) { ix.pages[id] = append(ix.pages[id], p) }

// Find is where pages describe an element, the better source first.
func (ix *Index) Find(id string) []Element {
	ix.read(ix.pages[topID(id)])
	return ix.at[id]
}

// has tells whether a page describes an element.
func (ix *Index) has(id string) bool { return len(ix.Find(id)) > 0 }

// IDs are the identities of all elements, sorted.
func (ix *Index) IDs() []string {
	for _, id := range slices.Sorted(maps.Keys(ix.pages)) {
		ix.read(ix.pages[id])
	}
	return slices.Sorted(maps.Keys(ix.at))
}

func (ix *Index) read(pages []*Page) {
	for _, p := range pages {
		if ix.known[p] {
			continue
		}
		ix.known[p] = true
		for _, e := range Elements(p) {
			ix.at[e.ID] = append(ix.at[e.ID], e)
		}
	}
}

// topID is the node or the operation that an element belongs to.
func topID(id string) string {
	top := id
	for holder, _, _ := SplitID(id); holder != ""; holder, _, _ = SplitID(holder) {
		top = holder
	}
	owner, isEnum := strings.CutPrefix(top, "enum/")
	if !isEnum {
		return top
	}
	owner = owner[:max(0, strings.LastIndexByte(owner, '/'))]
	owner, _, _ = strings.Cut(owner, "#")
	if strings.Contains(owner, " ") {
		return "op/" + owner
	}
	return NodeID(owner)
}

// listOf is where an element stands: fields of node/Page, and its name. What
// stands in nothing is in a list of its page.
func listOf(id string) (holder, list, name string) {
	holder, kind, name := SplitID(id)
	lists := map[string]string{
		"node": "nodes", "op": "operations", "field": "fields", "edge": "edges", "param": "params", "error": "errors", "perm": "permissions",
	}
	list = cmp.Or(lists[kind], kind)
	i := strings.LastIndexByte(name, '.')
	if i < 0 || kind == "node" || kind == "op" || kind == "value" {
		return holder, list, name
	}
	if kind != "param" {
		list = "fields"
	}
	return holder + "/" + kind + "/" + name[:i], list, name[i+1:]
}

// Within tells whether an element is another one, or stands in it.
func Within(id, whole string) bool {
	for ; id != ""; id = holderID(id) {
		if id == whole {
			return true
		}
	}
	return false
}

// holderID is what an element stands in: the row that takes a value, the row
// location of location.city. Nodes and operations stand in nothing.
func holderID(id string) string {
	if _, kind, _ := SplitID(id); kind == "value" && strings.HasPrefix(id, "enum/") {
		return valueRow(id)
	}
	holder, _, _ := listOf(id)
	return holder
}

// valueRow is the row that takes a value.
func valueRow(id string) string {
	enum, _, _ := SplitID(id)
	enum = strings.TrimPrefix(enum, "enum/")
	i := strings.LastIndexByte(enum, '/')
	if i < 0 {
		return ""
	}
	owner, name := enum[:i], enum[i+1:]
	op, list, isAnswer := strings.Cut(owner, "#")
	switch {
	case isAnswer:
		return "op/" + op + "/" + list + "/" + name
	case strings.Contains(owner, " "):
		return "op/" + op + "/param/" + name
	}
	return NodeID(owner) + "/field/" + name
}

// ValueID is the identity of a value that a row takes.
func ValueID(row, value string) string {
	holder, kind, name := SplitID(row)
	owner := strings.TrimPrefix(strings.TrimPrefix(holder, "node/"), "op/")
	switch kind {
	case "adds", "summary", "result":
		owner += "#" + kind
	}
	return EnumID(owner, name) + "/value/" + value
}
