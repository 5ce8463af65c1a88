// This file makes one API of many pages. Operations are the same by method and
// path, nodes by name. What one page says and another does not is added; what
// both say alike stays; where they contradict each other, the page with the
// better source counts, and an issue names both places. What a page only
// concluded gives way to what another one says.
//
// Pages of the reference come before what was imported from Meta's machine
// description, except for what only that has whole: it adds nodes, structs and
// edges, its list of values replaces the one of a page, and a type of it that
// names a node counts where a page says Object. Whether a parameter is required,
// defaults, texts, errors and permissions are the page's. Where the two differ
// is no issue; Compare tells of that.
//
// The order of the pages never matters.

package spec

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Merge makes one API of pages. It changes none of them.
func Merge(pages []*Page) (*API, Issues) {
	pages = unify(pages)
	m := merger{nodes: map[string]*Node{}, operations: map[string]*Operation{}, said: sayings{}}
	for _, p := range slices.SortedFunc(slices.Values(pages), byTrust) {
		for i := range p.Nodes {
			m.node(&p.Nodes[i], p, index("nodes", i))
		}
		for i := range p.Operations {
			m.operation(&p.Operations[i], p, index("operations", i))
		}
	}
	m.addToElements(pages)

	api := &API{
		Version:    commonVersion(pages),
		Pages:      slices.SortedFunc(slices.Values(pages), comparePages),
		Nodes:      slices.SortedFunc(maps.Values(m.nodes), func(a, b *Node) int { return cmp.Compare(a.Name, b.Name) }),
		Operations: slices.SortedFunc(maps.Values(m.operations), compareOperations),
	}
	api.Errors = m.messages(api.Pages)
	api.said = m.said
	m.issues.Sort()
	return api, m.issues
}

// byTrust orders pages so that the first is the best source: English before
// translations, formats by how much of a page they keep.
func byTrust(a, b *Page) int {
	if c := cmp.Compare(distrust(a), distrust(b)); c != 0 {
		return c
	}
	return comparePages(a, b)
}

func distrust(p *Page) int {
	formats := []string{"html", "markdown", "text", formatMetaspec}
	rank := slices.Index(formats, p.Source.Format)
	if rank < 0 {
		rank = len(formats)
	}
	if p.Source.Locale != "" && p.Source.Locale != "en_US" {
		rank += 1 + len(formats)
	}
	return rank
}

func compareOperations(a, b *Operation) int {
	methodA, pathA := a.Split()
	methodB, pathB := b.Split()
	return cmp.Or(cmp.Compare(pathA, pathB), cmp.Compare(methodA, methodB))
}

// commonVersion is the version that most pages have; of several the newest.
func commonVersion(pages []*Page) string {
	counts := map[string]int{}
	for _, p := range pages {
		if p.Version != "" {
			counts[p.Version]++
		}
	}
	best := ""
	for _, v := range slices.Sorted(maps.Keys(counts)) {
		if counts[v] > counts[best] || counts[v] == counts[best] && CompareVersions(v, best) > 0 {
			best = v
		}
	}
	return best
}

type merger struct {
	nodes      map[string]*Node
	operations map[string]*Operation
	said       sayings
	issues     Issues
}

func (m *merger) node(src *Node, p *Page, where string) {
	id := "node/" + src.Name
	dst := m.nodes[src.Name]
	isNew := dst == nil
	if isNew {
		dst = &Node{Inferred: slices.Clone(src.Inferred)}
		m.nodes[src.Name] = dst
	}
	v := m.pair(id, &dst.Inferred, src.Inferred, p, where, isNew)
	v.text("name", &dst.Name, src.Name, sameWords)
	v.text("path", &dst.Path, NormalizePath(src.Path), sameWords)
	v.doc(&dst.Doc, src.Doc)
	mergeRows(m, fieldRows, &dst.Fields, src.Fields, id+"/field/", p, where+".fields")
	mergeRows(m, edgeRows, &dst.Edges, src.Edges, id+"/edge/", p, where+".edges")
	mergeRows(m, paramRows, &dst.Params, src.Params, id+"/param/", p, where+".params")
}

