// Package mock is a fake Graph API that a spec drives. It knows the operations
// of the spec with their parameters and refuses what the API would refuse, in
// the API's words; it answers with examples of the documented types, page after
// page; and it fails in the ways in which the API fails, where it is told to.
//
//	server := httptest.NewServer(mock.New(api, mock.WithToken("secret", "pages_messaging")))
//	defer server.Close()
//	client := graph.New("secret", graph.WithBaseURL(server.URL))
//
// # Ids
//
// An id that the mock gives out tells what it stands for, so reading the posts
// of a conversation is refused. Any other id, 1234 for example, may be anything:
// the first kind of node that the request fits is what it is, unless [WithNode]
// says more. [Server.ID] makes ids.
//
// # What it does not do
//
// It keeps nothing: what was posted is not there to be read, and every read of
// the same thing has the same answer. The same requests in the same order get
// the same replies, byte for byte.
package mock

import (
	"fmt"
	"net/http"
	"sync/atomic"

	"github.com/graphgen/graphgen/spec"
)

// Server is the fake API. It is safe for use by many goroutines at once.
type Server struct {
	set    settings
	index  *index
	faults []*armedFault
	count  atomic.Int64 // requests so far
	err    error
}

var _ http.Handler = (*Server)(nil)

// New returns a server of what the spec describes. Options that do not fit the
// spec are what [Server.Err] returns, and the answer to every request.
func New(api *spec.API, opts ...Option) *Server {
	s := &Server{set: defaults(), index: newIndex(api)}
	for _, opt := range opts {
		opt(&s.set)
	}
	s.err = s.set.err
	for _, node := range s.set.nodes {
		s.declare(node)
	}
	for _, f := range s.set.faults {
		if !s.index.has(f.method, f.path) {
			s.fail("the spec has no operation %s for the fault %s", f.where(), f.name)
		}
		s.faults = append(s.faults, &armedFault{Fault: f, place: uint64(len(s.faults))})
	}
	return s
}

// Err is what is wrong with the options, or nil.
func (s *Server) Err() error { return s.err }

// ID is the id of the nth example of a node, from 1. Of a node that the spec
// does not have it is an id that may be anything.
func (s *Server) ID(node string, n int) string {
	return s.index.id(s.index.kinds[node], "", n)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	number := s.count.Add(1)
	req, refusal := readRequest(r)
	req.trace = traceID(number)
	var (
		answer *reply
		faults []*armedFault
	)
	switch {
	case s.err != nil:
		answer = refuse(req.trace, &Error{Code: 1, Status: http.StatusInternalServerError, Type: "MockException", Message: s.err.Error()})
	case refusal != nil:
		answer = refuse(req.trace, refusal)
	case req.isBatch():
		answer, faults = s.batch(req, number), s.wireFaults(req.method)
	default:
		answer, faults = s.single(req)
	}
	answer.describe(s.index.api.Version, number)
	if req.params["suppress_http_code"] == "1" {
		answer.status = http.StatusOK
	}
	deliveryOf(faults).send(w, r, answer, s.set.sleep)
}

// single answers a request that is not a batch, spoils the answer as the
// faults want, and tells the observer.
func (s *Server) single(req *request) (*reply, []*armedFault) {
	answer, route, refusal := s.handle(req)
	answer.usage.kind, _ = route.useCase()
	faults := s.due(req, route, refusal != nil)
	for _, f := range faults {
		if f.spoil != nil {
			f.spoil(s.index, route, answer)
		}
	}
	if s.set.observe != nil {
		s.set.observe(req.call(route, answer, refusal, faults))
	}
	return answer, faults
}

// handle checks who is asking, and answers.
func (s *Server) handle(req *request) (*reply, *route, *Error) {
	refusal := s.admit(req)
	if refusal != nil {
		return refuse(req.trace, refusal), nil, refusal
	}
	var (
		value any
		r     *route
	)
	if req.isMultiple() {
		value, refusal = s.multiple(req)
	} else {
		value, r, refusal = s.firstFit(req)
	}
	if refusal != nil {
		return refuse(req.trace, refusal), r, refusal
	}
	return newReply(req.trace, value), r, nil
}

// firstFit makes the operation that a request calls. An id of no known kind may
// fit several; the first one that accepts the request is taken.
func (s *Server) firstFit(req *request) (any, *route, *Error) {
	routes, refusal := s.index.find(req)
	if refusal != nil {
		return nil, nil, refusal
	}
	for _, r := range routes {
		value, problem := s.call(r, req)
		if problem == nil {
			return value, r, nil
		}
		if refusal == nil {
			refusal = problem
		}
	}
	return nil, routes[0], refusal
}

// call makes one operation.
func (s *Server) call(r *route, req *request) (any, *Error) {
	if refusal := s.permit(r.op, req.token); refusal != nil {
		return nil, refusal
	}
	if s.set.noDeprecated && r.op.Deprecated != nil && appliesTo(r.op.Deprecated, s.index.api.Version) {
		return nil, deprecated(r.op)
	}
	if refusal := s.index.checkParams(r.op, req); refusal != nil {
		return nil, refusal
	}
	return s.result(r, req)
}

// fail keeps the first wrong option.
func (s *Server) fail(format string, args ...any) {
	if s.err == nil {
		s.err = fmt.Errorf("mock: "+format, args...)
	}
}

func (s *Server) declare(node knownNode) {
	k := s.index.kinds[node.name]
	if k == nil {
		s.fail("WithNode(%q, %q): the spec has no such node", node.id, node.name)
		return
	}
	s.index.known[node.id] = k
}
