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

// observe keeps what the caller wanted to see of a reply, and tells of another
// version than the one asked for.
func (c *call) observe(ctx context.Context, r *reply) {
	served := r.header.Get(headerVersion)
	if c.response != nil {
		header := c.redactHeader(r.header)
		*c.response = Response{
			Status:        r.status,
			Header:        header,
			TraceID:       header.Get(headerTrace),
			ServedVersion: served,
			Usage:         usageOf(header),
			Raw:           redactLinks(r.body),
		}
	}
	asked := c.set.version
	if asked == "" || served == "" || asked == served {
		return
	}
	if c.set.versionHook != nil {
		c.set.versionHook(asked, served)
	}
	if c.set.logger != nil {
		c.set.logger.WarnContext(ctx, "graph: served by another version", "method", c.method, "path", c.shownPath(), "asked", asked, "served", served)
	}
}
