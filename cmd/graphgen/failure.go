package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/graphgen/graphgen/spec"
)

// The exit status.
const (
	statusFine   = 0
	statusFound  = 1 // it ran and found something
	statusFailed = 2 // it could not run
)

// failure is an error as the user reads it: where, what, and what to do.
type failure struct {
	where, what, hint string
	status            int   // statusFailed if zero
	err               error // what the operating system said, if it said anything
}

func (f *failure) Unwrap() error { return f.err }

func (f *failure) Error() string {
	if f.where == "" {
		return f.what
	}
	return f.where + ": " + f.what
}

// found says that the command ran and what it found must not pass unseen.
func found(what, hint string) error {
	return &failure{what: what, hint: hint, status: statusFound}
}

// fileError says which file could not be read or written, and why, without the
// system call.
func fileError(name string, err error, hint string) error {
	what := err
	var pe *fs.PathError
	if errors.As(err, &pe) {
		what = pe.Err
	}
	return &failure{where: name, what: what.Error(), hint: hint, err: err}
}

// status is the exit status that err stands for. One failure among findings
// means that the command could not do its work.
func status(err error) int {
	if err == nil {
		return statusFine
	}
	s := statusFine
	for _, e := range flatten(err) {
		var f *failure
		var is spec.Issues
		switch {
		case errors.As(e, &f) && f.status != 0:
			s = max(s, f.status)
		case errors.As(e, &is):
			s = max(s, statusFound)
		default:
			return statusFailed
		}
	}
	return s
}

// flatten undoes errors.Join.
func flatten(err error) []error {
	j, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	for _, e := range j.Unwrap() {
		all = append(all, flatten(e)...)
	}
	return all
}

// failure prints err as "graphgen: where: what" and its hint.
func (c *console) failure(err error) {
	for _, e := range flatten(err) {
		var f *failure
		var is spec.Issues
		switch {
		case errors.As(e, &f):
			c.trouble(f.Error(), f.hint)
		case errors.As(e, &is):
			for _, i := range is {
				if i.Severity >= spec.Error {
					c.trouble(i.String(), i.Hint)
				}
			}
		default:
			c.trouble(e.Error(), "")
		}
	}
}

func (c *console) trouble(what, hint string) {
	fmt.Fprintln(c.raw, c.paint(red, "graphgen:"), visible(what))
	if hint != "" {
		fmt.Fprintln(c.raw, c.paint(bold, "hint:"), visible(hint))
	}
}
