package fetch

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"
)

// answer is what a host said to a request.
type answer struct {
	status int
	header http.Header
	body   []byte // of a 200 only
}

// drained is how much of a body that nobody wants is read, so that the
// connection can be used again.
const drained = 16 << 10

// wait waits until a host may be asked again, and notes when it may be asked
// after that.
func (c *crawl) wait(ctx context.Context, h *host) error {
	now := c.clock.Now()
	if d := h.ready.Sub(now); d > 0 {
		if err := c.clock.Sleep(ctx, d); err != nil {
			return err
		}
		now = c.clock.Now()
	}
	interval := c.Interval
	if h.robots != nil {
		interval = max(interval, h.robots.delay)
	}
	h.ready = now.Add(interval)
	return nil
}

// ask asks for u, once. It waits until the host may be asked; it does not
// follow redirects.
func (c *crawl) ask(ctx context.Context, h *host, u *url.URL, accept string, known *Sidecar) (*answer, error) {
	if err := c.wait(ctx, h); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(c.paceRepeats(ctx, h), http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	c.dress(req, accept, known)
	c.sum.Requests++
	resp, err := c.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	a := &answer{status: resp.StatusCode, header: resp.Header}
	if resp.StatusCode != http.StatusOK {
		_, _ = io.CopyN(io.Discard, resp.Body, drained) // a courtesy to the connection; its end is no news
		return a, nil
	}
	if resp.ContentLength > c.MaxBytes {
		return nil, tooLarge{c.MaxBytes}
	}
	a.body, err = readBody(resp.Body, resp.Header.Get("Content-Encoding"), c.MaxBytes)
	return a, err
}

// paceRepeats makes net/http wait where it asks a second time on its own,
// because a connection that was open turned out to be closed.
func (c *crawl) paceRepeats(ctx context.Context, h *host) context.Context {
	connections := 0
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) {
		if connections++; connections > 1 {
			c.sum.Requests++
			_ = c.wait(ctx, h) // an end of ctx ends the request, too
		}
	}})
}

// dress gives a request its headers. Those of the user go only to the hosts
// that the user named, and never in the clear over a network.
func (c *crawl) dress(req *http.Request, accept string, known *Sidecar) {
	if c.named[req.URL.Host] && (req.URL.Scheme == "https" || isLoopback(req.URL)) {
		for name, values := range c.Header {
			req.Header[name] = values
		}
	}
	req.Header.Set("User-Agent", c.agent)
	req.Header.Set("Accept", accept)
	req.Header.Set("Accept-Encoding", "gzip, br")
	if req.Header.Get("Accept-Language") == "" && c.want.locale != anyLocale {
		tag := strings.ReplaceAll(c.want.locale, "_", "-")
		language, _, _ := strings.Cut(tag, "-")
		req.Header.Set("Accept-Language", tag+","+language+";q=0.9")
	}
	if known == nil {
		return
	}
	if known.ETag != "" {
		req.Header.Set("If-None-Match", known.ETag)
	}
	if known.LastModified != "" {
		req.Header.Set("If-Modified-Since", known.LastModified)
	}
}

func isLoopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// networkFault says why there is no answer, without the URL and without what
// the error may quote of the request.
func (c *crawl) networkFault(err error) *fault {
	f := &fault{id: "network", grave: true, passing: true, hint: "fetch again later"}
	var dns *net.DNSError
	var op *net.OpError
	var slow interface{ Timeout() bool }
	switch {
	case isTooLarge(err):
		return &fault{id: "too-large", grave: true, msg: err.Error()}
	case errors.Is(err, errEncoding):
		return &fault{id: "encoding", grave: true, msg: err.Error()}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		f.id, f.msg = "cut", "the answer was cut off"
	case errors.Is(err, io.EOF):
		f.msg = "the connection was closed without an answer"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		f.id, f.msg = "timeout", "took longer than "+c.Timeout.Round(time.Millisecond).String()
	case errors.As(err, &dns):
		f.msg = "there is no such host"
	case errors.As(err, &op):
		f.msg = c.want.secrets.hide(op.Err.Error())
	default:
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err
		}
		f.msg = c.want.secrets.hide(err.Error())
	}
	return f
}
