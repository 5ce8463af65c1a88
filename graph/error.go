package graph

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// Error is a reply by which the API refused a call, or that could not be read
// at all: an error page of a proxy, an empty body, something that is no JSON.
// Secrets are replaced in all of its texts.
type Error struct {
	Method string
	Path   string // as sent, without version, query and secrets

	Code        ErrorCode // 0 when the reply had none
	Subcode     int
	Type        string // such as "OAuthException"
	Message     string
	UserTitle   string // to show to the user, in the user's language
	UserMessage string
	TraceID     string // to give to Meta's support
	IsTransient bool   // the API says that the same call may succeed later

	// ErrorData is details in JSON. The API often sends them as JSON within a
	// string, or twice so; here they are unwrapped. Nil when there are none.
	ErrorData json.RawMessage

	HTTPStatus    int
	Header        http.Header
	Usage         Usage
	ServedVersion string
	Raw           []byte // the body

	pkg   string
	cause error // why the body could not be read
}

// Error tells what was called, what the API says, and its codes.
func (e *Error) Error() string {
	var codes string
	if e.Code != 0 {
		codes = "code " + strconv.Itoa(int(e.Code)) + ", "
	}
	if e.Subcode != 0 {
		codes += "subcode " + strconv.Itoa(e.Subcode) + ", "
	}
	if e.Type != "" {
		codes += e.Type + ", "
	}
	codes += "HTTP " + strconv.Itoa(e.HTTPStatus)
	if e.TraceID != "" {
		codes += ", trace " + e.TraceID
	}
	return operation(e.pkg, e.Method, e.Path) + ": " + oneLine(e.Message) + " (" + codes + ")"
}

// Is compares with an [ErrorCode] or a [Subcode].
func (e *Error) Is(target error) bool {
	switch t := target.(type) {
	case ErrorCode:
		return e.Code == t && t != 0
	case Subcode:
		return e.Code == t.Code && e.Subcode == t.Subcode
	}
	return false
}

// Unwrap returns why a body could not be read, if that is the error.
func (e *Error) Unwrap() error { return e.cause }
