package diff

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// pair looks at what came and what went beside each other. Where the Go name
// was kept, somebody decided that both are one thing under another wire name.
// Where only the names are near, it is suggested and no more: of many removed
// fields few were renamed.
func (c *comparison) pair() {
	type side struct{ gone, come []*Change }
	groups := map[string]*side{}
	var order []string
	for _, ch := range c.changes {
		removed, added := isRemoved[ch.Kind], isAdded[ch.Kind]
		if !removed && !added {
			continue
		}
		holder, kind, name := spec.SplitID(ch.Subject)
		before, _, _ := cutLast(name, ".")
		key := holder + "/" + kind + "/" + either(strings.Contains(name, "."), before, "")
		g := groups[key]
		if g == nil {
			g = &side{}
			groups[key] = g
			order = append(order, key)
		}
		if removed {
			g.gone = append(g.gone, ch)
		} else {
			g.come = append(g.come, ch)
		}
	}
	var dead []*Change
	for _, key := range order {
		g := groups[key]
		for _, o := range g.gone {
			for _, n := range g.come {
				if c.sameGo(o, n) && !slices.Contains(dead, n) {
					c.rewire(o, n)
					dead = append(dead, n)
					break
				}
			}
		}
		suggest(without2(g.gone, dead), without2(g.come, dead))
	}
	c.changes = slices.DeleteFunc(c.changes, func(ch *Change) bool { return slices.Contains(dead, ch) })
}

func without2(list, dead []*Change) []*Change {
	return slices.DeleteFunc(slices.Clone(list), func(ch *Change) bool { return slices.Contains(dead, ch) || ch.Renamed != "" })
}

var isRemoved = map[Kind]bool{FieldRemoved: true, ParamRemoved: true, ParamMustGone: true, ResultRemoved: true, ValueGone: true, ValueGoneReply: true, EdgeRemoved: true}
var isAdded = map[Kind]bool{FieldAdded: true, ParamAdded: true, ParamRequired: true, ResultAdded: true, ValueRequest: true, ValueReply: true, EdgeAdded: true}

// sameGo tells whether what came has the Go names and the Go types of what
// went: of a field the member and the constant.
func (c *comparison) sameGo(o, n *Change) bool {
	for _, a := range o.Go {
		if a.Old == "" || !slices.ContainsFunc(n.Go, func(b GoChange) bool { return a.Old == b.New && a.OldType == b.NewType }) {
			return false
		}
	}
	return len(o.Go) > 0 && len(o.Go) == len(n.Go)
}

// rewire makes one change of two.
func (c *comparison) rewire(o, n *Change) {
	kind := FieldWire
	switch {
	case strings.HasPrefix(string(o.Kind), "param"):
		kind = ParamWire
	case strings.HasPrefix(string(o.Kind), "value"):
		kind = ValueWire
	}
	info := kinds[kind]
	_, _, oldName := spec.SplitID(o.Subject)
	_, _, newName := spec.SplitID(n.Subject)
	o.Kind, o.Renamed, o.Old, o.New = kind, n.Subject, oldName, newName
	o.Source, o.Runtime, o.Deployed = info.source, info.runtime, info.deployed
	o.Reason, o.Fix = info.does, info.fix
	o.Go = append(o.Go, n.Go...)
	o.SeenBy = nil
	c.marks(n.Subject, o.row, n.row)
}

// marks compares what else is said of a row under its two names. Its Go type is
// the same, so none of it breaks the source.
func (c *comparison) marks(subject string, o, n any) {
	known := len(c.changes)
	_, _, name := spec.SplitID(subject)
	switch o := o.(type) {
	case *spec.Field:
		if n, ok := n.(*spec.Field); ok {
			c.fieldMarks(subject, o, n)
		}
	case *spec.Edge:
		if n, ok := n.(*spec.Edge); ok {
			c.edgeMarks(subject, o, n)
		}
	case *spec.Param:
		if n, ok := n.(*spec.Param); ok {
			c.paramMarks(subject, name, o, n)
		}
	}
	for _, ch := range c.changes[known:] {
		ch.Source = SourceNone
	}
}

// suggest names the nearest newcomer of the same type for what went.
func suggest(gone, come []*Change) {
	for _, o := range gone {
		best, distance := (*Change)(nil), 0
		for _, n := range come {
			if o.Old != n.New && !strings.HasPrefix(string(o.Kind), "value") {
				continue
			}
			if d, ok := near(o.Subject, n.Subject); ok && (best == nil || d < distance) {
				best, distance = n, d
			}
		}
		if best != nil && best.Suggest == "" {
			o.Suggest, best.Suggest = best.Subject, o.Subject
		}
	}
}

// near tells how far two names are apart, if they share most of their words.
func near(a, b string) (int, bool) {
	_, _, x := spec.SplitID(a)
	_, _, y := spec.SplitID(b)
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune("_.- ", r) })
	}
	p, q := words(x), words(y)
	shared := 0
	for _, w := range p {
		if slices.Contains(q, w) {
			shared++
		}
	}
	apart := len(p) + len(q) - 2*shared
	if shared*2 >= max(len(p), len(q)) {
		return apart, true
	}
	return 0, strings.ReplaceAll(strings.ToLower(x), "_", "") == strings.ReplaceAll(strings.ToLower(y), "_", "")
}
