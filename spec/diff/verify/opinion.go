package verify

import (
	"cmp"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/exp/apidiff"

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
// break, and lists those on which only one says so, unless it is waived.
func (said reported) compare(s *diff.SelfCheck, oracle string, report, other opinions, waived func(name string) bool) diff.Agreement {
	var a diff.Agreement
	all := maps.Clone(report)
	maps.Copy(all, other)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		ours, theirs := said.on(name, report), said.on(name, other)
		switch {
		case ours != nothing && theirs != nothing:
			a.Agrees++
			a.Of++
		case theirs == nothing && waived(name):
		default:
			a.Of++
			s.Disagreements = append(s.Disagreements, diff.Disagreement{Name: name, Report: ours, Oracle: oracle, Says: theirs})
		}
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

func never(string) bool { return false }

// failing are the opinions of the witness.
func failing(names []string) opinions {
	o := opinions{}
	for _, name := range names {
		o[name] = "it does not compile"
	}
	return o
}

func opinionsOf(r *diff.Report, old, new []diff.Decl) reported {
	was, is := typesOf(old), typesOf(new)
	said := reported{opinions{}, opinions{}, map[string]diff.GoChange{}, is}
	for _, c := range r.Changes {
		for _, g := range c.Go {
			typ, kept := is[g.Old]
			switch words := c.Source.String() + " (" + string(c.Kind) + " " + c.ID + ")"; {
			case c.Kind == diff.TypeUncompared:
				said.incompatible[g.Old] = words
			case g.Old == "" || c.Source != diff.SourceBreak || kept && typ == was[g.Old]:
			default:
				said.broken[g.Old], said.incompatible[g.Old] = words, words
				said.changes[g.Old] = g
			}
		}
	}
	return said
}

func typesOf(decls []diff.Decl) map[string]string {
	m := make(map[string]string, len(decls))
	for _, d := range decls {
		m[d.Name] = d.Type
	}
	return m
}

var typeArguments = regexp.MustCompile(`\[\*?\w+\]|\) \*?\w+$`)

// waived tells a change that apidiff does not see: it does not compare the type
// arguments of another package's generic types, as in graph.Edge[*Post] and in
// the iter.Seq2 of a call that lists.
func (said reported) waived(name string) bool {
	g := said.changes[name]
	return g.Old == g.New && typeArguments.ReplaceAllString(g.OldType, "") == typeArguments.ReplaceAllString(g.NewType, "")
}

// constantValue is a message of apidiff that is no break: of callers who use
// the constant none has to change.
const constantValue = "value changed from "

// apidiffOpinions are what apidiff calls incompatible.
func apidiffOpinions(old, new *types.Package) opinions {
	o := opinions{}
	for _, c := range apidiff.Changes(byName(old), byName(new)).Changes {
		name, message, _ := strings.Cut(c.Message, ": ")
		if !c.Compatible && !strings.HasPrefix(message, constantValue) {
			o[methodName.ReplaceAllString(name, "$1.")] = message
		}
	}
	return o
}

var methodName = regexp.MustCompile(`^\(\*?(\w+)\)\.`)

// byName is a package whose declarations refer to each other by name. To apidiff
// two types are one under two names if it meets them in the same place first;
// what it then says depends on the order in which it walks a map, and blames
// types that did not change. Types of another package it compares by name, and
// so to this one those of p are.
func byName(p *types.Package) *types.Package {
	view := types.NewPackage(p.Path(), p.Name())
	for _, name := range p.Scope().Names() {
		switch o := p.Scope().Lookup(name).(type) {
		case *types.Const:
			view.Scope().Insert(types.NewConst(o.Pos(), view, name, o.Type(), o.Val()))
		case *types.Var:
			view.Scope().Insert(types.NewVar(o.Pos(), view, name, o.Type()))
		case *types.Func:
			view.Scope().Insert(types.NewFunc(o.Pos(), view, name, o.Signature()))
		case *types.TypeName:
			view.Scope().Insert(typeByName(view, o))
		}
	}
	view.MarkComplete()
	return view
}

// typeByName is a type with its methods, as one of view.
func typeByName(view *types.Package, o *types.TypeName) *types.TypeName {
	tn := types.NewTypeName(o.Pos(), view, o.Name(), nil)
	of, ok := o.Type().(*types.Named)
	if !ok {
		types.NewAlias(tn, types.Unalias(o.Type()))
		return tn
	}
	named := types.NewNamed(tn, of.Underlying(), nil)
	for m := range of.Methods() {
		sig := m.Signature()
		var receiver types.Type = named
		if _, ok := sig.Recv().Type().(*types.Pointer); ok {
			receiver = types.NewPointer(named)
		}
		recv := types.NewVar(sig.Recv().Pos(), view, "", receiver)
		named.AddMethod(types.NewFunc(m.Pos(), view, m.Name(), types.NewSignatureType(recv, nil, nil, sig.Params(), sig.Results(), sig.Variadic())))
	}
	return tn
}
