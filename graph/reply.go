package graph

import (
	"bytes"
	"errors"
	"fmt"
)

// interpret decodes a reply into out, or says why it has no result.
func (c *call) interpret(r *reply, out any) error {
	c.observe(r)
	if e := c.failure(r); e != nil {
		return e
	}
	if out == nil {
		return nil
	}
	body := bytes.TrimSpace(r.body)
	if len(body) == 0 {
		return c.unreadable(r, "the reply is empty", nil)
	}
	err := decodeReply(body, out)
	var partial *DecodeError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errNoResult):
		return c.unreadable(r, "the reply is "+string(body)+" instead of a result", nil)
	case errors.As(err, &partial):
		partial.op = fmt.Sprintf("%s: %s %s", c.set.pkg, c.method, c.path)
		for i := range partial.Fields {
			partial.Fields[i].Value = c.redact(partial.Fields[i].Value)
		}
		return partial
	default:
		return c.unreadable(r, "the reply is not JSON", err)
	}
}
