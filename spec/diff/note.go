package diff

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// note is a note with the page that has it.
type note struct {
	*spec.Note
	page  *spec.Page
	where string
}

// noteIndex finds what a spec says of a subject, and every note by identity.
type noteIndex struct {
	subjects map[spec.Subject][]note
	all      map[string]note
}

func newNoteIndex(api *spec.API) noteIndex {
	ix := noteIndex{map[spec.Subject][]note{}, map[string]note{}}
	for _, p := range api.Pages {
		for i := range p.Notes {
			ix.add(note{&p.Notes[i], p, fmt.Sprintf("notes[%d]", i)})
		}
		for i := range p.Operations {
			o := &p.Operations[i]
			if o.Deprecated != nil {
				n := note{o.Deprecated, p, fmt.Sprintf("operations[%d].deprecated", i)}
				ix.subjects[spec.Subject{Type: "op", Name: o.Op}] = append(ix.subjects[spec.Subject{Type: "op", Name: o.Op}], n)
			}
		}
	}
	return ix
}

func (ix *noteIndex) add(n note) {
	for _, s := range n.Subjects {
		ix.subjects[s] = append(ix.subjects[s], n)
	}
	ix.all[noteID(n)] = n
}

// noteID is the identity of a note: what it says of what, where. A moved date
// is a change of the note, not another note.
func noteID(n note) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00", n.page.Title, n.Where)
	for _, s := range n.Subjects {
		fmt.Fprintf(h, "%s %s\x00", s.Type, s.Name)
	}
	h.Write([]byte(undated(n.Text)))
	return "note/" + n.page.Title + "/" + hex.EncodeToString(h.Sum(nil)[:6])
}

var dates = regexp.MustCompile(`(?i)\b\d{4}-\d{2}-\d{2}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}\b|\bv\d+\.\d+\b`)

// undated is a text without its dates and versions.
func undated(text string) string { return dates.ReplaceAllString(text, "…") }

