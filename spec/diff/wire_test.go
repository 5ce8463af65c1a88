package diff_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// This file proves the verdicts on programs that run: what the generated client
// of the bundled spec sends is put before an API that was changed, and what
// such an API answers is decoded by that client.

// bundledPages are the pages that generated/graphapi is made of.
func bundledPages(t *testing.T) []*spec.Page {
	fsys := spec.Bundled()
	var pages []*spec.Page
	for _, name := range []string{
		"comment", "conversation", "conversation/messages", "message", "page", "page/conversations", "page/feed",
		"post", "post/comments", "unified-thread", "user",
	} {
		f, err := fsys.Open(graphapi.Version + "/" + name + ".yaml")
		require.NoError(t, err)
		data, err := io.ReadAll(f)
		require.NoError(t, err)
		p, issues := spec.ReadPage(name+".yaml", data)
		require.NoError(t, issues.Err())
		pages = append(pages, p)
	}
	return pages
}

// sent is a request of the client.
type sent struct {
	op     string // identity
	method string
	path   string
	form   url.Values
	fields []string
}

// recorder is a transport that keeps what it is given.
type recorder struct{ last *http.Request }

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	r.last = req
	return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"id":"7","data":[]}`)), Request: req}, nil
}

// requests are those that the client makes: of each operation one with all that
// must be there, and one for each parameter, each value and each field.
func requests(t *testing.T, old diff.Side) []sent {
	ops := map[string]string{}
	for _, d := range old.Go {
		if d.Role == "method" {
			ops[strings.TrimPrefix(d.Name, "Client.")] = d.ID
		}
	}
	rec := &recorder{}
	client := reflect.ValueOf(graphapi.New(graph.New("token", graph.WithHTTPClient(&http.Client{Transport: rec}))))
	var list []sent
	for i := range client.NumMethod() {
		id := ops[client.Type().Method(i).Name]
		if id == "" {
			continue
		}
		o := operationOf(old.API, id)
		call := func(set func(req reflect.Value)) {
			req := reflect.New(client.Method(i).Type().In(1).Elem())
			for f := range req.Elem().NumField() {
				wire, options, _ := strings.Cut(req.Elem().Type().Field(f).Tag.Get("graph"), ",")
				switch options {
				case "":
				case "path":
					req.Elem().Field(f).SetString(wire) // tells the nodes apart, which ids would not
				default:
					fill(req.Elem().Field(f), paramOf(o, wire), "")
				}
			}
			set(req.Elem())
			rec.last = nil
			out := client.Method(i).Call([]reflect.Value{reflect.ValueOf(t.Context()), req})
			require.NotNil(t, rec.last, "%s sent nothing: %v", id, out[1].Interface())
			list = append(list, readSent(t, id, rec.last))
		}
		call(func(reflect.Value) {})
		for f := range client.Method(i).Type().In(1).Elem().NumField() {
			field := client.Method(i).Type().In(1).Elem().Field(f)
			wire, options, _ := strings.Cut(field.Tag.Get("graph"), ",")
			p := paramOf(o, wire)
			switch {
			case wire == "fields":
				for _, name := range fieldNames(old.API, o) {
					call(func(req reflect.Value) { req.Field(f).Set(reflect.ValueOf([]graph.Field{graph.Field(name)})) })
				}
			case p == nil || strings.Contains(options, "path") || len(p.Params) > 0 || field.Type == reflect.TypeFor[*graph.File]():
			default:
				for _, value := range append(valuesOf(p), "") {
					call(func(req reflect.Value) { fill(req.Field(f), p, value) })
				}
			}
		}
	}
	return list
}

// fill gives a field of a request a value that its parameter takes.
func fill(v reflect.Value, p *spec.Param, value string) {
	values := valuesOf(p)
	if value == "" && len(values) > 0 {
		value = values[0]
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), p, value)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), p, value)
	case reflect.String:
		if value == "" {
			value = "text"
			if v.Type() == reflect.TypeFor[graph.ID]() {
				value = "7"
			}
		}
		v.SetString(value)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Float64:
		v.SetFloat(1.5)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Interface:
		v.Set(reflect.ValueOf(map[string]string{"key": "text"}))
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Unix(1546398245, 0).UTC()))
		}
	}
}

func readSent(t *testing.T, id string, r *http.Request) sent {
	s := sent{op: id, method: r.Method, path: strings.TrimPrefix(r.URL.Path, "/"+graphapi.Version), form: r.URL.Query()}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		if strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
			form, err := url.ParseQuery(string(body))
			require.NoError(t, err)
			for k, v := range form {
				s.form[k] = v
			}
		}
	}
	if fields := s.form.Get("fields"); fields != "" {
		s.fields = strings.Split(fields, ",")
	}
	for _, general := range []string{"access_token", "fields"} {
		s.form.Del(general)
	}
	return s
}

func operationOf(api *spec.API, id string) *spec.Operation {
	for _, o := range api.Operations {
		if spec.OpID(o.Op) == id {
			return o
		}
	}
	return nil
}

func paramOf(o *spec.Operation, name string) *spec.Param {
	if o == nil {
		return nil
	}
	for i := range o.Params {
		if o.Params[i].Name == name {
			return &o.Params[i]
		}
	}
	return nil
}

func valuesOf(p *spec.Param) []string {
	if p == nil {
		return nil
	}
	if len(p.Values) > 0 {
		return slices.Clone(p.Values)
	}
	return slices.Clone(spec.TypeValues(p.Type))
}

func nodeOf(api *spec.API, o *spec.Operation) *spec.Node {
	for _, n := range api.Nodes {
		if n.Name == o.Element() {
			return n
		}
	}
	return nil
}

func fieldNames(api *spec.API, o *spec.Operation) []string {
	n := nodeOf(api, o)
	if n == nil {
		return nil
	}
	var names []string
	for _, f := range n.Fields {
		names = append(names, f.Name)
	}
	for _, e := range n.Edges {
		names = append(names, e.Name)
	}
	return names
}

// server is an API that checks what it is sent.
type server struct {
	api    *spec.API
	routes map[string]*spec.Operation
}

func newServer(api *spec.API) server {
	srv := server{api, map[string]*spec.Operation{}}
	for _, o := range api.Operations {
		srv.routes[strings.NewReplacer("{", "", "}", "").Replace(o.Op)] = o
	}
	return srv
}

// refuses tells why an API refuses a request; nil if it takes it.
func (srv server) refuses(s sent) error {
	o := srv.routes[s.method+" "+s.path]
	if o == nil {
		return fmt.Errorf("unknown operation %s %s", s.method, s.path)
	}
	for name := range s.form {
		p := paramOf(o, name)
		if p == nil {
			return fmt.Errorf("unknown parameter %s", name)
		}
		if !takes(p, s.form.Get(name)) {
			return fmt.Errorf("%s does not take %s", name, s.form.Get(name))
		}
	}
	for _, p := range o.Params {
		if p.Required && !p.Flat && !s.form.Has(p.Name) {
			return fmt.Errorf("%s is required", p.Name)
		}
	}
	for _, f := range s.fields {
		if nodeOf(srv.api, o) != nil && !slices.Contains(fieldNames(srv.api, o), f) {
			return fmt.Errorf("unknown field %s", f)
		}
	}
	return nil
}

// takes tells whether a parameter takes a value.
func takes(p *spec.Param, text string) bool {
	t, err := spec.ParseType(p.Type)
	if err != nil {
		return true
	}
	if values := valuesOf(p); len(values) > 0 && t.Kind != spec.KindList {
		return slices.Contains(values, text)
	}
	switch t.Kind {
	case spec.KindInt:
		_, err = strconv.ParseInt(text, 10, 64)
	case spec.KindFloat:
		_, err = strconv.ParseFloat(text, 64)
	case spec.KindBool:
		_, err = strconv.ParseBool(text)
	case spec.KindID:
		return strings.Trim(text, "0123456789") == ""
	case spec.KindList:
		err = json.Unmarshal([]byte(text), new([]any))
	case spec.KindMap, spec.KindObject:
		err = json.Unmarshal([]byte(text), new(map[string]any))
	}
	return err == nil
}

// touches tells whether a change concerns a request.
func touches(c *diff.Change, api *spec.API, s sent) bool {
	for _, subject := range append([]string{c.Subject}, c.SeenBy...) {
		holder, kind, name := spec.SplitID(subject)
		switch kind {
		case "op":
			if subject == s.op {
				return true
			}
		case "param":
			missing := c.Kind == diff.ParamRequired || c.Kind == diff.ParamOn
			if holder == s.op && s.form.Has(name) != missing {
				return true
			}
		case "value":
			row, ok := strings.CutPrefix(holder, "enum/"+strings.TrimPrefix(s.op, "op/")+"/")
			if ok && slices.Contains(s.form[row], name) {
				return true
			}
		case "field", "edge":
			if o := operationOf(api, s.op); holder == spec.NodeID(o.Element()) && slices.Contains(s.fields, name) {
				return true
			}
		}
	}
	return false
}

// wireMutation changes an API; it tells whether there was something to change.
type wireMutation struct {
	name string
	do   func(pages []*spec.Page, n int) bool
}

// nthParam changes the nth parameter for which ok holds.
func nthParam(ok func(*spec.Operation, *spec.Param) bool, change func(o *spec.Operation, i int)) func([]*spec.Page, int) bool {
	return func(pages []*spec.Page, n int) bool {
		for _, p := range pages {
			for i := range p.Operations {
				o := &p.Operations[i]
				for j := range o.Params {
					if !o.Params[j].Flat && len(o.Params[j].Params) == 0 && ok(o, &o.Params[j]) {
						if n--; n < 0 {
							change(o, j)
							return true
						}
					}
				}
			}
		}
		return false
	}
}

func nthField(ok func(*spec.Field) bool, change func(n *spec.Node, i int)) func([]*spec.Page, int) bool {
	return func(pages []*spec.Page, n int) bool {
		for _, p := range pages {
			for i := range p.Nodes {
				for j := range p.Nodes[i].Fields {
					if f := &p.Nodes[i].Fields[j]; !f.Flat && len(f.Fields) == 0 && ok(f) {
						if n--; n < 0 {
							change(&p.Nodes[i], j)
							return true
						}
					}
				}
			}
		}
		return false
	}
}

func nthOperation(change func(p *spec.Page, i int)) func([]*spec.Page, int) bool {
	return func(pages []*spec.Page, n int) bool {
		for _, p := range pages {
			if n < len(p.Operations) {
				change(p, n)
				return true
			}
			n -= len(p.Operations)
		}
		return false
	}
}

func anyParam(*spec.Operation, *spec.Param) bool { return true }

func optional(_ *spec.Operation, p *spec.Param) bool { return !p.Required }

func plainField(f *spec.Field) bool { return f.Name != "id" }

func ofType(types ...string) func(*spec.Field) bool {
	return func(f *spec.Field) bool {
		return slices.Contains(types, f.Type) && f.Name != "id" && len(f.Values) == 0
	}
}

var wireMutations = []wireMutation{
	{"operation removed", nthOperation(func(p *spec.Page, i int) { p.Operations = slices.Delete(p.Operations, i, i+1) })},
	{"required parameter added", nthOperation(func(p *spec.Page, i int) {
		p.Operations[i].Params = append(p.Operations[i].Params, spec.Param{Name: "zz_new", Type: "string", Required: true})
	})},
	{"optional parameter added", nthOperation(func(p *spec.Page, i int) {
		p.Operations[i].Params = append(p.Operations[i].Params, spec.Param{Name: "zz_new", Type: "string"})
	})},
	{"parameter removed", nthParam(anyParam, func(o *spec.Operation, i int) { o.Params = slices.Delete(o.Params, i, i+1) })},
	{"parameter renamed", nthParam(anyParam, func(o *spec.Operation, i int) { o.Params[i].Name += "_zz" })},
	{"parameter required", nthParam(optional, func(o *spec.Operation, i int) { o.Params[i].Required = true })},
	{"text becomes a number", nthParam(func(_ *spec.Operation, p *spec.Param) bool {
		return p.Type == "string" && len(p.Values) == 0 && !strings.HasSuffix(p.Name, "_id")
	}, func(o *spec.Operation, i int) { o.Params[i].Type = "int" })},
	{"a truth becomes text", nthParam(func(_ *spec.Operation, p *spec.Param) bool { return p.Type == "boolean" || p.Type == "bool" }, func(o *spec.Operation, i int) { o.Params[i].Type = "string" })},
	{"value removed", nthParam(func(_ *spec.Operation, p *spec.Param) bool { return len(valuesOf(p)) > 1 }, func(o *spec.Operation, i int) { setValues(&o.Params[i], valuesOf(&o.Params[i])[1:]) })},
	{"value added", nthParam(func(_ *spec.Operation, p *spec.Param) bool { return len(valuesOf(p)) > 1 }, func(o *spec.Operation, i int) { setValues(&o.Params[i], append(valuesOf(&o.Params[i]), "ZZ")) })},
	{"default changed", nthParam(anyParam, func(o *spec.Operation, i int) { value := "zz"; o.Params[i].Default = &value })},
	{"field removed", nthField(plainField, func(n *spec.Node, i int) { n.Fields = slices.Delete(n.Fields, i, i+1) })},
	{"field renamed", nthField(plainField, func(n *spec.Node, i int) { n.Fields[i].Name += "_zz" })},
	{"field added", nthField(plainField, func(n *spec.Node, i int) { n.Fields = append(n.Fields, spec.Field{Name: "zz_new", Type: "string"}) })},
	{"text field becomes an object", nthField(ofType("string"), func(n *spec.Node, i int) { n.Fields[i].Type = "User" })},
	{"text field becomes a number", nthField(ofType("string"), func(n *spec.Node, i int) { n.Fields[i].Type = "int" })},
	{"number field becomes text", nthField(ofType("unsigned int32", "int32", "int", "integer"), func(n *spec.Node, i int) { n.Fields[i].Type = "string" })},
	{"truth field becomes text", nthField(ofType("bool", "boolean"), func(n *spec.Node, i int) { n.Fields[i].Type = "string" })},
	{"text field becomes a list", nthField(ofType("string"), func(n *spec.Node, i int) { n.Fields[i].Type = "list<string>" })},
}

func setValues(p *spec.Param, values []string) {
	if len(p.Values) > 0 {
		p.Values = values
		return
	}
	p.Type = "enum {" + strings.Join(values, ", ") + "}"
}

// wireTrials are changed APIs: several of each mutation, and all of one number
// together.
func wireTrials(t *testing.T) []trial {
	var list []trial
	perKind := 2
	if testing.Short() {
		perKind = 1
	}
	bundled := bundledPages(t)
	fresh := func() []*spec.Page {
		var pages []*spec.Page
		for _, p := range bundled {
			pages = append(pages, p.Clean())
		}
		return pages
	}
	for i := range perKind {
		n := i * 3
		for _, m := range wireMutations {
			pages := fresh()
			if m.do(pages, n) {
				list = append(list, trial{fmt.Sprintf("%s %d", m.name, n), sideOf(t, pages)})
			}
		}
		pages, names := fresh(), []string{}
		for j, m := range wireMutations {
			if (j+i)%4 == 0 && m.do(pages, n+j) {
				names = append(names, m.name)
			}
		}
		list = append(list, trial{strings.Join(names, " + "), sideOf(t, pages)})
	}
	return list
}

// What the old client sends is refused exactly where a change is loud.
func TestLoudRequests(t *testing.T) {
	old := sideOf(t, bundledPages(t))
	all := requests(t, old)
	known := newServer(old.API)
	all = slices.DeleteFunc(all, func(s sent) bool { return known.refuses(s) != nil }) // limits of the samples
	require.Greater(t, len(all), 300)
	trials := wireTrials(t)
	refused := 0
	for _, tr := range trials {
		report := diff.Compare(old, tr.new)
		srv := newServer(tr.new.API)
		for _, s := range all {
			var because []string
			for _, c := range report.Changes {
				if c.Deployed == diff.RuntimeLoud && touches(c, old.API, s) || c.Kind == diff.FieldRemoved && touches(c, old.API, s) {
					because = append(because, line(c))
				}
			}
			err := srv.refuses(s)
			if err != nil {
				refused++
			}
			if retyped(report, old.API, s) {
				continue // whether the sample fits is the sample's luck
			}
			if (err != nil) == (len(because) > 0) {
				continue
			}
			assert.Fail(t, "the server and the report differ", "%s: %s %v %v: server %v, told %v\n%s", tr.name, s.op, s.form, s.fields, err, because, lines(report))
		}
	}
	t.Logf("%d changed APIs, %d requests each, %d refused", len(trials), len(all), refused)
}

// retyped tells a request with a field or an edge that has another type: asking
// for it is fine.
func retyped(r *diff.Report, api *spec.API, s sent) bool {
	return slices.ContainsFunc(r.Changes, func(c *diff.Change) bool {
		return (c.Kind == diff.FieldRetyped || c.Kind == diff.FieldShape || c.Kind == diff.FieldIDFormat) && touches(c, api, s)
	})
}

// What the changed API answers decodes in the old client: a field is nil, or an
// error names it, exactly where a change says so.
func TestSilentReplies(t *testing.T) {
	old := sideOf(t, bundledPages(t))
	structs := map[string]reflect.Type{
		"Page": reflect.TypeFor[graphapi.Page](), "User": reflect.TypeFor[graphapi.User](), "Post": reflect.TypeFor[graphapi.Post](),
		"Comment": reflect.TypeFor[graphapi.Comment](), "Conversation": reflect.TypeFor[graphapi.Conversation](),
		"Message": reflect.TypeFor[graphapi.Message](), "UnifiedThread": reflect.TypeFor[graphapi.UnifiedThread](),
	}
	trials := wireTrials(t)
	gone, wrong := 0, 0
	for _, tr := range trials {
		report := diff.Compare(old, tr.new)
		for _, n := range old.API.Nodes {
			typ := structs[n.Name]
			if typ == nil {
				continue
			}
			before, _ := decode(t, typ, reply(n))
			after, failed := decode(t, typ, reply(nodeNamed(tr.new.API, n.Name)))
			for _, f := range n.Fields {
				if f.Flat || !before[f.Name] {
					continue
				}
				verdict, kind := verdictOn(report, spec.NodeID(n.Name)+"/field/"+f.Name)
				where := fmt.Sprintf("%s: %s.%s (%s, %s)", tr.name, n.Name, f.Name, kind, verdict)
				switch {
				case kind == diff.FieldRemoved || kind == diff.FieldWire:
					assert.False(t, after[f.Name] || failed[f.Name], where)
					gone++
				case verdict == diff.RuntimeLoud:
					assert.True(t, failed[f.Name], where)
					wrong++
				case verdict == diff.RuntimePossible:
				default:
					assert.True(t, after[f.Name] && !failed[f.Name], where)
				}
			}
		}
	}
	assert.Positive(t, gone)
	assert.Positive(t, wrong)
	t.Logf("%d changed APIs: %d fields nil, %d decode errors, all told", len(trials), gone, wrong)
}

func nodeNamed(api *spec.API, name string) *spec.Node {
	for _, n := range api.Nodes {
		if n.Name == name {
			return n
		}
	}
	return &spec.Node{}
}

// verdictOn is what a report says of a field for programs that run.
func verdictOn(r *diff.Report, id string) (diff.Runtime, diff.Kind) {
	for _, c := range r.Changes {
		if c.Subject == id && (strings.HasPrefix(string(c.Kind), "field.re") || c.Kind == diff.FieldShape || c.Kind == diff.FieldIDFormat || c.Kind == diff.FieldWire) {
			return c.Deployed, c.Kind
		}
	}
	return diff.RuntimeNone, ""
}

// reply is JSON of a node as its documentation has it.
func reply(n *spec.Node) []byte {
	m := map[string]any{}
	for _, f := range n.Fields {
		if t, err := spec.ParseType(f.Type); err == nil && !f.Flat {
			m[f.Name] = sampleOf(&t)
		}
	}
	data, err := json.Marshal(m)
	if err != nil {
		return nil
	}
	return data
}

func sampleOf(t *spec.Type) any {
	if t == nil {
		return "text"
	}
	switch t.Kind {
	case spec.KindInt:
		return 7
	case spec.KindFloat:
		return 1.5
	case spec.KindBool:
		return true
	case spec.KindID:
		return "7"
	case spec.KindTime:
		return "2019-01-02T03:04:05+0000"
	case spec.KindList:
		return []any{sampleOf(t.Elem)}
	case spec.KindEdge:
		return map[string]any{"data": []any{sampleOf(t.Elem)}}
	case spec.KindMap:
		return map[string]any{"key": sampleOf(t.Elem)}
	case spec.KindRef:
		return map[string]any{"id": "7", "name": "text"}
	case spec.KindObject:
		return map[string]any{"key": "text"}
	}
	return "text"
}

// decode tells which fields of a struct have a value, by wire name, and which
// have an error.
func decode(t *testing.T, typ reflect.Type, data []byte) (set, failed map[string]bool) {
	v := reflect.New(typ)
	set, failed = map[string]bool{}, map[string]bool{}
	if err := graph.Unmarshal(data, v.Interface()); err != nil {
		var e *graph.DecodeError
		require.True(t, errors.As(err, &e), "%v", err)
		for _, f := range e.Fields {
			name, _, _ := strings.Cut(f.Path, ".")
			name, _, _ = strings.Cut(name, "[")
			failed[name] = true
		}
	}
	for i := range typ.NumField() {
		name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
		set[name] = !v.Elem().Field(i).IsZero()
	}
	return set, failed
}
