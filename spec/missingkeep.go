package spec

import (
	"reflect"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Keep gives pages what they lack, each where it was, and the pages that are
// gone. What an import says of an element is not what the page said of it, and
// an import gets nothing. Keep changes none of the pages that it is given.
func (m *Missing) Keep(pages []*Page) ([]*Page, Issues) {
	version := commonVersion(pages)
	k := keeping{pages: slices.Clone(pages), index: NewIndex(Scraped(pages)), m: m}
	lacks := make([][]int, len(pages)) // indexes of rows, by page
	for i, r := range m.Rows {
		if r.Version != version || k.index.has(r.ID) {
			continue
		}
		n := k.pageOf(r)
		if n < 0 {
			k.report(i, "no page of the spec has a place for %s", r.ID)
			continue
		}
		lacks[n] = append(lacks[n], i)
	}
	for n, rows := range lacks {
		if len(rows) > 0 {
			k.pages[n] = pages[n].clone()
			k.fill(k.pages[n], rows)
		}
	}
	for _, p := range m.Gone(version) {
		if p = p.without(k.index.has); len(p.Wholes()) > 0 {
			k.pages = append(k.pages, p)
		}
	}
	k.issues.Sort()
	return k.pages, k.issues
}

type keeping struct {
	m      *Missing
	pages  []*Page
	index  *Index // of the scraped pages as they are
	issues Issues
}

// report tells what is wrong with a row of missing.yaml.
func (k *keeping) report(i int, format string, args ...any) {
	k.m.report(&k.issues, missingEntry, index("rows", i), format, args...)
}

// pageOf is the page that lacks a row, or another one with what it stood in; -1
// if there is none.
func (k *keeping) pageOf(r Missed) int {
	var pages []*Page
	holder := holderID(r.ID)
	if holder == "" {
		pages = slices.SortedFunc(slices.Values(Scraped(k.pages)), byTrust)
		pages = slices.DeleteFunc(pages, func(p *Page) bool { return p.key() != r.Page })
	}
	for _, e := range k.index.Find(holder) {
		pages = append(pages, e.Page)
	}
	if len(pages) == 0 {
		return -1
	}
	best := func(p *Page) int {
		switch {
		case p.key() != r.Page:
			return 2
		case p.Source.SHA256 != r.SHA256:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(pages, func(a, b *Page) int { return best(a) - best(b) })
	return slices.Index(k.pages, pages[0])
}

// fill puts rows into a page that may be changed, each behind the one that it
// stood behind. That may be one of the others, which then goes first.
func (k *keeping) fill(p *Page, rows []int) {
	for len(rows) > 0 {
		at := map[string]Element{}
		for _, e := range Elements(p) {
			at[e.ID] = e
		}
		next := slices.IndexFunc(rows, func(i int) bool {
			r := k.m.Rows[i]
			_, known := at[sibling(r.ID, r.After)]
			return known || r.After == ""
		})
		next = max(next, 0) // what it stood behind is gone: it becomes the last
		found := len(k.issues)
		if i := rows[next]; !k.put(p, at, i) && len(k.issues) == found {
			k.report(i, "%s cannot stand where it says, or its row is of something else", k.m.Rows[i].ID)
		}
		rows = slices.Delete(rows, next, next+1)
	}
}

// put puts one row into a page whose elements are at.
func (k *keeping) put(p *Page, at map[string]Element, i int) bool {
	r := k.m.Rows[i]
	_, kind, name := SplitID(r.ID)
	holder := at[holderID(r.ID)]
	switch kind {
	case "value":
		row, ok := rowOf(holder.value)
		ok = ok && row.allow(r.Row.Value, name, r.After)
		if ok && row.values != nil {
			k.locateWord(p, holder.Where+".values", slices.Index(*row.values, name), i)
		}
		return ok
	case "perm", "error":
		if kind == "error" && holder.ID == "" {
			return k.explain(p, i)
		}
		o, ok := holder.value.(*Operation)
		ok = ok && o.allow(kind, name, r.After)
		switch code, _ := strconv.Atoi(name); {
		case ok && kind == "perm":
			k.locateWord(p, holder.Where+".permissions", slices.Index(o.Permissions, name), i)
		case ok:
			k.locateWord(p, holder.Where+".errors", slices.Index(o.Errors, code), i)
		}
		return ok
	}
	found := k.issues.Count(Error)
	from := reader{file: k.m.file, issues: &k.issues, lines: map[string]position{}}
	item := readApart(&from, r.ID, k.position(i), &r.Row, index("rows", i)+".row")
	if k.issues.Count(Error) > found {
		return false
	}
	_, list, _ := listOf(r.ID)
	if whole := holderID(r.ID) == ""; !whole && holder.value == nil || !item.IsValid() {
		return false
	}
	where := join(holder.Where, list)
	items := p.value(where)
	if !items.IsValid() || items.Type().Elem() != item.Type() {
		return false
	}
	n := items.Len()
	if before, ok := at[sibling(r.ID, r.After)]; ok {
		_, n = listIndex(before.Where)
		n++
	} else if r.After == "" {
		n = 0
	}
	p.insert(where, n, item)
	k.locate(p, index(where, n), i, &from)
	return true
}

// position is that of a row in missing.yaml.
func (k *keeping) position(i int) position {
	at := k.m.place(index("rows", i))
	return position{line: at.line, col: at.col}
}

// locate gives what a row put at a YAML path its places in missing.yaml.
func (k *keeping) locate(p *Page, where string, i int, from *reader) {
	places := from.below(index("rows", i) + ".row")
	places[""] = k.position(i)
	p.locate(where, k.m.file, places)
}

// locateWord is locate for a word that a row put into a list.
func (k *keeping) locateWord(p *Page, list string, n, i int) {
	if n < 0 {
		return // it stands in a type
	}
	p.shift(list, n, 1)
	p.locate(index(list, n), k.m.file, map[string]position{"": k.position(i)})
}

// explain gives a page the message of an error code.
func (k *keeping) explain(p *Page, i int) bool {
	r := k.m.Rows[i]
	_, _, code := SplitID(r.ID)
	keys := mapping("code", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: code})
	keys.Content = append(keys.Content, r.Row.Content...)
	found := k.issues.Count(Error)
	from := reader{file: k.m.file, issues: &k.issues, lines: map[string]position{}}
	var e ErrorMessage
	from.read(keys, reflect.ValueOf(&e).Elem(), index("rows", i)+".row")
	if k.issues.Count(Error) > found {
		return false
	}
	n := slices.IndexFunc(p.Errors, func(e ErrorMessage) bool { return strconv.Itoa(e.Code) == r.After }) + 1
	p.insert("errors", n, reflect.ValueOf(e))
	k.locate(p, index("errors", n), i, &from)
	return true
}

// insertBehind puts x behind another one: at the beginning of the list if that
// is the zero value, at its end if the list has no such one.
func insertBehind[T comparable](list []T, x, behind T) []T {
	var none T
	i := slices.Index(list, behind) + 1
	if i == 0 && behind != none {
		i = len(list)
	}
	return slices.Insert(slices.Clone(list), i, x)
}

// rowOf is an element as a row; false if it is none.
func rowOf(v any) (row, bool) {
	switch v := v.(type) {
	case *Field:
		return fieldRows.row(v), true
	case *Param:
		return paramRows.row(v), true
	case *Edge:
		return edgeRows.row(v), true
	}
	return row{}, false
}

// allow adds a value to those that a row takes, behind another one. Key is where
// it stood, values or type; the row may have the others elsewhere by now.
func (r row) allow(key, value, behind string) bool {
	if r.values == nil {
		return false
	}
	t, err := ParseType(*r.typ)
	enum := t.enum()
	if len(*r.values) > 0 || err != nil || enum == nil || len(enum.Values) == 0 && key == "values" {
		*r.values = insertBehind(*r.values, value, behind)
		return true
	}
	enum.Values = insertBehind(enum.Values, value, behind)
	*r.typ = t.String()
	return true
}

// enum is the first enum in a type; nil if there is none.
func (t *Type) enum() *Type {
	for u := range t.All() {
		if u.Kind == KindEnum {
			return u
		}
	}
	return nil
}

// allow adds a permission or an error code to an operation, behind another one.
func (o *Operation) allow(kind, name, behind string) bool {
	if kind == "perm" {
		o.Permissions = insertBehind(o.Permissions, name, behind)
		return true
	}
	code, err := strconv.Atoi(name)
	if err != nil {
		return false
	}
	before, _ := strconv.Atoi(behind)
	o.Errors = insertBehind(o.Errors, code, before)
	return true
}
