package spec

import (
	"cmp"
	"slices"
	"strings"
)

// This file tells a page again that was scraped anew, and what is left of one
// that is gone.

// key is by what a page is known again: its address, else its title.
func (p *Page) key() string { return cmp.Or(p.Source.URL, p.Title) }

// form is what tells the forms of one page apart.
func (p *Page) form() string {
	return strings.Join([]string{p.key(), p.Source.Locale, p.Source.Format}, "\x00")
}

// samePages finds the new form of each page: at the same address, or under the
// same title where that has moved. A page is the new form of one.
func samePages(known, pages []*Page) map[*Page]*Page {
	same, taken := map[*Page]*Page{}, map[*Page]bool{}
	for _, key := range []func(*Page) string{
		(*Page).form,
		func(p *Page) string { return p.Source.URL },
		func(p *Page) string { return p.Title },
	} {
		left := map[string][]*Page{}
		for _, q := range slices.SortedFunc(slices.Values(pages), byTrust) {
			if k := key(q); !taken[q] && k != "" {
				left[k] = append(left[k], q)
			}
		}
		for _, p := range slices.SortedFunc(slices.Values(known), byTrust) {
			if k := key(p); same[p] == nil && len(left[k]) > 0 {
				same[p], taken[left[k][0]] = left[k][0], true
				left[k] = left[k][1:]
			}
		}
	}
	return same
}

// Wholes are the identities of the nodes and operations that the page describes.
func (p *Page) Wholes() []string {
	var ids []string
	for i := range p.Nodes {
		ids = append(ids, NodeID(p.Nodes[i].Name))
	}
	for i := range p.Operations {
		ids = append(ids, OpID(p.Operations[i].Op))
	}
	return ids
}

// without is the page without the nodes and operations that others describe,
// known by identity.
func (p *Page) without(known func(id string) bool) *Page {
	c := p.clone()
	for _, id := range p.Wholes() {
		if !known(id) {
			continue
		}
		for _, e := range Elements(c) {
			if e.ID == id {
				c.cut(e.Where)
				break
			}
		}
	}
	return c
}
