package spec

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// This file applies overlays to pages. Nothing is done on trust: an action is
// carried out only where the page says what the action expects. What became of
// each action is told, and what stops it is an issue.

// ActionState says what became of an action.
type ActionState string

const (
	ActionApplied  ActionState = "applied"  // the page says what was expected; corrected
	ActionAbsorbed ActionState = "absorbed" // the page says by now what the correction says
	ActionConflict ActionState = "conflict" // the page says something else
	ActionOrphan   ActionState = "orphan"   // there is no such element
	ActionNoop     ActionState = "noop"     // it changes nothing
	ActionOverlap  ActionState = "overlap"  // another action sets the same key
	ActionSkipped  ActionState = "skipped"  // for other versions
)

// ActionResult is what became of an action.
type ActionResult struct {
	*Action
	File    string
	Line    int
	State   ActionState
	Expired bool // review_by has passed
	Detail  string
	Changed []Correction
}

// Correction is one value that an action changed.
type Correction struct {
	ID      string // of the element
	Key     string // empty where the whole element came or went
	Scraped string // what the page says
	Now     string
	File    string // of the page
	Line    int
}

// Overlaid is a spec with its overlays.
type Overlaid struct {
	Pages   []*Page // with the corrections; those without any are the scraped ones
	Results []ActionResult
	GoNames map[string]string // by the identity of the element
}

// ApplyOverlays corrects pages, and changes none of those it is given. Today
// decides what has expired; it may be empty.
func ApplyOverlays(pages []*Page, overlays []*Overlay, today string) (Overlaid, Issues) {
	w := overlayWork{
		pages: slices.Clone(pages), clones: map[*Page]*Page{}, set: map[string]string{}, today: today,
		version: commonVersion(pages), names: map[string]string{}, own: map[*Overlay]*Page{},
	}
	for _, o := range overlays {
		inRange, err := versionRange(o.Spec.Versions)
		for i := range o.Actions {
			where := index("actions", i)
			line, _ := o.at(where)
			r := ActionResult{Action: &o.Actions[i], File: o.file, Line: line}
			if err != nil || !inRange(w.version) {
				r.State = ActionSkipped
			} else {
				w.action(&r, o, where)
			}
			w.results = append(w.results, r)
		}
	}
	w.issues.Sort()
	return Overlaid{w.pages, w.results, w.names}, w.issues
}

type overlayWork struct {
	pages   []*Page
	clones  map[*Page]*Page   // of what may be changed, by what it was made of and by itself
	index   *Index            // nil when it must be made anew
	set     map[string]string // which action set a key of an element
	names   map[string]string
	own     map[*Overlay]*Page // the pages that stand for overlays
	version string
	today   string
	results []ActionResult
	issues  Issues
}

// stateRules are the issues of the states that need a person.
var stateRules = map[ActionState]Rule{
	ActionConflict: overlayConflict, ActionOrphan: overlayOrphan, ActionOverlap: overlayOverlap,
	ActionAbsorbed: overlayAbsorbed, ActionNoop: overlayNoop,
}

func (w *overlayWork) action(r *ActionResult, o *Overlay, where string) {
	switch {
	case given(&r.Set):
		w.setKeys(r, o)
	case given(&r.Add):
		w.add(r, o, where)
	case r.Remove:
		w.remove(r)
	default:
		w.renameGo(r)
	}
	if rule, ok := stateRules[r.State]; ok {
		o.report(&w.issues, rule, where, "action %s is %s: %s", r.ID, r.State, r.Detail)
	}
	if r.ReviewBy != "" && r.ReviewBy < w.today {
		r.Expired = true
		o.report(&w.issues, overlayExpired, where, "action %s was to be looked at by %s", r.ID, r.ReviewBy)
	}
}

func (w *overlayWork) elements() *Index {
	if w.index == nil {
		w.index = NewIndex(w.pages)
	}
	return w.index
}

