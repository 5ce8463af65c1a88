package spec

import (
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
)

// This file adds to a spec what no page says. A row goes to the page that
// describes what it stands in. A node or an operation goes to a page that stands
// for its overlay: nobody else says it, so its places are those in the overlay,
// and what Check says of it names them.

// add adds an element; where is the action in its file. ReadOverlay has checked
// its keys.
func (w *overlayWork) add(r *ActionResult, o *Overlay, where string) {
	if first := w.set["+"+r.Target]; first != "" {
		r.State, r.Detail = ActionOverlap, r.Target+" is added by "+first+" already"
		return
	}
	item, lines := o.added(&w.issues, r.Action, where)
	if found := w.elements().Find(r.Target); len(found) > 0 && item.IsValid() {
		w.addKnown(r, found[0], item)
		return
	}
	switch holder, list, _ := listOf(r.Target); {
	case !item.IsValid():
		r.State, r.Detail = ActionConflict, "its keys are of something else"
	case holder == "":
		w.addWhole(r, o, list, item, lines)
	default:
		w.addRow(r, o, holder, item, lines)
	}
	if r.State == ActionApplied {
		w.set["+"+r.Target], w.index = r.ID, nil
	}
}

// addKnown settles the state of an action that adds what a page has: the page
// may say of it what the action says, or something else.
func (w *overlayWork) addKnown(r *ActionResult, e Element, item reflect.Value) {
	has := reflect.ValueOf(w.elements().merged(e)).Elem()
	r.State, r.Detail = ActionAbsorbed, "the page has "+r.Target+" by now"
	for i := 0; i+1 < len(r.Add.Content); i += 2 {
		key := r.Add.Content[i].Value
		want, _ := keyOf(item, key)
		is, ok := keyOf(has, key)
		if !ok || agrees(key, is, want) {
			continue
		}
		r.State, r.Detail = ActionConflict, fmt.Sprintf("the page has %s by now, and %s is %s there, not %s", r.Target, key, inWords(is), inWords(want))
		if isRows(want) {
			r.Detail = fmt.Sprintf("the page has %s by now, with other %s", r.Target, key)
		}
		return
	}
}

// agrees tells whether a page says of a key what an action says: of a type no
// less, of rows at least those that the action has. Texts may well be others.
func agrees(key string, is, want reflect.Value) bool {
	switch {
	case key == "doc" || key == "op" || key == "inferred":
		return true
	case key == "type" || key == "returns":
		return sameType(is.String(), want.String()) && !saysMore(want.String(), is.String())
	case isRows(want):
		for i := range want.Len() {
			if !hasRow(is, want.Index(i)) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(is.Interface(), want.Interface())
}

// hasRow tells whether a list has a row of the same name that agrees with it.
func hasRow(list, row reflect.Value) bool {
	keys := keysOf(row.Type())
	for i := range list.Len() {
		has, ok := list.Index(i), true
		for n, k := range keys {
			ok = ok && (k.name == "" || row.Field(n).IsZero() || agrees(k.name, has.Field(n), row.Field(n)))
		}
		if ok {
			return true
		}
	}
	return false
}

// addRow adds a row to what it stands in; lines are its places in the overlay,
// below it.
func (w *overlayWork) addRow(r *ActionResult, o *Overlay, holder string, item reflect.Value, lines map[string]position) {
	_, list, name := listOf(r.Target)
	found := w.elements().Find(holder)
	if len(found) == 0 {
		r.State, r.Detail = ActionOrphan, fmt.Sprintf("there is no %s to add %s to%s", holder, name, nearestElement(holder, w.elements()))
		return
	}
	at := found[0]
	w.clone(at.Page)
	items, ok := keyOf(w.valueOf(at), list)
	if !ok || items.Type().Elem() != item.Type() {
		r.State, r.Detail = ActionOrphan, holder+" has no "+list
		return
	}
	w.current(at.Page).locate(index(join(at.Where, list), items.Len()), o.file, lines)
	items.Set(reflect.Append(items, item))
	file, line, _ := at.Place()
	r.State, r.Changed = ActionApplied, []Correction{{r.Target, "", "", "present", file, line}}
}

// addWhole adds a node or an operation to the page of its overlay; lines are its
// places in the overlay, below it.
func (w *overlayWork) addWhole(r *ActionResult, o *Overlay, list string, item reflect.Value, lines map[string]position) {
	p := w.own[o]
	if p == nil {
		p = &Page{Graphgen: Format, Title: filepath.Base(o.file), Version: w.version, File: o.file, lines: &pageLines{at: map[string]position{}}}
		w.own[o], w.clones[p] = p, p
		w.pages = append(w.pages, p)
	}
	items := p.value(list)
	where := index(list, items.Len())
	items.Set(reflect.Append(items, item))
	p.locate(where, o.file, lines)
	r.State, r.Changed = ActionApplied, []Correction{{r.Target, "", "", "present", o.file, r.Line}}
}

// below are the places below a YAML path, by what follows it.
func (r *reader) below(where string) map[string]position {
	lines := map[string]position{}
	for at, pos := range r.lines {
		if rest, ok := strings.CutPrefix(at, where); ok {
			lines[rest] = pos
		}
	}
	return lines
}
