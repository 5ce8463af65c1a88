package verify

import (
	"go/types"
	"slices"

	"github.com/graphgen/graphgen/spec/diff"
)

// unexplained are the names whose declarations differ between two packages
// though no change tells of them, nor of the type they came or went with.
func unexplained(r *diff.Report, old, new *types.Package) []string {
	told := map[string]bool{}
	for _, c := range r.Changes {
		for _, g := range c.Go {
			told[g.Old], told[g.New] = true, true
		}
	}
	delete(told, "")
	was, is := surfaceOf(old), surfaceOf(new)
	var names []string
	for name, d := range was {
		if is[name] != d && !told[name] && !(told[d.owner] && is[d.owner].text == "") {
			names = append(names, name)
		}
	}
	for name, d := range is {
		if was[name].text == "" && !told[name] && !(told[d.owner] && was[d.owner].text == "") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// surface is what callers see of a package, by name: Page, Page.FanCount.
type surface map[string]declared

// declared is a declaration as Go source, and the type that it is a member of.
type declared struct{ text, owner string }

func surfaceOf(p *types.Package) surface {
	s := surface{}
	local := types.RelativeTo(p)
	for _, name := range p.Scope().Names() {
		o := p.Scope().Lookup(name)
		if !o.Exported() {
			continue
		}
		named, isNamed := o.Type().(*types.Named)
		c, isConst := o.(*types.Const)
		st, isStruct := o.Type().Underlying().(*types.Struct)
		_, isType := o.(*types.TypeName)
		switch {
		case isConst:
			s[name] = declared{"const " + types.TypeString(o.Type(), local) + " " + c.Val().ExactString(), ""}
		case !isType || !isNamed:
			s[name] = declared{types.ObjectString(o, local), ""}
		case isStruct:
			s[name] = declared{"struct", ""}
			for i := range st.NumFields() {
				if f := st.Field(i); f.Exported() {
					s[name+"."+f.Name()] = declared{types.TypeString(f.Type(), local) + " " + st.Tag(i), name}
				}
			}
		default:
			s[name] = declared{types.TypeString(named.Underlying(), local), ""}
		}
		if isType && isNamed {
			for m := range named.Methods() {
				if m.Exported() {
					s[name+"."+m.Name()] = declared{types.TypeString(m.Type(), local), name}
				}
			}
		}
	}
	return s
}
