// Package diff compares two APIs by the identity of their elements, and says
// what each difference does to Go callers: to code that is compiled anew, to
// programs that run, when, and who caused it.
package diff

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/spec"
)

// Side is one of the two APIs.
type Side struct {
	API *spec.API
	Go  []*spec.Decl // what is generated for it; none if only the APIs are compared
	// Ends is the day on which the API's version stops being served: 2026-05-21.
	// It is empty where nobody said.
	Ends string
	// Missing are the elements that are kept though their page lacks them.
	Missing []string
}

// Change is one difference between two APIs: one for each declaration, however
// many operations show it.
type Change struct {
	ID      string   `json:"id"` // hash of kind, subject, old and new: it survives other words, dates and lines
	Kind    Kind     `json:"kind"`
	Class   Class    `json:"class"`
	Subject string   `json:"subject"`              // identity of the element; of a rename the old one
	Renamed string   `json:"renamed_to,omitempty"` // identity of the new one
	Suggest string   `json:"maybe_now,omitempty"`  // what was removed may be this now; or what was added may have been this
	Old     string   `json:"old,omitempty"`        // what was
	New     string   `json:"new,omitempty"`        // what is
	Move    string   `json:"move,omitempty"`       // of a type: better, worse or different
	Missing bool     `json:"missing,omitempty"`    // absent, but nobody said that it was removed
	SeenBy  []string `json:"seen_by,omitempty"`    // further elements that changed in the same way

	Source    Source    `json:"source"`
	Runtime   Runtime   `json:"runtime"`            // of programs that are built anew
	Deployed  Runtime   `json:"deployed"`           // of programs that are not, once it is in effect
	Effective Effective `json:"effective"`          // for who builds anew
	InEffect  Effective `json:"effective_deployed"` // for who does nothing
	Origin    Origin    `json:"origin"`

	Reason    string     `json:"reason"`
	Fix       string     `json:"fix,omitempty"`
	Announced string     `json:"announced,omitempty"` // what the reference says of it
	OldPlace  Place      `json:"old_place,omitzero"`
	NewPlace  Place      `json:"new_place,omitzero"`
	URL       string     `json:"url,omitempty"`
	Go        []GoChange `json:"go,omitempty"`
	Usage     []string   `json:"usage,omitempty"`    // where the caller's own code meets it
	Accepted  string     `json:"accepted,omitempty"` // the reason of the accept file

	row any // what came or went: *spec.Field, *spec.Edge or *spec.Param
}

// Place is where a spec says something.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line,omitempty"`
}

// Report is all that changed between two APIs.
type Report struct {
	OldVersion string    `json:"old_version"`
	NewVersion string    `json:"new_version"`
	Changes    []*Change `json:"changes"` // the gravest first
	// Untouched counts the changes that the caller's code does not meet.
	Untouched int `json:"untouched,omitempty"`
	// LeftOut counts the changes of what the caller's selection leaves out.
	LeftOut int `json:"left_out,omitempty"`
	// Unexplained are Go declarations that changed though nothing else did. It
	// is a bug if there is one.
	Unexplained []GoChange `json:"unexplained,omitempty"`
	// GoDecls are what changed in the package, if that was listed.
	GoDecls []GoDecl `json:"go_declarations,omitempty"`
	// SelfCheck is what others say of the verdicts, if they were asked.
	SelfCheck *SelfCheck `json:"self_check,omitempty"`
}

// Compare lists what changed from old to new. Neither the order of pages nor
// that of rows matters.
func Compare(old, new Side) *Report {
	c := newComparison(old, new)
	c.version()
	c.nodes()
	c.operations()
	c.errors()
	c.missing()
	c.notes()
	c.pages()
	if old.Go != nil && new.Go != nil {
		c.goNames()
	}
	c.pair()
	c.settle()
	return &Report{
		OldVersion: old.API.Version, NewVersion: new.API.Version,
		Changes: c.sorted(), Unexplained: c.unexplained,
	}
}

// comparison is what Compare knows so far.
type comparison struct {
	old, new side
	changes  []*Change
	by       map[string][]*Change // by subject, and by what it is seen by
	groups   map[string]*Change   // of one declaration, by what makes changes the same

	unexplained []GoChange
}

// side is a Side with what is needed to look things up.
type side struct {
	Side
	index *spec.Index
	notes noteIndex
	decls goSide
}

