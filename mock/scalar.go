package mock

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/graphgen/graphgen/spec"
)

// This file compares single values with their types: by themselves in a form,
// or within JSON, where they may be of a kind of their own or text.

func (c check) scalar(where string, t *spec.Type, p *spec.Param, v any) *Error {
	values := p.Values
	if len(t.Values) > 0 {
		values = t.Values
	}
	text, ok := scalarText(v)
	switch {
	case len(values) > 0:
		if !ok || !slices.Contains(values, text) {
			return c.wrong(where, fmt.Sprintf("one of {%s}", strings.Join(values, ", ")))
		}
		return nil
	case !typed(t):
		return nil
	case !ok:
		return c.wrong(where, wanted(t))
	}
	return c.scalarText(where, t, text)
}

// typed tells the kinds that ask something of a value.
func typed(t *spec.Type) bool {
	switch t.Kind {
	case spec.KindString, spec.KindEnum, spec.KindID, spec.KindInt, spec.KindFloat, spec.KindBool, spec.KindTime:
		return true
	}
	return false
}

var idForm = regexp.MustCompile(`^[A-Za-z0-9_.:~-]+$`)

func (c check) scalarText(where string, t *spec.Type, text string) *Error {
	ok := true
	switch t.Kind {
	case spec.KindInt:
		_, err := strconv.ParseInt(text, 10, 64)
		ok = err == nil && inRange(t, text)
	case spec.KindFloat:
		_, err := strconv.ParseFloat(text, 64)
		ok = err == nil && inRange(t, text)
	case spec.KindBool:
		ok = slices.Contains([]string{"true", "false", "1", "0"}, text)
	case spec.KindTime:
		ok = isTime(t, text)
	case spec.KindID:
		ok = idForm.MatchString(text)
		if strings.HasPrefix(t.Name, "numeric string") {
			ok = isDigits(strings.ReplaceAll(text, "_", ""))
		}
	case spec.KindString:
		if isURL(t) {
			u, err := url.Parse(text)
			ok = err == nil && u.Scheme != "" && u.Host != ""
		}
	}
	if !ok {
		return c.wrong(where, wanted(t))
	}
	return nil
}

func scalarText(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		return strconv.FormatBool(v), true
	}
	return "", false
}

func inRange(t *spec.Type, text string) bool {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return false
	}
	low, errLow := strconv.ParseFloat(t.Min, 64)
	high, errHigh := strconv.ParseFloat(t.Max, 64)
	return (errLow != nil || n >= low) && (errHigh != nil || n <= high) &&
		(!strings.HasPrefix(t.Name, "unsigned") || n >= 0)
}

// maxSeconds ends the unix times: beyond it are milliseconds, which the API
// refuses.
const maxSeconds = 100_000_000_000

// isTime reads unix seconds and, where the type does not insist on them, dates
// and times.
func isTime(t *spec.Type, text string) bool {
	if isDigits(text) {
		n, err := strconv.ParseInt(text, 10, 64)
		return err == nil && n < maxSeconds
	}
	if t.Name == "timestamp" || t.Name == "unix timestamp" {
		return false
	}
	for _, form := range []string{time.RFC3339, timeForm, time.DateTime, time.DateOnly} {
		if _, err := time.Parse(form, text); err == nil {
			return true
		}
	}
	return false
}

func isURL(t *spec.Type) bool {
	return strings.EqualFold(t.Name, "url") || strings.EqualFold(t.Name, "uri")
}

// wanted names what a type wants.
func wanted(t *spec.Type) string {
	switch t.Kind {
	case spec.KindInt:
		return "an integer" + bounds(t)
	case spec.KindFloat:
		return "a number" + bounds(t)
	case spec.KindBool:
		return "a boolean"
	case spec.KindTime:
		return "a valid " + t.Name
	case spec.KindID:
		return "a valid " + t.Name
	case spec.KindString:
		if isURL(t) {
			return "a valid URL"
		}
	}
	return "a string"
}

func bounds(t *spec.Type) string {
	if t.Min+t.Max == "" {
		return ""
	}
	return fmt.Sprintf(" between %s and %s", t.Min, t.Max)
}
