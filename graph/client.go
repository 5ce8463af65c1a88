package graph

import (
	"context"
	"errors"
	"fmt"
)

// DefaultBaseURL is where the API lives unless [WithBaseURL] says otherwise.
const DefaultBaseURL = "https://" + defaultHost

const defaultHost = "graph.facebook.com"

// Client calls the Graph API with one access token. It is safe for use by many
// goroutines at once, holds no connection of its own besides those of its
// http.Client, and needs no closing. Nothing that prints a Client shows its
// token.
type Client struct{ set *settings }

// New returns a client that sends token, in the Authorization header, with
// every call. An empty token sends none. Wrong options, a base URL without a
// host for example, are reported by the first call.
func New(token string, opts ...Option) *Client {
	set := defaults()
	set.token = newSecret(token)
	for _, opt := range opts {
		if opt != nil { // an option that was left out
			opt(set)
		}
	}
	set.proof = set.proofOf(set.token)
	set.http = set.transport()
	return &Client{set: set}
}

// ForPackage returns a copy of the client for a generated package: its errors
// begin with the package's name, and it calls the version from which the
// package was generated, unless [WithVersion] chose one.
func (c *Client) ForPackage(name, version string) *Client {
	if c == nil || c.set == nil {
		return c
	}
	set := *c.set
	set.pkg = name
	if !set.versionChosen {
		set.setVersion(version)
	}
	return &Client{set: &set}
}

// Do makes one call and decodes the reply into out, a pointer, or nil where
// the reply does not matter. It is what generated methods call.
//
// The path names its parameters in braces, as in "/{page_id}/conversations";
// req is a pointer to a struct whose fields have graph tags, or nil. The tag
// is the parameter's name and its options:
//
//	PageID graph.ID  `graph:"page_id,path"`    // replaces {page_id}
//	Name   string    `graph:"name,required"`   // checked before the call
//	Since  time.Time `graph:"since,unix"`      // unix seconds instead of RFC 3339
//
// Parameters travel in the query of a GET or DELETE and in the form of any
// other call, lists and objects as JSON. Empty strings and nil slices, maps and
// pointers are not sent, and are an error where required; a list that is empty but
// not nil is sent as []. Zero numbers are only sent where required.
//
// The error is a *[RequestError] when nothing was sent, a *[Error] when the
// API refused or answered with something else than JSON, a *[DecodeError] when
// parts of the reply are not as documented (the rest is in out). It wraps the
// context's error and its cause when the context ended the call, and otherwise
// a *[net/url.Error] from the network.
func (c *Client) Do(ctx context.Context, method, path string, req, out any, opts ...CallOption) error {
	call, err := c.newCall(method, path, req, opts)
	if err != nil {
		return err
	}
	if out != nil && !isTarget(out) {
		return call.wrap(errNoTarget)
	}
	if call.queue != nil {
		return call.queue.add(call, out)
	}
	return call.run(ctx, out)
}

// Result is the result of a generated method: nothing beside an error, except
// beside a *[DecodeError], which comes with what could be decoded.
//
// P is a pointer. The type behind it is no parameter, because Go compiles a
// function for each struct type, but one for all pointers.
//
//go:noinline // a package has hundreds of methods that end with this call
func Result[P any](out P, err error) (P, error) {
	if err != nil && !isPartial(err) {
		var nothing P
		return nothing, err
	}
	return out, err
}

// String names the client without its token.
func (c Client) String() string {
	if c.set == nil {
		return "graph.Client{}"
	}
	return fmt.Sprintf("graph.Client{%s %s%s/%s}", c.set.pkg, c.set.base.Host, c.set.basePath, c.set.version)
}

// GoString is String, so that %#v shows no token either.
func (c Client) GoString() string { return c.String() }

var (
	errNoClient = errors.New("graph: this client was not made by graph.New")
	errNoTarget = errors.New("the result must be decoded into a pointer")
)