func (m *merger) operation(src *Operation, p *Page, where string) {
	id := opKey(src.Op)
	dst := m.operations[id]
	isNew := dst == nil
	if isNew {
		dst = &Operation{Inferred: slices.Clone(src.Inferred)}
		m.operations[id] = dst
	}
	op := normalizeOp(src.Op)
	if len(dst.Op) > len(op) { // with act_
		op = dst.Op
	}
	v := m.pair("op/"+id, &dst.Inferred, src.Inferred, p, where, isNew)
	v.text("op", &dst.Op, op, func(_, _ string) bool { return true })
	dst.Op = op
	v.doc(&dst.Doc, src.Doc)
	if dst.Deprecated == nil && src.Deprecated != nil {
		note := *src.Deprecated
		dst.Deprecated = &note
	}
	v.typ("returns", &dst.Returns, src.Returns)
	v.text("creates", &dst.Creates, src.Creates, sameWords)
	v.text("read_after_write", &dst.ReadAfterWrite, src.ReadAfterWrite, sameWords)
	v.text("paging", &dst.Paging, src.Paging, sameWords)
	v.list("permissions", &dst.Permissions, src.Permissions)
	v.list("usual_permissions", &dst.UsualPermissions, src.UsualPermissions)
	dst.Errors = union(dst.Errors, src.Errors)
	slices.Sort(dst.Errors)
	mergeRows(m, paramRows, &dst.Params, src.Params, "op/"+id+"/param/", p, where+".params")
	mergeRows(m, fieldRows, &dst.Adds, src.Adds, "op/"+id+"/adds/", p, where+".adds")
	mergeRows(m, fieldRows, &dst.Summary, src.Summary, "op/"+id+"/summary/", p, where+".summary")
	mergeRows(m, fieldRows, &dst.Result, src.Result, "op/"+id+"/result/", p, where+".result")
}

// addToElements gives the nodes that an edge lists the fields which the edge
// adds to them. A node that no page describes comes to be this way; its path
// is marked as inferred.
func (m *merger) addToElements(pages []*Page) {
	for _, p := range slices.SortedFunc(slices.Values(pages), byTrust) {
		for i := range p.Operations {
			o := &p.Operations[i]
			name := o.Element()
			if name == "" || len(o.Adds) == 0 {
				continue
			}
			n := m.nodes[name]
			if n == nil {
				n = &Node{Name: name, Inferred: []string{"path"}}
				m.nodes[name] = n
			}
			mergeRows(m, fieldRows, &n.Fields, o.Adds, "node/"+name+"/field/", p, index("operations", i)+".adds")
		}
	}
}

// messages is one message for each code: the most frequent one.
func (m *merger) messages(pages []*Page) []ErrorMessage {
	counts := map[int]map[string]int{}
	for _, p := range pages {
		for _, e := range p.Errors {
			if counts[e.Code] == nil {
				counts[e.Code] = map[string]int{}
			}
			counts[e.Code][e.Message]++
		}
	}
	var all []ErrorMessage
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		messages := slices.SortedFunc(maps.Keys(counts[code]), func(a, b string) int {
			return cmp.Or(cmp.Compare(counts[code][b], counts[code][a]), cmp.Compare(a, b))
		})
		all = append(all, ErrorMessage{code, messages[0]})
		if len(messages) > 1 {
			m.issues.add(manyMessages, place{where: fmt.Sprintf("error %d", code)},
				"%d messages, of which %q is used; another is %q", len(messages), messages[0], messages[1])
		}
	}
	return all
}

// valueKey is a key of an element: the type of node/Page/field/fan_count.
// Without a key it is all of the element that has no saying of its own.
type valueKey struct{ element, key string }

// saying is where a value was taken from. Its line is looked up only when
// somebody asks.
type saying struct {
	page  *Page
	where string // of the element
}

// sayings are where the values of all elements were taken from.
type sayings map[valueKey]saying

