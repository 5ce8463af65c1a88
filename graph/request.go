package graph

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// This file turns a call into an HTTP request.

// httpRequest returns a fresh request, because a call may be made twice, and
// what must be done when it is over, if anything.
func (c *call) httpRequest(ctx context.Context) (req *http.Request, over func(), err error) {
	var body requestBody
	target, err := c.target()
	if err != nil {
		return nil, nil, err
	}
	switch {
	case inQuery(c.method):
		target.RawQuery = c.form()
	case c.file != nil:
		if body, err = c.file.form(ctx, c.fileName, c.signed()); err != nil {
			return nil, nil, err
		}
	default:
		body = requestBody{body: strings.NewReader(c.form()), contentType: "application/x-www-form-urlencoded"}
	}
	req, err = http.NewRequestWithContext(ctx, c.method, "", body.body)
	if err != nil {
		return nil, nil, err
	}
	req.URL, req.Host = target, target.Host
	if c.file != nil {
		req.ContentLength = body.length
	}
	if body.contentType != "" {
		req.Header["Content-Type"] = []string{body.contentType}
	}
	if c.token != nil {
		req.Header["Authorization"] = []string{"Bearer " + c.token.reveal()}
	}
	req.Header["User-Agent"] = []string{c.set.userAgent}
	return req, body.takeBack, nil
}

// target is the URL of the call without a query. The base URL was parsed when
// the client was made; parsing it for each call would take as long as all the
// rest of making a request.
func (c *call) target() (*url.URL, error) {
	target := *c.set.base
	escaped := c.set.basePath + c.versioned()
	path, err := url.PathUnescape(escaped)
	if err != nil {
		return nil, err
	}
	target.Path, target.RawPath = path, ""
	if path != escaped {
		target.RawPath = escaped
	}
	return &target, nil
}

// versioned is the path as sent, below the base URL.
func (c *call) versioned() string {
	if c.set.version == "" {
		return c.path
	}
	return "/" + c.set.version + c.path
}

// signed is the parameters with the proof of the token.
//
//go:noinline // few calls have a proof
func (c *call) signed() []param {
	if c.proof == nil {
		return c.params
	}
	return append(c.params[:len(c.params):len(c.params)], param{"appsecret_proof", c.proof.reveal()})
}

// form is the parameters in the form of a query.
func (c *call) form() string {
	params := c.signed()
	size := 0
	for _, p := range params {
		size += len(p.name) + len(p.value) + len(p.value)/2 + 2
	}
	form := make([]byte, 0, size)
	for i := range params {
		p := &params[i]
		if i > 0 {
			form = append(form, '&')
		}
		form = append(form, url.QueryEscape(p.name)...)
		form = append(form, '=')
		form = append(form, c.escape(p.value, url.QueryEscape)...)
	}
	return string(form)
}

// escape escapes a value for a URL or a form, all but what a batch must find.
func (c *call) escape(value string, escape func(string) string) string {
	if c.queue == nil {
		return escape(value)
	}
	return c.queue.escape(value, escape)
}

func withQuery(target, query string) string {
	if query == "" {
		return target
	}
	return target + "?" + query
}
