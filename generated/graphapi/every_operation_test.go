package graphapi_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
	"github.com/graphgen/graphgen/spec"
)

// This file calls every method of Client against a server that refuses what is
// not as the spec says. Requests are filled by the tags of their fields with
// values of the types that the spec gives.

func TestEveryOperationIsAcceptedAndItsAnswerDecodes(t *testing.T) {
	for _, m := range methods(t) {
		t.Run(m.name, func(t *testing.T) {
			for _, everything := range []bool{false, true} {
				f := newFakeAPI(t)
				req := m.request(f, everything)
				if m.walks {
					m.walk(t, f, req)
				} else {
					m.call(t, f, req, everything)
				}
				for _, call := range f.Calls() {
					assert.Equal(t, m.op.Op, call.Op)
					assert.Nil(t, call.Error)
				}
			}
		})
	}
}

func TestEveryOperationHasAMethod(t *testing.T) {
	var called, walked []string
	for _, m := range methods(t) {
		if m.walks {
			walked = append(walked, m.op.Op)
		} else {
			called = append(called, m.op.Op)
		}
	}
	var all, lists []string
	for _, op := range bundled(t).Operations {
		all = append(all, op.Op)
		if op.IsList() {
			lists = append(lists, op.Op)
		}
	}
	assert.ElementsMatch(t, all, called)
	assert.ElementsMatch(t, lists, walked)
}

// method is a method of Client with the operation that it calls.
type method struct {
	name  string
	index int
	typ   reflect.Type // of the request struct
	walks bool         // All…
	api   *spec.API
	op    *spec.Operation
}

func methods(t *testing.T) []method {
	t.Helper()
	api := bundled(t)
	client := reflect.TypeFor[*graphapi.Client]()
	var all []method
	for i := range client.NumMethod() {
		name := client.Method(i).Name
		if name == "Graph" {
			continue // the one method that is no operation
		}
		m := method{
			name: name, index: i, api: api,
			typ: client.Method(i).Type.In(2).Elem(), walks: strings.HasPrefix(name, "All"),
		}
		m.op = m.operation(t)
		all = append(all, m)
	}
	return all
}

// general are the fields of requests that no page lists.
var general = []string{"fields", "limit", "after", "before", "summary"}

// operation is the one operation of the spec that has the HTTP method, the
// placeholders and the parameters of a request.
func (m *method) operation(t *testing.T) *spec.Operation {
	t.Helper()
	var path, params []string
	for i := range m.typ.NumField() {
		name, options, _ := strings.Cut(m.typ.Field(i).Tag.Get("graph"), ",")
		switch {
		case options == "path":
			path = append(path, name)
		case !slices.Contains(general, name):
			params = append(params, name)
		}
	}
	var found []*spec.Operation
	for _, op := range m.api.Operations {
		verb, opPath := op.Split()
		var opParams []string
		for _, p := range op.Params {
			if !slices.Contains(general, p.Name) {
				opParams = append(opParams, p.Name)
			}
		}
		if verb == m.verb() && (verb != "GET" || op.IsList() == m.isList()) &&
			slices.Equal(spec.Placeholders(opPath), path) && slices.Equal(opParams, params) {
			found = append(found, op)
		}
	}
	require.Len(t, found, 1, "the operation that %s calls", m.name)
	return found[0]
}

func (m *method) verb() string {
	for prefix, verb := range map[string]string{"Create": "POST", "Update": "POST", "Delete": "DELETE"} {
		if strings.HasPrefix(m.name, prefix) {
			return verb
		}
	}
	return "GET"
}

func (m *method) isList() bool { return m.walks || strings.HasPrefix(m.name, "List") }

// request is a request with what is required, or with everything.
func (m *method) request(f *fakeAPI, everything bool) reflect.Value {
	req := reflect.New(m.typ)
	for i := range m.typ.NumField() {
		name, options, _ := strings.Cut(m.typ.Field(i).Tag.Get("graph"), ",")
		field := req.Elem().Field(i)
		p := slices.IndexFunc(m.op.Params, func(p spec.Param) bool { return p.Name == name })
		switch {
		case options == "path":
			field.SetString(f.ID(m.owner(name), 1))
		case name == "fields" && everything:
			field.Set(reflect.ValueOf(m.fields()))
		case name == "limit" && m.walks:
			field.SetInt(25) // of the 60 elements of a list
		case name == "summary" && everything:
			field.Set(reflect.ValueOf(m.summary()))
		case p >= 0 && !slices.Contains(general, name) && (everything || m.op.Params[p].Required):
			field.Set(fillParam(field.Type(), &m.op.Params[p]))
		}
	}
	return req
}

// owner is the node that a placeholder stands for.
func (m *method) owner(placeholder string) string {
	i := slices.IndexFunc(m.api.Nodes, func(n *spec.Node) bool { return n.Path == "/{"+placeholder+"}" })
	if i < 0 {
		return ""
	}
	return m.api.Nodes[i].Name
}

// node is what the operation answers with, or a list of.
func (m *method) node() *spec.Node {
	i := slices.IndexFunc(m.api.Nodes, func(n *spec.Node) bool { return n.Name == m.op.Element() })
	if i < 0 {
		return nil
	}
	return m.api.Nodes[i]
}

