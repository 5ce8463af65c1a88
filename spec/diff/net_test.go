package diff_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/graphgen/graphgen/spec/diff"
)

// This file states what becomes of changes that follow on each other, and holds
// reports against it: what a report says from A to C is what those from A to B
// and from B to C add up to.
//
// An entry moves an aspect of an element from one state to another. The moves
// of one aspect of one element compose: a → b and b → c are a → c, and a → a is
// nothing. So what came and went again is nothing: its states are absence and
// what it was. Renames compose in the same way, and everything is called by its
// last name, what went by its first. Of what came or went as a whole nothing
// else is told, nor of what stands in it; and of another type not what its
// values were. An entry that stands alone keeps its kind.

// aspect says what the entries of some kinds move.
type aspect struct {
	name    string
	kinds   []diff.Kind // from the words before to those after
	on, off []diff.Kind // without words
}

var aspects = []aspect{
	{
		name: exists,
		on:   []diff.Kind{diff.NodeAdded, diff.TypeAdded, diff.OpAdded, diff.PageAdded},
		off:  []diff.Kind{diff.NodeRemoved, diff.TypeRemoved, diff.OpRemoved, diff.PageGone},
	},
	{name: typed, kinds: []diff.Kind{
		diff.EdgeAdded, diff.EdgeRemoved, diff.EdgeTarget, diff.EdgeShape, diff.ResultAdded, diff.ResultRemoved,
		diff.ParamAdded, diff.ParamRequired, diff.ParamRemoved, diff.ParamMustGone, diff.ParamRetyped,
		diff.FieldAdded, diff.FieldRemoved, diff.FieldRetyped, diff.FieldShape, diff.FieldIDFormat,
	}},
	{name: called, kinds: []diff.Kind{
		diff.NodeRenamed, diff.TypeRenamed, diff.OpMethod, diff.OpPath, diff.FieldWire, diff.ParamWire, diff.ValueWire,
	}},
	{name: "path", kinds: []diff.Kind{diff.NodePath, diff.TypeKind}},
	{name: "return", kinds: []diff.Kind{diff.OpReturn}},
	{name: "read after write", kinds: []diff.Kind{diff.OpReadAfter}},
	{name: "paging", kinds: []diff.Kind{diff.PagingKind}},
	{name: "listed", kinds: []diff.Kind{
		diff.ErrorAdded, diff.ErrorRemoved, diff.PermAdded, diff.PermRelaxed,
		diff.ValueReply, diff.ValueRequest, diff.ValueGone, diff.ValueGoneReply,
	}},
	{name: "message", kinds: []diff.Kind{diff.ErrorMeaning}},
	{name: "usual permissions", kinds: []diff.Kind{diff.PermUsual}},
	{name: "permission", kinds: []diff.Kind{diff.PermDeprecated, diff.PermReinstated}},
	{name: "default value", kinds: []diff.Kind{diff.ParamDefault, diff.PagingLimit}},
	{name: "bounds", kinds: []diff.Kind{diff.ParamTightened, diff.ParamLoosened}},
	{name: "encoding", kinds: []diff.Kind{diff.ParamEncoding}},
	{name: "values", kinds: []diff.Kind{diff.EnumAdded, diff.EnumRemoved}},
	{name: "closed", on: []diff.Kind{diff.EnumClosed}, off: []diff.Kind{diff.EnumOpened}},
	{name: "required", on: []diff.Kind{diff.ParamOn}, off: []diff.Kind{diff.ParamOff}},
	{name: "default", on: []diff.Kind{diff.EdgeDefaultIn, diff.FieldDefaultIn}, off: []diff.Kind{diff.EdgeDefaultOut, diff.FieldDefaultOut}},
	{name: "core", on: []diff.Kind{diff.FieldCoreIn}, off: []diff.Kind{diff.FieldCoreOut}},
	{
		name: "deprecated",
		on:   []diff.Kind{diff.EdgeDeprecated, diff.OpDeprecated, diff.ParamDeprecated, diff.FieldDeprecated},
		off:  []diff.Kind{diff.EdgeReinstated, diff.OpReinstated, diff.ParamReinstated, diff.FieldReinstated},
	},
	{name: "version", kinds: []diff.Kind{diff.VersionBase}},
	{name: "note", kinds: []diff.Kind{diff.NoteAdded, diff.NoteRemoved, diff.NoteChanged}},
	{name: "address", kinds: []diff.Kind{diff.PageMoved}},
	{name: "outdated", kinds: []diff.Kind{diff.PageOutdated, diff.PageUpToDate}},
	{name: "marks", kinds: []diff.Kind{diff.RowFacts}},
}

// Aspects with rules of their own.
const (
	exists = "existence"
	typed  = "type" // of a row; the type of what is absent is empty
	called = "name"
)

// valueAspects are the aspects that a report says nothing of where the type is
// another.
var valueAspects = []string{"listed", "values", "closed", "encoding", "bounds", "members"}

// untold are the kinds that do not say enough to be added up.
var untold = []struct {
	kinds  []diff.Kind
	reason string
}{
	{[]diff.Kind{diff.TextChanged, diff.RowOrder}, "it says that something is another, not what it was and is: two of them may be nothing"},
	{[]diff.Kind{diff.TypeComparable, diff.TypeUncompared}, "its subject is a Go type, and of one that came or went the report says it is of the API"},
	{[]diff.Kind{diff.TypeSplit, diff.TypeMerged, diff.IdentRenamed, diff.IdentAdded, diff.IdentRemoved, diff.IdentRetyped, diff.IdentPresence, diff.ConstValue, diff.TagChanged, diff.FileMoved}, "what the generator does anew depends on all names there are, not only on those that changed"},
}

