package graph

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
)

// This file reads the graph tags of request structs. What a type's tags say is
// worked out once and kept.

// encode fills the call's path and parameters from a request struct and says
// all that is wrong with it.
func (c *call) encode(req any) (problems []string) {
	v := reflect.ValueOf(req)
	for v.Kind() == reflect.Pointer {
		if v.IsNil() { // a nil request is an empty one
			v = reflect.New(v.Type().Elem())
		}
		v = v.Elem()
	}
	inPath := make([]param, 0, 2) // on the stack
	switch v.Kind() {
	case reflect.Invalid: // no request
	case reflect.Struct:
		inPath, problems = c.addFields(v, inPath)
	default:
		return []string{"the request is a " + v.Type().String() + ", not a struct"}
	}
	for _, p := range c.extra {
		switch {
		case p.name == "":
			problems = append(problems, "a parameter was given without a name")
		case strings.Contains(c.template, "{"+p.name+"}"):
			inPath = set(inPath, p.name, p.value)
		default:
			c.setParam(p.name, p.value)
		}
	}
	if c.file != nil {
		problems = append(problems, c.file.check(c.fileName, c.method, c.queue != nil)...)
		c.repeatable = false // the file can be read once
	}
	return append(c.expandPath(inPath), problems...)
}

// addFields adds the fields of a request struct to the call, or to what is for
// its path.
func (c *call) addFields(v reflect.Value, inPath []param) (_ []param, problems []string) {
	plan := planOf(v.Type())
	c.params = make([]param, 0, len(plan)+len(c.extra))
	for i := range plan {
		f := &plan[i]
		value := v.Field(f.index)
		text, state, err := f.text(value)
		problem := ""
		switch {
		case err != nil:
			problem = ": " + err.Error()
		case f.path:
			inPath = set(inPath, f.name, text)
		case state == missing && f.required && find(c.extra, f.name) == nil:
			problem = " is required"
		case state == missing, state == unset && !f.required:
		case f.kind == kindFile:
			c.file, c.fileName = value.Interface().(attachment), f.name
		default:
			c.setParam(f.name, text)
		}
		if problem != "" {
			problems = append(problems, f.name+problem)
		}
	}
	return inPath, problems
}

// planField is one tagged field of a request struct.
type planField struct {
	index                int
	name                 string
	path, required, unix bool
	pointer              bool
	kind                 planKind
}

type planKind uint8

const (
	kindJSON planKind = iota // lists, maps, structs, and what is in an interface
	kindString
	kindInt
	kindUint
	kindFloat
	kindBool
	kindTime
	kindFields
	kindFile
)

// plans holds a []planField for each request type that was ever sent.
var plans sync.Map

func planOf(t reflect.Type) []planField {
	if plan, ok := plans.Load(t); ok {
		return plan.([]planField)
	}
	plan := make([]planField, t.NumField())
	n := 0
	for i := range t.NumField() {
		sf := t.Field(i)
		tag, ok := sf.Tag.Lookup("graph")
		if !ok || !sf.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		options = "," + options + ","
		kind, pointer := kindOf(sf.Type)
		plan[n] = planField{
			index:    i,
			name:     name,
			path:     strings.Contains(options, ",path,"),
			required: strings.Contains(options, ",required,"),
			unix:     strings.Contains(options, ",unix,"),
			pointer:  pointer,
			kind:     kind,
		}
		n++
	}
	actual, _ := plans.LoadOrStore(t, plan[:n])
	return actual.([]planField)
}

func kindOf(t reflect.Type) (kind planKind, pointer bool) {
	switch {
	case isFile(t):
		return kindFile, false
	case t == reflect.TypeFor[[]Field]():
		return kindFields, false
	}
	if t.Kind() == reflect.Pointer {
		t, pointer = t.Elem(), true
	}
	if t == reflect.TypeFor[time.Time]() || t == reflect.TypeFor[Time]() {
		return kindTime, pointer
	}
	return kindsOfTypes[t.Kind()], pointer
}

