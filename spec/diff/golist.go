package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file lists what changed in the Go package as a whole: not what a change
// of the API does to Go, but each declaration once, where it stands in the
// package, with the changes that explain it.

// GoDecl is a declaration that came, went, or is not what it was.
type GoDecl struct {
	What     string   `json:"what"` // added, removed, renamed or changed
	Old      string   `json:"old,omitempty"`
	New      string   `json:"new,omitempty"`
	OldWords string   `json:"old_declared,omitempty"` // graph.Int; of a constant with its value
	NewWords string   `json:"new_declared,omitempty"`
	File     string   `json:"file"`
	By       []string `json:"by"` // ids of the changes that explain it

	follows bool // but for its name, and those of renamed types, it is as it was
}

// ListGo notes in a report what changed in the package, in its order: what went
// stands where it was. Of a report that was cut to what somebody uses, so is the
// list.
func (r *Report) ListGo(old, new []*spec.Decl) {
	was, is := byOrder(old), byOrder(new)
	l := goList{old: named(was), new: named(is), by: map[string][]string{}, from: map[string]string{}, to: map[string]string{}}
	l.findRenamed(r)
	for _, c := range r.Changes {
		for _, g := range c.Go {
			l.explain(g.Old, c.ID)
			l.explain(g.New, c.ID)
		}
	}
	r.GoDecls = []GoDecl{}
	for _, e := range l.entries(was, is) {
		if len(e.By) > 0 || r.Untouched == 0 {
			e.By = append([]string{}, e.By...) // never null
			r.GoDecls = append(r.GoDecls, e.GoDecl)
		}
	}
}

// goEntry is an entry with its place: of what went that of the declaration
// before it which is still there.
type goEntry struct {
	GoDecl
	place, behind int
}

func (e goEntry) compare(other goEntry) int {
	return cmp.Or(cmp.Compare(e.File, other.File), cmp.Compare(e.place, other.place), cmp.Compare(e.behind, other.behind))
}

// entries are what came, went or is another, in the order of the package.
func (l *goList) entries(was, is []*spec.Decl) []goEntry {
	var entries []goEntry
	at := make(map[string]int, len(is)) // where the names of the new side stand
	for i, d := range is {
		at[d.Name] = i
		if e, ok := l.came(d); ok {
			entries = append(entries, goEntry{e, i, -1})
		}
	}
	before := -1
	for i, d := range was {
		if e, ok := l.went(d); ok {
			entries = append(entries, goEntry{e, before, i})
		} else if there, ok := at[d.Name]; ok {
			before = there
		}
	}
	slices.SortFunc(entries, goEntry.compare)
	return entries
}

type goList struct {
	old, new map[string]*spec.Decl
	by       map[string][]string // ids of changes, by Go name
	from, to map[string]string   // names that were renamed: old ones by new ones, and new ones by old ones
}

// byOrder are declarations in the order of the package, those that stand for
// several elements once.
func byOrder(decls []*spec.Decl) []*spec.Decl {
	decls = slices.SortedFunc(slices.Values(decls), func(a, b *spec.Decl) int { return cmp.Compare(a.Order, b.Order) })
	seen := make(map[string]bool, len(decls))
	return slices.DeleteFunc(decls, func(d *spec.Decl) bool {
		again := seen[d.Name]
		seen[d.Name] = true
		return again
	})
}

func named(decls []*spec.Decl) map[string]*spec.Decl {
	m := make(map[string]*spec.Decl, len(decls))
	for _, d := range decls {
		m[d.Name] = d
	}
	return m
}

// findRenamed finds the names that changes give to what had another.
func (l *goList) findRenamed(r *Report) {
	for _, c := range r.Changes {
		for _, g := range c.Go {
			_, stays := l.new[g.Old]
			_, stood := l.old[g.New]
			_, went := l.old[g.Old]
			_, came := l.new[g.New]
			if went && came && !stays && !stood && l.to[g.Old] == "" && l.from[g.New] == "" {
				l.from[g.New], l.to[g.Old] = g.Old, g.New
			}
		}
	}
}

