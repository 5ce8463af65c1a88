package spec

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// This file gives elements other Go names. What has no Go name of its own is
// not renamed, and nothing is noted of it: names.lock would keep a name that is
// nobody's. An error code and a permission have one constant for all operations,
// and are named apart from them: error/100 and perm/pages_messaging.

// renameGo gives elements another Go name.
func (w *overlayWork) renameGo(r *ActionResult) {
	ids := w.targets(r)
	for _, id := range ids {
		if why := w.nameless(id); why != "" {
			r.State, r.Detail = ActionNoop, id+" has no Go name of its own: "+why
			return
		}
		if first := w.names[id]; first != "" {
			r.State, r.Detail = ActionOverlap, id+" is named "+first+" already"
			return
		}
	}
	for _, id := range ids {
		w.names[id] = r.RenameGo
		r.State = ActionApplied
		r.Changed = append(r.Changed, Correction{ID: id, Key: "Go name", Now: r.RenameGo})
	}
}

// nameless says why an element has no Go name of its own; empty if it has one.
func (w *overlayWork) nameless(id string) string {
	holder, kind, name := SplitID(id)
	if holder == "" {
		return ""
	}
	switch kind {
	case "error", "perm":
		return "the constant is that of " + kind + "/" + name
	case "adds", "param":
		o, ok := w.elements().merged(w.elements().Find(holder)[0]).(*Operation)
		if ok && kind == "adds" && o.Element() != "" {
			return "it is a field of " + NodeID(o.Element())
		}
		if ok && kind == "param" && o.takesAlways(name) {
			return "every read takes it, and it is called the same everywhere"
		}
	}
	return ""
}

// takesAlways tells a parameter that the runtime knows by itself, whatever the
// page lists.
func (o *Operation) takesAlways(name string) bool {
	method, _ := o.Split()
	switch name {
	case "fields":
		return method == "GET"
	case "limit", "after", "before":
		return method == "GET" && (o.IsList() || o.Returns == "" && o.Paging != "" && len(o.Result) == 0)
	case "summary":
		return method == "GET" && len(o.Summary) > 0
	}
	return false
}

// isCode tells the identity of an error code or of a permission.
func isCode(id string) bool {
	return strings.HasPrefix(id, "error/") || strings.HasPrefix(id, "perm/")
}

// codes are the identities of the error codes and permissions of pages, sorted.
func codes(pages []*Page) []string {
	known := map[string]bool{}
	for _, p := range pages {
		for _, e := range p.Errors {
			known[fmt.Sprintf("error/%d", e.Code)] = true
		}
		for i := range p.Operations {
			o := &p.Operations[i]
			for _, code := range o.Errors {
				known[fmt.Sprintf("error/%d", code)] = true
			}
			for _, name := range slices.Concat(o.Permissions, o.UsualPermissions) {
				known["perm/"+name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(known))
}
