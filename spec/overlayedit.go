package spec

import (
	"fmt"
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
	var edits []edit
	for _, key := range keys {
		current, _ := keyOf(reflect.ValueOf(e.value).Elem(), key)
		wanted, _ := keyOf(want, key)
		ed := edit{element: e, key: key, current: current, want: wanted}
		if slices.Contains(expected, key) {
			ed.expect, _ = keyOf(expect, key)
		}
		edits = append(edits, ed)
	}
	for _, key := range expected {
		if !slices.Contains(keys, key) {
			current, _ := keyOf(reflect.ValueOf(e.value).Elem(), key)
			value, _ := keyOf(expect, key)
			if !reflect.DeepEqual(current.Interface(), value.Interface()) {
				r.State, r.Detail = ActionConflict, fmt.Sprintf("%s of %s is %s, not %s", key, e.ID, inWords(current), inWords(value))
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

// decide settles the state of an action that sets values.
func (w *overlayWork) decide(r *ActionResult, edits []edit) {
	same := func(a, b reflect.Value) bool { return a.IsValid() && reflect.DeepEqual(a.Interface(), b.Interface()) }
	already := !slices.ContainsFunc(edits, func(e edit) bool { return !same(e.current, e.want) })
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
		silent := e.current.IsZero() && len(w.elements().Find(e.element.ID)) > 1
		if e.expect.IsValid() && !same(e.current, e.expect) && !same(e.current, e.want) && !silent {
			r.State, r.Detail = ActionConflict, fmt.Sprintf("%s of %s is %s, not %s", e.key, e.element.ID, inWords(e.current), inWords(e.expect))
			return
		}
	}
	r.State = ActionApplied
}

// clone makes a page one that may be changed.
func (w *overlayWork) clone(p *Page) {
	i := slices.Index(w.pages, p)
	if i >= 0 && !w.cloned[i] {
		w.cloned[i] = true
		w.pages[i] = p.Clean()
	}
}

// current is the page as it is corrected so far.
func (w *overlayWork) current(p *Page) *Page {
	for _, q := range w.pages {
		if q.File == p.File && q.Source.URL == p.Source.URL && q.Title == p.Title {
			return q
		}
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

// cut takes an item out of its list, and moves the places of those behind it.
func (p *Page) cut(where string) {
	open := strings.LastIndexByte(where, '[')
	list, n := where[:open], 0
	n, _ = strconv.Atoi(strings.TrimSuffix(where[open+1:], "]"))
	v := p.value(list)
	v.Set(reflect.AppendSlice(v.Slice3(0, n, n), v.Slice(n+1, v.Len())))
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
		case i > n:
			moved[index(list, i-1)+tail] = pos
		}
	}
	p.lines = &pageLines{at: moved}
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
