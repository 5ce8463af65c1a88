package templates

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// pins are the names of a lock that concern one scope.
type pins struct {
	names  map[string]string // by element and role
	holder map[string]string // the element and role that hold a name
}

func (p *pins) add(key string, e lockEntry) {
	if p.names == nil {
		p.names, p.holder = map[string]string{}, map[string]string{}
	}
	if !e.gone {
		p.names[key] = e.name
	}
	if other := p.holder[e.name]; other == "" || !e.gone {
		p.holder[e.name] = key
	}
	if e.was != "" && p.holder[e.was] == "" {
		p.holder[e.was] = key
	}
}

// allows tells whether an element may have a name: it has no other one, and
// nobody else has that.
func (p *pins) allows(name, key string) bool {
	own, known := p.names[key]
	holder := p.holder[name]
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
	for _, key := range slices.Sorted(maps.Keys(l.entries)) {
		switch scope, role := lockScope(key); role {
		case "method", "all":
			lp.methods.add(key, l.entries[key])
		case "field":
			s := lp.structs[scope]
			s.add(key, l.entries[key])
			lp.structs[scope] = s
		default:
			lp.pkg.add(key, l.entries[key])
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
