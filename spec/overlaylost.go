package spec

import (
	"reflect"
	"slices"
)

// This file finds the edits of a copy that no action makes: what stands on a
// page outside of nodes and operations, and what has no effect because another
// page is believed. Who keeps the overlay instead of the copy would lose them.

// lostEdits are those edits, each with its place in the copy; old and new are
// what the pages come to together, before and after.
func lostEdits(pages, edited []*Page, old, new map[string]any) Issues {
	l := lost{old: old, new: new, stays: map[string]bool{}}
	same := samePages(pages, edited)
	known := map[*Page]bool{}
	for _, p := range pages {
		q := same[p]
		known[q] = true
		now := p
		if q != nil {
			now = q
			l.pageKeys(p, q, "graphgen", "nodes", "operations")
		}
		ix := NewIndex([]*Page{now})
		for _, e := range Elements(p) {
			l.stays[e.ID] = l.stays[e.ID] || ix.has(e.ID)
		}
	}
	for _, q := range edited {
		if !known[q] {
			l.pageKeys(&Page{}, q, "graphgen", "page", "version", "source", "nodes", "operations")
		}
	}
	for _, p := range pages {
		if q := same[p]; q != nil {
			l.elements(p, q)
		}
	}
	l.issues.Sort()
	return l.issues
}

type lost struct {
	old, new map[string]any
	stays    map[string]bool // what a page describes before and after
	issues   Issues
}

// pageKeys are the keys of a page, but for some, that its copy q has otherwise.
func (l *lost) pageKeys(p, q *Page, but ...string) {
	was, is := reflect.ValueOf(p).Elem(), reflect.ValueOf(q).Elem()
	for i, k := range keysOf(was.Type()) {
		if k.name != "" && !slices.Contains(but, k.name) && !reflect.DeepEqual(was.Field(i).Interface(), is.Field(i).Interface()) {
			l.issues.add(overlayLost, q.at(k.name), "%s is edited, but belongs to the page", k.name)
		}
	}
}

// elements are the edits on one page that do not change what all pages come to.
func (l *lost) elements(p, q *Page) {
	ix := NewIndex([]*Page{q})
	for _, e := range Elements(p) {
		found := ix.Find(e.ID)
		switch {
		case e.value == nil:
		case len(found) > 0:
			l.keys(e, found[0])
		case l.stays[e.ID] && (holderID(e.ID) == "" || ix.has(holderID(e.ID))):
			l.issues.addHint(overlayLost, q.at(""), "take it out there, too; graphgen blame names the places",
				"%s is taken out here, but another page describes it", e.ID)
		}
	}
}

// keys are the keys of an element whose edit has no effect.
func (l *lost) keys(was, is Element) {
	report := func(key, why, hint string) {
		l.issues.addHint(overlayLost, is.Page.at(is.Where+"."+key), hint, "%s of %s is edited, %s", key, is.ID, why)
	}
	edited, counts := editedKeys(was.value, is.value), editedKeys(l.old[was.ID], l.new[was.ID])
	for _, key := range edited {
		if !slices.Contains(counts, key) {
			report(key, "but the value of another page counts", "edit it there; graphgen blame names the places")
		}
	}
	if n, ok := was.value.(*Node); ok && !reflect.DeepEqual(n.Params, is.value.(*Node).Params) {
		report("params", "and no action sets them", "")
	}
	if !slices.Equal(was.inferredBut(edited), is.inferredBut(edited)) {
		report("inferred", "and no action sets it", "")
	}
}

// inferredBut are the keys that were concluded, but for those that an action
// says.
func (e Element) inferredBut(said []string) []string {
	v, ok := keyOf(reflect.ValueOf(e.value).Elem(), "inferred")
	if !ok {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.Interface().([]string)), func(k string) bool { return slices.Contains(said, k) })
}

// editedKeys are the keys that an action would set.
func editedKeys(old, new any) []string {
	if old == nil || new == nil {
		return nil
	}
	set, _ := changedKeys(old, new)
	var keys []string
	for i := 0; i < len(set.Content); i += 2 {
		keys = append(keys, set.Content[i].Value)
	}
	return keys
}
