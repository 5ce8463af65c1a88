package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
)

// Unmarshal decodes JSON that the API made, a webhook's payload or a stored
// reply, into out, with the tolerance of a call: an empty object or false for a
// list is an empty list, an empty list for an object is an empty object, a bare
// id for an object is an object with that id; a null in a list of pointers is
// left out. What is not as documented is
// left out and reported by a *[DecodeError], beside all the rest in out.
// Only text that is no JSON decodes into nothing.
func Unmarshal(data []byte, out any) error { return unmarshal(data, out, Redact) }

func unmarshal(data []byte, out any, redact func(string) string) error {
	err := json.Unmarshal(data, out)
	switch {
	case err == nil && !hasNullElement(data):
		return nil
	case err != nil && (!isTarget(out) || !json.Valid(data)):
		return err
	case err != nil:
		err = salvage(bytes.TrimSpace(data), reflect.ValueOf(out).Elem(), redact)
	}
	dropNulls(reflect.ValueOf(out), 0)
	return err
}

// errNoResult is JSON that says that there is no result: null, false or "".
var errNoResult = errors.New("no result")

// decodeReply is Unmarshal for the whole of a reply, where nothing is not a
// result. The body has no space around it.
func decodeReply(body []byte, out any, redact func(string) string) error {
	target := reflect.ValueOf(out).Elem()
	isStruct := target.Kind() == reflect.Struct
	if isStruct && isNothing(body) {
		return errNoResult
	}
	err := unmarshal(body, out, redact)
	if _, isList := out.(edge); err == nil && !isList && isStruct && body[0] == '{' && target.IsZero() {
		err = decodeWrapped(body, out, redact)
	}
	return err
}

// decodeWrapped decodes a node that came as {"data": {…}}, as some do
// although their documentation does not say so.
func decodeWrapped(body []byte, out any, redact func(string) string) error {
	var wrapper struct {
		Data json.RawMessage `json:"data"`
	}
	if json.Unmarshal(body, &wrapper) != nil || len(wrapper.Data) == 0 || wrapper.Data[0] != '{' {
		return nil
	}
	return unmarshal(wrapper.Data, out, redact)
}

// isTarget tells whether something can be decoded into out.
func isTarget(out any) bool {
	target := reflect.ValueOf(out)
	return target.Kind() == reflect.Pointer && !target.IsNil()
}

// isNothing tells the JSON that the API writes for no object.
func isNothing(raw []byte) bool {
	switch string(raw) {
	case "null", "false", `""`:
		return true
	}
	return false
}
