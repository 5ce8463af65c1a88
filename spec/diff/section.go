package diff

import (
	"fmt"
	"slices"
	"strings"
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
	ValueReply: "enum value(s) added", ValueRequest: "enum value(s) added", TextChanged: "text(s) reworded",
	FieldAdded: "field(s) added", ResultAdded: "field(s) added", ParamAdded: "optional parameter(s) added",
	NodeAdded: "node(s) added", OpAdded: "operation(s) added", EdgeAdded: "edge(s) added", TypeAdded: "struct(s) added",
	NoteAdded: "note(s) added", NoteRemoved: "note(s) removed", ErrorRemoved: "error code(s) no longer listed",
	PageAdded: "page(s) added", PageGone: "page(s) gone", PageMoved: "page(s) moved", RowOrder: "row(s) reordered",
	VersionBase: "version(s) called",
}

// counted is how many quiet changes there are of what.
func (s section) counted() string {
	n := len(s.changes)
	return fmt.Sprintf("%d %s", n, strings.Replace(s.title, "(s)", either(n == 1, "", "s"), 1))
}

// members are the changes of a group by what they belong to: Page.category +4.
func (s section) members() []string {
	counts := map[string]int{}
	var order []string
	for _, c := range s.changes {
		of := Label(Holder(c.Subject))
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
