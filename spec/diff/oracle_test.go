package diff_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/exp/apidiff"

	"github.com/graphgen/graphgen/spec/diff"
)

// This file proves the source verdicts: with apidiff, the comparison of Go
// packages that the Go project uses, and with a program that uses the old
// package and is compiled with the new one.

// trial is a new API to compare the base with.
type trial struct {
	name string
	new  diff.Side
}

// made are the trials of this run, which several tests look at.
var made struct {
	sync.Once
	old  diff.Side
	list []trial
}

// trials are all mutations, and random combinations.
func trials(t *testing.T) (old diff.Side, list []trial) {
	made.Do(func() { made.old, made.list = makeTrials(t) })
	return made.old, made.list
}

func makeTrials(t *testing.T) (old diff.Side, list []trial) {
	files := base(t)
	old = side(t, files)
	for _, m := range mutations {
		list = append(list, trial{m.name, side(t, edit(t, files, m.edits...))})
	}
	random := rand.New(rand.NewPCG(3, 5))
	combinations := 20
	if testing.Short() {
		combinations = 5
	}
	for len(list) < len(mutations)+combinations {
		edited, names := files, []string{}
		for range 2 + random.IntN(5) {
			m := mutations[random.IntN(len(mutations))]
			if next, ok := tryEdit(edited, m.edits); ok {
				edited, names = next, append(names, m.name)
			}
		}
		list = append(list, trial{strings.Join(names, " + "), side(t, edited)})
	}
	return old, list
}

// tryEdit is edit for text that may be gone by another edit.
func tryEdit(files map[string]string, edits []string) (map[string]string, bool) {
	out := map[string]string{}
	for name, text := range files {
		out[name] = text
	}
	for i := 0; i < len(edits); i += 2 {
		found := false
		for name, text := range out {
			if strings.Count(text, edits[i]) == 1 {
				out[name], found = strings.Replace(text, edits[i], edits[i+1], 1), true
			}
		}
		if !found {
			return nil, false
		}
	}
	return out, true
}

// Where apidiff finds an incompatible change, a change says so, and the other
// way round. Explained classes that differ:
//   - the value of a constant: apidiff calls it incompatible, no caller breaks
//   - the order of fields: breaks literals without keys only, which apidiff
//     leaves out by its own rule
//   - type arguments: apidiff does not compare those of another package's
//     generic types, such as graph.Edge[*Post] and graph.Edge[*User]
//   - correspondence: where a field changes from one named type to another,
//     apidiff takes the types for one under two names, and blames the types
func TestSourceAgreesWithAPIDiff(t *testing.T) {
	old, list := trials(t)
	compared, agreed, corresponding, arguments := 0, 0, 0, 0
	for _, tr := range list {
		for _, pair := range [][2]diff.Side{{old, tr.new}, {tr.new, old}} {
			c := newChecker(t)
			report := diff.Compare(pair[0], pair[1])
			got := apidiff.Changes(c.generated(pair[0]), c.generated(pair[1]))
			var want []string
			taken := false
			for _, ch := range got.Changes {
				if !ch.Compatible && !strings.Contains(ch.Message, "value changed from") {
					want = append(want, subjectOf(ch.Message))
					taken = taken || sameName.FindString(ch.Message) != "" && correspond(ch.Message)
				}
			}
			compared++
			said := slices.ContainsFunc(report.Changes, func(c *diff.Change) bool { return c.Source != diff.SourceNone && c.Kind != diff.RowOrder })
			if said && len(want) == 0 {
				assert.True(t, onlyTypeArguments(report), "%s: apidiff finds nothing\n%s", tr.name, lines(report))
				arguments++
				continue
			}
			assert.Equal(t, len(want) > 0, said, "%s\n%s\napidiff:\n%s", tr.name, lines(report), got.String())
			if taken {
				corresponding++
				continue
			}
			agreed++
			told := namesOf(report, pair[0], pair[1])
			for _, name := range want {
				owner, _, _ := strings.Cut(name, ".")
				assert.True(t, slices.Contains(told, name) || slices.Contains(told, owner), "%s: %s\n%s\napidiff:\n%s", tr.name, name, lines(report), got.String())
			}
		}
	}
	t.Logf("%d comparisons: %d agree by name; %d agree but for correspondence, %d but for type arguments", compared, agreed, corresponding, arguments)
}

var sameName = regexp.MustCompile(`changed from (\S+) to (\S+)$`)

// correspond tells a message in which apidiff took two types for one: the type
// changed from itself to itself.
func correspond(message string) bool {
	m := sameName.FindStringSubmatch(message)
	return m[1] == m[2]
}