func (l *goList) explain(name, id string) {
	if name != "" && !slices.Contains(l.by[name], id) {
		l.by[name] = append(l.by[name], id)
	}
}

// came is the entry of a declaration of the new side that is new or another.
func (l *goList) came(n *spec.Decl) (GoDecl, bool) {
	e := GoDecl{What: "changed", New: n.Name, File: n.File, By: l.by[n.Name]}
	o, ok := l.old[n.Name]
	if from := l.from[n.Name]; from != "" {
		o, ok, e.What = l.old[from], true, "renamed"
	}
	switch {
	case !ok:
		e.What, e.NewWords = "added", declWords(n, &spec.Decl{})
	case e.What == "changed" && o.Type == n.Type && o.Tag == n.Tag && o.Value == n.Value && o.Comparable == n.Comparable:
		return e, false
	default:
		e.Old, e.OldWords, e.NewWords = o.Name, declWords(o, n), declWords(n, o)
		e.follows = e.What == "renamed" && l.renamedIn(e.OldWords) == e.NewWords
	}
	return e, true
}

// renamedIn is Go text with the new names of types.
func (l *goList) renamedIn(words string) string {
	return localType.ReplaceAllStringFunc(words, func(s string) string {
		name := strings.TrimLeftFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' })
		return strings.TrimSuffix(s, name) + cmp.Or(l.to[name], name)
	})
}

// went is the entry of a declaration of the old side that is gone.
func (l *goList) went(o *spec.Decl) (GoDecl, bool) {
	e := GoDecl{What: "removed", Old: o.Name, OldWords: declWords(o, &spec.Decl{}), File: o.File, By: l.by[o.Name]}
	_, kept := l.new[o.Name]
	return e, !kept && l.to[o.Name] == ""
}

// words are a declaration without its name, with what makes it another than
// that of the other side.
func declWords(d, other *spec.Decl) string {
	s := d.Type
	switch {
	case d.Value != "" && d.Type == "graph.ErrorCode":
		s += " = " + d.Value
	case d.Value != "":
		s += " = " + strconv.Quote(d.Value)
	}
	if other.Tag != "" && d.Tag != other.Tag {
		s += " tag " + d.Tag
	}
	if d.Comparable != other.Comparable && d.Type == other.Type {
		s += either(d.Comparable, ", comparable", ", not comparable")
	}
	return s
}

// String is the entry in a line, without its file and its reasons.
func (d GoDecl) String() string {
	switch d.What {
	case "added":
		return "+ " + d.New + " " + d.NewWords
	case "removed":
		return "- " + d.Old + " " + d.OldWords
	}
	s := "~ " + d.New
	if d.Old != d.New {
		s = "~ " + d.Old + " → " + d.New
	}
	if !d.follows {
		s += ": " + d.OldWords + " → " + d.NewWords
	}
	return s
}

// because are the ids of the changes that explain an entry, the gravest first.
func (d GoDecl) because() string {
	switch len(d.By) {
	case 0:
		return "no change explains it"
	case 1:
		return d.By[0]
	}
	return fmt.Sprintf("%s and %d more", d.By[0], len(d.By)-1)
}

// GoFile is the entries of one file.
type GoFile struct {
	Name  string
	Decls []GoDecl
}

// GoFiles are what changed in the package, by file.
func (r *Report) GoFiles() []GoFile {
	var files []GoFile
	for _, d := range r.GoDecls {
		if len(files) == 0 || files[len(files)-1].Name != d.File {
			files = append(files, GoFile{Name: d.File})
		}
		last := &files[len(files)-1]
		last.Decls = append(last.Decls, d)
	}
	return files
}

// GoCounts are how many declarations came, went, and so on, in words.
func (r *Report) GoCounts() string {
	var counts []string
	for _, what := range []string{"added", "removed", "renamed", "changed"} {
		if n := count(r.GoDecls, func(d GoDecl) bool { return d.What == what }); n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, what))
		}
	}
	return strings.Join(counts, ", ")
}
