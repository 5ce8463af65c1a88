package graph

import (
	"fmt"
	"strings"
)

// CallOption changes one call.
type CallOption func(*call)

// WithToken makes the call with another token, a Page's for example.
// Its appsecret_proof is made to match.
func WithToken(token string) CallOption {
	return func(c *call) { c.setToken(newSecret(token)) }
}

// WithParam sends a parameter that the request type does not have, or
// replaces one that it has, be it a part of the path.
func WithParam(name, value string) CallOption {
	return func(c *call) { c.extra = append(c.extra, param{name: name, value: value}) }
}

// WithResponse fills r with what came besides the decoded reply, also when the
// call fails. For repeated calls and lists of many pages it is the last reply.
func WithResponse(r *Response) CallOption {
	return func(c *call) {
		if r != nil {
			c.keep = r.keep
		}
	}
}

// Repeatable says that this call may be repeated by [WithRetry] although it is
// no GET: making it twice has the effect of making it once.
func Repeatable() CallOption {
	return func(c *call) { c.repeatable = true }
}

// call is one operation with its parameters, ready to be sent, perhaps more
// than once.
type call struct {
	set      *settings
	method   string
	template string // the path as documented: /{page_id}/conversations
	path     string // the path as sent: /1234/conversations
	params   []param
	extra    []param
	file     attachment
	fileName string // of its parameter

	token, proof secret
	keep         func(*call, *reply) // for the caller; the reply is nil where none came
	repeatable   bool

	queue     queue    // nil outside of a batch
	name      string   // within the batch
	dependsOn string   // a name
	hidden    []secret // of the parts of a batch
}

type param struct{ name, value string }

// queue takes calls instead of their being made: a [Batch]. Calls know it by
// this interface, so that only programs with a batch have its code.
type queue interface {
	add(c *call, out any) error
	escape(value string, escape func(string) string) string
}

func (c *Client) newCall(method, path string, req any, opts []CallOption) (*call, error) {
	if c == nil || c.set == nil {
		return nil, errNoClient
	}
	if c.set.err != nil {
		return nil, c.set.err
	}
	call := &call{
		set:        c.set,
		method:     method,
		template:   path,
		token:      c.set.token,
		proof:      c.set.proof,
		repeatable: method == "GET",
	}
	call.apply(opts)
	if problems := call.encode(req); len(problems) > 0 {
		return nil, call.refuse(problems)
	}
	return call, nil
}

// apply skips nil, which is what an option that was left out looks like.
func (c *call) apply(opts []CallOption) {
	for _, opt := range opts {
		if opt != nil {
			opt(c)
		}
	}
}

func (c *call) setToken(token secret) {
	c.token = token
	c.proof = c.set.proofOf(token)
}

// setParam replaces a parameter, or adds it. A request's own access_token
// becomes the token of the call, because a token must not travel in a URL.
func (c *call) setParam(name, value string) {
	if name == "access_token" {
		c.setToken(newSecret(value))
		return
	}
	c.params = set(c.params, name, value)
}

func (c *call) param(name string) string {
	if p := find(c.params, name); p != nil {
		return p.value
	}
	return ""
}

// set replaces a parameter, or adds it.
func set(params []param, name, value string) []param {
	if p := find(params, name); p != nil {
		p.value = value
		return params
	}
	return append(params, param{name, value})
}

// find is the parameter of that name, or nil.
//
//go:noinline // so that set is not inlined either
func find(params []param, name string) *param {
	for i := range params {
		if params[i].name == name {
			return &params[i]
		}
	}
	return nil
}

// inQuery tells where the parameters of a method go.
func inQuery(method string) bool { return method == "GET" || method == "DELETE" }

// operation is what error texts begin with.
func operation(pkg, method, path string) string { return pkg + ": " + method + " " + path }

func (c *call) operation() string { return operation(c.set.pkg, c.method, c.shownPath()) }

// shownPath is the path without secrets: a program that mixes up its arguments
// puts the token where the id belongs.
func (c *call) shownPath() string { return c.redact(c.path) }

// wrap puts the operation in front of an error, and takes the secrets out.
func (c *call) wrap(err error) error {
	return fmt.Errorf("%s: %w", c.operation(), c.redactCause(err))
}

// refuse is the error of a request that is not sent.
func (c *call) refuse(problems []string) *RequestError {
	for i := range problems {
		problems[i] = c.redact(problems[i])
	}
	return &RequestError{Method: c.method, Path: c.redact(c.template), Problems: problems, pkg: c.set.pkg}
}

// RequestError is a request that was not sent, because of what is in it.
type RequestError struct {
	Method   string
	Path     string   // as documented, with the names of its parameters
	Problems []string // all of them, such as "page_id is required"

	pkg string
}

// Error lists all problems.
func (e *RequestError) Error() string {
	return operation(e.pkg, e.Method, e.Path) + ": " + strings.Join(e.Problems, "; ")
}
