package graph

import (
	"context"
	"net/http"
)

// Response is what came with a reply besides the decoded result.
// See [WithResponse].
type Response struct {
	Status        int // HTTP status
	Header        http.Header
	TraceID       string // to give to Meta's support
	ServedVersion string // the version that answered, such as "v25.0"
	Usage         Usage

	// Raw is the body as it came, except that the secrets in its URLs are
	// replaced. Undocumented members can be read from it with [Lookup].
	Raw []byte
}

const (
	headerVersion = "Facebook-Api-Version"
	headerTrace   = "X-Fb-Trace-Id"
)

// keep takes over what the caller wanted to see of the reply of a call.
func (r *Response) keep(c *call, reply *reply) {
	if reply == nil {
		*r = Response{}
		return
	}
	header := c.redactHeader(reply.header)
	*r = Response{
		Status:        reply.status,
		Header:        header,
		TraceID:       header.Get(headerTrace),
		ServedVersion: reply.header.Get(headerVersion),
		Usage:         usageOf(header),
		Raw:           redactLinks(reply.body),
	}
}

// observe hands a reply to who wanted to see it, and tells of another version
// than the one asked for.
func (c *call) observe(ctx context.Context, r *reply) {
	if c.keep != nil {
		c.keep(c, r)
	}
	asked, served := c.set.version, r.header.Get(headerVersion)
	if asked == "" || served == "" || asked == served {
		return
	}
	if c.set.versionHook != nil {
		c.set.versionHook(asked, served)
	}
	if c.set.logVersion != nil {
		c.set.logVersion(ctx, c, served)
	}
}

func logVersion(ctx context.Context, c *call, served string) {
	if c.set.logger != nil {
		c.set.logger.WarnContext(ctx, "graph: served by another version", "method", c.method, "path", c.shownPath(), "asked", c.set.version, "served", served)
	}
}
