package diff

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// Accepted is a list of changes that a person has looked at: they stay in the
// report, but do not count.
type Accepted struct {
	Format  int          `yaml:"accept"`
	Changes []Acceptance `yaml:"changes,omitempty"`

	file string                       `yaml:"-"`
	at   func(string) (line, col int) `yaml:"-"`
}

// Acceptance is one entry of the accept file.
type Acceptance struct {
	ID     string `yaml:"id"`     // of the change, as the report prints it
	Reason string `yaml:"reason"` // why it is fine
	By     string `yaml:"by,omitempty"`
	Until  string `yaml:"until,omitempty"` // 2027-01-31: the last day on which it counts
}

// AcceptFormat is the version of the accept file.
const AcceptFormat = 1

// ReadAccepted reads an accept file.
func ReadAccepted(name string, data []byte) (*Accepted, spec.Issues) {
	a := &Accepted{file: name}
	at, issues := spec.ReadStrict(name, data, a)
	a.at = at
	if issues.Count(spec.Error) > 0 {
		return nil, issues
	}
	if a.Format != AcceptFormat {
		issues.Add(a.issue(-1, spec.Error, "accept-format", fmt.Sprintf("format %d, but this graphgen reads format %d", a.Format, AcceptFormat), "write accept: 1"))
	}
	for i, e := range a.Changes {
		if e.Until != "" && !spec.IsDate(e.Until) {
			issues.Add(a.issue(i, spec.Error, "bad-date", fmt.Sprintf("until: %q is no date", e.Until), "write the date as 2027-01-31"))
		}
		if e.Reason == "" {
			issues.Add(a.issue(i, spec.Error, "accept-reason", "no reason", "say why the change is fine"))
		}
		if slices.IndexFunc(a.Changes, func(o Acceptance) bool { return o.ID == e.ID }) < i {
			issues.Add(a.issue(i, spec.Error, "duplicate-name", e.ID+" stands twice", "keep one of them"))
		}
	}
	return a, issues
}

func (a *Accepted) issue(i int, s spec.Severity, id, msg, hint string) spec.Issue {
	where, line, col := "", 1, 1
	if i >= 0 {
		where = fmt.Sprintf("changes[%d]", i)
		line, col = a.at(where)
	}
	return spec.Issue{File: a.file, Line: line, Col: col, Where: where, Severity: s, ID: id, Msg: msg, Hint: hint}
}

// Accept marks the changes of a report that are accepted on a day, and tells
// which entries are expired or used by no change.
func (r *Report) Accept(a *Accepted, today string) spec.Issues {
	var issues spec.Issues
	for i, e := range a.Changes {
		at := slices.IndexFunc(r.Changes, func(c *Change) bool { return c.ID == e.ID })
		switch {
		case e.Until != "" && e.Until < today:
			issues.Add(a.issue(i, spec.Warning, "accept-expired", e.ID+" was accepted until "+e.Until, "look again: extend the date, or take the entry out"))
		case at < 0:
			issues.Add(a.issue(i, spec.Warning, "accept-unused", e.ID+" is no change of this report", "take the entry out"))
		default:
			r.Changes[at].Accepted = cmp.Or(by(e), e.Reason)
		}
	}
	issues.Sort()
	return issues
}

func by(e Acceptance) string {
	if e.By == "" {
		return ""
	}
	return e.Reason + " (" + e.By + ")"
}

// Reaches tells how many changes are at a level and not accepted.
func (r *Report) Reaches(l Level) int {
	return count(r.Changes, func(c *Change) bool { return c.Accepted == "" && l.Reaches(c) })
}
