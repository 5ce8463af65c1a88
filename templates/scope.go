package templates

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file settles names. Whatever the output declares claims its name in a
// scope; when all claims are made the scope settles them: by rank, then by key,
// so that the order of the input does not matter. Of two claims to a name the
// first keeps it, and the other takes the next name of its own choice, at last
// one with a number. That is reported, naming both sides.

// ident is a name that is settled after its users are made.
type ident struct{ name string }

// rank orders the claims of a scope: who comes first keeps the name.
type rank int

const (
	rankReserved rank = iota
	rankNode
	rankNested
	rankCall
	rankCallNested
	rankEnum
	rankConst
)

// claim is a wish for a name. Choices are asked for when the claims of lower
// rank are settled, since a name may be built on another.
type claim struct {
	id      *ident
	rank    rank
	key     string // what is named: node Page, POST /{page_id}/feed, …
	folded  string // key in small letters
	choices func() []string
	pins    []string // by which names.lock may know it
}

// compare orders claims. Of two keys that differ in case only the one in small
// letters comes first, since that is how the API writes most names.
func (c *claim) compare(other *claim) int {
	if c.rank != other.rank {
		return cmp.Compare(c.rank, other.rank)
	}
	if n := strings.Compare(c.folded, other.folded); n != 0 {
		return n
	}
	return strings.Compare(other.key, c.key)
}

// scope is a set of names that must differ.
type scope struct {
	where  string   // for issues: the package, the methods of Client, …
	claims []*claim // that are not settled yet
	holder map[string]string
	locked pins
}

// reserve keeps a name for something that is not generated from the spec.
func (s *scope) reserve(names ...string) {
	for _, name := range names {
		s.claim(rankReserved, "the generated "+name, fixed(name))
	}
}

// claim asks for one of the choices, best first. The name is known once the
// scope is settled.
func (s *scope) claim(r rank, key string, choices func() []string) *ident {
	id := new(ident)
	s.claims = append(s.claims, &claim{id: id, rank: r, key: key, folded: strings.ToLower(key), choices: choices})
	return id
}

// pin says under which elements names.lock knows what was claimed last.
func (s *scope) pin(id *ident, role string, elements ...string) *ident {
	if !s.isLocked() {
		return id
	}
	c := s.claims[len(s.claims)-1]
	for _, e := range elements {
		c.pins = append(c.pins, lockKey(e, role))
	}
	return id
}

// isLocked tells whether the lock has any names of the scope.
func (s *scope) isLocked() bool { return s.locked.holder != nil }

// keep is the name that the lock has for a claim; empty if it has none, or one
// that another claim of this generation took.
func (s *scope) keep(c *claim) string {
	for _, key := range c.pins {
		if name := s.locked.names[key]; name != "" && s.holder[name] == "" {
			return name
		}
	}
	return ""
}

// taken tells what a name is used for already: in this generation, or by the
// lock for something else.
func (s *scope) taken(name string, c *claim) string {
	if by := s.holder[name]; by != "" {
		return by
	}
	if key := s.locked.holder[name].key; key != "" && !slices.Contains(c.pins, key) {
		return strings.ReplaceAll(key, "\t", " ") + " in names.lock"
	}
	return ""
}

// fixed are choices that do not depend on other names.
func fixed(names ...string) func() []string {
	return func() []string { return names }
}

// settle gives every claim its name. What was settled before stays.
func (s *scope) settle(issues *spec.Issues) {
	slices.SortFunc(s.claims, (*claim).compare)
	if s.holder == nil {
		s.holder = map[string]string{}
	}
	for _, c := range s.claims {
		choices := c.choices()
		kept := s.keep(c)
		c.id.name = kept
		switch {
		case kept != "":
		case c.rank == rankReserved:
			c.id.name = choices[0]
		default:
			c.id.name = pick(choices, func(name string) bool { return s.taken(name, c) != "" })
		}
		switch by := s.taken(choices[0], c); {
		case c.id.name == choices[0]:
		case kept == "" || by != "":
			issues.Add(spec.Issue{
				Where: c.key, Severity: spec.Info, ID: "go-name-taken",
				Msg: fmt.Sprintf("the Go name %s is taken by %s in %s: named %s", choices[0], by, s.where, c.id.name),
			})
		default:
			issues.Add(spec.Issue{
				Where: c.key, Severity: spec.Info, ID: "go-name-locked",
				Msg: fmt.Sprintf("the Go name would be %s; names.lock keeps %s", choices[0], kept),
			})
		}
		s.holder[c.id.name] = c.key
	}
	s.claims = nil
}

// pick is the first choice that nobody holds, or the last one with a number.
func pick(choices []string, taken func(string) bool) string {
	for _, name := range choices {
		if !taken(name) {
			return name
		}
	}
	last := choices[len(choices)-1]
	for n := 2; ; n++ {
		name := fmt.Sprintf("%s%d", last, n)
		if !taken(name) {
			return name
		}
	}
}

// memberNames gives names to the members of one struct or enum, by their wire
// names. Of several that come to one name the first in byte order keeps it;
// another gets the case of its letters behind it if that is all that differs
// (LAST_7D, last_7d → Last7d, Last7dLower), else a number.
func memberNames(wires []string, where string, name func(string) string, issues *spec.Issues) map[string]*ident {
	return lockedNames(wires, nil, pins{}, where, name, issues)
}

// lockedNames is memberNames for members that names.lock may know, by their
// elements.
func lockedNames(wires, elements []string, locked pins, where string, name func(string) string, issues *spec.Issues) map[string]*ident {
	if ids, ok := plainNames(wires, elements, locked, name); ok {
		return ids
	}
	cases := map[string]int{}
	for _, wire := range slices.Compact(slices.Sorted(slices.Values(wires))) {
		cases[strings.ToLower(wire)]++
	}
	s := scope{where: "the members of " + where, locked: locked}
	ids := map[string]*ident{}
	for i, wire := range wires {
		if ids[wire] != nil {
			continue
		}
		choices := []string{name(wire)}
		if cases[strings.ToLower(wire)] > 1 {
			choices = append(choices, name(wire)+caseOf(wire))
		}
		ids[wire] = s.claim(rankNested, where+" "+strconv.Quote(wire), fixed(choices...))
		if elements != nil {
			s.pin(ids[wire], "field", elements[i])
		}
	}
	s.settle(issues)
	return ids
}

// plainNames gives each member the name of its rule. It does where no two names
// are alike and the lock says nothing else, which is so nearly everywhere.
func plainNames(wires, elements []string, locked pins, name func(string) string) (map[string]*ident, bool) {
	ids := make(map[string]*ident, len(wires))
	taken := make(map[string]bool, len(wires))
	for i, wire := range wires {
		if ids[wire] != nil {
			continue
		}
		n := name(wire)
		if taken[n] || locked.holder != nil && !locked.allows(n, lockKey(elements[i], "field")) {
			return nil, false
		}
		ids[wire], taken[n] = &ident{n}, true
	}
	return ids, true
}

// caseOf names the case of the letters of s.
func caseOf(s string) string {
	switch s {
	case strings.ToLower(s):
		return "Lower"
	case strings.ToUpper(s):
		return "Upper"
	}
	return "Mixed"
}
