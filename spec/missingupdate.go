package spec

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// This file says what is missing after a scrape. An absence is confirmed, and
// what was kept is dropped, when
//
//   - of a page that is still there: its bytes are others than at the first
//     absence, and it lacks the element again;
//   - of a page that is gone: on a later day it is still gone, and another page
//     came with other bytes, so that somebody did look again.
//
// What a note announces, and what the page says now that it cannot be done, is
// no absence. Nor is anything that another page describes; an import is no page,
// and what only it has left is kept as the page said it.

// Update is what is missing after a scrape: pages are the new ones, known are
// those of the last scrape, with what was missing then.
func (m *Missing) Update(known, pages []*Page, today string) *Missing {
	u := newAbsence(m, known, pages, today)
	for _, p := range slices.SortedFunc(slices.Values(known), byTrust) {
		if p.Version != "" && p.Version != u.version {
			continue
		}
		if u.same[p] == nil {
			u.gone(p)
		}
		u.elements(p)
		u.messages(p)
	}
	u.next.sort()
	return u.next
}

// Scraped are the pages that were not imported. An import has no bytes of a page
// by which a second look could be told from the first, and takes no part here.
func Scraped(pages []*Page) []*Page {
	return slices.DeleteFunc(slices.Clone(pages), (*Page).isMetaspec)
}

// absence is what Update knows.
type absence struct {
	next    *Missing
	version string
	today   string

	pages     []*Page // the new ones
	now       *Index
	explained map[int]bool    // the error codes that have a message
	same      map[*Page]*Page // the new form of each page
	looked    bool            // a page has other bytes than at the last scrape

	rows map[[2]string]Missed // what was missing so far, by element and page
	day  map[string]string    // since when a page is gone, by its form
}

func newAbsence(m *Missing, known, pages []*Page, today string) *absence {
	u := &absence{
		next: &Missing{Format: MissingFormat, file: m.file}, version: commonVersion(pages), today: today,
		pages: pages, now: NewIndex(pages), same: samePages(known, pages),
		explained: map[int]bool{}, rows: map[[2]string]Missed{}, day: map[string]string{},
	}
	for _, q := range pages {
		for _, e := range q.Errors {
			u.explained[e.Code] = true
		}
	}
	for p, q := range u.same {
		u.looked = u.looked || p.Source.SHA256 != q.Source.SHA256
	}
	for _, r := range m.Rows {
		if r.Version != u.version {
			u.next.Rows = append(u.next.Rows, r)
			continue
		}
		u.rows[[2]string{r.ID, r.Page}] = r
	}
	for i := range m.Pages {
		p := m.Pages[i].said(m.file)
		if p.Version != u.version {
			u.next.Pages = append(u.next.Pages, m.Pages[i])
			continue
		}
		u.day[p.form()] = m.Pages[i].Since
	}
	return u
}

// gone keeps what only a page said that is there no more.
func (u *absence) gone(p *Page) {
	announced := map[string]bool{}
	for _, e := range Elements(p) {
		announced[e.ID] = p.announced(e, u.version, u.today)
	}
	left := p.without(func(id string) bool {
		return u.now.has(id) || announced[id] || slices.ContainsFunc(u.pages, func(q *Page) bool { return q.ends(id, isSubject) })
	})
	if len(left.Wholes()) == 0 {
		return
	}
	left.Version = u.version
	since, known := u.day[p.form()]
	if known && since < u.today && u.looked {
		return
	}
	if !known {
		since = u.today
	}
	says := encode(reflect.ValueOf(*left), "")
	u.next.Pages = append(u.next.Pages, MissedPage{Since: since, Says: *says, page: left})
}

// elements keeps what stood on a page and stands on none any more.
func (u *absence) elements(p *Page) {
	last := map[string]string{} // the name of the element before, by list
	for _, e := range Elements(p) {
		list := e.Where
		if strings.HasSuffix(list, "]") {
			list, _ = listIndex(list)
		}
		after := last[list]
		_, _, last[list] = SplitID(e.ID)
		q := u.lacks(e, u.same[p])
		if q == nil || q.ends(e.ID, mayMean) || q.newlyRefuses(p, e.ID) || p.announced(e, u.version, u.today) {
			continue
		}
		u.keep(q, e.ID, after, encodeApart(e))
	}
}

// messages keeps the messages of error codes: without its message a code has
// another Go name.
func (u *absence) messages(p *Page) {
	q := u.same[p]
	if q == nil {
		return
	}
	after := ""
	for i := range p.Errors {
		id := "error/" + strconv.Itoa(p.Errors[i].Code)
		if !u.explained[p.Errors[i].Code] {
			u.keep(q, id, after, mapping("message", encodeText(p.Errors[i].Message)))
		}
		_, _, after = SplitID(id)
	}
}

// keep keeps what page q lacks, unless it lacked it before and has other bytes
// now.
func (u *absence) keep(q *Page, id, after string, row *yaml.Node) {
	r, known := u.rows[[2]string{id, q.key()}]
	if known && r.SHA256 != q.Source.SHA256 {
		return
	}
	if !known {
		r = Missed{ID: id, Version: u.version, Since: u.today, SHA256: q.Source.SHA256, Page: q.key(), After: after, Row: *row}
	}
	u.next.Rows = append(u.next.Rows, r)
}

// lacks is the page that lacks an element: the new form of its page, or another
// one that has what the element stood in. It is nil if nothing is missing, or
// if something larger is.
func (u *absence) lacks(e Element, q *Page) *Page {
	if u.now.has(e.ID) {
		return nil
	}
	holder := holderID(e.ID)
	if holder == "" {
		return q
	}
	found := u.now.Find(holder)
	if len(found) == 0 {
		return nil
	}
	at := found[max(0, slices.IndexFunc(found, func(f Element) bool { return f.Page == q }))]
	if !at.couldHave(e) {
		return nil
	}
	return at.Page
}

// couldHave tells whether an element may have another one that it has not. A
// row whose type is another now takes no values; a permission that is only
// usual is not absent.
func (e Element) couldHave(member Element) bool {
	_, kind, name := SplitID(member.ID)
	switch kind {
	case "value":
		r, ok := rowOf(e.value)
		if !ok || r.values == nil {
			return false
		}
		t, err := ParseType(*r.typ)
		return len(r.allValues()) > 0 || member.stoodIn() == "values" || err == nil && t.enum() != nil
	case "perm":
		o, ok := e.value.(*Operation)
		return ok && !slices.Contains(o.UsualPermissions, name)
	}
	return true
}

// stoodIn is the key in which a value stood: the list of values, or the type.
func (e Element) stoodIn() string {
	if strings.HasSuffix(e.Where, "]") {
		return "values"
	}
	return "type"
}

// encodeApart is what a page says of an element, without what its identity says.
func encodeApart(e Element) *yaml.Node {
	if _, kind, _ := SplitID(e.ID); kind == "value" {
		return encodeText(e.stoodIn())
	}
	if e.value == nil {
		return &yaml.Node{}
	}
	row := encode(reflect.ValueOf(e.value).Elem(), "")
	if o, ok := e.value.(*Operation); ok && "op/"+o.Op != e.ID {
		return row // the path is spelt in another way there
	}
	row.Content = row.Content[2:]
	return row
}
