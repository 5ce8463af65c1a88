package graph

import (
	"cmp"
	"errors"
	"strconv"
)

// DecodeError is a reply of which parts are not as documented. Everything else
// was decoded: it comes with a result.
type DecodeError struct {
	// Fields are the parts that were left out, in the order of the Go type.
	// There are at most 100; More is how many were not kept.
	Fields []FieldError
	More   int

	op      string // what was called, if anything
	nothing bool   // there is no result
}

// FieldError is a part of a reply that was left out.
type FieldError struct {
	Path  string // such as data[3].from.id; empty for the whole reply
	Value string // the beginning of the JSON
	Err   error
}

const maxFieldErrors = 100

// Error tells the first few parts.
func (e *DecodeError) Error() string {
	const shown = 3
	text := cmp.Or(e.op, "graph")
	sep := ": "
	for i := range e.Fields[:min(shown, len(e.Fields))] {
		text += sep + e.Fields[i].Error()
		sep = "; "
	}
	if n := len(e.Fields) + e.More - shown; n > 0 {
		text += "; and " + strconv.Itoa(n) + " more"
	}
	return text
}

// Unwrap returns the errors of the parts.
func (e *DecodeError) Unwrap() []error {
	errs := make([]error, len(e.Fields))
	for i := range e.Fields {
		errs[i] = &e.Fields[i]
	}
	return errs
}

// Error tells where and what.
func (e *FieldError) Error() string {
	if e.Path == "" {
		return e.Err.Error()
	}
	return e.Path + ": " + e.Err.Error()
}

// Unwrap returns the reason.
func (e *FieldError) Unwrap() error { return e.Err }

// isPartial tells an error that comes with a result.
//
//go:noinline // Result is compiled in each generated package, which would have errors.AsType once more
func isPartial(err error) bool {
	d, ok := errors.AsType[*DecodeError](err)
	return ok && !d.nothing
}