// targets are the identities that an action means; none is an orphan, or for a
// target with * a conflict if their number is another.
func (w *overlayWork) targets(r *ActionResult) []string {
	known := w.elements().IDs
	if isCode(r.Target) {
		known = func() []string { return codes(w.pages) }
	}
	if !strings.Contains(r.Target, "*") {
		if isCode(r.Target) && !slices.Contains(known(), r.Target) || !isCode(r.Target) && !w.elements().has(r.Target) {
			r.State, r.Detail = ActionOrphan, "there is no "+r.Target+nearest(r.Target, known())
			return nil
		}
		return []string{r.Target}
	}
	ids := slices.DeleteFunc(known(), func(id string) bool { return !globMatch(r.Target, id) })
	if r.Count == nil {
		r.State, r.Detail = ActionConflict, r.Target+" does not say how many elements it means"
		return nil
	}
	if len(ids) != *r.Count {
		r.State, r.Detail = ActionConflict, fmt.Sprintf("%s means %d elements, not %d", r.Target, len(ids), *r.Count)
		if len(ids) == 0 {
			r.State = ActionOrphan
		}
		return nil
	}
	return ids
}

// globMatch matches with * for any text.
func globMatch(pattern, s string) bool {
	parts := strings.Split(pattern, "*")
	last := parts[len(parts)-1]
	rest, ok := strings.CutPrefix(s, parts[0])
	if len(parts) == 1 {
		return s == pattern
	}
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		rest = rest[i+len(part):]
	}
	return ok && strings.HasSuffix(rest, last)
}

// nearestElement names the identity that was most likely meant.
func nearestElement(id string, ix *Index) string { return nearest(id, ix.IDs()) }

func nearest(id string, ids []string) string {
	best, distance := "", len(id)/3+1
	for _, candidate := range ids {
		if d := editDistance(path.Base(id), path.Base(candidate)); path.Dir(id) == path.Dir(candidate) && d < distance {
			best, distance = candidate, d
		}
	}
	if best == "" {
		return ""
	}
	return "; the nearest is " + best
}

// setKeys corrects values.
func (w *overlayWork) setKeys(r *ActionResult, o *Overlay) {
	ids := w.targets(r)
	var edits []edit
	for _, id := range ids {
		for _, e := range w.elements().Find(id) {
			if e.value == nil {
				r.State, r.Detail = ActionConflict, id+" is a value; set the values of what takes it"
				return
			}
			edits = append(edits, w.edits(r, o, e)...)
		}
	}
	if len(ids) == 0 || r.State != "" {
		return
	}
	w.decide(r, edits)
	if r.State != ActionApplied {
		return
	}
	for _, e := range edits {
		key := e.element.ID + "." + e.key
		if first := w.set[key]; first != "" && first != r.ID {
			r.State, r.Detail, r.Changed = ActionOverlap, key+" is set by "+first+" already", nil
			return
		}
		w.set[key] = r.ID
	}
	for _, e := range edits {
		if !e.element.Page.mentions(e) {
			continue
		}
		scraped := inWords(e.current)
		w.clone(e.element.Page)
		field, _ := keyOf(w.valueOf(e.element), e.key)
		field.Set(e.want)
		w.said(e)
		file, line, _ := e.element.Place()
		r.Changed = append(r.Changed, Correction{e.element.ID, e.key, scraped, inWords(e.want), file, line})
	}
	w.index = nil
}

// remove takes elements away.
func (w *overlayWork) remove(r *ActionResult) {
	if !strings.Contains(r.Target, "*") && len(w.elements().Find(r.Target)) == 0 {
		holder, _, _ := listOf(r.Target)
		if holder != "" && len(w.elements().Find(holder)) == 0 {
			r.State, r.Detail = ActionOrphan, "there is no "+holder+nearestElement(holder, w.elements())
			return
		}
		r.State, r.Detail = ActionAbsorbed, "the page has no "+r.Target+" any more"
		return
	}
	for _, id := range w.targets(r) {
		for {
			found := w.elements().Find(id)
			if len(found) == 0 {
				break
			}
			e := found[0]
			if !strings.HasSuffix(e.Where, "]") {
				r.State, r.Detail, r.Changed = ActionConflict, id+" stands in a type; set the type", nil
				return
			}
			file, line, _ := e.Place()
			r.Changed = append(r.Changed, Correction{id, "", "present", "", file, line})
			w.clone(e.Page)
			w.current(e.Page).cut(e.Where)
			w.index = nil
		}
		r.State = ActionApplied
	}
}
