package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// text compares prose.
func (c *comparison) text(subject, old, new string) {
	if old != new {
		c.add(TextChanged, subject, "", "").Origin = OriginDocs
	}
}

// facts compares the marks that change no code.
func (c *comparison) facts(subject, old, new string) {
	if old != new {
		c.add(RowFacts, subject, old, new).Origin = OriginDocs
	}
}

func facts(since string, mark, flat bool) string {
	var out []string
	if since != "" {
		out = append(out, "since "+since)
	}
	if mark {
		out = append(out, "marked")
	}
	if flat {
		out = append(out, "flat")
	}
	return strings.Join(out, ", ")
}

// order compares the order of the rows that both sides have. The fields of Go
// structs stand in it.
func order[T any](c *comparison, subject string, old, new []T, key func(*T) (string, bool)) {
	names := func(list, other []T) []string {
		known := map[string]bool{}
		for i := range other {
			name, _ := key(&other[i])
			known[name] = true
		}
		var out []string
		for i := range list {
			if name, _ := key(&list[i]); known[name] && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
		return out
	}
	if a, b := names(old, new), names(new, old); !slices.Equal(a, b) {
		c.add(RowOrder, subject, "", "").Origin = OriginDocs
	}
}

// flag compares a badge.
func (c *comparison) flag(on, off Kind, subject string, old, new bool) {
	if old != new {
		c.add(either(new, on, off), subject, "", "")
	}
}

// matched is a thing on both sides, or on one.
type matched[T any] struct {
	name     string
	old, new *T
}

// compareByName matches the rows of two lists by name, sorted by it. Flat rows
// of one name are told apart by a number.
func compareByName[T any](old, new []T, name func(*T) (string, bool)) []matched[T] {
	at := map[string]int{}
	var out []matched[T]
	collect := func(list []T, set func(*matched[T], *T)) {
		flats := map[string]int{}
		for i := range list {
			key, flat := name(&list[i])
			if flat {
				flats[key]++
				key += "#" + strconv.Itoa(flats[key])
			}
			j, ok := at[key]
			if !ok {
				j = len(out)
				at[key] = j
				out = append(out, matched[T]{name: key})
			}
			set(&out[j], &list[i])
		}
	}
	collect(old, func(m *matched[T], t *T) { m.old = t })
	collect(new, func(m *matched[T], t *T) { m.new = t })
	slices.SortFunc(out, func(a, b matched[T]) int { return strings.Compare(a.name, b.name) })
	return out
}

// The identities of rows: their names, and whether their place was lost.

func fieldKey(f *spec.Field) (string, bool) { return f.Name, f.Flat }
func paramKey(p *spec.Param) (string, bool) { return p.Name, p.Flat }
func edgeKey(e *spec.Edge) (string, bool)   { return e.Name, false }

func either[T any](cond bool, a, b T) T {
	if cond {
		return a
	}
	return b
}
