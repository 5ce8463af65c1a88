package mock

import (
	"maps"
	"slices"
	"strings"
)

// result is what an operation answers.
func (s *Server) result(r *route, req *request) (any, *Error) {
	var fields []selection
	if isGeneral(r.op, "fields") { // else it is a parameter like any other
		var err *Error
		if fields, err = parseFields(req.params["fields"]); err != nil {
			return nil, err
		}
	}
	if r.method != "GET" {
		return s.written(r, req, fields)
	}
	if isList(r.op) {
		return s.render(req).page(page{
			parent: req.segments[0], edge: strings.Join(req.segments[1:], "/"),
			element: s.index.kinds[r.op.Element()], op: r.op, fields: fields, params: req.params,
		})
	}
	k := s.index.kinds[r.op.Element()]
	switch {
	case k == nil && len(r.op.Result) > 0:
		return s.results(r, req), nil
	case k == nil && len(req.segments) == 1:
		k = r.of
	}
	return s.render(req).node(k, s.nodeID(k, req), fields)
}

// nodeID is the id of the node that a read answers with: the one in the path,
// else one that belongs to it.
func (s *Server) nodeID(k *kind, req *request) string {
	switch {
	case req.segments[0] == me:
		return s.index.id(k, "", 1)
	case len(req.segments) > 1:
		return s.index.id(k, strings.Join(req.segments, "/"), 1)
	}
	return req.segments[0]
}

// written is the answer to a write: the documented result, and the fields
// asked for of the node that was written.
func (s *Server) written(r *route, req *request, fields []selection) (any, *Error) {
	o := s.results(r, req)
	if len(fields) == 0 {
		return o, nil
	}
	k, id := r.of, req.segments[0]
	if written, ok := o.get("id"); ok && r.op.ReadAfterWrite == "id" {
		if text, isID := written.(identifier); isID {
			k, id = s.created(r), string(text)
		}
	}
	node, err := s.render(req).node(k, id, fields)
	for _, m := range node {
		o = o.set(m.name, m.value)
	}
	return o, err
}

func (s *Server) results(r *route, req *request) object {
	at := s.index.sample(strings.Join(req.segments, "/"))
	id := identifier(s.index.id(s.created(r), at.node+"/created", 1))
	o := object{}
	for i := range r.op.Result {
		f := &r.op.Result[i]
		value := at.field(f)
		if f.Name == "id" {
			value = id
		}
		o = append(o, member{f.Name, value})
	}
	switch {
	case len(o) > 0:
		return o
	case r.op.Creates != "":
		return object{{"id", id}}
	}
	return object{{"success", true}}
}

// created is the kind of node that a write makes: the one that the reference
// says, else the one that a read of the same edge lists.
func (s *Server) created(r *route) *kind {
	if k := s.index.kinds[r.op.Creates]; k != nil {
		return k
	}
	i := slices.IndexFunc(s.index.routes, func(read *route) bool { return read.path == r.path && isList(read.op) })
	if i < 0 {
		return nil
	}
	return s.index.kinds[s.index.routes[i].op.Element()]
}

// maxIDs is how many nodes the API reads at once.
const maxIDs = 50

// multiple reads several nodes: /?ids=1,2.
func (s *Server) multiple(req *request) (any, *Error) {
	ids := strings.Split(req.params["ids"], ",")
	if len(ids) > maxIDs {
		return nil, invalid("ids", "Too many IDs. Maximum: %d. Provided: %d", maxIDs, len(ids))
	}
	o := object{}
	for _, id := range ids {
		id = strings.TrimSpace(id)
		one := *req
		one.segments, one.params = []string{id}, maps.Clone(req.params)
		delete(one.params, "ids")
		value, _, err := s.firstFit(&one)
		if err != nil {
			return nil, err
		}
		o = o.set(id, value)
	}
	return o, nil
}
