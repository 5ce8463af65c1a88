package mock

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// page is a part of a list: of an edge by itself, or within a node.
type page struct {
	parent  string // the id of the node
	edge    string
	element *kind
	op      *spec.Operation // nil when the spec has none for the edge
	fields  []selection
	params  map[string]string
}

// defaultLimit is the size of a page for which no limit was asked.
const defaultLimit = 25

// page is the elements and the paging. The last page has no next, though it
// has cursors; an empty one has no paging at all.
func (r *render) page(p page) (object, *Error) {
	start, end, err := p.window(r.s.set.elements)
	if err != nil {
		return nil, err
	}
	data := list{}
	for i := start; i < end; i++ {
		node, err := r.node(p.element, p.id(r.s.index, i), p.fields)
		if err != nil {
			return nil, err
		}
		data = append(data, node)
	}
	o := object{{"data", data}}
	if start < end {
		o = append(o, member{"paging", r.paging(p, start, end)})
	}
	summary, err := r.summary(p)
	if len(summary) > 0 {
		o = append(o, member{"summary", summary})
	}
	return o, err
}

// id is that of an element, by its place in the list.
func (p page) id(x *index, i int) string { return x.id(p.element, p.parent+"/"+p.edge, i+1) }

// window is the elements of the page.
func (p page) window(total int) (start, end int, _ *Error) {
	limit, err := p.number("limit", defaultLimit)
	if err != nil {
		return 0, 0, err
	}
	if start, err = p.number("offset", 0); err != nil {
		return 0, 0, err
	}
	if before := p.params["before"]; before != "" {
		if end, err = p.place("before", before); err != nil {
			return 0, 0, err
		}
		end = min(end, total)
		return max(0, end-limit), end, nil
	}
	if after := p.params["after"]; after != "" {
		if start, err = p.place("after", after); err != nil {
			return 0, 0, err
		}
		start++
	}
	start = min(start, total)
	return start, min(start+limit, total), nil
}

func (p page) number(name string, unset int) (int, *Error) {
	text := p.params[name]
	if text == "" {
		return unset, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > maxSerial {
		return 0, invalid(name, "Param %s must be an integer of 0 or more", name)
	}
	return n, nil
}

// cursor names an element. It is good for its own list only.
func (p page) cursor(i int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%s/%s:%d", p.parent, p.edge, i))
}

func (p page) place(name, cursor string) (int, *Error) {
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	prefix := p.parent + "/" + p.edge + ":"
	i, errInt := strconv.Atoi(strings.TrimPrefix(string(text), prefix))
	if err != nil || errInt != nil || !strings.HasPrefix(string(text), prefix) || i < 0 {
		return 0, invalid(name, "Invalid cursors values: %s", name)
	}
	return i, nil
}

func (r *render) paging(p page, start, end int) paging {
	before, after := p.cursor(start), p.cursor(end-1)
	links := paging{{"cursors", object{{"before", before}, {"after", after}}}}
	if end < r.s.set.elements {
		links = append(links, member{"next", r.link(p, "after", after)})
	}
	if start > 0 {
		links = append(links, member{"previous", r.link(p, "before", before)})
	}
	return links
}

// link is the URL of another page. It has the token in it, as the API's does.
func (r *render) link(p page, cursor, value string) string {
	query := url.Values{}
	for name, value := range p.params {
		query.Set(name, value)
	}
	for _, name := range []string{"after", "before", "offset"} {
		query.Del(name)
	}
	if _, ok := p.params["fields"]; !ok && len(p.fields) > 0 {
		query.Set("fields", fieldsText(p.fields))
	}
	query.Set("limit", cmp.Or(p.params["limit"], strconv.Itoa(defaultLimit)))
	query.Set(cursor, value)
	query.Set("access_token", r.req.token)
	path := "/" + url.PathEscape(p.parent) + "/" + p.edge
	if v := cmp.Or(r.s.index.api.Version, r.req.version); v != "" {
		path = "/" + v + path
	}
	return r.req.base + path + "?" + query.Encode()
}

// fieldsText writes fields as they were read.
func fieldsText(fields []selection) string {
	var b strings.Builder
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(f.name)
		if f.as != f.name {
			b.WriteString(".as(" + f.as + ")")
		}
		for _, name := range slices.Sorted(maps.Keys(f.params)) {
			b.WriteString("." + name + "(" + f.params[name] + ")")
		}
		if len(f.fields) > 0 {
			b.WriteString("{" + fieldsText(f.fields) + "}")
		}
	}
	return b.String()
}

// summary is what was asked for of the whole list. A whole number in it counts
// the elements.
func (r *render) summary(p page) (object, *Error) {
	asked := p.params["summary"]
	if asked == "" || asked == "false" || asked == "0" || p.op == nil {
		return nil, nil
	}
	fields, err := parseFields(asked)
	if err != nil {
		return nil, err
	}
	all := asked == "true" || asked == "1"
	at := r.s.index.sample(p.parent).in("summary")
	at.number = 0
	var o object
	for i := range p.op.Summary {
		f := &p.op.Summary[i]
		if !all && !slices.ContainsFunc(fields, func(s selection) bool { return s.name == f.Name }) {
			continue
		}
		value := at.field(f)
		if _, isInt := value.(int64); isInt {
			value = int64(r.s.set.elements)
		}
		o = append(o, member{f.Name, value})
	}
	for _, s := range fields {
		if !all && find(p.op.Summary, s.name) == nil {
			return nil, invalid("summary", "Tried accessing nonexisting summary field (%s)", s.name)
		}
	}
	return o, nil
}
