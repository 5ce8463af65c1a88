package graph

import "strconv"

// ErrorCode is the code of an API error. It is itself an error, so that a
// constant can be asked for:
//
//	const ErrInvalidParameter graph.ErrorCode = 100
//
//	if errors.Is(err, ErrInvalidParameter) { … }
type ErrorCode int

// Error names the code.
func (c ErrorCode) Error() string { return "graph: error code " + strconv.Itoa(int(c)) }

// Sub is the error of this code with one subcode, for errors.Is:
//
//	errors.Is(err, ErrInvalidParameter.Sub(33))
func (c ErrorCode) Sub(subcode int) Subcode { return Subcode{Code: c, Subcode: subcode} }

// Subcode is the code and subcode of an API error. Like [ErrorCode] it is an
// error to compare with.
type Subcode struct {
	Code    ErrorCode
	Subcode int
}

// Error names both codes.
func (s Subcode) Error() string {
	return s.Code.Error() + ", subcode " + strconv.Itoa(s.Subcode)
}
