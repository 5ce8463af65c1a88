package graph

import (
	"bytes"
	"reflect"
)

// This file removes null elements from lists of pointers, at the top and within
// elements: they would only make the callers that range over a list crash.

// hasNullElement tells whether JSON may have a null in a list. It is wrong only
// in that a string may look like one.
func hasNullElement(data []byte) bool {
	for {
		at := bytes.Index(data, []byte("null"))
		if at < 0 {
			return false
		}
		before := bytes.TrimRight(data[:at], " \t\r\n")
		if len(before) > 0 && (before[len(before)-1] == '[' || before[len(before)-1] == ',') {
			return true
		}
		data = data[at+len("null"):]
	}
}

// dropNulls goes through all that was decoded into v. The depth keeps it from
// running in the circles of a value that the caller made.
func dropNulls(v reflect.Value, depth int) {
	if depth > maxDepth || !holdsValues(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			dropNulls(v.Elem(), depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Field(i); field.CanSet() {
				dropNulls(field, depth)
			}
		}
	case reflect.Slice:
		dropNullElements(v, depth)
	case reflect.Map:
		if !holdsValues(v.Type().Elem()) {
			return
		}
		for entry := v.MapRange(); entry.Next(); {
			settable := reflect.New(v.Type().Elem()).Elem()
			settable.Set(entry.Value())
			dropNulls(settable, depth+1)
			v.SetMapIndex(entry.Key(), settable)
		}
	}
}

func dropNullElements(list reflect.Value, depth int) {
	if !holdsValues(list.Type().Elem()) {
		return
	}
	kept := 0
	for i := range list.Len() {
		v := list.Index(i)
		if v.Kind() == reflect.Pointer && v.IsNil() {
			continue
		}
		if kept != i {
			list.Index(kept).Set(v)
		}
		dropNulls(v, depth+1)
		kept++
	}
	list.SetLen(kept)
}

// holdsValues tells the types within which a list may be.
func holdsValues(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Struct, reflect.Slice, reflect.Map:
		return true
	}
	return false
}
