package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file compares types: whether two expressions mean the same, and which of
// two says more.

// parse reads a type expression; what is none is a phrase.
func parse(expression string) spec.Type {
	t, err := spec.ParseType(expression)
	if err != nil {
		return spec.Type{Kind: spec.KindUnknown, Name: spec.CleanLine(expression)}
	}
	return t
}

func typeWords(expression string) string {
	t := parse(expression)
	if t.Kind == spec.KindNone {
		return "no type"
	}
	return t.String()
}

// same tells whether two types mean the same, whatever the words. The values
// of an enum and the bounds of a number are compared apart.
func same(a, b spec.Type) bool { return meaning(&a) == meaning(&b) }

// meaning is a type without the page's choice of words.
func meaning(t *spec.Type) string {
	if t == nil {
		return "?"
	}
	switch t.Kind {
	case spec.KindEnum, spec.KindString:
		return "string"
	case spec.KindList:
		return "list<" + meaning(t.Elem) + ">"
	case spec.KindMap:
		return "map<" + meaning(t.Key) + "," + meaning(t.Elem) + ">"
	case spec.KindEdge:
		return "edge<" + meaning(t.Elem) + ">"
	case spec.KindObject:
		return "object{" + strings.Join(t.Keys, ",") + "}"
	case spec.KindUnion:
		var members []string
		for _, m := range t.Members {
			members = append(members, meaning(m))
		}
		slices.Sort(members)
		return strings.Join(members, "|")
	case spec.KindRef, spec.KindUnknown, spec.KindPhrase:
		return strconv.Itoa(int(t.Kind)) + " " + t.Name
	}
	return strconv.Itoa(int(t.Kind))
}

func isMany(t spec.Type) bool {
	return t.Kind == spec.KindList || t.Kind == spec.KindMap || t.Kind == spec.KindEdge
}

// shape is one, a list or a map. An edge is a list.
func shape(t spec.Type) spec.Kind {
	switch t.Kind {
	case spec.KindList, spec.KindEdge:
		return spec.KindList
	case spec.KindMap:
		return spec.KindMap
	case spec.KindNone, spec.KindObject, spec.KindUnknown, spec.KindPhrase, spec.KindUnion:
		return spec.KindUnknown // says nothing of a shape
	}
	return spec.KindString
}

// move tells whether the new type says more than the old one.
func move(o, n spec.Type) string {
	switch a, b := precision(&o), precision(&n); {
	case a < b:
		return "better"
	case a > b:
		return "worse"
	}
	return "different"
}

// precision is how much a type says, from nothing to a named struct.
func precision(t *spec.Type) int {
	if t == nil {
		return 0
	}
	switch t.Kind {
	case spec.KindNone, spec.KindUnknown, spec.KindPhrase:
		return 0
	case spec.KindObject:
		return 1 + min(1, len(t.Keys))
	case spec.KindUnion:
		return 2
	case spec.KindString:
		return 3
	case spec.KindList, spec.KindMap, spec.KindEdge:
		return 3 + precision(t.Elem)
	case spec.KindRef:
		return 5
	}
	return 4
}

// fieldType compares the types and the values of a field.
func (c *comparison) fieldType(subject, enum string, o, n *spec.Field) {
	if o.Type == n.Type && slices.Equal(o.Values, n.Values) {
		return
	}
	oldType, newType := parse(o.Type), parse(n.Type)
	oldValues, newValues := values(o.Values, oldType), values(n.Values, newType)
	if !same(oldType, newType) {
		kind := FieldRetyped
		switch a, b := shape(oldType), shape(newType); {
		case a != b && a != spec.KindUnknown && b != spec.KindUnknown:
			kind = FieldShape
		case oldType.Kind == spec.KindID && newType.Kind == spec.KindInt, oldType.Kind == spec.KindInt && newType.Kind == spec.KindID:
			kind = FieldIDFormat
		}
		ch := c.add(kind, subject, typeWords(o.Type), typeWords(n.Type))
		ch.Move = move(oldType, newType)
		ch.Deployed = replyRuntime(oldType, newType)
		return
	}
	if c.valuesCome(subject, oldValues, newValues, RuntimePossible) {
		return
	}
	key := enum[strings.LastIndexAny(enum, "/.")+1:] + "\x00" + list(oldValues) + "\x00" + list(newValues)
	for _, v := range without(newValues, oldValues) {
		c.addShared(key, ValueReply, enum+"/value/"+v, "", v)
	}
	for _, v := range without(oldValues, newValues) {
		c.addShared(key, ValueGoneReply, enum+"/value/"+v, v, "")
	}
	c.closed(subject, o.Values, n.Values, oldType, newType)
}

