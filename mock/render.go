package mock

import (
	"maps"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// render makes the answer to one request.
type render struct {
	s      *Server
	req    *request
	budget int // nodes that the answer may still have
}

// maxNodes is what the API would gather for one request.
const maxNodes = 5_000

func (s *Server) render(req *request) *render { return &render{s, req, maxNodes} }

// node is a node with the fields asked for, or the default ones, and its id.
func (r *render) node(k *kind, id string, fields []selection) (object, *Error) {
	if r.budget--; r.budget < 0 {
		return nil, tooMuch()
	}
	if len(fields) == 0 && k != nil {
		fields = r.s.index.defaults(k)
	}
	var o object
	for i := range fields {
		value, err := r.member(k, id, &fields[i])
		if err != nil {
			return nil, err
		}
		o = o.set(fields[i].as, value)
	}
	return o.set("id", identifier(id)), nil
}

// member is one field or edge of a node.
func (r *render) member(k *kind, id string, sel *selection) (any, *Error) {
	x := r.s.index
	if sel.name == "id" {
		return identifier(id), nil
	}
	if k == nil { // the reference does not describe such nodes
		return x.sample(id).in(sel.name).words(), nil
	}
	f, e := k.field(sel.name), k.edge(sel.name)
	switch {
	case e != nil && (f == nil || f.Flat):
		return r.connection(k, id, e, sel)
	case f != nil:
		return r.field(x.sample(id), f, sel)
	}
	return nil, nonexistingField(k, sel.name)
}

// field is the value of a field, with the members asked for.
func (r *render) field(at sample, f *spec.Field, sel *selection) (any, *Error) {
	at = at.in(f.Name)
	t := at.x.types[f.Type]
	if len(sel.fields) == 0 {
		return at.value(t, f), nil
	}
	return r.selected(at, t, f, sel)
}

// selected is a value with a selection of its members.
func (r *render) selected(at sample, t *spec.Type, f *spec.Field, sel *selection) (any, *Error) {
	if len(f.Fields) > 0 && t.Kind != spec.KindList && t.Kind != spec.KindMap {
		return r.members(at, f.Fields, sel)
	}
	switch t.Kind {
	case spec.KindList, spec.KindEdge:
		element := t.Elem
		if element == nil {
			element = &spec.Type{Kind: spec.KindNone}
		}
		value, err := r.selected(at, element, f, sel)
		if t.Kind == spec.KindEdge {
			return connection{{"data", list{value}}}, err
		}
		return list{value}, err
	case spec.KindUnion:
		return r.selected(at, t.Members[0], f, sel)
	case spec.KindRef:
		k := at.x.kinds[t.Name]
		if k != nil && k.number == 0 {
			return r.members(at, k.node.Fields, sel)
		}
		return r.node(k, string(at.id(k)), sel.fields)
	case spec.KindObject, spec.KindNone, spec.KindUnknown, spec.KindMap:
		o := object{}
		for i := range sel.fields {
			o = o.set(sel.fields[i].as, at.in(sel.fields[i].name).words())
		}
		return o, nil
	}
	return nil, invalid("fields", "Subfields are not supported by %s", f.Name)
}

// members are those of a struct that were asked for. The members of a list
// that stands in data may be asked for directly, as those of an edge.
func (r *render) members(at sample, fields []spec.Field, sel *selection) (any, *Error) {
	data := find(fields, "data")
	if data != nil && find(fields, sel.fields[0].name) == nil {
		value, err := r.field(at, data, sel)
		return object{{"data", value}}, err
	}
	o := object{}
	for i := range sel.fields {
		f := find(fields, sel.fields[i].name)
		if f == nil {
			return nil, invalid("fields", "Tried accessing nonexisting field (%s) of %s", sel.fields[i].name, sel.name)
		}
		value, err := r.field(at, f, &sel.fields[i])
		if err != nil {
			return nil, err
		}
		o = o.set(sel.fields[i].as, value)
	}
	return o, nil
}

func find(fields []spec.Field, name string) *spec.Field {
	i := slices.IndexFunc(fields, func(f spec.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &fields[i]
}

// connection is an edge within the answer for a node.
func (r *render) connection(k *kind, id string, e *spec.Edge, sel *selection) (any, *Error) {
	x := r.s.index
	p := page{parent: id, edge: e.Name, element: x.element(k, e), fields: sel.fields, params: sel.params}
	if route := x.edgeRoute(k, e.Name); route != nil {
		p.op = route.op
		for _, name := range slices.Sorted(maps.Keys(sel.params)) {
			param := paramOf(p.op, name)
			switch {
			case param != nil:
				if err := x.checkText(param, sel.params[name]); err != nil {
					return nil, err
				}
			case !isGeneral(p.op, name) && name != "summary":
				return nil, invalid(name, "Unknown parameter: %s.%s", sel.name, name)
			}
		}
	}
	o, err := r.page(p)
	return connection(o), err
}