// fields are all fields and edges of the node; of an edge two elements.
func (m *method) fields() []graph.Field {
	var all []graph.Field
	if n := m.node(); n != nil {
		for _, f := range n.Fields {
			all = append(all, graph.Field(f.Name))
		}
		for _, e := range n.Edges {
			all = append(all, graph.Expand(graph.Field(e.Name), "id").Limit(2))
		}
	}
	return all
}

func (m *method) summary() []graph.Field {
	var all []graph.Field
	for _, f := range m.op.Summary {
		all = append(all, graph.Field(f.Name))
	}
	return all
}

// invoke calls the method.
func (m *method) invoke(t *testing.T, f *fakeAPI, req reflect.Value) []reflect.Value {
	return reflect.ValueOf(f.client()).Method(m.index).Call([]reflect.Value{reflect.ValueOf(t.Context()), req})
}

func (m *method) call(t *testing.T, f *fakeAPI, req reflect.Value, everything bool) {
	t.Helper()
	out := m.invoke(t, f, req)
	err, _ := out[1].Interface().(error)
	require.NoError(t, err)
	require.False(t, out[0].IsNil())
	require.Len(t, f.Calls(), 1)
	result := out[0].Elem()
	if m.isList() {
		data := result.FieldByName("Data")
		require.Equal(t, 25, data.Len())
		assert.NotNil(t, result.FieldByName("Paging").Interface())
		if everything && len(m.op.Summary) > 0 {
			assert.NotEmpty(t, result.FieldByName("Summary").Interface())
		}
		result = data.Index(0).Elem()
	}
	assert.False(t, result.IsZero(), "the answer has nothing in it")
	if everything && m.node() != nil {
		m.assertComplete(t, result)
	}
}

// assertComplete checks that each field of a node has the value that the server
// sent for it.
func (m *method) assertComplete(t *testing.T, node reflect.Value) {
	t.Helper()
	for i := range node.NumField() {
		name, _, _ := strings.Cut(node.Type().Field(i).Tag.Get("json"), ",")
		f := slices.IndexFunc(m.node().Fields, func(f spec.Field) bool { return f.Name == name })
		if f >= 0 {
			typ, err := spec.ParseType(m.node().Fields[f].Type)
			if err == nil && typ.Kind == spec.KindPhrase { // null
				continue
			}
		}
		assert.False(t, node.Field(i).IsZero(), "%s.%s", node.Type().Name(), name)
	}
}

// walk calls a method that walks all pages.
func (m *method) walk(t *testing.T, f *fakeAPI, req reflect.Value) {
	t.Helper()
	ids := map[string]bool{}
	for element, err := range m.invoke(t, f, req)[0].Seq2() {
		require.True(t, err.IsNil(), "%v", err)
		ids[element.Elem().FieldByName("ID").String()] = true
	}
	assert.Len(t, ids, 60, "each element once")
	assert.Len(t, f.Calls(), 3, "pages")
}

// fillParam is a value for a parameter, or for a member of one.
func fillParam(typ reflect.Type, p *spec.Param) reflect.Value {
	t, err := spec.ParseType(p.Type)
	if err != nil {
		t = spec.Type{Kind: spec.KindUnknown}
	}
	return fill(typ, &t, p)
}

// fill is a value of a Go type that stands for a type of the spec.
func fill(typ reflect.Type, t *spec.Type, p *spec.Param) reflect.Value {
	v := reflect.New(typ).Elem()
	when := time.Date(2024, 1, 2, 15, 4, 5, 0, time.UTC)
	switch typ {
	case reflect.TypeFor[*graph.File]():
		return reflect.ValueOf(&graph.File{Name: "cat.jpg", Reader: strings.NewReader("picture"), Size: 7})
	case reflect.TypeFor[time.Time]():
		return reflect.ValueOf(when)
	case reflect.TypeFor[graph.Time]():
		return reflect.ValueOf(graph.Time{Time: when})
	}
	element := t.Elem
	if element == nil {
		element = &spec.Type{Kind: spec.KindNone}
	}
	switch typ.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(typ.Elem()))
		v.Elem().Set(fill(typ.Elem(), t, p))
	case reflect.Slice:
		v.Set(reflect.Append(v, fill(typ.Elem(), element, p)))
	case reflect.Map:
		v.Set(reflect.MakeMap(typ))
		v.SetMapIndex(reflect.ValueOf(word(t.Key, &spec.Param{})).Convert(typ.Key()), fill(typ.Elem(), element, p))
	case reflect.Struct:
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if j := slices.IndexFunc(p.Params, func(q spec.Param) bool { return q.Name == name }); j >= 0 {
				v.Field(i).Set(fillParam(typ.Field(i).Type, &p.Params[j]))
			}
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(map[string]any{"value": "EVERYONE"}))
	case reflect.String:
		v.SetString(word(t, p))
	case reflect.Bool:
		v.SetBool(false)
	case reflect.Int64:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(0.5)
	}
	return v
}

// word is text for a type.
func word(t *spec.Type, p *spec.Param) string {
	switch {
	case t == nil:
		return "key"
	case len(t.Values) > 0:
		return t.Values[len(t.Values)-1]
	case len(p.Values) > 0:
		return p.Values[len(p.Values)-1]
	case t.Kind == spec.KindID:
		return "1234"
	case strings.EqualFold(t.Name, "url"):
		return "https://example.com/a?b=c&d=é"
	}
	return "words, \"quotes\" & é"
}
