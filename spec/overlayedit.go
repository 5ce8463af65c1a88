package spec

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// edit is a value to correct.
type edit struct {
	element               Element
	key                   string
	current, expect, want reflect.Value
	merged                reflect.Value // current, of all pages together
}

// mentions tells whether the page has to be corrected: what it does not say
// need not be, if another page says it.
func (p *Page) mentions(e edit) bool {
	return !reflect.DeepEqual(e.current.Interface(), e.want.Interface())
}

// edits are the values that an action sets on an element.
func (w *overlayWork) edits(r *ActionResult, o *Overlay, e Element) []edit {
	want, expect := reflect.New(reflect.TypeOf(e.value).Elem()).Elem(), reflect.New(reflect.TypeOf(e.value).Elem()).Elem()
	keys := w.patch(o, &r.Set, want)
	expected := w.patch(o, &r.Expect, expect)
	together := reflect.ValueOf(w.elements().merged(e)).Elem()
	var edits []edit
	for _, key := range keys {
		current, _ := keyOf(reflect.ValueOf(e.value).Elem(), key)
		merged, _ := keyOf(together, key)
		wanted, _ := keyOf(want, key)
		ed := edit{element: e, key: key, current: current, merged: merged, want: wanted}
		if slices.Contains(expected, key) {
			ed.expect, _ = keyOf(expect, key)
		}
		edits = append(edits, ed)
	}
	for _, key := range expected {
		if !slices.Contains(keys, key) {
			merged, _ := keyOf(together, key)
			value, _ := keyOf(expect, key)
			if !reflect.DeepEqual(merged.Interface(), value.Interface()) {
				r.State, r.Detail = ActionConflict, fmt.Sprintf("%s of %s is %s, not %s", key, e.ID, inWords(merged), inWords(value))
			}
		}
	}
	return edits
}

// patch reads the keys of n into a struct of a page, and returns them.
func (w *overlayWork) patch(o *Overlay, n *yaml.Node, v reflect.Value) []string {
	r := reader{file: o.file, issues: &w.issues}
	known := keysOf(v.Type())
	var keys []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		field := fieldOf(known, n.Content[i])
		if field < 0 {
			at := place{o.file, n.Content[i].Line, n.Content[i].Column, ""}
			r.issues.addHint(unknownKey, at, nearestHint(name, known), "unknown key %q", CleanLine(name))
			continue
		}
		r.read(n.Content[i+1], v.Field(field), name)
		keys = append(keys, name)
	}
	return keys
}

