package mock

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// route is an operation, ready to be compared with paths.
type route struct {
	op           *spec.Operation
	method, path string
	segments     []segment
	fixed        int   // bytes of the path that are not placeholders
	of           *kind // the kind of node that it belongs to; nil for any
}

// segment is a part of a path: a word, or act_{ad_account_id}.
type segment struct {
	before, after string // a placeholder, or nothing but before
	open          bool
}

func newRoute(op *spec.Operation, of *kind) *route {
	method, path := op.Split()
	r := &route{op: op, method: method, path: path, of: of}
	for text := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		before, rest, open := strings.Cut(text, "{")
		_, after, _ := strings.Cut(rest, "}")
		r.segments = append(r.segments, segment{before, after, open})
		r.fixed += len(before) + len(after)
	}
	return r
}

// edge is the name behind the id of a two-part path: conversations.
func (r *route) edge() string {
	if len(r.segments) != 2 || !r.segments[0].open || r.segments[1].open {
		return ""
	}
	return r.segments[1].before
}

func (r *route) matches(path []string) bool {
	return slices.EqualFunc(r.segments, path, segment.matches)
}

func (g segment) matches(text string) bool {
	if !g.open {
		return text == g.before
	}
	return len(text) > len(g.before)+len(g.after) && strings.HasPrefix(text, g.before) && strings.HasSuffix(text, g.after)
}

// me is whoever the token stands for: a User, or a Page where only that fits.
const (
	me     = "me"
	meKind = "User"
)

// find returns the operations that a request may mean, the likeliest first. Of
// paths that fit, the one with the most fixed text wins: /act_{ad_account_id}
// before /{page_id}.
func (x *index) find(req *request) ([]*route, *Error) {
	if v := req.version; v != "" && x.api.Version != "" && spec.CompareVersions(v, x.api.Version) > 0 {
		return nil, unknownPath("/" + v + req.path())
	}
	var fits []*route
	for _, r := range x.routes {
		switch {
		case !r.matches(req.segments):
		case len(fits) == 0 || r.fixed > fits[0].fixed:
			fits = []*route{r}
		case r.fixed == fits[0].fixed:
			fits = append(fits, r)
		}
	}
	if len(fits) == 0 {
		return nil, x.unknownPath(req)
	}
	k := x.kindOf(req.segments[0])
	fits = x.ofKind(fits, k)
	if len(fits) == 0 {
		return nil, x.unknownPath(req)
	}
	fits = slices.DeleteFunc(fits, func(r *route) bool { return r.method != req.method })
	if len(fits) == 0 {
		return nil, unsupported(req)
	}
	if req.segments[0] == me {
		if i := slices.IndexFunc(fits, func(r *route) bool { return r.of.name() == meKind }); i > 0 {
			fits[0], fits[i] = fits[i], fits[0]
		}
	}
	return fits, nil
}

// ofKind keeps the operations that a node of that kind has: its own, or where
// it has none those of others, if it has the edge. A conversation that an inbox
// lists is a UnifiedThread, and its messages are read as a Conversation's.
func (x *index) ofKind(routes []*route, k *kind) []*route {
	if k == nil {
		return routes
	}
	own := slices.DeleteFunc(slices.Clone(routes), func(r *route) bool { return r.of != nil && r.of != k })
	if len(own) > 0 || routes[0].edge() == "" || k.edge(routes[0].edge()) == nil {
		return own
	}
	return routes
}

// unknownPath is the refusal of a path that no operation has, or none of the
// node's.
func (x *index) unknownPath(req *request) *Error {
	if len(req.segments) == 0 || x.kindOf(req.segments[0]) == nil {
		return unknownPath(req.path())
	}
	switch {
	case len(req.segments) == 1:
		return unsupported(req)
	case len(req.segments) == 2 && req.method == "GET":
		return nonexistingField(x.kindOf(req.segments[0]), req.segments[1])
	}
	return unknownPath(req.path())
}
