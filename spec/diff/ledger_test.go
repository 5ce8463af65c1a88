package diff_test

import (
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// This file adds reports up, by the rules of net_test.go.

type slot struct{ aspect, subject string }

// move is an aspect of an element from one state to another.
type move struct {
	from, to string
	kind     diff.Kind // of an entry that stands alone
}

func (m move) moved() bool { return m.from != m.to }

// ledger is a report as moves.
type ledger struct{ moves map[slot]move }

func (l ledger) went(id string) bool {
	there, row := l.moves[slot{exists, id}], l.moves[slot{typed, id}]
	return there.from == "on" && there.moved() || row.from != "" && row.to == ""
}

func (l ledger) came(id string) bool {
	there, row := l.moves[slot{exists, id}], l.moves[slot{typed, id}]
	return there.from == "off" && there.moved() || row.from == "" && row.to != ""
}

// renames are the identities of what has another name, before and after.
func (l ledger) renames() [][2]string {
	var out [][2]string
	for s, m := range l.moves {
		if s.aspect == called {
			out = append(out, [2]string{m.from, m.to})
		}
	}
	slices.SortFunc(out, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return out
}

func ledgerOf(r *diff.Report) ledger {
	l := ledger{map[slot]move{}}
	for _, c := range r.Changes {
		for _, subject := range append([]string{c.Subject}, c.SeenBy...) {
			for _, a := range aspects {
				switch {
				case slices.Contains(a.on, c.Kind):
					l.moves[slot{a.name, subject}] = move{"off", "on", c.Kind}
				case slices.Contains(a.off, c.Kind):
					l.moves[slot{a.name, subject}] = move{"on", "off", c.Kind}
				case !slices.Contains(a.kinds, c.Kind):
				case a.name == called:
					l.moves[slot{called, c.Renamed}] = move{subject, c.Renamed, c.Kind}
				default:
					l.add(a.name, subject, c)
				}
			}
		}
	}
	return l
}

// add notes an entry with words.
func (l ledger) add(aspect, subject string, c *diff.Change) {
	m := move{c.Old, c.New, c.Kind}
	switch {
	case aspect == typed && strings.HasSuffix(c.Old+c.New, "members"):
		aspect = "members"
	case aspect == typed:
		m.from, m.to = meaning(c.Old), meaning(c.New)
	case c.Kind == diff.PagingLimit && !strings.HasPrefix(c.Old+c.New, `"`) && !strings.HasPrefix(c.Old, "none"):
		aspect = "bounds"
	}
	l.moves[slot{aspect, subject}] = m
}

// meaning is a type without the choice of words: URL is a string, and so is an
// enum, whose values are told apart.
func meaning(words string) string {
	if t, err := spec.ParseType(words); err == nil && (t.Kind == spec.KindString || t.Kind == spec.KindEnum) {
		return "string"
	}
	return words
}

// renamed is an identity after renames.
func renamed(id string, renames [][2]string) string {
	for _, r := range renames {
		if id == r[0] {
			return r[1]
		}
	}
	for _, r := range renames {
		before, after := trimTop(r[0]), trimTop(r[1])
		id = strings.NewReplacer(r[0]+"/", r[1]+"/", "enum/"+before+"/", "enum/"+after+"/", "enum/"+before+"#", "enum/"+after+"#").Replace(id)
	}
	return id
}

func trimTop(id string) string { return strings.TrimPrefix(strings.TrimPrefix(id, "op/"), "node/") }

// net adds up two reports.
func net(first, then ledger) ledger {
	renames := then.renames()
	sum := ledger{map[slot]move{}}
	for s, m := range first.moves {
		if s.aspect == called {
			m.to = renamed(m.to, renames)
		}
		sum.moves[slot{s.aspect, renamed(s.subject, renames)}] = m
	}
	for s, m := range then.moves {
		if before, ok := sum.moves[s]; ok {
			m = move{from: before.from, to: m.to}
		}
		sum.moves[s] = m
	}
	sum.absorb()
	maps.DeleteFunc(sum.moves, func(_ slot, m move) bool { return !m.moved() })
	return sum
}

// absorb takes away what is not told of what came or went as a whole, and of
// values whose type is another. What went is called what it was.
func (l ledger) absorb() {
	for s, m := range maps.Clone(l.moves) {
		for i, up := range holders(s.subject) {
			whole := l.came(up) || l.went(up)
			itself := i == 0 && (s.aspect == exists || s.aspect == typed)
			if whole && !itself || l.moves[slot{typed, up}].moved() && slices.Contains(valueAspects, s.aspect) {
				delete(l.moves, s)
				l.unkind(up)
			}
		}
		if gone := (slot{exists, s.subject}); s.aspect == called && l.went(s.subject) {
			l.moves[slot{exists, m.from}] = l.moves[gone]
			delete(l.moves, gone)
		}
	}
}

// unkind forgets the kind of what came or went: it may have been a struct, or
// optional, before another entry that is no longer told.
func (l ledger) unkind(id string) {
	for _, s := range []slot{{exists, id}, {typed, id}} {
		if m, ok := l.moves[s]; ok {
			m.kind = ""
			l.moves[s] = m
		}
	}
}

// holders are an element and all that it stands in.
func holders(id string) []string {
	var out []string
	for ; id != ""; id = diff.Holder(id) {
		out = append(out, id)
	}
	return out
}

// wrong are the aspects in which the sum and the report differ.
func wrong(sum, whole ledger) []slot {
	var out []slot
	for s, m := range whole.moves {
		got, ok := sum.moves[s]
		if !ok || got.from != m.from || got.to != m.to || got.kind != "" && got.kind != m.kind {
			out = append(out, s)
		}
	}
	for s := range sum.moves {
		if _, ok := whole.moves[s]; !ok {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b slot) int { return strings.Compare(a.subject+a.aspect, b.subject+b.aspect) })
	return out
}
