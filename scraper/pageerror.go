package scraper

import (
	"fmt"
	"strings"
)

// PageError says why a page was refused.
type PageError struct {
	Name string // of the page: a file or a URL
	ID   string // stable: login-page
	Msg  string // what the page is: "is empty"
	Hint string // what to do

	// Limit is the field of Limits that was met, if that is the reason:
	// MaxBytes.
	Limit string
}

// Error is one line: where, what, and what to do.
func (e *PageError) Error() string {
	return fmt.Sprintf("%s: %s; %s", e.Name, e.Msg, e.Hint)
}

// The reasons to refuse a page.
const (
	idEmptyFile     = "empty-file"
	idBinaryFile    = "binary-file"
	idTooLarge      = "too-large"
	idLoginPage     = "login-page"
	idNotFoundPage  = "not-found-page"
	idErrorShell    = "error-shell"
	idTruncatedPage = "truncated-page"
	idNotAReference = "not-a-reference"
)

func (s *source) refuse(id, msg, hint string) *PageError {
	return &PageError{Name: oneLine(s.name), ID: id, Msg: msg, Hint: hint}
}

// tooLarge says which limit was met, and how to lift it.
func (s *source) tooLarge(what, unit string, limit int64, field string) *PageError {
	e := s.refuse(idTooLarge,
		fmt.Sprintf("%s has more than %d %s", what, limit, unit),
		fmt.Sprintf("if the page is right, raise the limit %s", field))
	e.Limit, _, _ = strings.Cut(field, " ")
	return e
}
