package templates

import (
	"slices"
	"strconv"
	"strings"
)

// This file decides which lists of values become one Go type. The same name
// with the same set of values is one type, wherever it appears. If one name
// has different sets, all of them get the name of their owner in front: first
// the node or edge, then the call, then the members around them.

// enumSet is all lists of values that the spec has.
type enumSet struct {
	uses  []*enumUse
	plans []*enumPlan
	ids   map[*ident]bool
}

// enumUse is one place where a list of values stands.
type enumUse struct {
	id     *ident
	key    string
	wire   string
	values []string
	names  []string // from the plainest to the most exact
	file   *ident
	enum   *enumPlan
}

// enumPlan is an enum type.
type enumPlan struct {
	id     *ident
	list   *ident // the function that lists the values
	key    string
	wire   string
	values []fieldName
}

// use is the type of a member that takes one of values.
func (e *enumSet) use(wire string, values []string, s setting) *ident {
	name := goName(wire)
	u := &enumUse{
		id: new(ident), key: s.where(wire), wire: wire,
		values: distinct(values), names: []string{name}, file: s.file,
	}
	for _, owner := range s.enums {
		u.names = append(u.names, owner+name)
	}
	if len(s.parents) > 0 {
		u.names = append(u.names, s.enums[len(s.enums)-1]+strings.Join(s.parents, "")+name)
	}
	if e.ids == nil {
		e.ids = map[*ident]bool{}
	}
	e.uses = append(e.uses, u)
	e.ids[u.id] = true
	return u.id
}

// has tells whether id is that of an enum.
func (e *enumSet) has(id *ident) bool { return e.ids[id] }

// planEnums makes types of all the lists of values.
func (p *planner) planEnums() {
	uses := slices.SortedFunc(slices.Values(p.enums.uses), func(a, b *enumUse) int { return strings.Compare(a.key, b.key) })
	for level := 0; len(uses) > 0; level++ {
		byName := map[string][]*enumUse{}
		for _, u := range uses {
			name := u.names[min(level, len(u.names)-1)]
			byName[name] = append(byName[name], u)
		}
		uses = nil
		for _, name := range sortedKeys(byName) {
			group := byName[name]
			if sameValues(group) {
				p.planEnum(name, group)
				continue
			}
			uses = append(uses, p.splitEnum(name, group, level)...)
		}
	}
}

// splitEnum returns the uses that have a more exact name left. The others get
// a type for each set of values, told apart by the scope.
func (p *planner) splitEnum(name string, group []*enumUse, level int) (rest []*enumUse) {
	bySet := map[string][]*enumUse{}
	for _, u := range group {
		if level+1 < len(u.names) {
			rest = append(rest, u)
			continue
		}
		set := u.set()
		bySet[set] = append(bySet[set], u)
	}
	for _, set := range sortedKeys(bySet) {
		p.planEnum(name, bySet[set])
	}
	return rest
}

// planEnum makes one type for the uses of one name and set.
func (p *planner) planEnum(name string, uses []*enumUse) {
	first := uses[0]
	exact := first.names[slices.Index(first.names, name):]
	id := p.pkg.claim(rankEnum, "enum "+first.key, fixed(append(slices.Clone(exact), name+"Enum")...))
	e := &enumPlan{id: id, key: first.key, wire: first.wire}
	for _, value := range first.values {
		e.values = append(e.values, fieldName{wire: value})
	}
	file := first.file
	for _, u := range uses {
		u.enum = e
		if u.file != first.file {
			file = p.sharedFile("enums")
		}
	}
	p.place(file, e)
	p.enums.plans = append(p.enums.plans, e)
}

// nameEnumValues claims the constants and the function of every enum, now that
// the types have names.
func (p *planner) nameEnumValues() {
	for _, u := range p.enums.uses {
		u.id.name = u.enum.id.name
	}
	for _, e := range p.enums.plans {
		e.list = p.pkg.claim(rankConst, "values of "+e.key, fixed(e.id.name+"Values"))
		names := memberNames(e.wires(), "values of "+e.key, namePart, &p.issues)
		for i, v := range e.values {
			name := names[v.wire].name
			e.values[i].id = p.pkg.claim(rankConst, "value "+e.key+" "+strconv.Quote(v.wire), fixed(e.id.name+name, e.id.name+"Value"+name))
		}
	}
}

// wires are the values as they are sent.
func (e *enumPlan) wires() []string {
	out := make([]string, len(e.values))
	for i, v := range e.values {
		out[i] = v.wire
	}
	return out
}

func (e *enumPlan) position() position { return position{section: sectionEnum, name: e.id.name} }
func (e *enumPlan) uses() []*ident     { return nil }

// sameValues tells whether all uses have one set of values.
func sameValues(uses []*enumUse) bool {
	set := uses[0].set()
	return !slices.ContainsFunc(uses[1:], func(u *enumUse) bool { return u.set() != set })
}

// set is the values as a set.
func (u *enumUse) set() string {
	return strings.Join(slices.Sorted(slices.Values(u.values)), "\x00")
}

// distinct drops repeated values, keeping the order.
func distinct(values []string) []string {
	var out []string
	for _, v := range values {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
