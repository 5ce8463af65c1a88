package diff

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

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
		at = append(at, spec.Unversioned(c.URL))
	}
	return strings.Join(at, "  ")
}

func (p Place) String() string {
	if p.File == "" || p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

func cut(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n-1]) + "…"
}
