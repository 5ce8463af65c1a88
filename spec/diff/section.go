package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// section is a part of a report: what a reader looks at together.
type section struct {
	title   string // SILENT
	about   string // what stands here
	changes []*Change
}

// sections cut a report for people: first what hurts, the worst first, then
// what may, then what was made here and not by the API. What nobody needs to
// act on is left to quiet.
func (r *Report) sections() []section {
	list := []section{
		{title: "SILENT", about: "wrong or missing data, and nobody says so"},
		{title: "LOUD", about: "an error from the API or before the call"},
		{title: "BREAK", about: "code that does not compile any more"},
		{title: "UNUSUAL", about: "breaks only what few write"},
		{title: "POSSIBLE", about: "depends on the program"},
		{title: "MISSING?", about: "absent, but nobody said that it was removed"},
		{title: "OURS", about: "moved by the scraper, the overlay or the generator, not by the API"},
		{title: "ACCEPTED", about: "in the accept file"},
	}
	for _, c := range r.Changes {
		i := int(c.Class)
		switch {
		case c.Accepted != "":
			i = 7
		case c.isQuiet():
			continue
		case c.Missing:
			i = 5
		case c.Origin == OriginScraper || c.Origin == OriginOverlay || c.Origin == OriginGenerator:
			i = 6
		}
		list[i].changes = append(list[i].changes, c)
	}
	return slices.DeleteFunc(list, func(s section) bool { return len(s.changes) == 0 })
}

// alike are the changes of a section by kind, in the order of the section.
func (s section) alike() []section {
	at := map[Kind]int{}
	var groups []section
	for _, c := range s.changes {
		i, ok := at[c.Kind]
		if !ok {
			i = len(groups)
			at[c.Kind] = i
			groups = append(groups, section{title: string(c.Kind), about: c.Reason})
		}
		groups[i].changes = append(groups[i].changes, c)
	}
	return groups
}

// manyAlike is from how many changes of one kind on they are told in a line
// each: what they do and what to do about it is the same.
const manyAlike = 5

// isQuiet tells what a reader only wants counted. New values of enums are a
// third of all changes, and a program must expect them anyway.
func (c *Change) isQuiet() bool {
	return c.Accepted == "" && (c.Class >= Additive || c.Kind == ValueReply || c.Kind == ValueRequest)
}

// quiet are the quiet changes in groups, the largest first.
func (r *Report) quiet() []section {
	at := map[string]int{}
	var groups []section
	for _, c := range r.Changes {
		if !c.isQuiet() {
			continue
		}
		noun := c.noun()
		if _, ok := at[noun]; !ok {
			at[noun] = len(groups)
			groups = append(groups, section{title: noun})
		}
		groups[at[noun]].changes = append(groups[at[noun]].changes, c)
	}
	slices.SortStableFunc(groups, func(a, b section) int { return len(b.changes) - len(a.changes) })
	return groups
}

// noun is what quiet changes of a kind are counted as.
func (c *Change) noun() string {
	if noun, ok := nouns[c.Kind]; ok {
		return noun
	}
	return strings.ReplaceAll(string(c.Kind), ".", " ")
}

var nouns = map[Kind]string{
	ValueReply: "enum values added", ValueRequest: "enum values added", TextChanged: "texts reworded",
	FieldAdded: "fields added", ResultAdded: "fields added", ParamAdded: "optional parameters added",
	NodeAdded: "nodes added", OpAdded: "operations added", EdgeAdded: "edges added", TypeAdded: "structs added",
	NoteAdded: "notes added", NoteRemoved: "notes removed", ErrorRemoved: "error codes no longer listed",
	PageAdded: "pages added", PageGone: "pages gone", PageMoved: "pages moved", RowOrder: "rows reordered",
	VersionBase: "version called",
}

// members are the changes of a group by what they belong to: Page.category +4.
func (s section) members() []string {
	counts := map[string]int{}
	var order []string
	for _, c := range s.changes {
		of := Label(holderOf(c.Subject))
		if of == "" {
			of = Label(c.Subject)
		}
		if strings.HasPrefix(c.Subject, "note/") {
			of, _, _ = cutLast(of, "/")
		}
		if counts[of] == 0 {
			order = append(order, of)
		}
		counts[of]++
	}
	slices.SortStableFunc(order, func(a, b string) int { return counts[b] - counts[a] })
	for i, of := range order {
		if counts[of] > 1 {
			order[i] = fmt.Sprintf("%s +%d", of, counts[of])
		}
	}
	return order
}

// Label is an element as people name it: Page.fan_count.
func Label(id string) string {
	holder, kind, name := spec.SplitID(id)
	of := strings.TrimPrefix(strings.TrimPrefix(holder, "node/"), "op/")
	switch kind {
	case "field", "edge":
		return of + "." + name
	case "param", "adds", "summary", "result":
		return of + " " + either(kind == "param", "", kind+" ") + name
	case "error":
		return strings.TrimSpace(of + " error " + name)
	case "perm":
		return strings.TrimSpace(of + " permission " + name)
	case "value":
		return Label(rowOf(holder)) + " value " + name
	}
	return cmp.Or(name, id)
}