// paramType compares the types, the values and the bounds of a parameter.
func (c *comparison) paramType(subject, enum string, o, n *spec.Param) {
	if o.Type == n.Type && slices.Equal(o.Values, n.Values) {
		return
	}
	oldType, newType := parse(o.Type), parse(n.Type)
	oldValues, newValues := values(o.Values, oldType), values(n.Values, newType)
	switch {
	case !same(oldType, newType):
		ch := c.add(ParamRetyped, subject, typeWords(o.Type), typeWords(n.Type))
		ch.Move = move(oldType, newType)
		ch.Deployed = requestRuntime(oldType, newType, oldValues, newValues)
		return
	case oldType.Kind == spec.KindTime && isUnix(oldType) != isUnix(newType):
		c.add(ParamEncoding, subject, oldType.Name, newType.Name)
	}
	if c.valuesCome(subject, oldValues, newValues, RuntimeLoud) {
		return
	}
	key := enum[strings.LastIndexAny(enum, "/.")+1:] + "\x00" + list(oldValues) + "\x00" + list(newValues)
	for _, v := range without(newValues, oldValues) {
		c.addShared(key, ValueRequest, enum+"/value/"+v, "", v)
	}
	for _, v := range without(oldValues, newValues) {
		c.addShared(key, ValueGone, enum+"/value/"+v, v, "")
	}
	c.closed(subject, o.Values, n.Values, oldType, newType)
	c.bounds(subject, oldType, newType)
}

// valuesCome tells that an open text got a list of values, or lost it: one
// change, not one for each value.
func (c *comparison) valuesCome(subject string, old, new []string, deployed Runtime) bool {
	switch {
	case len(old) == 0 && len(new) > 0:
		c.add(EnumAdded, subject, "", list(new)).Deployed = deployed
	case len(old) > 0 && len(new) == 0:
		c.add(EnumRemoved, subject, list(old), "")
	default:
		return false
	}
	return true
}

// closed compares whether the list of values is stated as a type, or was read
// in prose, where it may be a list of examples.
func (c *comparison) closed(subject string, oldValues, newValues []string, oldType, newType spec.Type) {
	if len(values(oldValues, oldType)) > 0 && len(values(newValues, newType)) > 0 {
		c.flag(EnumClosed, EnumOpened, subject, len(oldValues) == 0, len(newValues) == 0)
	}
}

// bounds compares the least and the greatest number. A change that does both
// counts as tightened.
func (c *comparison) bounds(subject string, o, n spec.Type) {
	if o.Min == n.Min && o.Max == n.Max {
		return
	}
	tightened := above(n.Min, o.Min) || above(negative(n.Max), negative(o.Max))
	kind := either(tightened, ParamTightened, ParamLoosened)
	if strings.HasSuffix(subject, "/param/limit") {
		kind = PagingLimit
	}
	c.add(kind, subject, boundWords(o), boundWords(n))
}

// above tells whether lower bound a excludes what b allows.
func above(a, b string) bool {
	if a == "" || a == b {
		return false
	}
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return b == "" || errX != nil || errY != nil || x > y
}

func negative(bound string) string {
	if bound == "" {
		return ""
	}
	if positive, ok := strings.CutPrefix(bound, "-"); ok {
		return positive
	}
	return "-" + bound
}

func boundWords(t spec.Type) string {
	switch {
	case t.Min == "" && t.Max == "":
		return "unbounded"
	case t.Max == "":
		return "from " + t.Min
	case t.Min == "":
		return "up to " + t.Max
	}
	return t.Min + " to " + t.Max
}

// values are those of a row: of its prose or of its type.
func values(listed []string, t spec.Type) []string {
	if len(listed) > 0 {
		return listed
	}
	for u := range t.All() {
		if u.Kind == spec.KindEnum {
			return u.Values
		}
	}
	return nil
}

func isUnix(t spec.Type) bool {
	return strings.Contains(t.Name, "timestamp") || strings.Contains(t.Name, "unix")
}
