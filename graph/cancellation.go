package graph

import (
	"context"
	"fmt"
)

// cancellation is the end of a call by its own context. It wraps what the
// context says, the cause that it was given, and the failure of the last try
// where the call was about to be repeated. It is never transient, whatever
// these are: the context stays as it is.
type cancellation struct{ err error }

// canceled is the error of a context that has ended, or nil.
func canceled(ctx context.Context) error { return canceledAfter(ctx, nil) }

// canceledAfter is canceled for a call that failed before.
func canceledAfter(ctx context.Context, last error) error {
	err := ctx.Err()
	if err == nil {
		return last
	}
	ended := err
	if cause := context.Cause(ctx); cause != err {
		ended = fmt.Errorf("%w: %w", ended, cause)
	}
	if last != nil {
		ended = fmt.Errorf("%w, after %w", ended, last)
	}
	if ended == err {
		return err
	}
	return &cancellation{ended}
}

// Error tells that the context ended, why, and what had failed before.
func (c *cancellation) Error() string { return c.err.Error() }

// Unwrap returns all of it.
func (c *cancellation) Unwrap() error { return c.err }
