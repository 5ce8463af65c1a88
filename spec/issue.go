package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how much an Issue matters.
type Severity int

const (
	// Info is worth knowing: something was left out on purpose.
	Info Severity = iota
	// Warning is something that a person should look at.
	Warning
	// Error is something that was not understood, or is wrong.
	Error
)

func (s Severity) String() string {
	return [...]string{"info", "warning", "error"}[s]
}

// Issue is one thing that is wrong or was not understood.
type Issue struct {
	File      string   // the page or the YAML file
	Line, Col int      // from 1; 0 where the file has no lines to point at
	Where     string   // "Reading › Parameters, row 3", or a YAML path
	Severity  Severity //
	ID        string   // stable: unknown-type
	Msg       string   // lower case, no full stop
	Hint      string   // what to do
}

// String is the issue as a user reads it: where, then what. The hint is left
// to the caller.
func (i Issue) String() string {
	var b strings.Builder
	if i.File != "" {
		b.WriteString(i.File + ":")
		if i.Line > 0 {
			fmt.Fprintf(&b, "%d:%d:", i.Line, i.Col)
		}
		b.WriteByte(' ')
	}
	if i.Where != "" {
		b.WriteString(i.Where + ": ")
	}
	b.WriteString(i.Msg)
	return b.String()
}

// Issues is everything that is wrong, all at once.
type Issues []Issue

// Add appends an issue.
func (is *Issues) Add(i Issue) { *is = append(*is, i) }

// Sort orders the issues by file, position, place and message, and drops
// repeats.
func (is *Issues) Sort() {
	slices.SortStableFunc(*is, func(a, b Issue) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Where, b.Where), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Msg, b.Msg),
		)
	})
	*is = slices.Compact(*is)
}

// Count is the number of issues of at least severity s.
func (is Issues) Count(s Severity) int {
	n := 0
	for _, i := range is {
		if i.Severity >= s {
			n++
		}
	}
	return n
}

// Err is nil when no issue is an Error, else an error that prints them all.
func (is Issues) Err() error {
	if is.Count(Error) == 0 {
		return nil
	}
	return is
}

// Error lists the issues of severity Error, one a line, each with its hint.
func (is Issues) Error() string {
	var lines []string
	for _, i := range is {
		if i.Severity < Error {
			continue
		}
		lines = append(lines, i.String())
		if i.Hint != "" {
			lines = append(lines, "hint: "+i.Hint)
		}
	}
	return strings.Join(lines, "\n")
}
