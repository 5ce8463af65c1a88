package templates

import (
	"cmp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// pins are the names of a lock that concern one scope.
type pins struct {
	names  map[string]string // by element and role
	holder map[string]holding
}

// holding is who holds a name, and how firmly.
type holding struct {
	key  string // element and role
	hold hold
}

type hold int

const (
	holdNow    hold = iota
	holdGone        // the spec does not have the element any more
	holdFormer      // as an alias
)

func (a holding) compare(b holding) int {
	return cmp.Or(cmp.Compare(a.hold, b.hold), cmp.Compare(a.key, b.key))
}

// add takes a line of the lock. The order of the lines does not matter.
func (p *pins) add(key string, e lockEntry) {
	if p.names == nil {
		p.names, p.holder = map[string]string{}, map[string]holding{}
	}
	if e.gone {
		p.hold(e.name, holding{key, holdGone})
	} else {
		p.names[key] = e.name
		p.hold(e.name, holding{key, holdNow})
	}
	if e.was != "" {
		p.hold(e.was, holding{key, holdFormer})
	}
}

// hold gives a name to who holds it the most firmly.
func (p *pins) hold(name string, h holding) {
	if other, taken := p.holder[name]; !taken || h.compare(other) < 0 {
		p.holder[name] = h
	}
}

// allows tells whether an element may have a name: it has no other one, and
// nobody else has that.
func (p *pins) allows(name, key string) bool {
	own, known := p.names[key]
	holder := p.holder[name].key
	return (!known || own == name) && (holder == "" || holder == key)
}

// lockPins are the pins of all scopes.
type lockPins struct {
	pkg, methods pins
	structs      map[string]pins // by what the fields stand in
}

// pinsOf are those of a lock, worked out once; nobody changes them.
func pinsOf(l *Lock) lockPins {
	if l == nil {
		return lockPins{}
	}
	l.pinned.Do(func() { l.pins = l.allPins() })
	return l.pins
}

func (l *Lock) allPins() lockPins {
	lp := lockPins{structs: map[string]pins{}}
	for key, e := range l.entries {
		switch scope, role := lockScope(key); role {
		case "method", "all":
			lp.methods.add(key, e)
		case "field":
			s := lp.structs[scope]
			s.add(key, e)
			lp.structs[scope] = s
		default:
			lp.pkg.add(key, e)
		}
	}
	return lp
}

// structOf tells the struct that a field of this identity stands in.
func structOf(id string) string {
	holder, kind, name := spec.SplitID(id)
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return holder + "/" + kind + "/" + name[:i]
	}
	if kind == "edge" {
		kind = "field"
	}
	return cmp.Or(holder, name) + "/" + kind
}

// lockScope tells in what the name of a line must be the only one, and its role.
func lockScope(key string) (scope, role string) {
	id, role, _ := strings.Cut(key, "\t")
	switch role {
	case "method", "all":
		return "methods", role
	case "field":
		return structOf(id), role
	}
	return "package", role
}
