package templates

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file decides which lists of values become one Go type. The same name
// with the same set of values is one type, wherever it appears. If one name
// has different sets, all of them get the name of an owner in front: first the
// node or edge, then the call, then the members around them.

// enumSet is all lists of values that the spec has.
type enumSet struct {
	uses  []*enumUse
	plans []*enumPlan
	ids   map[*ident]bool
}

// enumUse is one place where a list of values stands.
type enumUse struct {
	id      *ident
	key     string
	wire    string
	element string // identity in the spec
	values  []string
	names   []string // from the plainest to the most exact
	file    *ident
	enum    *enumPlan
}

// enumPlan is an enum type.
type enumPlan struct {
	id     *ident
	list   *ident // the function that lists the values
	table  *ident // the variable that holds them
	key    string
	wire   string
	values []fieldName

	elements []string // identities in the spec of all that take the values
}

// use is the type of a member that takes one of values.
func (e *enumSet) use(m *member, values []string, s setting) *ident {
	wire := m.name
	name := goName(wire)
	u := &enumUse{
		id: new(ident), key: s.where(wire), wire: wire, element: s.element(m),
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
	classes := p.enums.classes(p.locked.pkg)
	for level := 0; len(classes) > 0; level++ {
		byName := map[string][]enumClass{}
		for _, c := range classes {
			name := cmp.Or(c.locked(p.locked.pkg), c.name(level))
			byName[name] = append(byName[name], c)
		}
		classes = nil
		for _, name := range sortedKeys(byName) {
			for _, c := range byName[name] {
				if len(byName[name]) == 1 || c.isLast(level) {
					p.planEnum(name, c)
				} else {
					classes = append(classes, c)
				}
			}
		}
	}
}

// enumClass is the uses of one name with one set of values, sorted by key.
type enumClass []*enumUse

// classes are the uses by name and set, in the order of their keys.
//
// Uses that names.lock calls by different names stay apart; those that it does
// not know join the first.
func (e *enumSet) classes(locked pins) []enumClass {
	uses := slices.SortedFunc(slices.Values(e.uses), func(a, b *enumUse) int { return strings.Compare(a.key, b.key) })
	index := map[string]int{}
	var classes []enumClass
	for _, u := range uses {
		plain := u.names[0] + "\x00" + u.set()
		key := plain
		if name := locked.names[lockKey(u.element, "enum")]; name != "" {
			key += "\x00" + name
		}
		i, ok := index[key]
		if !ok {
			i = len(classes)
			index[key] = i
			classes = append(classes, nil)
			if _, ok := index[plain]; !ok {
				index[plain] = i
			}
		}
		classes[i] = append(classes[i], u)
	}
	return classes
}

// name is what the class could be called at a level: of the names that its
// uses have there the shortest, which is that of the node itself if there is
// one (AdSetStatus, AdAccountAdsetsStatus).
func (c enumClass) name(level int) string {
	names := make([]string, len(c))
	for i, u := range c {
		names[i] = u.name(level)
	}
	return slices.MinFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
}

// locked is what names.lock calls the class.
func (c enumClass) locked(locked pins) string {
	for _, u := range c {
		if name := locked.names[lockKey(u.element, "enum")]; name != "" {
			return name
		}
	}
	return ""
}

// isLast tells that no use has a more exact name than that of the level.
func (c enumClass) isLast(level int) bool {
	return !slices.ContainsFunc(c, func(u *enumUse) bool { return level+1 < len(u.names) })
}

func (u *enumUse) name(level int) string { return u.names[min(level, len(u.names)-1)] }

// planEnum makes one type for a class.
func (p *planner) planEnum(name string, c enumClass) {
	first := c[max(0, slices.IndexFunc(c, func(u *enumUse) bool { return slices.Contains(u.names, name) }))]
	exact := first.names[max(0, slices.Index(first.names, name)):]
	id := p.pkg.claim(rankEnum, "enum "+first.key, fixed(append(slices.Clone(exact), exact[len(exact)-1]+"Enum")...))
	e := &enumPlan{id: id, key: first.key, wire: first.wire}
	for _, value := range first.values {
		e.values = append(e.values, fieldName{wire: value})
	}
	file := first.file
	for _, u := range c {
		u.enum = e
		e.elements = append(e.elements, u.element)
		if u.file != first.file {
			file = p.sharedFile("enums")
		}
	}
	p.pkg.pin(id, "enum", e.elements...)
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
		p.pkg.pin(e.list, "values", e.elements...)
		e.table = p.pkg.claim(rankConst, "table of "+e.key, fixed(unexported(e.id.name)+"Values"))
		names := memberNames(e.wires(), "values of "+e.key, p.words.part, &p.issues)
		for i, v := range e.values {
			name := names[v.wire].name
			e.values[i].id = p.pkg.claim(rankConst, "value "+e.key+" "+strconv.Quote(v.wire), fixed(e.id.name+name, e.id.name+"Value"+name))
			p.pinValue(e, i)
		}
	}
}

// pinValue says under which elements names.lock knows a constant.
func (p *planner) pinValue(e *enumPlan, i int) {
	if !p.pkg.isLocked() {
		return
	}
	for _, element := range e.elements {
		p.pkg.pin(e.values[i].id, "const", spec.ValueID(element, e.values[i].wire))
	}
}

// unexported is an exported name with a small first letter, or with all its
// initialism in small letters: URLScheme → urlScheme.
func unexported(name string) string {
	capitals := 0
	for capitals < len(name) && isUpper(rune(name[capitals])) {
		capitals++
	}
	if capitals > 1 && capitals < len(name) && isLower(rune(name[capitals])) {
		capitals--
	}
	return strings.ToLower(name[:capitals]) + name[capitals:]
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
