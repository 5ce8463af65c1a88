package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// transport is the http.Client of the calls: the caller's with the middleware
// around its transport and a stricter rule for redirects.
func (s *settings) transport() *http.Client {
	hc := http.Client{}
	if s.http != nil {
		hc = *s.http
	}
	if len(s.middleware) > 0 {
		rt := hc.Transport
		if rt == nil {
			rt = http.DefaultTransport
		}
		for i := len(s.middleware) - 1; i >= 0; i-- {
			rt = s.middleware[i](rt)
		}
		hc.Transport = rt
	}
	hc.CheckRedirect = checkRedirect(hc.CheckRedirect)
	return &hc
}

const maxRedirects = 10

var errRedirects = errors.New("stopped after 10 redirects")

// checkRedirect follows a redirect only to the same host, with the same
// scheme and method: net/http would hand the token on to any subdomain, and
// turn a POST into a GET. Another redirect becomes the reply of the call,
// which is an error.
func checkRedirect(own func(*http.Request, []*http.Request) error) func(*http.Request, []*http.Request) error {
	return func(req *http.Request, via []*http.Request) error {
		first := via[0]
		if req.URL.Host != first.URL.Host || req.URL.Scheme != first.URL.Scheme || req.Method != first.Method {
			return http.ErrUseLastResponse
		}
		if own != nil {
			return own(req, via)
		}
		if len(via) >= maxRedirects {
			return errRedirects
		}
		return nil
	}
}

// reply is an HTTP response that was read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// exchange makes one HTTP request. Its errors are those of the network, of
// the context where that has ended, or of the file.
func (c *call) exchange(ctx context.Context) (*reply, error) {
	req, over, err := c.httpRequest(ctx)
	if err != nil {
		return nil, c.redactCause(err)
	}
	if over != nil {
		defer over()
	}
	resp, err := c.set.http.Do(req)
	if err != nil {
		return nil, c.unanswered(ctx, err)
	}
	body, err := c.readBody(resp)
	_ = resp.Body.Close() // it has been read
	if err != nil {
		return nil, c.unanswered(ctx, &url.Error{Op: "read the reply of " + c.method, URL: req.URL.String(), Err: err})
	}
	return &reply{status: resp.StatusCode, header: resp.Header, body: body}, nil
}

// unanswered is the error of a request without a whole reply: the network's, unless
// it is the context's or the file's, to which the network adds nothing. What the
// network's wraps stays reachable.
func (c *call) unanswered(ctx context.Context, err error) error {
	if ended := canceled(ctx); ended != nil {
		return ended
	}
	if file, ok := errors.AsType[*fileError](err); ok {
		return file
	}
	if u, ok := err.(*url.Error); ok { // what net/http returns
		return &url.Error{Op: u.Op, URL: c.redact(u.URL), Err: c.redactCause(u.Err)}
	}
	return c.redactCause(err)
}

// errTooLarge is a reply beyond the limit. Asking again would not help.
var errTooLarge = errors.New("the reply is too large")

// readBody reads a body to its end, so that the connection can be used again,
// unless it is longer than allowed.
func (c *call) readBody(resp *http.Response) ([]byte, error) {
	limit := c.set.maxBody
	var body []byte
	if n := resp.ContentLength; n > 0 && n <= limit {
		body = make([]byte, 0, n+1) // one more, to meet the end without growing
	} else {
		body = make([]byte, 0, 4096)
	}
	for {
		n, err := resp.Body.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		switch {
		case int64(len(body)) > limit:
			return nil, fmt.Errorf("%w: more than %d bytes; see graph.WithMaxBody", errTooLarge, limit)
		case err == io.EOF:
			return body, nil
		case err != nil:
			return nil, err
		case len(body) == cap(body):
			body = append(body, 0)[:len(body)]
		}
	}
}
