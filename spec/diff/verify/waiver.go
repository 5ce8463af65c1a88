package verify

import (
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec/diff"
)

// waiver is a class of disagreements that are known.
type waiver struct {
	reason string
	covers func(said reported, d diff.Disagreement) bool
}

const apidiffName = "apidiff"

var waivers = []waiver{
	{"apidiff calls another value of a constant incompatible; nobody who uses the constant has to change", func(_ reported, d diff.Disagreement) bool {
		return d.Oracle == apidiffName && strings.HasPrefix(d.Says, "value changed from ")
	}},
	{"apidiff does not compare the type arguments of another package's generic types, as in graph.Edge[*Post]", func(said reported, d diff.Disagreement) bool {
		g, breaks := said.changes[d.Name]
		return breaks && d.Oracle == apidiffName && d.Says == nothing && g.Old == g.New &&
			typeArguments.ReplaceAllString(g.OldType, "") == typeArguments.ReplaceAllString(g.NewType, "")
	}},
}

// typeArguments are those of a type, or of the iter.Seq2 that a call which lists
// returns.
var typeArguments = regexp.MustCompile(`\[\*?\w+\]|\) \*?\w+$`)

// Waivers are the reasons for which a disagreement may be none.
func Waivers() []string {
	var reasons []string
	for _, w := range waivers {
		reasons = append(reasons, w.reason)
	}
	return reasons
}

// waived is the reason for which a disagreement is none.
func (said reported) waived(d diff.Disagreement) string {
	for _, w := range waivers {
		if w.covers(said, d) {
			return w.reason
		}
	}
	return ""
}
