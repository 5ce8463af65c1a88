package spec

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// This file tells which nodes of Meta's machine description are which of the
// reference. Mostly the names are the same, and the paths with them. Where they
// differ, a table says so, each entry with the evidence for it. The reference's
// name stays, since that is what people look up.

// twin is one node with two names.
type twin struct {
	reference   string // the node's name there
	placeholder string // in the paths of its pages
	metaspec    string
	reason      string
}

// twins are all such nodes. A test reads them against the corpus: an entry whose
// edges the two sources do not share has no place here.
var twins = []twin{
	{"Application", "app_id", "Application", "pages write /{app-id}/… and /{application-id}/… for the same edges"},
	{"Conversation", "conversation_id", "UnifiedThread", "the page of Page.conversations says that it lists UnifiedThread, and links to Conversation"},
	{"Payment", "payment_id", "PaymentEnginePayment", "both have refunds and disputes"},
	{"Video", "video_id", "AdVideo", "both have captions, polls, crosspost_shared_pages and sponsor_tags; Page.videos lists AdVideo"},
}

// unify gives nodes with two names the reference's, in all that pages say of
// them. It changes no page; those it has nothing to do with it returns as they
// are. Without pages of both sources it does nothing.
func unify(pages []*Page) []*Page {
	u := newUnifier(pages)
	if len(u.names) == 0 && len(u.placeholders) == 0 {
		return pages
	}
	unified := make([]*Page, len(pages))
	for i, p := range pages {
		unified[i] = u.page(p)
	}
	return unified
}

// unifier renames.
type unifier struct {
	names        map[string]string // of nodes
	placeholders map[string]string
}

func newUnifier(pages []*Page) unifier {
	u := unifier{map[string]string{}, map[string]string{}}
	said := map[bool]map[string]bool{false: {}, true: {}} // nodes and placeholders, by whether a metaspec has them
	for _, p := range pages {
		for _, n := range p.Nodes {
			said[p.isMetaspec()][n.Name] = true
		}
		for _, o := range p.Operations {
			for _, name := range Placeholders(normalizeOp(o.Op)) {
				said[p.isMetaspec()][name] = true
			}
		}
	}
	for _, t := range twins {
		if !said[true][t.metaspec] || !said[false][t.reference] && !said[false][t.placeholder] || said[false][t.metaspec] && t.metaspec != t.reference {
			continue
		}
		own := snakeCase(t.metaspec) + "_id"
		if t.metaspec == t.reference {
			u.placeholders[t.placeholder] = own // two spellings of the reference
			continue
		}
		u.names[t.metaspec] = t.reference
		u.placeholders[own] = t.placeholder
	}
	return u
}

// page is the page with the new names.
func (u unifier) page(p *Page) *Page {
	if !slices.ContainsFunc(slices.Collect(maps.Keys(u.names)), p.usesName) &&
		!slices.ContainsFunc(slices.Collect(maps.Keys(u.placeholders)), p.usesName) {
		return p
	}
	c := p.Clean()
	for i := range c.Nodes {
		n := &c.Nodes[i]
		if name := u.names[n.Name]; name != "" {
			n.Name = name
		}
		n.Path = u.path(n.Path)
		renameRows(u, fieldRows, n.Fields)
		renameRows(u, edgeRows, n.Edges)
		renameRows(u, paramRows, n.Params)
	}
	for i := range c.Operations {
		o := &c.Operations[i]
		o.Op = u.path(normalizeOp(o.Op))
		o.Returns = u.words(o.Returns)
		o.Creates = u.words(o.Creates)
		renameRows(u, paramRows, o.Params)
		renameRows(u, fieldRows, o.Adds)
		renameRows(u, fieldRows, o.Summary)
		renameRows(u, fieldRows, o.Result)
	}
	return c
}

func renameRows[T any](u unifier, k rows[T], list []T) {
	for i := range list {
		r := k.row(&list[i])
		*r.typ = u.words(*r.typ)
		if children := k.children(&list[i]); children != nil {
			renameRows(u, k, *children)
		}
	}
}

var nameWord = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_]*`)

// words is a type expression with the new names.
func (u unifier) words(s string) string {
	if !slices.ContainsFunc(slices.Collect(maps.Keys(u.names)), func(name string) bool { return strings.Contains(s, name) }) {
		return s
	}
	return nameWord.ReplaceAllStringFunc(s, func(w string) string {
		if name := u.names[w]; name != "" {
			return name
		}
		return w
	})
}

// path is a path or an operation with the new placeholders.
func (u unifier) path(s string) string {
	for _, old := range slices.Sorted(maps.Keys(u.placeholders)) {
		s = strings.ReplaceAll(s, "{"+old+"}", "{"+u.placeholders[old]+"}")
	}
	return s
}

// usesName tells whether a name stands anywhere in the page's nodes and
// operations.
func (p *Page) usesName(name string) bool {
	in := func(s string) bool { return strings.Contains(s, name) }
	for i := range p.Nodes {
		n := &p.Nodes[i]
		if in(n.Name) || in(n.Path) || rowsMention(fieldRows, n.Fields, in) || rowsMention(edgeRows, n.Edges, in) || rowsMention(paramRows, n.Params, in) {
			return true
		}
	}
	for i := range p.Operations {
		o := &p.Operations[i]
		if in(normalizeOp(o.Op)) || in(o.Returns) || in(o.Creates) || rowsMention(paramRows, o.Params, in) ||
			rowsMention(fieldRows, o.Adds, in) || rowsMention(fieldRows, o.Summary, in) || rowsMention(fieldRows, o.Result, in) {
			return true
		}
	}
	return false
}

func rowsMention[T any](k rows[T], list []T, in func(string) bool) bool {
	for i := range list {
		if in(*k.row(&list[i]).typ) {
			return true
		}
		if children := k.children(&list[i]); children != nil && rowsMention(k, *children, in) {
			return true
		}
	}
	return false
}

// snakeCase is unified_thread for UnifiedThread, ig_user for IGUser.
func snakeCase(name string) string {
	return strings.ToLower(wordEnd.ReplaceAllString(wordStart.ReplaceAllString(name, "${1}_$2"), "${1}_$2"))
}

var wordEnd = regexp.MustCompile(`([A-Z])([A-Z][a-z])`)

func (p *Page) isMetaspec() bool { return p.Source.Format == formatMetaspec }
