package mock

import (
	"maps"
	"slices"
	"strconv"

	"github.com/graphgen/graphgen/spec"
)

// harmless are the parameters that every operation takes and that change
// nothing here.
var harmless = []string{"debug", "format", "locale", "metadata", "pretty", "suppress_http_code"}

// checkParams refuses unknown parameters, values that are not of the
// documented type, missing required ones, and files where none is expected.
func (x *index) checkParams(op *spec.Operation, req *request) *Error {
	for _, name := range slices.Sorted(maps.Keys(req.params)) {
		p := paramOf(op, name)
		switch {
		case p != nil:
			if problem := x.checkText(p, req.params[name]); problem != nil {
				return problem
			}
		case slices.Contains(harmless, name):
		case isGeneral(op, name):
			if problem := checkGeneral(name, req.params[name]); problem != nil {
				return problem
			}
		default:
			return invalid(name, "Unknown parameter: %s", name)
		}
	}
	for _, f := range req.files {
		switch p := paramOf(op, f.Param); {
		case p == nil:
			return invalid(f.Param, "Unknown parameter: %s", f.Param)
		case x.types[p.Type].Kind != spec.KindFile:
			return invalid(f.Param, "Param %s does not take a file", f.Param)
		}
	}
	for i := range op.Params {
		p := &op.Params[i]
		if p.Name == "access_token" {
			continue // it came in a header, or is missed elsewhere
		}
		if p.Required && !p.Flat && req.params[p.Name] == "" && !hasFile(req, p.Name) {
			return invalid(p.Name, "The parameter %s is required", p.Name)
		}
	}
	return nil
}

func paramOf(op *spec.Operation, name string) *spec.Param {
	i := slices.IndexFunc(op.Params, func(p spec.Param) bool { return p.Name == name })
	if i < 0 {
		return nil
	}
	return &op.Params[i]
}

func hasFile(req *request, param string) bool {
	return slices.ContainsFunc(req.files, func(f File) bool { return f.Param == param })
}

// isGeneral tells the parameters that an operation takes although its page does
// not list them: fields on what answers with a node, the place of a page on
// lists.
func isGeneral(op *spec.Operation, name string) bool {
	method, _ := op.Split()
	switch name {
	case "fields":
		return method == "GET" || op.ReadAfterWrite != ""
	case "limit", "after", "before":
		return method == "GET" && isList(op)
	case "offset":
		return method == "GET" && isList(op) && op.Paging == "offset"
	case "summary":
		return method == "GET" && len(op.Summary) > 0
	}
	return false
}

func checkGeneral(name, value string) *Error {
	switch name {
	case "limit", "offset":
		if n, err := strconv.Atoi(value); err != nil || n < 0 {
			return invalid(name, "Param %s must be an integer of 0 or more", name)
		}
	}
	return nil
}

// isList tells an operation that answers with pages of elements, also where the
// reference does not say of what.
func isList(op *spec.Operation) bool {
	return op.IsList() || op.Returns == "" && op.Paging != "" && len(op.Result) == 0
}
