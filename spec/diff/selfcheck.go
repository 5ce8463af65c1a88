package diff

import (
	"fmt"

	"github.com/graphgen/graphgen/spec"
)

// SelfCheck is what others say of the verdicts of a report.
type SelfCheck struct {
	APIDiff       Agreement      `json:"apidiff"`     // on what callers may not compile with
	Witness       Agreement      `json:"witness"`     // on what callers do not compile with
	Unexplained   int            `json:"unexplained"` // declarations that changed though no change says so
	Disagreements []Disagreement `json:"disagreements,omitempty"`
	Waived        []Disagreement `json:"waived,omitempty"` // those that are known to be none
}

// Agreement counts the names on which a report and somebody else agree, of all
// on which either says that they break.
type Agreement struct {
	Agrees int `json:"agrees"`
	Of     int `json:"of"`
}

// Disagreement is a name on which the report and another say different things.
type Disagreement struct {
	Name   string `json:"name"`
	Report string `json:"report"`
	Oracle string `json:"oracle"`
	Says   string `json:"says"`
	Waived string `json:"waived,omitempty"` // why it is none
}

func (s *SelfCheck) String() string {
	return fmt.Sprintf("apidiff agrees %s · witness agrees %s · %s", s.APIDiff, s.Witness, plural(s.Unexplained, "unexplained hunk"))
}

// Lines are the result, and the disagreements below it.
func (s *SelfCheck) Lines() []string {
	lines := []string{"SELF-CHECK  " + s.String()}
	for _, d := range s.Disagreements {
		lines = append(lines, "  "+d.String())
	}
	return lines
}

func (a Agreement) String() string { return fmt.Sprintf("%d/%d", a.Agrees, a.Of) }

func (d Disagreement) String() string {
	return spec.Escape(fmt.Sprintf("%s: the report says %s, %s says %s", d.Name, d.Report, d.Oracle, d.Says))
}
