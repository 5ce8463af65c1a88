package verify

import (
	"cmp"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/exp/apidiff"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// opinions are what somebody says that became of names: removed, changed.
type opinions map[string]string

// nothing is the opinion that a name is as it was.
const nothing = "nothing"

// reported are the opinions of a report: on names that break callers, and
// further ones that only few break on.
type reported struct {
	broken, incompatible opinions

	changes map[string]diff.GoChange // by old name
	kept    map[string]string        // the names of the new side
}

// compare counts the names on which the report and another agree that they
// break, and lists those on which only one says so.
func (said reported) compare(s *diff.SelfCheck, oracle string, report, other opinions) diff.Agreement {
	var a diff.Agreement
	all := maps.Clone(report)
	maps.Copy(all, other)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		d := diff.Disagreement{Name: name, Report: said.on(name, report), Oracle: oracle, Says: said.on(name, other)}
		if d.Report == nothing || d.Says == nothing {
			if d.Waived = said.waived(d); d.Waived != "" {
				s.Waived = append(s.Waived, d)
				continue
			}
			s.Disagreements = append(s.Disagreements, d)
		} else {
			a.Agrees++
		}
		a.Of++
	}
	return a
}

// on is the opinion on a name, or on the type that it went with.
func (said reported) on(name string, o opinions) string {
	owner, _, _ := strings.Cut(name, ".")
	if _, kept := said.kept[owner]; kept {
		return cmp.Or(o[name], nothing)
	}
	return cmp.Or(o[name], o[owner], nothing)
}

// failing are the opinions of the witness.
func failing(names []string) opinions {
	o := opinions{}
	for _, name := range names {
		o[name] = "it does not compile"
	}
	return o
}

func opinionsOf(r *diff.Report, old, new []*spec.Decl) reported {
	was, is := typesOf(old), typesOf(new)
	said := reported{opinions{}, opinions{}, map[string]diff.GoChange{}, is}
	for _, c := range r.Changes {
		for _, g := range c.Go {
			typ, kept := is[g.Old]
			words := c.Source.String() + " (" + string(c.Kind) + " " + c.ID + ")"
			switch {
			case g.Old == "":
			case c.Kind == diff.TypeUncompared:
				said.incompatible[g.Old] = words
			case c.Source == diff.SourceBreak && (!kept || typ != was[g.Old]):
				said.broken[g.Old], said.incompatible[g.Old] = words, words
				said.changes[g.Old] = g
			}
		}
	}
	return said
}

func typesOf(decls []*spec.Decl) map[string]string {
	m := make(map[string]string, len(decls))
	for _, d := range decls {
		m[d.Name] = d.Type
	}
	return m
}

// apidiffOpinions are what apidiff calls incompatible.
func apidiffOpinions(old, new *types.Package) opinions {
	o := opinions{}
	for _, c := range apidiff.Changes(byName(old), byName(new)).Changes {
		name, message, _ := strings.Cut(c.Message, ": ")
		if !c.Compatible {
			o[methodName.ReplaceAllString(name, "$1.")] = message
		}
	}
	return o
}

var methodName = regexp.MustCompile(`^\(\*?(\w+)\)\.`)
