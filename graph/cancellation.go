package graph

import "context"

// cancellation is the end of a call by its own context. It wraps what the
// context says, the cause that it was given, and the failure of the last try
// where the call was about to be repeated. It is never transient, whatever
// these are: the context stays as it is.
type cancellation struct {
	err, cause error // the same where no cause was given
	last       error // nil without an earlier try
}

// canceled is the error of a context that has ended, or nil.
func canceled(ctx context.Context) error { return canceledAfter(ctx, nil) }

// canceledAfter is canceled for a call that failed before.
func canceledAfter(ctx context.Context, last error) error {
	err := ctx.Err()
	if err == nil {
		return last
	}
	cause := context.Cause(ctx)
	if cause == err && last == nil {
		return err
	}
	return &cancellation{err: err, cause: cause, last: last}
}

// Error tells that the context ended, why, and what had failed before.
func (c *cancellation) Error() string {
	text := c.err.Error()
	if c.cause != c.err {
		text += ": " + c.cause.Error()
	}
	if c.last != nil {
		text += ", after " + c.last.Error()
	}
	return text
}

// Unwrap returns all of it.
func (c *cancellation) Unwrap() []error {
	errs := []error{c.err}
	for _, err := range []error{c.cause, c.last} {
		if err != nil && err != c.err {
			errs = append(errs, err)
		}
	}
	return errs
}
