package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
)

// interpret decodes a reply into out, or says why it has no result.
func (c *call) interpret(ctx context.Context, r *reply, out any) error {
	c.observe(ctx, r)
	if e := c.failure(r); e != nil {
		return e
	}
	if out == nil {
		return nil
	}
	body := bytes.TrimSpace(r.body)
	if len(body) == 0 {
		return c.unreadable(r, io.ErrUnexpectedEOF)
	}
	err := decodeReply(body, out, c.redact)
	if partial, ok := errors.AsType[*DecodeError](err); ok {
		partial.op = c.operation()
		return partial
	}
	if err == nil {
		return nil
	}
	if errors.Is(err, errNoResult) {
		err = nil // which is no fault of the reply
	}
	return c.unreadable(r, err)
}
