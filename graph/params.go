package graph

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
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
	var inPath []param
	if v := reflect.ValueOf(req); v.IsValid() {
		t := v.Type()
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
			if v = v.Elem(); !v.IsValid() { // a nil request is an empty one
				v = reflect.Zero(t)
			}
		}
		if t.Kind() != reflect.Struct {
			return []string{fmt.Sprintf("the request is a %s, not a struct", t)}
		}
		plan := planOf(t)
		c.params = make([]param, 0, len(plan)+len(c.extra))
		for i := range plan {
			f := &plan[i]
			text, state, err := f.text(v.Field(f.index))
			switch {
			case err != nil:
				problems = append(problems, f.name+": "+err.Error())
			case f.path:
				inPath = append(inPath, param{f.name, text})
			case state == missing && f.required && !c.hasExtra(f.name):
				problems = append(problems, f.name+" is required")
			case state == missing, state == unset && !f.required:
			case f.kind == kindFile:
				c.file = &upload{name: f.name, attachment: v.Field(f.index).Interface().(attachment)}
			default:
				c.setParam(f.name, text)
			}
		}
	}
	for _, p := range c.extra {
		switch {
		case p.name == "":
			problems = append(problems, "a parameter was given without a name")
		case strings.Contains(c.template, "{"+p.name+"}"):
			inPath = append([]param{p}, inPath...) // the first one counts
		default:
			c.setParam(p.name, p.value)
		}
	}
	if c.file != nil {
		problems = append(problems, c.file.check(c.file.name, c.method, c.queue != nil)...)
		c.repeatable = false // the file can be read once
	}
	return append(c.expandPath(inPath), problems...)
}

// hasExtra tells whether WithParam gives a parameter.
func (c *call) hasExtra(name string) bool {
	return slices.ContainsFunc(c.extra, func(p param) bool { return p.name == name })
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
	kindJSON planKind = iota // lists, maps, structs
	kindString
	kindInt
	kindUint
	kindFloat
	kindBool
	kindTime
	kindFields
	kindFile
	kindAny
)

// plans holds a []planField for each request type that was ever sent.
var plans sync.Map

func planOf(t reflect.Type) []planField {
	if plan, ok := plans.Load(t); ok {
		return plan.([]planField)
	}
	var plan []planField
	for i := range t.NumField() {
		sf := t.Field(i)
		tag, ok := sf.Tag.Lookup("graph")
		if !ok || !sf.IsExported() {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		f := planField{index: i, name: name}
		for option := range strings.SplitSeq(options, ",") {
			switch option {
			case "path":
				f.path = true
			case "required":
				f.required = true
			case "unix":
				f.unix = true
			}
		}
		f.kind, f.pointer = kindOf(sf.Type)
		plan = append(plan, f)
	}
	actual, _ := plans.LoadOrStore(t, plan)
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
	switch t.Kind() {
	case reflect.String:
		return kindString, pointer
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return kindInt, pointer
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return kindUint, pointer
	case reflect.Float32, reflect.Float64:
		return kindFloat, pointer
	case reflect.Bool:
		return kindBool, pointer
	case reflect.Interface:
		return kindAny, pointer
	default:
		return kindJSON, pointer
	}
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

// text is the value as it is sent.
func (f *planField) text(v reflect.Value) (string, state, error) {
	if f.pointer {
		if v.IsNil() {
			return "", missing, nil
		}
		v = v.Elem()
	}
	text, state, err := f.valueText(v)
	if f.pointer && state == unset {
		state = given // a pointer to 0 or false was set on purpose
	}
	return text, state, err
}

func (f *planField) valueText(v reflect.Value) (string, state, error) {
	switch f.kind {
	case kindString:
		if s := v.String(); s != "" || f.pointer {
			return s, given, nil
		}
		return "", missing, nil
	case kindInt:
		return strconv.FormatInt(v.Int(), 10), zeroIsUnset(v), nil
	case kindUint:
		return strconv.FormatUint(v.Uint(), 10), zeroIsUnset(v), nil
	case kindFloat:
		text, err := floatText(v.Float())
		return text, zeroIsUnset(v), err
	case kindBool:
		return strconv.FormatBool(v.Bool()), zeroIsUnset(v), nil
	case kindTime:
		return f.timeText(v)
	case kindFields:
		if v.Len() == 0 {
			return "", missing, nil
		}
		text, err := joinFields(v.Interface().([]Field))
		return text, given, err
	case kindFile:
		if v.IsNil() {
			return "", missing, nil
		}
		return "", given, nil
	case kindAny:
		return f.anyText(v)
	default:
		return f.jsonText(v)
	}
}

func zeroIsUnset(v reflect.Value) state {
	if v.IsZero() {
		return unset
	}
	return given
}

func floatText(x float64) (string, error) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return "", fmt.Errorf("%v is not a number that can be sent", x)
	}
	return strconv.FormatFloat(x, 'f', -1, 64), nil
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

// anyText sends a string as it is and everything else as JSON.
func (f *planField) anyText(v reflect.Value) (string, state, error) {
	if v.IsNil() {
		return "", missing, nil
	}
	if v = v.Elem(); v.Kind() == reflect.String {
		return v.String(), given, nil
	}
	return f.jsonText(v)
}

func (f *planField) jsonText(v reflect.Value) (string, state, error) {
	switch v.Kind() {
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
		return "", given, fmt.Errorf("cannot be sent as JSON: %w", err)
	}
	return string(text), given, nil
}