func newSide(s Side) side {
	return side{Side: s, index: spec.NewIndex(s.API.Pages), notes: newNoteIndex(s.API), decls: newGoSide(s.Go)}
}

func newComparison(old, new Side) *comparison {
	c := &comparison{by: map[string][]*Change{}, groups: map[string]*Change{}}
	both(func() { c.old = newSide(old) }, func() { c.new = newSide(new) })
	return c
}

// both does something for each of the two sides, at the same time.
func both(old, new func()) {
	var sides sync.WaitGroup
	sides.Go(old)
	new()
	sides.Wait()
}

// add records a change of an element.
func (c *comparison) add(k Kind, subject, old, new string) *Change {
	info := kinds[k]
	ch := &Change{
		Kind: k, Subject: subject, Old: old, New: new,
		Source: info.source, Runtime: info.runtime, Deployed: info.deployed,
		Reason: info.does, Fix: info.fix,
	}
	c.changes = append(c.changes, ch)
	c.by[subject] = append(c.by[subject], ch)
	return ch
}

// addShared records a change that is the same for all elements with one key:
// the values of one enum, say, which many operations take.
func (c *comparison) addShared(key string, k Kind, subject, old, new string) *Change {
	key = string(k) + "\x00" + key + "\x00" + old + "\x00" + new
	ch := c.groups[key]
	if ch == nil {
		ch = c.add(k, subject, old, new)
		c.groups[key] = ch
		return ch
	}
	ch.SeenBy = append(ch.SeenBy, subject)
	c.by[subject] = append(c.by[subject], ch)
	return ch
}

// settle completes every change: identity, place, time, origin, class.
func (c *comparison) settle() {
	c.locate()
	for _, ch := range c.changes {
		slices.Sort(ch.SeenBy)
		ch.SeenBy = slices.Compact(ch.SeenBy)
		c.date(ch)
		c.trace(ch)
		ch.Class = classOf(ch)
		slices.SortStableFunc(ch.Go, compareGo)
		ch.ID = changeID(ch)
	}
}

// compareGo puts methods and fields before the constants that name them.
func compareGo(a, b GoChange) int {
	member := func(g GoChange) int { return either(strings.Contains(cmp.Or(g.Old, g.New), "."), 0, 1) }
	return cmp.Or(cmp.Compare(member(a), member(b)), cmp.Compare(cmp.Or(a.Old, a.New), cmp.Or(b.Old, b.New)))
}

// changeID is the identity of a change: no prose, date or line is part of it.
func changeID(ch *Change) string {
	h := sha256.New()
	for _, s := range []string{string(ch.Kind), ch.Subject, ch.Renamed, ch.Old, ch.New} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// sorted are the changes, the gravest first, then by what they are about.
func (c *comparison) sorted() []*Change {
	slices.SortFunc(c.changes, func(a, b *Change) int {
		return cmp.Or(
			cmp.Compare(a.Class, b.Class), cmp.Compare(a.Subject, b.Subject),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Old, b.Old), cmp.Compare(a.New, b.New),
		)
	})
	return c.changes
}

// classOf ranks a change. What the compiler finds at the caller's needs no
// guard against old programs; what it does not find does.
func classOf(ch *Change) Class {
	switch {
	case ch.Runtime == RuntimeSilent:
		return Silent
	case ch.Runtime == RuntimeLoud:
		return Loud
	case ch.Source == SourceBreak:
		return Break
	case ch.Deployed == RuntimeSilent:
		return Silent
	case ch.Deployed == RuntimeLoud:
		return Loud
	case isDocs[ch.Kind]:
		return Docs
	case ch.Source == SourceUnusual:
		return Unusual
	case ch.Runtime == RuntimePossible || ch.Deployed == RuntimePossible:
		return Possible
	}
	return Additive
}

// isDocs are the kinds that concern readers only.
var isDocs = map[Kind]bool{
	TextChanged: true, RowFacts: true, RowOrder: true, PageMoved: true, PageAdded: true, PageGone: true, PageUpToDate: true,
	FileMoved: true, NoteAdded: true, NoteRemoved: true, PermUsual: true,
}

// Overlaid tells the changes that are in this report only because overlays
// were applied: scraped is the report without them.
func (r *Report) Overlaid(scraped *Report) {
	known := map[string]bool{}
	for _, c := range scraped.Changes {
		known[c.ID] = true
	}
	for _, c := range r.Changes {
		if !known[c.ID] && c.Origin != OriginGenerator {
			c.Origin = OriginOverlay
		}
	}
}