// exceptions are where the sum says something else than the report from A to C,
// and rightly so.
var exceptions = []exception{
	{"what went and came back may be another than it was: neither report says how", func(p path, s slot) bool {
		return p.anyHolder(s, func(id string) bool { return p.first.went(id) && p.then.came(id) })
	}},
	{"the type was another for a while, and so nothing was said of the values", func(p path, s slot) bool {
		return slices.Contains(valueAspects, s.aspect) && p.anyHolder(s, func(id string) bool {
			return p.first.moves[slot{typed, id}].moved() && p.then.moves[slot{typed, id}].moved()
		})
	}},
	{"whether what went and what came are one thing under two names depends on what else is different", func(p path, s slot) bool {
		return p.anyHolder(s, p.renamedInOne)
	}},
	{"that no table has a code any more is told only where no operation tells of the code", func(_ path, s slot) bool {
		return strings.HasPrefix(s.subject, "error/")
	}},
}

type exception struct {
	reason string
	covers func(p path, s slot) bool
}

// path is the way from A over B to C, what it adds up to, and the report from A
// to C.
type path struct{ first, then, sum, whole ledger }

// anyHolder looks at an element, and at what it stands in.
func (p path) anyHolder(s slot, ok func(id string) bool) bool {
	return slices.ContainsFunc(holders(s.subject), ok)
}

// renamedInOne tells that one report calls an element by another name, and
// another says that it came or went.
func (p path) renamedInOne(id string) bool {
	about := func(l ledger) [][2]string {
		return slices.DeleteFunc(l.renames(), func(names [2]string) bool { return !slices.Contains(names[:], id) })
	}
	for _, names := range slices.Concat(about(p.sum), about(p.whole)) {
		if slices.Contains(p.sum.renames(), names) != slices.Contains(p.whole.renames(), names) {
			return true
		}
	}
	for _, names := range about(p.first) {
		if p.then.went(names[1]) || p.then.came(names[0]) {
			return true
		}
	}
	for _, names := range about(p.then) {
		if p.first.went(names[1]) || p.first.came(names[0]) {
			return true
		}
	}
	return false
}

func TestReportsAddUp(t *testing.T) {
	old, list := trials(t)
	sides := append([]trial{{"base", old}}, list...)
	reports := map[[2]int]*diff.Report{}
	report := func(a, b int) *diff.Report {
		if reports[[2]int{a, b}] == nil {
			reports[[2]int{a, b}] = diff.Compare(sides[a].new, sides[b].new)
		}
		return reports[[2]int{a, b}]
	}
	used, shown := map[string]bool{}, map[diff.Kind]bool{}
	ways, compared := 0, 0
	check := func(a, b, c int) {
		p := path{first: ledgerOf(report(a, b)), then: ledgerOf(report(b, c)), whole: ledgerOf(report(a, c))}
		p.sum = net(p.first, p.then)
		ways, compared = ways+1, compared+len(p.whole.moves)
		for _, s := range wrong(p.sum, p.whole) {
			if i := slices.IndexFunc(exceptions, func(e exception) bool { return e.covers(p, s) }); i >= 0 {
				used[exceptions[i].reason] = true
				continue
			}
			t.Errorf("%s > %s > %s: %s: the sum says %v, the report %v", sides[a].name, sides[b].name, sides[c].name, s, p.sum.moves[s], p.whole.moves[s])
		}
		for _, c := range report(a, b).Changes {
			shown[c.Kind] = true
		}
	}
	random := rand.New(rand.NewPCG(7, 11))
	for i := range sides {
		for j := range sides {
			if !shareSubject(report(0, i), report(0, j)) && random.IntN(8) > 0 {
				continue
			}
			check(0, i, j) // changed again, or back
			check(i, 0, j) // back, and changed in another way
			check(i, j, 0)
		}
	}
	t.Logf("%d ways, %d moves", ways, compared)

	for _, e := range exceptions {
		assert.True(t, used[e.reason], "no longer needed: %s", e.reason)
	}
	for _, u := range untold {
		assert.True(t, slices.ContainsFunc(u.kinds, func(k diff.Kind) bool { return shown[k] }), "no longer needed: %s", u.reason)
	}
}

// shareSubject tells that two reports speak of one element.
func shareSubject(a, b *diff.Report) bool {
	return slices.ContainsFunc(a.Changes, func(x *diff.Change) bool {
		return slices.ContainsFunc(b.Changes, func(y *diff.Change) bool { return x.Subject == y.Subject })
	})
}

// Every kind either moves something, or has a reason why it cannot be added up.
func TestEveryKindAddsUp(t *testing.T) {
	for _, k := range diff.Kinds() {
		found := 0
		for _, a := range aspects {
			found += count(k, a.kinds) + count(k, a.on) + count(k, a.off)
		}
		for _, u := range untold {
			found += count(k, u.kinds)
		}
		assert.Equal(t, 1, found, "%s", k)
	}
}

func count(k diff.Kind, kinds []diff.Kind) int {
	if slices.Contains(kinds, k) {
		return 1
	}
	return 0
}
