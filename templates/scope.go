package templates

import (
	"cmp"
	"fmt"
	"slices"
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
	choices func() []string
}

// scope is a set of names that must differ.
type scope struct {
	where  string  // for issues: the package, the methods of Client, …
	claims []claim // that are not settled yet
	holder map[string]string
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
	s.claims = append(s.claims, claim{id, r, key, choices})
	return id
}

// fixed are choices that do not depend on other names.
func fixed(names ...string) func() []string {
	return func() []string { return names }
}

// settle gives every claim its name. What was settled before stays.
func (s *scope) settle(issues *spec.Issues) {
	slices.SortFunc(s.claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.key, b.key))
	})
	if s.holder == nil {
		s.holder = map[string]string{}
	}
	for _, c := range s.claims {
		choices := c.choices()
		c.id.name = pick(choices, s.holder)
		if c.id.name != choices[0] {
			issues.Add(spec.Issue{
				Where: c.key, Severity: spec.Info, ID: "go-name-taken",
				Msg: fmt.Sprintf("the Go name %s is taken by %s in %s: named %s", choices[0], s.holder[choices[0]], s.where, c.id.name),
			})
		}
		s.holder[c.id.name] = c.key
	}
	s.claims = nil
}

// pick is the first choice that nobody holds, or the last one with a number.
func pick(choices []string, holder map[string]string) string {
	for _, name := range choices {
		if _, taken := holder[name]; !taken {
			return name
		}
	}
	last := choices[len(choices)-1]
	for n := 2; ; n++ {
		name := fmt.Sprintf("%s%d", last, n)
		if _, taken := holder[name]; !taken {
			return name
		}
	}
}

// spellings are the choices for a name made of prefix and the words of wire:
// the name, and where wire has letters of one case, the name with that case
// (LAST_7D, last_7d → Last7d, Last7dLower).
func spellings(prefix, wire string) []string {
	name := goName(wire)
	if prefix != "" {
		name = prefix + namePart(wire)
	}
	switch lower, upper := strings.ToLower(wire) == wire, strings.ToUpper(wire) == wire; {
	case lower && !upper:
		return []string{name, name + "Lower"}
	case upper && !lower:
		return []string{name, name + "Upper"}
	}
	return []string{name}
}
