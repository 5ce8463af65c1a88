package webpage

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// note is a statement of a page with its dates.
type note struct {
	Kind, Where, Text string
	Dates             []string
	Condition         string
	Use               []string
}

// notes are the notes of a page, those with a date first: the rest can wait.
func notes(list []spec.Note) []note {
	var all []note
	for _, n := range list {
		all = append(all, newNote(n))
	}
	slices.SortStableFunc(all, func(a, b note) int { return undated(a) - undated(b) })
	return all
}

func undated(n note) int {
	if len(n.Dates) > 0 {
		return 0
	}
	return 1
}

func newNote(n spec.Note) note {
	v := note{Kind: n.Kind, Where: n.Where, Text: n.Text, Condition: n.Condition}
	if n.Announced != "" {
		v.Dates = append(v.Dates, "announced "+n.Announced)
	}
	if a := n.Applies; a != nil {
		v.Dates = append(v.Dates, appliesWords(*a))
	}
	for _, p := range n.Phases {
		if n.Applies == nil || p.Version == "" || p.Version != n.Applies.From {
			v.Dates = append(v.Dates, phaseWords(n.Effect, p))
		}
	}
	for _, s := range n.Replacement {
		v.Use = append(v.Use, s.Name)
	}
	return v
}

func appliesWords(a spec.Applies) string {
	switch {
	case a.All:
		return "all versions"
	case a.From != "" && a.Until != "":
		return a.From + " to before " + a.Until
	case a.From != "":
		return "from " + a.From
	}
	return "before " + a.Until
}

// phaseWords says when a step of a change comes, for whom, and what it does.
func phaseWords(effect string, p spec.Phase) string {
	var words []string
	switch {
	case p.Version != "":
		words = append(words, "from "+p.Version)
	case p.On != "":
		words = append(words, p.On)
	case p.After != "":
		words = append(words, "after "+p.After)
	case p.Release != "":
		words = append(words, "when "+p.Release+" comes out")
	case p.Now:
		words = append(words, "now")
	}
	switch {
	case p.Scope == "all":
		words = append(words, "all versions")
	case p.Scope != "":
		words = append(words, p.Scope)
	}
	if effect != "" {
		words = append(words, strings.ReplaceAll(effect, "_", " "))
	}
	return strings.Join(words, ", ")
}
