package graph

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file finds out whether a reply is a refusal, and reads the many forms
// that a refusal can have.

// failure is the error that a reply stands for, or nil. The status and the
// content type prove little: errors come with status 200, and JSON comes as
// text/javascript.
func (c *call) failure(r *reply) *Error {
	switch {
	case r.status >= 300 && r.status < 400:
		e := c.newError(r)
		e.Message = "redirected to " + e.Header.Get("Location") + ", which was not followed with the token"
		return e
	case r.status >= 400:
		return c.refusal(r)
	case bytes.Contains(r.body, []byte(`"error"`)) && hidesError(r.body):
		return c.refusal(r)
	}
	return nil
}

func (c *call) refusal(r *reply) *Error {
	e := c.newError(r)
	e.read()
	return c.scrub(e)
}

// unreadable is the error of a reply that should have data and has none. With a
// cause it is the reply that is broken, not what it says.
func (c *call) unreadable(r *reply, cause error) *Error {
	e := c.newError(r)
	e.cause = cause
	switch body := bytes.TrimSpace(e.Raw); {
	case len(body) == 0:
		e.Message = "the reply is empty"
	case cause != nil:
		e.Message = "the reply is not JSON: " + excerpt(body)
	default:
		e.Message = "the reply is " + excerpt(body) + " instead of a result"
	}
	return e
}

func (c *call) newError(r *reply) *Error {
	header := c.redactHeader(r.header)
	e := &Error{
		Method:        c.method,
		Path:          c.shownPath(),
		TraceID:       header.Get(headerTrace),
		HTTPStatus:    r.status,
		Header:        header,
		ServedVersion: header.Get(headerVersion),
		Raw:           []byte(c.redact(string(r.body))),
		pkg:           c.set.pkg,
	}
	e.Usage.read(header)
	return e
}

// scrub removes secrets from the texts of an error once more: in the body they
// may have been written with escapes.
func (c *call) scrub(e *Error) *Error {
	e.Message = c.redact(e.Message)
	e.UserTitle = c.redact(e.UserTitle)
	e.UserMessage = c.redact(e.UserMessage)
	if e.ErrorData != nil {
		e.ErrorData = json.RawMessage(c.redact(string(e.ErrorData)))
	}
	return e
}

// wireFailure is every form of error body: the Graph API's, that of the OAuth
// endpoints and those of older endpoints.
type wireFailure struct {
	Error       json.RawMessage `json:"error"`
	Description string          `json:"error_description"`
	Code        Int             `json:"error_code"`
	Msg         string          `json:"error_msg"`
	Message     string          `json:"error_message"`
	Type        string          `json:"error_type"`
}

type wireError struct {
	Message     string          `json:"message"`
	Type        string          `json:"type"`
	Code        Int             `json:"code"`
	Subcode     Int             `json:"error_subcode"`
	UserTitle   string          `json:"error_user_title"`
	UserMessage string          `json:"error_user_msg"`
	TraceID     string          `json:"fbtrace_id"`
	IsTransient Bool            `json:"is_transient"`
	Data        json.RawMessage `json:"error_data"`
}

// read takes from the body what it can. Whatever the body is, the error has a
// message afterwards.
func (e *Error) read() {
	var body wireFailure
	var detail wireError
	if !json.Valid(e.Raw) {
		e.Message = e.plainMessage()
		return
	}
	// A member of the wrong kind is not worth losing the others.
	_ = Unmarshal(e.Raw, &body)
	if _, kind, _ := scalar(body.Error); kind == jsonString { // OAuth: "error": "invalid_request"
		_ = Unmarshal(body.Error, &detail.Type)
	} else {
		_ = Unmarshal(body.Error, &detail)
	}
	e.Code = ErrorCode(cmp.Or(detail.Code, body.Code))
	e.Subcode = int(detail.Subcode)
	e.Type = either(detail.Type, body.Type)
	e.Message = either(either(detail.Message, body.Description), either(body.Message, body.Msg))
	e.UserTitle = detail.UserTitle
	e.UserMessage = detail.UserMessage
	e.TraceID = either(detail.TraceID, e.TraceID)
	e.IsTransient = bool(detail.IsTransient)
	e.ErrorData = unwrapJSON(detail.Data)
	if e.Message == "" {
		e.Message = either(either(e.UserMessage, e.Type), e.plainMessage())
	}
}

// either is the first of two texts that is not empty. It is cmp.Or without the
// list and the loop that this would put into each place.
func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// hidesError tells whether the body of a reply with status 200 is an error: it
// has an error object with a code or a message, or nothing but an error. A node
// may well have a field of that name.
func hidesError(body []byte) bool {
	members := membersOf(body)
	detail := membersOf(members["error"])
	if detail["code"] != nil || detail["message"] != nil {
		return true
	}
	if text, kind, _ := scalar(members["error"]); kind != jsonString || len(text) == 0 {
		return false
	}
	for name := range members {
		if !strings.HasPrefix(name, "error") {
			return false
		}
	}
	return true
}

// unwrapJSON takes JSON out of the strings that the API puts it in. A string
// that is just a string stays one; null, however deep, is nothing.
func unwrapJSON(data json.RawMessage) json.RawMessage {
	for range 4 {
		var text string
		if len(data) == 0 || string(data) == "null" {
			return nil
		}
		if data[0] != '"' || json.Unmarshal(data, &text) != nil || !json.Valid([]byte(text)) {
			return data
		}
		data = json.RawMessage(text)
	}
	return data
}

// plainMessage describes a body that is not the API's JSON.
func (e *Error) plainMessage() string {
	status := strings.TrimSpace(strconv.Itoa(e.HTTPStatus) + " " + http.StatusText(e.HTTPStatus))
	switch body := bytes.TrimSpace(e.Raw); {
	case len(body) == 0:
		return status + ", with an empty body"
	case body[0] == '<':
		return status + ", an HTML page: " + htmlTitle(body)
	default:
		return status + ": " + excerpt(body)
	}
}

func htmlTitle(page []byte) string {
	lower := strings.ToLower(string(page))
	start := strings.Index(lower, "<title>")
	end := strings.Index(lower, "</title>")
	if start < 0 || end < start || len(lower) != len(page) {
		return excerpt(page)
	}
	return excerpt(page[start+len("<title>") : end])
}

const excerptSize = 120

// excerpt is the beginning of a text, on one line and safe to print.
func excerpt(text []byte) string {
	cut := ""
	if len(text) > excerptSize {
		end := excerptSize
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text, cut = text[:end], "…"
	}
	return oneLine(string(text)) + cut
}

// oneLine makes a text safe to print on one line.
func oneLine(text string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case strconv.IsPrint(r): // as of unicode, whose tables are large
			return r
		default:
			return unicode.ReplacementChar
		}
	}, text)
	return strings.Join(strings.Fields(clean), " ")
}