// keyOf is the field of a struct with a YAML key.
func keyOf(v reflect.Value, name string) (reflect.Value, bool) {
	for i, k := range keysOf(v.Type()) {
		if k.name == name && name != "" {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// decide settles the state of an action that sets values. What counts is what
// the pages come to together.
func (w *overlayWork) decide(r *ActionResult, edits []edit) {
	same := func(a, b reflect.Value) bool { return a.IsValid() && reflect.DeepEqual(a.Interface(), b.Interface()) }
	already := !slices.ContainsFunc(edits, func(e edit) bool { return !same(e.merged, e.want) })
	switch {
	case already && slices.ContainsFunc(edits, func(e edit) bool { return e.expect.IsValid() && !same(e.expect, e.want) }):
		r.State, r.Detail = ActionAbsorbed, "the page says so by now"
		return
	case already:
		r.State, r.Detail = ActionNoop, "it sets what is there already"
		return
	}
	for _, e := range edits {
		if _, corrected := w.set[e.element.ID+"."+e.key]; corrected {
			continue // an overlap, which is told apart
		}
		if e.expect.IsValid() && !same(e.merged, e.expect) && !same(e.merged, e.want) {
			r.State, r.Detail = ActionConflict, fmt.Sprintf("%s of %s is %s, not %s", e.key, e.element.ID, inWords(e.merged), inWords(e.expect))
			return
		}
	}
	r.State = ActionApplied
}

// clone makes a page one that may be changed.
func (w *overlayWork) clone(p *Page) {
	if i := slices.Index(w.pages, p); i >= 0 && w.clones[p] == nil {
		c := p.clone()
		w.pages[i], w.clones[p], w.clones[c] = c, c, c
	}
}

// clone is a copy of the page, with places of its own.
func (p *Page) clone() *Page {
	c := p.Clean()
	c.lines = &pageLines{at: map[string]position{}}
	maps.Copy(c.lines.at, p.lines.all())
	return c
}

// current is the page as it is corrected so far.
func (w *overlayWork) current(p *Page) *Page {
	if c := w.clones[p]; c != nil {
		return c
	}
	return p
}

// valueOf is the struct of an element in the corrected page.
func (w *overlayWork) valueOf(e Element) reflect.Value { return w.current(e.Page).value(e.Where) }

// said takes a key out of those that were only concluded: a person says it.
func (w *overlayWork) said(e edit) {
	if inferred, ok := keyOf(w.valueOf(e.element), "inferred"); ok {
		kept := slices.DeleteFunc(slices.Clone(inferred.Interface().([]string)), func(k string) bool { return k == e.key })
		inferred.Set(reflect.ValueOf(kept))
	}
}

// value is what stands at a YAML path of the page, such as nodes[0].fields[2].
func (p *Page) value(where string) reflect.Value {
	v := reflect.ValueOf(p).Elem()
	for step := range strings.SplitSeq(strings.ReplaceAll(where, "[", ".["), ".") {
		if n, ok := strings.CutPrefix(step, "["); ok {
			i, _ := strconv.Atoi(strings.TrimSuffix(n, "]"))
			v = v.Index(i)
			continue
		}
		v, _ = keyOf(v, step)
	}
	return v
}

// cut takes an item out of its list.
func (p *Page) cut(where string) {
	list, n := listIndex(where)
	v := p.value(list)
	v.Set(reflect.AppendSlice(v.Slice3(0, n, n), v.Slice(n+1, v.Len())))
	p.shift(list, n, -1)
}

// insert puts an item into a list, before the one of that index.
func (p *Page) insert(list string, n int, item reflect.Value) {
	v := p.value(list)
	whole := reflect.MakeSlice(v.Type(), 0, v.Len()+1)
	whole = reflect.Append(reflect.AppendSlice(whole, v.Slice(0, n)), item)
	v.Set(reflect.AppendSlice(whole, v.Slice(n, v.Len())))
	p.shift(list, n, 1)
}

// shift moves the places of the items of a list behind one that came (by 1) or
// went (by -1).
func (p *Page) shift(list string, n, by int) {
	moved := make(map[string]position, len(p.lines.all()))
	for at, pos := range p.lines.all() {
		rest, ok := strings.CutPrefix(at, list+"[")
		if !ok {
			moved[at] = pos
			continue
		}
		number, tail, _ := strings.Cut(rest, "]")
		switch i, _ := strconv.Atoi(number); {
		case i < n:
			moved[at] = pos
		case i > n || by > 0:
			moved[index(list, i+by)+tail] = pos
		}
	}
	p.lines = &pageLines{at: moved}
}

// listIndex is the list of an item, and the item's index: fields and 2 of
// fields[2].
func listIndex(where string) (list string, n int) {
	open := strings.LastIndexByte(where, '[')
	n, _ = strconv.Atoi(strings.TrimSuffix(where[open+1:], "]"))
	return where[:open], n
}

// inWords is a value as YAML shows it on one line.
func inWords(v reflect.Value) string {
	if v.IsZero() {
		return "absent"
	}
	n := encode(v, "")
	n.Style |= yaml.FlowStyle
	out, err := yaml.Marshal(n)
	if err != nil {
		return fmt.Sprint(v.Interface())
	}
	return CleanLine(string(out))
}
