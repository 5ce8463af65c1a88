package webpage

import (
	"fmt"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// operation is a call of the API, as a request and as Go.
type operation struct {
	Anchor, Method, Path string
	Go                   string
	Doc                  string
	Deprecated           *note
	Permissions          []constant
	UsualPermissions     []string
	Request, Call        string
	Params               []row
	Returns              []piece
	Creates              []piece
	Manners              []string // paging, read-after-write
	Adds, Summary        []row
	Result               []row
	Errors               []constant
}

// constant is a word or a code of the API that has a name in Go.
type constant struct{ Value, Text, Go string }

func (r *reference) operation(op *spec.Operation) operation {
	id := spec.OpID(op.Op)
	method, path := op.Split()
	o := operation{
		Anchor: anchor(id), Method: method, Path: path,
		Go: strings.TrimPrefix(r.code.name(id, "method"), "Client."), Doc: op.Doc,
		UsualPermissions: op.UsualPermissions,
		Request:          r.request(op), Call: r.code.call(op),
		Params:  r.paramRows(id+"/param/", op.Params),
		Returns: r.linked(op.Returns), Creates: r.linked(op.Creates),
		Adds:    r.fieldRows(id+"/adds/", op.Adds),
		Summary: r.fieldRows(id+"/summary/", op.Summary),
		Result:  r.fieldRows(id+"/result/", op.Result),
	}
	if op.Paging != "" {
		o.Manners = append(o.Manners, "paged by "+op.Paging)
	}
	if op.ReadAfterWrite != "" {
		o.Manners = append(o.Manners, "read after write: "+op.ReadAfterWrite)
	}
	if op.Deprecated != nil {
		n := newNote(*op.Deprecated)
		o.Deprecated = &n
	}
	for _, p := range op.Permissions {
		o.Permissions = append(o.Permissions, constant{Value: p, Go: r.code.name("perm/"+p, "const")})
	}
	for _, code := range op.Errors {
		value := fmt.Sprint(code)
		o.Errors = append(o.Errors, constant{value, r.messages[code], r.code.name("error/"+value, "const")})
	}
	return o
}

// request is the HTTP request with what it must hold.
func (r *reference) request(op *spec.Operation) string {
	method, path := op.Split()
	var form []string
	for _, p := range op.Params {
		if p.Required {
			form = append(form, p.Name+"="+sample(&p))
		}
	}
	body := strings.Join(form, "&")
	target := "/" + r.api.Version + path
	if method != "POST" && body != "" {
		target += "?" + body
		body = ""
	}
	lines := []string{method + " " + target + " HTTP/1.1", "Host: graph.facebook.com", "Authorization: Bearer {token}"}
	if body != "" {
		lines = append(lines, "Content-Type: application/x-www-form-urlencoded", "", body)
	}
	return strings.Join(lines, "\n")
}

// sample is a value for a parameter: the first that it takes, or its name.
func sample(p *spec.Param) string {
	values := p.Values
	if len(values) == 0 {
		values = spec.TypeValues(p.Type)
	}
	if len(values) > 0 {
		return values[0]
	}
	return "{" + p.Name + "}"
}