// at is the place of a value; none where no page says it.
func (said sayings) at(element, key string) place {
	s, exact := said[valueKey{element, key}]
	if !exact {
		s = said[valueKey{element, ""}]
	}
	if s.page == nil || !exact && !s.says(key) {
		return place{}
	}
	return s.page.at(s.where + "." + key)
}

// says tells whether the page gives the element a value for a key.
func (s saying) says(key string) bool {
	v, ok := keyOf(s.page.value(s.where), key)
	return ok && !v.IsZero()
}

// pair is one thing that two pages describe: what is known so far, and what
// page p says of it.
type pair struct {
	m        *merger
	id       string    // of the thing
	known    *[]string // the keys that are inferred so far
	inferred []string  // the keys that the page inferred
	page     *Page
	where    string
	isNew    bool // no page before describes it
}

func (m *merger) pair(id string, known *[]string, inferred []string, p *Page, where string, isNew bool) pair {
	if isNew {
		m.said[valueKey{id, ""}] = saying{p, where}
	}
	return pair{m, id, known, inferred, p, where, isNew}
}

// text merges one key with a text for a value.
func (v pair) text(key string, dst *string, src string, same func(a, b string) bool) {
	if v.takes(key, *dst == "", src == "") {
		*dst = src
		return
	}
	if src != "" && *dst != src && !v.concludes(key) && !same(*dst, src) {
		v.contradicts(key, *dst, src)
	}
}

// typ merges type expressions: the one that says more stays.
func (v pair) typ(key string, dst *string, src string) {
	if src != "" && *dst != "" && !v.concludes(key) && saysMore(src, *dst) {
		*dst = ""
	}
	v.text(key, dst, src, sameType)
}

// flag merges a badge: that a page lacks one proves nothing.
func (v pair) flag(key string, dst *bool, src bool) {
	if v.takes(key, !*dst, !src) {
		*dst = true
	}
}

// list merges values: each page may know some.
func (v pair) list(key string, dst *[]string, src []string) {
	switch {
	case v.takes(key, len(*dst) == 0, len(src) == 0):
		*dst = slices.Clone(src)
	case !v.concludes(key):
		*dst = union(*dst, src)
	}
}

// doc keeps the first text there is; two pages may well use other words.
func (v pair) doc(dst *string, src string) {
	if *dst == "" {
		*dst = src
	}
}

// takes tells whether the page's value is to be taken: nothing is known, or
// something was only concluded that the page says. It keeps the books on who
// said it.
func (v pair) takes(key string, unknown, silent bool) bool {
	concluded := v.concludes(key)
	better := slices.Contains(*v.known, key) && !concluded
	if silent || !unknown && !better {
		return false
	}
	if !v.isNew {
		v.m.said[valueKey{v.id, key}] = saying{v.page, v.where}
	}
	if better || concluded {
		*v.known = slices.DeleteFunc(slices.Clone(*v.known), func(k string) bool { return k == key })
	}
	if concluded {
		*v.known = append(*v.known, key)
		slices.Sort(*v.known)
	}
	if len(*v.known) == 0 {
		*v.known = nil
	}
	return true
}

// concludes tells that the page only inferred the key.
func (v pair) concludes(key string) bool { return slices.Contains(v.inferred, key) }

func (v pair) contradicts(key, known, says string) {
	if v.page.isMetaspec() {
		return // Compare tells of it
	}
	other := v.m.said.at(v.id, key)
	v.m.issues.add(contradiction, v.page.at(v.where+"."+key), "%s of %s is %q here, but %q in %s",
		key, v.id, says, known, other)
}

func (at place) String() string {
	return strings.TrimSuffix(Issue{File: at.file, Line: at.line, Col: at.col, Where: at.where}.String(), ": ")
}

func sameWords(a, b string) bool { return a == b }

// union is a with what b has besides.
func union[T comparable](a, b []T) []T {
	a = slices.Clone(a)
	for _, x := range b {
		if !slices.Contains(a, x) {
			a = append(a, x)
		}
	}
	return a
}