var typeArguments = regexp.MustCompile(`\[\*?\w+\]|\) \*\w+$`)

// onlyTypeArguments tells a report whose breaks are in the type arguments of
// graph.Edge and iter.Seq2 alone.
func onlyTypeArguments(r *diff.Report) bool {
	for _, c := range r.Changes {
		for _, g := range c.Go {
			if c.Source != diff.SourceNone && (g.Old != g.New || typeArguments.ReplaceAllString(g.OldType, "") != typeArguments.ReplaceAllString(g.NewType, "")) {
				return false
			}
		}
	}
	return true
}

var methodName = regexp.MustCompile(`^\(\*?(\w+)\)\.`)

// subjectOf is what a message of apidiff is about: (*Client).GetPage: removed.
func subjectOf(message string) string {
	name, _, _ := strings.Cut(message, ": ")
	return methodName.ReplaceAllString(name, "$1.")
}

// namesOf are the declarations that a report says are broken.
func namesOf(r *diff.Report, old, new diff.Side) []string {
	has := map[string]string{}
	for _, d := range new.Go {
		has[d.Name] = d.Type
	}
	was := map[string]string{}
	for _, d := range old.Go {
		was[d.Name] = d.Type
	}
	var out []string
	for _, c := range r.Changes {
		for _, g := range c.Go {
			typ, ok := has[g.Old]
			switch {
			case c.Kind == diff.TypeUncompared:
				out = append(out, g.Old)
			case g.Old == "" || c.Source != diff.SourceBreak:
			case !ok || typ != was[g.Old]:
				out = append(out, g.Old)
			}
		}
	}
	return out
}

// A program that uses all of the old package compiles with the new one exactly
// where no change is a break, and every line that does not is told.
func TestSourceAgreesWithTheWitness(t *testing.T) {
	old, list := trials(t)
	src, names := witness(old.Go)
	c := newChecker(t)
	require.Empty(t, c.broken(src, names, c.generated(old)), "it must compile with its own package")
	failing := 0
	for _, tr := range list {
		c := newChecker(t)
		report := diff.Compare(old, tr.new)
		told := namesOf(report, old, tr.new)
		var broken []string
		for _, name := range c.broken(src, names, c.generated(tr.new)) {
			broken = append(broken, name)
			owner, _, _ := strings.Cut(name, ".")
			assert.True(t, slices.Contains(told, name) || slices.Contains(told, owner), "%s: %s does not compile, and nobody says so\n%s", tr.name, name, lines(report))
		}
		breaks := slices.ContainsFunc(report.Changes, func(c *diff.Change) bool { return c.Source == diff.SourceBreak })
		assert.Equal(t, len(broken) > 0, breaks, "%s: %v\n%s", tr.name, broken, lines(report))
		failing += len(broken)
	}
	t.Logf("%d witnesses, %d lines fail", len(list), failing)
}

// Every difference between the Go of both sides is in a change, and every break
// is a difference.
func TestEveryDifferenceIsExplained(t *testing.T) {
	old, list := trials(t)
	for _, tr := range list {
		report := diff.Compare(old, tr.new)
		assert.Empty(t, report.Unexplained, tr.name)
		explained := map[string]bool{}
		for _, c := range report.Changes {
			for _, g := range c.Go {
				explained[g.Old], explained[g.New] = true, true
			}
			assert.False(t, c.Source == diff.SourceBreak && len(c.Go) == 0, "%s: %s breaks nothing", tr.name, line(c))
		}
		was, is := goLines(old), goLines(tr.new)
		for _, name := range differing(was, is) {
			assert.True(t, explained[name], "%s: %s changed from %q to %q and nobody says why\n%s", tr.name, name, was[name], is[name], lines(report))
		}
	}
}

// goLines are the declarations with all that a caller sees of them.
func goLines(s diff.Side) map[string]string {
	m := map[string]string{}
	for _, d := range s.Go {
		m[d.Name] = fmt.Sprint(d.Type, " ", d.Tag, " ", d.Value, " ", d.Comparable)
	}
	return m
}

func differing(a, b map[string]string) []string {
	var out []string
	for name := range a {
		if a[name] != b[name] {
			out = append(out, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Combinations mirror too.
func TestCombinationsMirror(t *testing.T) {
	old, list := trials(t)
	for _, tr := range list {
		assert.Equal(t, mirrored(diff.Compare(old, tr.new)), plain(diff.Compare(tr.new, old)), tr.name)
	}
}
