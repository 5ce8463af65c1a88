package diff_test

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/spec/diff/verify"
	"github.com/graphgen/graphgen/templates"
)

// This file proves the source verdicts with the oracles of package verify.

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

// The oracles agree with every report, both ways: apidiff on what breaks, by
// name; a program that uses all of the old package on what does not compile any
// more; and each declaration that changed is in a change.
func TestOraclesAgree(t *testing.T) {
	old, list := trials(t)
	var apidiff, witness int
	waived := map[string]bool{}
	for _, tr := range list {
		for _, pair := range [][2]diff.Side{{old, tr.new}, {tr.new, old}} {
			report := diff.Compare(pair[0], pair[1])
			check, err := verify.Run(report, generated(t, pair[0], nil), generated(t, pair[1], nil))
			require.NoError(t, err, tr.name)
			assert.Empty(t, check.Disagreements, "%s: %s\n%s", tr.name, check, lines(report))
			assert.Empty(t, report.Unexplained, tr.name)
			for _, c := range report.Changes {
				assert.False(t, c.Source == diff.SourceBreak && len(c.Go) == 0, "%s: %s breaks nothing", tr.name, line(c))
			}
			for _, d := range check.Waived {
				waived[d.Waived] = true
			}
			apidiff += check.APIDiff.Of
			witness += check.Witness.Of
		}
	}
	assert.Positive(t, apidiff)
	assert.Positive(t, witness)
	for _, reason := range verify.Waivers() {
		assert.True(t, waived[reason], "no longer needed: %s", reason)
	}
	t.Logf("%d comparisons: %d names that apidiff compared, %d lines of witnesses that fail", 2*len(list), apidiff, witness)
}

// generated is the package of an API.
func generated(t testing.TB, s diff.Side, lock *templates.Lock) verify.Package {
	files, _, err := templates.Generate(s.API, templates.Options{Package: "graphapi", Lock: lock, AllowRename: true})
	require.NoError(t, err)
	p := verify.Package{Side: s}
	for _, f := range files {
		p.Files = append(p.Files, verify.File(f))
	}
	return p
}

// Combinations mirror too.
func TestCombinationsMirror(t *testing.T) {
	old, list := trials(t)
	for _, tr := range list {
		assert.Equal(t, mirrored(diff.Compare(old, tr.new)), plain(diff.Compare(tr.new, old)), tr.name)
	}
}