// kindsOfTypes are the kinds of the types that are not sent as JSON.
var kindsOfTypes = [reflect.UnsafePointer + 1]planKind{
	reflect.String:  kindString,
	reflect.Int:     kindInt,
	reflect.Int8:    kindInt,
	reflect.Int16:   kindInt,
	reflect.Int32:   kindInt,
	reflect.Int64:   kindInt,
	reflect.Uint:    kindUint,
	reflect.Uint8:   kindUint,
	reflect.Uint16:  kindUint,
	reflect.Uint32:  kindUint,
	reflect.Uint64:  kindUint,
	reflect.Float32: kindFloat,
	reflect.Float64: kindFloat,
	reflect.Bool:    kindBool,
}

// isFile tells *File, but not what embeds one. Naming the type here would put all
// of its methods into every program.
func isFile(t reflect.Type) bool {
	file := reflect.TypeFor[attachment]()
	return t.Implements(file) && t.Kind() == reflect.Pointer && t.Elem().Name() == "File" && t.Elem().PkgPath() == file.PkgPath()
}

// state says how much of a value there is.
type state uint8

const (
	given   state = iota
	unset         // zero, but a value of its own where one is required: 0 and false
	missing       // nothing: "" and nil
)

// text is the value as it is sent. What a pointer points to is never unset: it
// is 0 or false on purpose.
func (f *planField) text(v reflect.Value) (text string, state state, err error) {
	if f.pointer {
		if v.IsNil() {
			return "", missing, nil
		}
		v = v.Elem()
	}
	switch f.kind {
	case kindString:
		if text = v.String(); text == "" && !f.pointer {
			state = missing
		}
		return text, state, nil
	case kindInt:
		text = strconv.FormatInt(v.Int(), 10)
	case kindUint:
		text = strconv.FormatUint(v.Uint(), 10)
	case kindFloat:
		text, err = floatText(v.Float())
	case kindBool:
		text = strconv.FormatBool(v.Bool())
	case kindTime:
		return f.timeText(v)
	case kindFields:
		if v.Len() == 0 {
			return "", missing, nil
		}
		text, err = joinFields(v.Interface().([]Field))
		return text, given, err
	case kindFile:
		if v.IsNil() {
			state = missing
		}
		return "", state, nil
	default:
		return f.jsonText(v)
	}
	if !f.pointer && v.IsZero() {
		state = unset
	}
	return text, state, err
}

func floatText(x float64) (string, error) {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "", errors.New(text + " is not a number that can be sent")
	}
	return text, nil
}

func (f *planField) timeText(v reflect.Value) (string, state, error) {
	var t time.Time
	switch x := v.Interface().(type) {
	case time.Time:
		t = x
	case Time:
		t = x.Time
	}
	switch {
	case t.IsZero():
		return "", missing, nil
	case f.unix:
		return strconv.FormatInt(t.Unix(), 10), given, nil
	default:
		return t.UTC().Format(time.RFC3339), given, nil
	}
}

// jsonText sends a string that is in an interface as it is and everything else
// as JSON.
func (f *planField) jsonText(v reflect.Value) (string, state, error) {
	if v.Kind() == reflect.Interface {
		if v = v.Elem(); v.Kind() == reflect.String {
			return v.String(), given, nil
		}
	}
	switch v.Kind() {
	case reflect.Invalid:
		return "", missing, nil
	case reflect.Slice, reflect.Map, reflect.Pointer:
		if v.IsNil() {
			return "", missing, nil
		}
	case reflect.Struct:
		if !f.required && !f.pointer && v.IsZero() {
			return "", unset, nil
		}
	}
	text, err := json.Marshal(v.Interface())
	if err != nil {
		return "", given, errors.New("cannot be sent as JSON: " + err.Error())
	}
	return string(text), given, nil
}