// notes compares what stands outside the tables. Banners of outdated pages are
// about the page.
func (c *comparison) notes() {
	old, new := c.old.notes.all, c.new.notes.all
	for _, id := range slices.Sorted(maps.Keys(old)) {
		o := old[id]
		n, ok := new[id]
		switch {
		case o.Kind == "outdated-doc" && !ok:
			c.add(PageUpToDate, "page/"+o.page.Title, spec.CleanLine(o.Text), "")
		case !ok:
			c.noteChange(NoteRemoved, id, o, spec.CleanLine(o.Text), "")
		case o.Text != n.Text || timing(o.Note) != timing(n.Note):
			c.noteChange(NoteChanged, id, n, spec.CleanLine(o.Text), spec.CleanLine(n.Text))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(new)) {
		n := new[id]
		switch _, ok := old[id]; {
		case ok:
		case n.Kind == "outdated-doc":
			c.add(PageOutdated, "page/"+n.page.Title, "", spec.CleanLine(n.Text))
		default:
			c.noteChange(NoteAdded, id, n, "", spec.CleanLine(n.Text))
		}
	}
	c.deprecatedPermissions()
}

func (c *comparison) noteChange(k Kind, id string, n note, old, new string) {
	ch := c.add(k, id, old, new)
	ch.Announced = spec.CleanLine(n.Text)
	if n.Kind == "limitation" || n.Kind == "prose" || n.Kind == "feature" || n.Kind == "permission" {
		ch.Runtime, ch.Deployed = RuntimeNone, RuntimeNone
	}
}

// timing is when a note says that something happens.
func timing(n *spec.Note) string {
	var b strings.Builder
	if n.Applies != nil {
		fmt.Fprintf(&b, "%+v", *n.Applies)
	}
	for _, p := range n.Phases {
		fmt.Fprintf(&b, "%+v", p)
	}
	return b.String()
}

func (c *comparison) deprecatedPermissions() {
	old, new := c.old.notes.permissions(), c.new.notes.permissions()
	for _, p := range without(new, old) {
		c.add(PermDeprecated, "perm/"+p, "", "deprecated")
	}
	for _, p := range without(old, new) {
		c.add(PermReinstated, "perm/"+p, "deprecated", "")
	}
}

// permissions are those that a note deprecates.
func (ix *noteIndex) permissions() []string {
	var out []string
	for s, notes := range ix.subjects {
		if s.Type == "permission" && slices.ContainsFunc(notes, note.ends) {
			out = append(out, s.Name)
		}
	}
	return out
}

// ends tells a note after which its subject does not work as before.
func (n note) ends() bool { return n.Kind == "deprecation" || n.Kind == "removal" }

// pages compares which pages there are, by the path of their file.
func (c *comparison) pages() {
	old, new := pagesByTitle(c.old.API), pagesByTitle(c.new.API)
	for _, title := range slices.Sorted(maps.Keys(old)) {
		o, n := old[title], new[title]
		switch {
		case n == nil:
			c.add(PageGone, "page/"+title, o.Path(), "").Origin = OriginDocs
		case spec.Unversioned(o.Source.URL) != spec.Unversioned(n.Source.URL) && o.Source.URL != "" && n.Source.URL != "":
			c.add(PageMoved, "page/"+title, spec.Unversioned(o.Source.URL), spec.Unversioned(n.Source.URL)).Origin = OriginDocs
		}
	}
	for _, title := range slices.Sorted(maps.Keys(new)) {
		if old[title] == nil {
			c.add(PageAdded, "page/"+title, "", new[title].Path()).Origin = OriginDocs
		}
	}
}

func pagesByTitle(api *spec.API) map[string]*spec.Page {
	m := map[string]*spec.Page{}
	for _, p := range api.Pages {
		if p.Title != "" {
			m[p.Title] = p
		}
	}
	return m
}

// subjects are the names by which notes may mean an element.
func subjects(id string) []spec.Subject {
	holder, kind, name := spec.SplitID(id)
	of := strings.TrimPrefix(strings.TrimPrefix(holder, "node/"), "op/")
	switch kind {
	case "node":
		return []spec.Subject{{Type: "node", Name: name}}
	case "op":
		return []spec.Subject{{Type: "op", Name: name}}
	case "perm":
		return []spec.Subject{{Type: "permission", Name: name}}
	case "adds", "summary", "result":
		kind = "field"
	case "value":
		_, row, _ := strings.Cut(of, "/")
		return []spec.Subject{{Type: kind, Name: name}, {Type: kind, Name: row + "." + name}}
	}
	return []spec.Subject{{Type: kind, Name: of + "." + name}, {Type: kind, Name: name}}
}

// notesOn are the notes on an element. A bare name counts only on a page that
// describes the element.
func (s *side) notesOn(id string) []note {
	var out []note
	for _, subject := range subjects(id) {
		for _, n := range s.notes.subjects[subject] {
			bare := !strings.ContainsAny(subject.Name, "./ ") && subject.Type != "node" && subject.Type != "permission"
			if !bare || slices.ContainsFunc(s.index.Find(id), func(e spec.Element) bool { return e.Page == n.page }) {
				out = append(out, n)
			}
		}
	}
	return out
}

// date says when a change takes effect: by what the reference announces, else
// with the version.
func (c *comparison) date(ch *Change) {
	ch.Effective, ch.InEffect = Effective{Trigger: Now}, Effective{Trigger: Now}
	if o, n := c.old.API.Version, c.new.API.Version; o != n {
		ch.Effective = Effective{OnBump, n}
		ch.InEffect = Effective{Trigger: Unannounced}
		if c.old.Ends != "" {
			ch.InEffect = Effective{OnDate, c.old.Ends}
		}
	}
	ends := strings.HasSuffix(string(ch.Kind), "removed") || strings.Contains(string(ch.Kind), ".removed.") || strings.HasSuffix(string(ch.Kind), "deprecated")
	for _, n := range slices.Concat(c.new.notesOn(ch.Subject), c.old.notesOn(ch.Subject)) {
		if ends && !n.ends() {
			continue
		}
		if ch.Announced == "" {
			ch.Announced = spec.CleanLine(n.Text)
		}
		if when, ok := forAll(n.Note); ok {
			ch.InEffect = when
		}
	}
	if ch.Origin == OriginGenerator || ch.Origin == OriginDocs {
		ch.InEffect = Effective{Trigger: Never}
	}
	if ch.Deployed == RuntimeNone {
		ch.InEffect = Effective{Trigger: Never}
	}
}

// forAll is when a note holds for all versions.
func forAll(n *spec.Note) (Effective, bool) {
	if n.Condition != "" {
		return Effective{OnConditional, n.Condition}, true
	}
	for _, p := range n.Phases {
		switch {
		case p.Scope != "all" && p.Scope != "":
		case p.On != "":
			return Effective{OnDate, p.On}, true
		case p.After != "":
			return Effective{OnDate, p.After}, true
		case p.Release != "":
			return Effective{OnRelease, p.Release}, true
		case p.Now:
			return Effective{Trigger: Now}, true
		}
	}
	if n.Applies != nil && n.Applies.All && len(n.Phases) == 0 {
		return Effective{Trigger: Now}, true
	}
	return Effective{}, false
}
