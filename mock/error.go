package mock

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// Error is an error of the API: one with which the server refused a request,
// or one to answer with; see [Failing].
type Error struct {
	Code        int
	Subcode     int
	Status      int    // HTTP; what the API sends with the code if 0
	Type        string // OAuthException if empty
	Message     string // what the spec says of the code if empty
	UserTitle   string
	UserMessage string
	Transient   bool
	Params      []string // the parameters at fault
}

// Error is the code and the message.
func (e *Error) Error() string { return fmt.Sprintf("%s (code %d)", e.Message, e.Code) }

// status is the HTTP status that goes with a code.
func (e *Error) status() int {
	switch {
	case e.Status != 0:
		return e.Status
	case e.Code == 1 || e.Code == 2:
		return http.StatusInternalServerError
	case e.Code == 3 || e.Code == 4 || e.Code == 10 || e.Code == 32 || e.Code >= 200 && e.Code <= 299:
		return http.StatusForbidden
	case e.Code == 803:
		return http.StatusNotFound
	}
	return http.StatusBadRequest
}

// value is the body of the error. The details are JSON within a string, as
// the API sends them.
func (e *Error) value(trace string) object {
	detail := object{{"message", e.Message}, {"type", e.Type}, {"code", int64(e.Code)}}
	if e.Type == "" {
		detail[1].value = "OAuthException"
	}
	if len(e.Params) > 0 {
		blame, err := json.Marshal(map[string]any{"blame_field_specs": [][]string{e.Params}})
		if err == nil { // strings always marshal
			detail = append(detail, member{"error_data", string(blame)})
		}
	}
	if e.Subcode != 0 {
		detail = append(detail, member{"error_subcode", int64(e.Subcode)})
	}
	if e.UserTitle != "" {
		detail = append(detail, member{"error_user_title", e.UserTitle})
	}
	if e.UserMessage != "" {
		detail = append(detail, member{"error_user_msg", e.UserMessage})
	}
	if e.Transient {
		detail = append(detail, member{"is_transient", true})
	}
	return object{{"error", append(detail, member{"fbtrace_id", trace})}}
}

// invalid is a parameter that is not as documented.
func invalid(param, format string, args ...any) *Error {
	return &Error{Code: 100, Message: "(#100) " + fmt.Sprintf(format, args...), Params: []string{param}}
}

func nonexistingField(k *kind, name string) *Error {
	return &Error{Code: 100, Message: fmt.Sprintf("(#100) Tried accessing nonexisting field (%s) on node type (%s)", name, k.name())}
}

func unknownPath(path string) *Error {
	return &Error{Code: 2500, Message: "Unknown path components: " + path}
}

func unsupported(req *request) *Error {
	return &Error{
		Code: 100, Subcode: 33, Type: "GraphMethodException",
		Message: fmt.Sprintf("Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
			strings.ToLower(req.method), req.segments[0]),
	}
}

func deprecated(op *spec.Operation) *Error {
	return &Error{Code: 12, Message: fmt.Sprintf("(#12) %s is deprecated for versions %s and higher", op.Op, deprecatedFrom(op.Deprecated))}
}

func deprecatedFrom(n *spec.Note) string {
	if n.Applies == nil || n.Applies.From == "" {
		return "v1.0"
	}
	return n.Applies.From
}

func syntax(text string, at int) *Error {
	return &Error{Code: 2500, Message: fmt.Sprintf("Syntax error at character %d: %s", at, text)}
}

// tooMuch is what the API says when an answer would be too long to gather.
func tooMuch() *Error {
	return &Error{Code: 1, Message: "Please reduce the amount of data you're asking for, then retry your request"}
}
