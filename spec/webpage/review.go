package webpage

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// Review writes what changed between two APIs as a page to go through: the
// gravest changes first, each with both of its sides.
func Review(w io.Writer, r *diff.Report) error {
	title := "Graph API " + r.OldVersion
	if r.OldVersion != r.NewVersion {
		title += " → " + r.NewVersion
	}
	body := review{Title: title, Old: r.OldVersion, New: r.NewVersion, Unexplained: r.Unexplained, Go: r.GoFiles(), GoCounts: r.GoCounts(), Check: r.SelfCheck}
	for _, c := range r.Changes {
		body.Changes = append(body.Changes, newChange(c))
	}
	body.Total = plural(len(r.Changes), "change")
	body.Classes = facets(body.Changes, func(c change) string { return c.Class }, false)
	body.Origins = facets(body.Changes, func(c change) string { return c.Origin }, false)
	body.Owners = facets(body.Changes, func(c change) string { return c.Owner }, true)
	return write(w, "review", title, body)
}

type review struct {
	Title, Old, New, Total   string
	Classes, Origins, Owners []facet
	Changes                  []change
	Unexplained              []diff.GoChange
	Go                       []diff.GoFile
	GoCounts                 string
	Check                    *diff.SelfCheck
}

// change is a difference in words.
type change struct {
	ID, Class, Kind, Origin string
	Label, Owner            string
	Quiet                   bool // nobody needs to act
	Old, New                string
	OldPlace, NewPlace      string
	Facts                   []fact
	Marks                   []string
	URL                     string
}

// fact is a word and what it is about a change.
type fact struct {
	Name   string
	Values []string
}

func newChange(c *diff.Change) change {
	v := change{
		ID: c.ID, Class: c.Class.String(), Kind: string(c.Kind), Origin: c.Origin.String(),
		Label: diff.Label(c.Subject), Owner: owner(c.Subject), Quiet: c.Class >= diff.Additive,
		Old: c.Old, New: c.New, OldPlace: c.OldPlace.String(), NewPlace: c.NewPlace.String(), URL: c.URL,
	}
	if c.Renamed != "" {
		v.Old, v.New = cmp.Or(v.Old, v.Label), cmp.Or(v.New, diff.Label(c.Renamed))
	}
	if c.Missing {
		v.Marks = append(v.Marks, "not announced: it may come back")
	}
	if c.Accepted != "" {
		v.Marks = append(v.Marks, "accepted")
	}
	v.add("", c.Reason)
	if !v.Quiet {
		v.add("Compiling", map[diff.Source]string{diff.SourceBreak: "breaks", diff.SourceUnusual: "breaks what few write"}[c.Source])
		v.add("Running, built anew", c.Runtime.String(), when(c.Effective))
		v.add("Running, as it is", c.Deployed.String(), when(c.InEffect))
	}
	v.add("Announced", c.Announced)
	if c.Suggest != "" {
		v.add("Perhaps the same as", diff.Label(c.Suggest))
	}
	var decls []string
	for _, g := range c.Go {
		decls = append(decls, g.String())
	}
	v.list("Go", decls)
	v.add("What to do", c.Fix)
	v.list("Your code", c.Usage)
	v.add("Accepted", c.Accepted)
	var others []string
	for _, id := range c.SeenBy {
		others = append(others, diff.Label(id))
	}
	v.list("Also", others)
	return v
}

// when says when a change takes effect, in words.
func when(e diff.Effective) string {
	switch e.Trigger {
	case diff.Now:
		return "now"
	case diff.OnBump:
		return "with " + e.Text
	case diff.OnDate:
		return "on " + e.Text
	case diff.OnRelease:
		return "when " + e.Text + " comes out"
	case diff.OnConditional:
		return e.Text
	case diff.Unannounced:
		return "not announced when"
	}
	return ""
}

// add tells a fact in words, leaving out those that say nothing.
func (v *change) add(name string, words ...string) {
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	if len(words) > 0 && words[0] != "none" {
		v.Facts = append(v.Facts, fact{name, []string{strings.Join(words, ", ")}})
	}
}

func (v *change) list(name string, values []string) {
	if len(values) > 0 {
		v.Facts = append(v.Facts, fact{name, values})
	}
}

// Search is the text in which a reader's words are looked for.
func (v change) Search() string {
	words := []string{v.Label, v.Kind, v.Class, v.ID, v.Old, v.New}
	for _, f := range v.Facts {
		if f.Name == "Go" || f.Name == "Your code" {
			words = append(words, f.Values...)
		}
	}
	return strings.ToLower(strings.Join(words, " "))
}

// owner is the node or the operation that an element belongs to.
func owner(id string) string {
	for {
		holder, _, _ := spec.SplitID(id)
		if holder == "" {
			break
		}
		id = holder
	}
	kind, name, ok := strings.Cut(id, "/")
	switch {
	case !ok:
		return id
	case kind == "enum": // enum/Page/category, enum/GET /{page_id}/feed/limit
		if i := strings.LastIndexByte(name, '/'); i > 0 {
			name = name[:i]
		}
		name, _, _ = strings.Cut(name, "#")
	case kind == "note": // note/Page Conversations/hash; a title can be a path
		if i := strings.LastIndexByte(name, '/'); i > 0 {
			name = name[:i]
		}
	}
	return name
}

// facet is a value that changes are filtered by.
type facet struct {
	Value string
	Count int
}

// facets counts values: in the order in which they come, or the most frequent
// first.
func facets(changes []change, value func(change) string, byCount bool) []facet {
	at := map[string]int{}
	var list []facet
	for _, c := range changes {
		v := value(c)
		if _, ok := at[v]; !ok {
			at[v] = len(list)
			list = append(list, facet{Value: v})
		}
		list[at[v]].Count++
	}
	if byCount {
		slices.SortStableFunc(list, func(a, b facet) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
	}
	return list
}

// facetList is a list of values to filter by.
type facetList struct {
	By, Title string
	Values    []facet
}

func newFacetList(by, title string, values []facet) facetList { return facetList{by, title, values} }
