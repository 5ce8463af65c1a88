package scraper

import (
	"cmp"
	"maps"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// Report says how much of a page was understood. Every block and every table
// row is counted exactly once: understood, kept as a note, left out on purpose
// by a named rule, or not understood (then an issue says where).
type Report struct {
	Page    string         `json:"page"`
	Class   string         `json:"class"`
	Blocks  Tally          `json:"blocks"`
	Rows    Tally          `json:"rows"`
	Ignored map[string]int `json:"ignored,omitempty"` // by rule
	Issues  spec.Issues    `json:"issues,omitempty"`
}

// Tally counts what became of the parts of a page.
type Tally struct {
	Seen       int `json:"seen"`
	Understood int `json:"understood"`
	Noted      int `json:"noted"`
	Ignored    int `json:"ignored"`
	Unknown    int `json:"unknown"`
}

// Coverage is the share of what was seen that was understood, kept or left
// out on purpose: 1 when nothing was seen.
func (t Tally) Coverage() float64 {
	if t.Seen == 0 {
		return 1
	}
	return 1 - float64(t.Unknown)/float64(t.Seen)
}

// Add sums two tallies.
func (t *Tally) Add(u Tally) {
	t.Seen += u.Seen
	t.Understood += u.Understood
	t.Noted += u.Noted
	t.Ignored += u.Ignored
	t.Unknown += u.Unknown
}

// verdict is what became of one block or row.
type verdict int

const (
	understood verdict = iota
	noted
	ignored
	unknown
)

func (t *Tally) count(v verdict) {
	t.Seen++
	switch v {
	case understood:
		t.Understood++
	case noted:
		t.Noted++
	case ignored:
		t.Ignored++
	case unknown:
		t.Unknown++
	}
}

// misread moves n blocks that were taken for understood to the unknown ones.
func (t *Tally) misread(n int) {
	t.Understood -= n
	t.Unknown += n
}

// ignore counts a part that the named rule leaves out.
func (r *Report) ignore(rule string) verdict {
	if r.Ignored == nil {
		r.Ignored = map[string]int{}
	}
	r.Ignored[rule]++
	return ignored
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
