package graph

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// This file sorts errors into the classes that programs act upon. An error
// may belong to none.

// The codes of calls that were refused because there were too many.
var rateLimitCodes = []ErrorCode{
	4,                                                                    // app
	17,                                                                   // user
	32,                                                                   // Page
	341,                                                                  // app, for a time
	613,                                                                  // a call's own limit
	80000, 80001, 80002, 80003, 80004, 80005, 80006, 80008, 80009, 80014, // business use cases
	130429, 131048, 131056, // WhatsApp: throughput, spam, pair
}

// IsRateLimited tells that too many calls were made. [Usage] on the error and
// Usage.RegainAccess say how long to wait.
func IsRateLimited(err error) bool {
	e := apiError(err)
	return e != nil && (slices.Contains(rateLimitCodes, e.Code) || e.HTTPStatus == http.StatusTooManyRequests)
}

// IsAuth tells that the token is missing, expired, revoked or of another app.
// A new token is needed.
func IsAuth(err error) bool {
	e := apiError(err)
	if e == nil {
		return false
	}
	switch e.Code {
	case 102, 104, 190, 2500:
		return true
	}
	return e.Code == 0 && e.HTTPStatus == http.StatusUnauthorized
}

// IsPermission tells that the token is valid but not allowed to make the call:
// a permission, a feature or a role is missing.
func IsPermission(err error) bool {
	e := apiError(err)
	if e == nil {
		return false
	}
	return e.Code == 3 || e.Code == 10 || e.Code >= 200 && e.Code <= 299 ||
		e.Code == 0 && e.HTTPStatus == http.StatusForbidden
}

// IsNotFound tells that the object does not exist, or that the token cannot
// see it: the API does not tell these apart.
func IsNotFound(err error) bool {
	e := apiError(err)
	return e != nil && (e.Code == 803 || e.Code == 100 && e.Subcode == 33 ||
		e.Code == 0 && e.HTTPStatus == http.StatusNotFound)
}

// UnknownField is the field that the API does not know for the kind of node
// that was read, when that is the error. The call may work without it.
func UnknownField(err error) (Field, bool) {
	e := apiError(err)
	if e == nil || e.Code != 100 {
		return "", false
	}
	_, after, found := strings.Cut(e.Message, "nonexisting field (")
	name, _, closed := strings.Cut(after, ")")
	return Field(name), found && closed && isFieldName(name)
}

// IsReduceData tells that the API could not gather so much data at once: ask
// for fewer fields, a smaller limit or a shorter time. [WithLimitHalving] does
// so for lists.
func IsReduceData(err error) bool {
	e := apiError(err)
	return e != nil && (strings.Contains(strings.ToLower(e.Message), "reduce the amount of data") ||
		e.Code == 100 && e.Subcode == 1487534 ||
		e.Code == 2 && e.Subcode == 1504018)
}

// IsTransient tells that the same call may succeed later although nothing
// about it is changed: the network failed, the server failed, or the API says
// so. Rate limits are a class of their own. A call that its own context ended is
// not transient, nor is one whose [File] could not be read.
func IsTransient(err error) bool {
	if wraps[*cancellation](err) || wraps[*fileError](err) {
		return false
	}
	if e := apiError(err); e != nil {
		if IsReduceData(err) {
			return false
		}
		return e.IsTransient || e.Code == 1 || e.Code == 2 ||
			e.Code == 0 && e.HTTPStatus >= 500 || e.cause != nil
	}
	network, ok := errors.AsType[*url.Error](err)
	return ok && !isLasting(network.Err)
}

// isLasting tells network errors that stay as they are when repeated.
func isLasting(err error) bool {
	lookup, ok := errors.AsType[*net.DNSError](err)
	return ok && lookup.IsNotFound ||
		errors.Is(err, context.Canceled) ||
		errors.Is(err, errTooLarge) ||
		wraps[*tls.CertificateVerificationError](err)
}

func wraps[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func apiError(err error) *Error {
	e, _ := errors.AsType[*Error](err)
	return e
}
