package diff

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/graphgen/graphgen/spec"
)

// This file says what becomes of a program that holds on to the old type: of
// what it is answered, and of what it sends.

// replyRuntime is what a program that was built for the old type does with the
// JSON of the new one. The decoder of package graph is tolerant: numbers come
// as strings, one object for a list, a bare id for an object.
func replyRuntime(o, n spec.Type) Runtime {
	if isVague(n) {
		return RuntimePossible
	}
	object := n.Kind == spec.KindRef
	many := n.Kind == spec.KindList || n.Kind == spec.KindEdge
	structured := object || many || n.Kind == spec.KindMap
	switch o.Kind {
	case spec.KindString, spec.KindEnum, spec.KindID, spec.KindFile:
		return either(structured, RuntimeLoud, RuntimeNone)
	case spec.KindInt, spec.KindFloat:
		switch n.Kind {
		case spec.KindID, spec.KindInt:
			return RuntimeNone
		case spec.KindFloat:
			return either(o.Kind == spec.KindInt, RuntimePossible, RuntimeNone)
		}
		return RuntimeLoud
	case spec.KindTime, spec.KindBool:
		return either(n.Kind == spec.KindInt || n.Kind == spec.KindID, RuntimePossible, RuntimeLoud)
	case spec.KindList, spec.KindEdge:
		if many && o.Elem != nil && n.Elem != nil {
			return replyRuntime(*o.Elem, *n.Elem)
		}
		if o.Elem != nil && !structured {
			return replyRuntime(*o.Elem, n)
		}
		if object && o.Elem != nil && o.Elem.Kind == spec.KindRef {
			return RuntimeNone
		}
		return RuntimePossible
	case spec.KindMap:
		return either(structured, RuntimePossible, RuntimeLoud)
	case spec.KindRef:
		switch {
		case object || n.Kind == spec.KindMap:
			return RuntimeSilent // other members under the same roof
		case n.Kind == spec.KindString || n.Kind == spec.KindID || n.Kind == spec.KindInt || n.Kind == spec.KindEnum:
			return RuntimeSilent // taken for the id
		}
		return RuntimeLoud
	}
	return RuntimePossible
}

// isVague tells a type that does not say what comes.
func isVague(t spec.Type) bool {
	switch t.Kind {
	case spec.KindNone, spec.KindUnknown, spec.KindPhrase, spec.KindObject, spec.KindUnion:
		return true
	}
	return false
}

// requestRuntime is what the API does with a parameter that is sent as it was
// documented before: whether a value of the old type is one of the new type.
func requestRuntime(o, n spec.Type, oldValues, newValues []string) Runtime {
	if isVague(o) || n.Kind == spec.KindUnion {
		return RuntimePossible
	}
	if accepts(n, newValues, sample(o, oldValues)) {
		return RuntimeNone
	}
	return RuntimeLoud
}

// sample is a value of a type as a form holds it.
func sample(t spec.Type, values []string) string {
	if len(values) > 0 && !isMany(t) {
		return values[0]
	}
	switch t.Kind {
	case spec.KindID, spec.KindInt:
		return "7"
	case spec.KindFloat:
		return "1.5"
	case spec.KindBool:
		return "true"
	case spec.KindTime:
		return either(isUnix(t), "1546398245", "2019-01-02T03:04:05Z")
	case spec.KindList, spec.KindEdge:
		return `["text"]`
	case spec.KindMap, spec.KindRef, spec.KindObject:
		return `{"key":"text"}`
	}
	return "text"
}

// accepts tells whether the API takes the text for a value of the type.
func accepts(t spec.Type, values []string, text string) bool {
	if len(values) > 0 && !isMany(t) {
		return slices.Contains(values, text)
	}
	var err error
	switch t.Kind {
	case spec.KindID:
		return strings.Trim(text, "0123456789") == ""
	case spec.KindInt:
		_, err = strconv.ParseInt(text, 10, 64)
	case spec.KindFloat:
		_, err = strconv.ParseFloat(text, 64)
	case spec.KindBool:
		_, err = strconv.ParseBool(text)
	case spec.KindTime:
		if isUnix(t) {
			_, err = strconv.ParseInt(text, 10, 64)
		} else {
			_, err = time.Parse(time.RFC3339, text)
		}
	case spec.KindList, spec.KindEdge:
		err = json.Unmarshal([]byte(text), new([]any))
	case spec.KindMap, spec.KindRef, spec.KindObject:
		err = json.Unmarshal([]byte(text), new(map[string]any))
	case spec.KindFile:
		return false
	}
	return err == nil
}
