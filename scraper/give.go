package scraper

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file gives what a table holds to where it belongs: parameters, fields,
// edges and error codes to operations and nodes.

func (x *extractor) paramTable(t Table) verdict { return x.giveParams(x.rows(t)) }

// giveParams gives parameters to the current operations.
func (x *extractor) giveParams(rows []row) verdict {
	if x.writing() && len(x.ops) == 0 {
		x.openBySection()
	}
	var params []spec.Param
	for _, r := range rows {
		r.required = r.required || x.allRequired
		params = append(params, r.param())
	}
	switch {
	case len(params) == 0, x.each(func(o *spec.Operation) { o.Params = mergeParams(o.Params, params) }):
		return understood
	case x.class == classStruct:
		x.node.Params = mergeParams(x.node.Params, params)
		return understood
	}
	x.orphan("parameters")
	return unknown
}

// mergeParams adds the params of b that a lacks.
func mergeParams(a, b []spec.Param) []spec.Param {
	a = slices.Clone(a)
	known := make(map[string]bool, len(a)+len(b))
	for _, p := range a {
		known[p.Name] = true
	}
	for _, p := range b {
		if !known[p.Name] || p.Flat {
			known[p.Name] = true
			a = append(a, p)
		}
	}
	return a
}

func (x *extractor) fieldTable(t Table, kind topic) verdict { return x.giveFields(x.rows(t), kind) }

// giveFields gives fields to the node, to the elements of an edge, to its
// summary or to the result of the operation.
func (x *extractor) giveFields(rows []row, kind topic) verdict {
	var fields []spec.Field
	for _, r := range rows {
		fields = append(fields, r.field())
	}
	switch {
	case kind == topicResponse && len(x.ops) == 0 && x.writing():
		x.openBySection()
		fallthrough
	case kind == topicResponse && (x.writing() || x.class == classUnheaded):
		x.each(func(o *spec.Operation) { o.Result = mergeFields(o.Result, fields) })
	case kind == topicSummary:
		x.each(func(o *spec.Operation) { o.Summary = mergeFields(o.Summary, fields) })
	case x.node != nil:
		x.node.Fields = mergeFields(x.node.Fields, fields)
	case len(x.ops) > 0:
		x.each(func(o *spec.Operation) {
			if strings.HasPrefix(o.Returns, "list<") || kind == topicData || o.Returns != "" {
				o.Adds = mergeFields(o.Adds, fields)
			} else {
				o.Result = mergeFields(o.Result, fields)
			}
		})
	case len(fields) > 0:
		x.orphan("fields")
		return unknown
	}
	return understood
}

// mergeFields adds the fields of b that a lacks. A flat field may be another of
// the same name.
func mergeFields(a, b []spec.Field) []spec.Field {
	at := make(map[string]int, len(a)+len(b))
	for i, f := range slices.Backward(a) {
		at[f.Name] = i
	}
	for _, f := range b {
		if i, ok := at[f.Name]; ok && !f.Flat {
			a[i].Fields = mergeFields(a[i].Fields, f.Fields)
			continue
		}
		if _, ok := at[f.Name]; !ok {
			at[f.Name] = len(a)
		}
		a = append(a, f)
	}
	return a
}

func (x *extractor) edgeTable(t Table) verdict {
	rows := x.rows(t)
	if x.node == nil {
		x.describeElement()
	}
	for _, r := range rows {
		e := r.edge()
		if !slices.ContainsFunc(x.node.Edges, func(o spec.Edge) bool { return o.Name == e.Name }) {
			x.node.Edges = append(x.node.Edges, e)
		}
	}
	return understood
}

// describeElement makes the element of the page's own edge the node that its
// edges belong to. Where the page does not name it, its title does.
func (x *extractor) describeElement() {
	element := camel(strings.TrimSuffix(snake(x.page.Title), "s"))
	for _, o := range x.page.Operations {
		if name, ok := strings.CutPrefix(o.Returns, "list<"); ok && o.Op == "GET "+x.path {
			element = strings.TrimSuffix(name, ">")
		}
	}
	x.describe(spec.Node{Name: element, Inferred: []string{"name"}})
}

// errorTable gives the codes to the current operation, or where the page has
// one table for a whole section to all its operations.
func (x *extractor) errorTable(t Table) verdict {
	errs := x.errorRows(t)
	targets := x.ops
	if fold(x.at.head) == "validation rules" || len(targets) == 0 {
		targets = x.opened
	}
	for _, i := range targets {
		o := &x.page.Operations[i]
		for _, e := range errs {
			if !slices.Contains(o.Errors, e.Code) {
				o.Errors = append(o.Errors, e.Code)
			}
		}
	}
	for _, e := range errs {
		if !slices.ContainsFunc(x.page.Errors, func(f spec.ErrorMessage) bool { return f.Code == e.Code }) {
			x.page.Errors = append(x.page.Errors, e)
		}
	}
	return understood
}

// errorRows reads an error table.
func (x *extractor) errorRows(t Table) []spec.ErrorMessage {
	var out []spec.ErrorMessage
	for i, tr := range t.Rows {
		var cells []string
		for _, c := range tr.Cells {
			cells = append(cells, cellText(c))
		}
		if len(cells) == 0 || strings.Join(cells, "") == "" {
			x.report.Rows.count(x.report.ignore("empty-row"))
			continue
		}
		code, err := strconv.Atoi(strings.TrimSpace(cells[0]))
		if err != nil {
			x.report.Rows.count(unknown)
			x.issue(spec.Issue{Where: x.where(i), Severity: spec.Error, ID: "unknown-error-code",
				Msg: fmt.Sprintf("error code is no number: %s", quoteCells(cells))})
			continue
		}
		x.report.Rows.count(understood)
		out = append(out, spec.ErrorMessage{Code: code, Message: strings.Join(cells[1:], " ")})
	}
	return out
}
