package templates

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/spec"
)

// aliasesPlan is the file of the names that were given up. Fields and methods
// have no aliases in Go.
type aliasesPlan struct{ aliases []alias }

type alias struct {
	old, new string
	isType   bool
}

// aliasesFile keeps the old names that the lock asks for; nil where it asks for
// none. It is an error if one of them is taken.
func (p *plan) aliasesFile(l *Lock, taken map[string]string, issues *spec.Issues) *filePlan {
	if l == nil || !l.hasFormerNames() {
		return nil
	}
	a := &aliasesPlan{}
	for _, d := range p.declarations() {
		key, name, ok := lockedName(d)
		was := l.entries[key].was
		isType := d.Type == "struct" || d.Role == "enum"
		if !ok || was == "" || was == name {
			continue
		}
		next := alias{was, name, isType}
		if slices.Contains(a.aliases, next) {
			continue
		}
		by := taken[was]
		if i := slices.IndexFunc(a.aliases, func(other alias) bool { return other.old == was }); i >= 0 {
			by = a.aliases[i].new + ", whose former name it is"
		}
		if by != "" {
			issues.Add(l.issue(l.entries[key].line, fmt.Sprintf("the former name %s is taken by %s", was, by), "take the words behind the name out of the line: was "+was))
			continue
		}
		a.aliases = append(a.aliases, next)
	}
	if len(a.aliases) == 0 {
		return nil
	}
	slices.SortFunc(a.aliases, func(a, b alias) int { return strings.Compare(a.old, b.old) })
	return &filePlan{name: "aliases.go", decls: []decl{a}}
}

func (a *aliasesPlan) position() position { return position{} }
func (a *aliasesPlan) uses() []*ident     { return nil }

// emit writes
//
//	// Page is the former name of [FacebookPage].
//	//
//	// Deprecated: use FacebookPage.
//	type Page = FacebookPage
func (a *aliasesPlan) emit(g *jen.Group) {
	for _, al := range a.aliases {
		doc := comment{al.old + " is the former name of [" + al.new + "]."}
		doc.paragraph("Deprecated: use " + al.new + ".")
		doc.emit(g)
		if al.isType {
			g.Type().Id(al.old).Op("=").Id(al.new)
		} else {
			g.Const().Id(al.old).Op("=").Id(al.new)
		}
		g.Line()
	}
}
