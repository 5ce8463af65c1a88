package spec

import (
	"slices"
	"strconv"
)

// row is what fields, edges and parameters have in common: pointers into one
// of them.
type row struct {
	name, typ, since, doc                       *string
	values, inferred                            *[]string
	required, standard, core, emoji, deprecated *bool // standard is the Default badge
	flat                                        *bool
	value                                       **string // the default value
}

// rows tells how to look at one kind of rows.
type rows[T any] struct {
	row      func(*T) row
	children func(*T) *[]T // nil where the kind has none
	key      string        // of the children
}

var (
	fieldRows = rows[Field]{
		func(f *Field) row {
			return row{name: &f.Name, typ: &f.Type, since: &f.Since, doc: &f.Doc, values: &f.Values, inferred: &f.Inferred,
				standard: &f.Default, core: &f.Core, emoji: &f.Emoji, deprecated: &f.Deprecated, flat: &f.Flat}
		},
		func(f *Field) *[]Field { return &f.Fields }, "fields",
	}
	paramRows = rows[Param]{
		func(p *Param) row {
			return row{name: &p.Name, typ: &p.Type, since: &p.Since, doc: &p.Doc, values: &p.Values, inferred: &p.Inferred,
				required: &p.Required, emoji: &p.Emoji, deprecated: &p.Deprecated, flat: &p.Flat, value: &p.Default}
		},
		func(p *Param) *[]Param { return &p.Params }, "params",
	}
	edgeRows = rows[Edge]{
		func(e *Edge) row {
			return row{name: &e.Name, typ: &e.Type, since: &e.Since, doc: &e.Doc, inferred: &e.Inferred,
				standard: &e.Default, core: &e.Core, deprecated: &e.Deprecated}
		},
		func(*Edge) *[]Edge { return nil }, "",
	}
)

func (r row) isFlat() bool { return r.flat != nil && *r.flat }

// mergeRows adds the rows that a page has to those known so far; id is what the
// identities of the rows begin with. A flat row
// has lost its place in the tree: it says nothing where the other side has the
// tree, and several of one name are different rows.
func mergeRows[T any](m *merger, k rows[T], dst *[]T, src []T, id string, p *Page, where string) {
	if *dst == nil && len(src) > 0 {
		*dst = make([]T, 0, len(src))
	}
	*dst = k.withoutFlat(*dst, src)
	known := make(map[string]int, len(src))
	count := map[string]int{}
	for i := range *dst {
		known[k.identity(&(*dst)[i], count)] = i
	}
	clear(count)
	for i := range src {
		s := k.row(&src[i])
		key := k.identity(&src[i], count)
		j, ok := known[key]
		if !ok && s.isFlat() && k.tree(*dst)[*s.name] {
			continue
		}
		if !ok {
			j = len(*dst)
			known[key] = j
			var blank T
			*k.row(&blank).inferred = slices.Clone(*s.inferred)
			*dst = append(*dst, blank)
		}
		at := index(where, i)
		m.row(k.row(&(*dst)[j]), s, id+key, p, at, !ok)
		if children := k.children(&src[i]); children != nil && len(*children) > 0 {
			mergeRows(m, k, k.children(&(*dst)[j]), *children, id+key+".", p, at+"."+k.key)
		}
	}
}

// identity is what makes two rows the same.
func (k rows[T]) identity(t *T, count map[string]int) string {
	r := k.row(t)
	if !r.isFlat() {
		return *r.name
	}
	count[*r.name]++
	return *r.name + "#" + strconv.Itoa(count[*r.name])
}

// withoutFlat leaves out the flat rows that tell, has in a tree.
func (k rows[T]) withoutFlat(list, other []T) []T {
	if !slices.ContainsFunc(list, func(t T) bool { return k.row(&t).isFlat() }) {
		return list
	}
	tree := k.tree(other)
	var kept []T
	for i := range list {
		if r := k.row(&list[i]); !r.isFlat() || !tree[*r.name] {
			kept = append(kept, list[i])
		}
	}
	return kept
}

// tree are the names of the rows, at any depth, whose place is known.
func (k rows[T]) tree(list []T) map[string]bool {
	names := map[string]bool{}
	var walk func([]T)
	walk = func(list []T) {
		for i := range list {
			if r := k.row(&list[i]); !r.isFlat() {
				names[*r.name] = true
			}
			if children := k.children(&list[i]); children != nil {
				walk(*children)
			}
		}
	}
	walk(list)
	return names
}

// row merges what two pages say of one row; isNew tells that no page before had
// it.
func (m *merger) row(dst, src row, id string, p *Page, where string, isNew bool) {
	v := m.pair(id, dst.inferred, *src.inferred, p, where, isNew)
	if p.isMetaspec() && !isNew {
		src = v.replaceValues(dst, src)
	}
	v.text("name", dst.name, *src.name, sameWords)
	v.typ("type", dst.typ, *src.typ)
	v.text("since", dst.since, *src.since, sameWords)
	v.doc(dst.doc, *src.doc)
	if dst.values != nil {
		v.list("values", dst.values, *src.values)
	}
	v.badge("required", dst.required, src.required)
	v.badge("default", dst.standard, src.standard)
	v.badge("core", dst.core, src.core)
	v.badge("emoji", dst.emoji, src.emoji)
	v.badge("deprecated", dst.deprecated, src.deprecated)
	v.badge("flat", dst.flat, src.flat)
	if dst.value != nil {
		v.value(dst.value, *src.value)
	}
}

// replaceValues lets the whole list of values that a machine description has
// take the place of what a page lists, and leaves out whether the row is
// required.
func (v pair) replaceValues(dst, src row) row {
	if src.values != nil && len(*src.values) > 0 {
		*dst.values = nil
		if t, err := ParseType(*dst.typ); err == nil && len(t.innermost().Values) > 0 {
			*dst.typ = ""
		}
	}
	src.required = nil
	return src
}

// innermost is what a list or a map holds at last.
func (t *Type) innermost() *Type {
	for t.Elem != nil {
		t = t.Elem
	}
	return t
}

func (v pair) badge(key string, dst, src *bool) {
	if dst != nil && src != nil {
		v.flag(key, dst, *src)
	}
}

// value merges default values; the empty text is one.
func (v pair) value(dst **string, src *string) {
	switch {
	case v.takes("default", *dst == nil, src == nil):
		*dst = src
	case src != nil && *src != **dst && !v.concludes("default"):
		v.contradicts("default", **dst, *src)
	}
}