// headline is a change in one line.
func (c *Change) headline() string {
	s := Label(c.Subject)
	switch {
	case c.Kind == NoteAdded || c.Kind == NoteRemoved || c.Kind == NoteChanged:
		s = either(c.New != "", c.New, c.Old)
	case c.Renamed != "":
		s += " → " + Label(c.Renamed)
	case c.Old != "" && c.New != "":
		s += ": " + c.Old + " → " + c.New
	case c.New != "":
		s += ": " + c.New
	case c.Old != "":
		s += ": was " + c.Old
	}
	if n := len(c.SeenBy); n > 0 {
		s += fmt.Sprintf(" (and %d more)", n)
	}
	return cut(s, 160)
}

// brief are the lines below the headline of one of many alike.
func (c *Change) brief() []string {
	var lines []string
	if c.Announced != "" && c.Kind != NoteAdded && c.Kind != NoteRemoved && c.Kind != NoteChanged {
		lines = append(lines, "announced: "+cut(c.Announced, 200))
	}
	if c.Suggest != "" {
		lines = append(lines, either(isRemoved[c.Kind], "perhaps renamed to ", "perhaps renamed from ")+Label(c.Suggest))
	}
	for _, u := range c.Usage {
		lines = append(lines, "you: "+u)
	}
	return lines
}

// details are the lines below the headline.
func (c *Change) details() []string {
	lines := []string{c.Reason}
	lines = append(lines, c.when()...)
	if c.Announced != "" && c.Kind != NoteAdded && c.Kind != NoteRemoved && c.Kind != NoteChanged {
		lines = append(lines, "announced: "+cut(c.Announced, 200))
	}
	if c.Move != "" {
		lines = append(lines, "the type is "+either(c.Move == "different", "another", c.Move)+" now")
	}
	if c.Suggest != "" {
		lines = append(lines, either(isRemoved[c.Kind], "perhaps renamed to ", "perhaps renamed from ")+Label(c.Suggest))
	}
	for i, g := range c.Go {
		if i == shownGo {
			lines = append(lines, fmt.Sprintf("Go: and %d more", len(c.Go)-i))
			break
		}
		lines = append(lines, "Go: "+g.String())
	}
	if c.Fix != "" {
		lines = append(lines, "fix: "+c.Fix)
	}
	for _, u := range c.Usage {
		lines = append(lines, "you: "+u)
	}
	if c.Accepted != "" {
		lines = append(lines, "accepted: "+c.Accepted)
	}
	if at := c.places(); at != "" {
		lines = append(lines, at)
	}
	return lines
}

// shownGo is how many declarations of a change are shown.
const shownGo = 3

// String is the declaration before and after.
func (g GoChange) String() string {
	file := ""
	if g.File != "" {
		file = " (" + g.File + ")"
	}
	switch {
	case g.New == "":
		return g.Old + " removed" + file
	case g.Old == "":
		return g.New + " added" + file
	case g.Old != g.New:
		return g.Old + " → " + g.New + file
	case g.OldType != g.NewType:
		return g.Old + ": " + g.OldType + " → " + g.NewType + file
	case g.OldTag != g.NewTag:
		return g.Old + ": tag " + g.OldTag + " → " + g.NewTag + file
	}
	return g.New + file
}

// when says when a change reaches programs that nobody builds anew. That who
// builds anew meets it with the new version goes without saying.
func (c *Change) when() []string {
	if c.Deployed == RuntimeNone {
		return nil
	}
	when := ""
	switch c.InEffect.Trigger {
	case Now:
		when = "now"
	case OnDate:
		when = "on " + c.InEffect.Text
	case OnRelease:
		when = "when " + c.InEffect.Text + " comes out"
	case OnConditional:
		when = c.InEffect.Text
	default:
		when = "not announced when"
	}
	return []string{fmt.Sprintf("programs that are not built anew: %s, %s", c.Deployed, when)}
}

func (c *Change) places() string {
	o, n := c.OldPlace.String(), c.NewPlace.String()
	var at []string
	switch {
	case o != "" && n != "":
		at = append(at, o+" → "+n)
	case o+n != "":
		at = append(at, o+n)
	}
	if c.URL != "" {
		at = append(at, plainURL(c.URL))
	}
	return strings.Join(at, "  ")
}

func (p Place) String() string {
	if p.File == "" || p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// counts are how many changes of each class there are.
func (r *Report) counts() []string {
	n := map[Class]int{}
	for _, c := range r.Changes {
		if c.Accepted == "" {
			n[c.Class]++
		}
	}
	var out []string
	for class := Silent; class <= Docs; class++ {
		if n[class] > 0 {
			out = append(out, fmt.Sprintf("%d %s", n[class], class))
		}
	}
	return out
}

// title is what is compared.
func (r *Report) title() string {
	if r.OldVersion == r.NewVersion {
		return r.OldVersion
	}
	return r.OldVersion + " → " + r.NewVersion
}

func cut(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n-1]) + "…"
}
