package diff

import (
	"cmp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// locate finds where both specs speak of each change, or of what is next to it.
func (c *comparison) locate() {
	oldURLs := make([]string, len(c.changes))
	both(func() {
		for i, ch := range c.changes {
			ch.OldPlace, oldURLs[i] = c.old.locate(ch.Subject)
		}
	}, func() {
		for _, ch := range c.changes {
			ch.NewPlace, ch.URL = c.new.locate(cmp.Or(ch.Renamed, ch.Subject))
		}
	})
	for i, ch := range c.changes {
		ch.URL = cmp.Or(ch.URL, oldURLs[i])
	}
}

// locate is where a side describes an element, and the address of the page.
func (s *side) locate(id string) (at Place, url string) {
	e := s.element(id)
	if e.Page == nil {
		return Place{}, ""
	}
	file, line, _ := e.Place()
	return Place{file, line}, e.Page.Source.URL
}

// element is where a side describes an element. It is zero where it does not.
func (s *side) element(id string) spec.Element {
	if n, ok := s.notes.all[id]; ok {
		return spec.Element{ID: id, Page: n.page, Where: n.where}
	}
	if found := s.index.Find(id); len(found) > 0 {
		return found[0]
	}
	if title, ok := strings.CutPrefix(id, "page/"); ok {
		for _, p := range s.API.Pages {
			if p.Title == title {
				return spec.Element{ID: id, Page: p}
			}
		}
	}
	return spec.Element{}
}

// trace tells who moved. If a page has the same bytes on both sides, what
// differs is how it was read.
func (c *comparison) trace(ch *Change) {
	if ch.Origin != OriginAPI {
		return
	}
	o, n := c.pageOf(&c.old, ch.Subject), c.pageOf(&c.new, either(ch.Renamed != "", ch.Renamed, ch.Subject))
	if o != nil && n != nil && o.Source.SHA256 != "" && o.Source.SHA256 == n.Source.SHA256 {
		ch.Origin = OriginScraper
	}
}

// pageOf is the page that describes an element or, where there is no such
// element, what it would stand in.
func (c *comparison) pageOf(s *side, id string) *spec.Page {
	for id != "" {
		if e := s.element(id); e.Page != nil {
			return e.Page
		}
		id = Holder(id)
	}
	return nil
}

// Holder is the identity of what an element stands in; empty at the top.
func Holder(id string) string {
	holder, kind, name := spec.SplitID(id)
	if holder == "" {
		return ""
	}
	if kind == "value" {
		return rowOf(holder)
	}
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return holder + "/" + kind + "/" + name[:i]
	}
	return holder
}

// rowOf is the row that an enum belongs to: enum/Page/category is that of
// node/Page/field/category.
func rowOf(enum string) string {
	owner, name, ok := cutLast(strings.TrimPrefix(enum, "enum/"), "/")
	if !ok {
		return ""
	}
	isOp := strings.Contains(owner, " ")
	if !isOp {
		return spec.NodeID(owner) + "/field/" + name
	}
	op, part, ok := cutLast(owner, "#")
	if !ok {
		return "op/" + owner + "/param/" + name
	}
	return "op/" + op + "/" + part + "/" + name
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
