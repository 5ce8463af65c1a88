package diff

import (
	"cmp"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

func (c *comparison) operations() {
	old, new := operationsByID(c.old.API), operationsByID(c.new.API)
	moved := movedOperations(old, new)
	taken := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		o, n := old[id], new[id]
		if n == nil {
			to, ok := moved[id]
			if !ok {
				c.add(OpRemoved, id, o.Returns, "")
				continue
			}
			n = new[to]
			taken[to] = true
			oldMethod, _ := o.Split()
			newMethod, _ := n.Split()
			ch := c.add(either(oldMethod != newMethod, OpMethod, OpPath), id, o.Op, n.Op)
			ch.Renamed = to
			c.by[to] = append(c.by[to], ch)
			id = to
		}
		c.operation(id, o, n)
	}
	for _, id := range slices.Sorted(maps.Keys(new)) {
		if old[id] == nil && !taken[id] {
			c.add(OpAdded, id, "", new[id].Returns)
		}
	}
}

func operationsByID(api *spec.API) map[string]*spec.Operation {
	m := make(map[string]*spec.Operation, len(api.Operations))
	for _, o := range api.Operations {
		m[spec.OpID(o.Op)] = o
	}
	return m
}

// movedOperations are operations that are the same under another method or
// with another name of a placeholder: alone on their path on both sides, and
// with the same parameters. A placeholder is renamed only if its old name is
// used nowhere any more: /{page_id}/feed and /{group_id}/feed are two things.
func movedOperations(old, new map[string]*spec.Operation) map[string]string {
	type key struct{ method, path string }
	gone, come := map[key][]string{}, map[key][]string{}
	collect := func(into map[key][]string, these, those map[string]*spec.Operation) {
		for _, id := range slices.Sorted(maps.Keys(these)) {
			if those[id] == nil {
				method, path := these[id].Split()
				exact, byPath := key{method, blankPath(path)}, key{"", path}
				into[exact] = append(into[exact], id)
				into[byPath] = append(into[byPath], id)
			}
		}
	}
	collect(gone, old, new)
	collect(come, new, old)
	moved := map[string]string{}
	for k, ids := range gone {
		if len(ids) != 1 || len(come[k]) != 1 || moved[ids[0]] != "" {
			continue
		}
		o, n := old[ids[0]], new[come[k][0]]
		if len(o.Params) == 0 || !slices.Equal(paramTypes(o), paramTypes(n)) || k.method != "" && !placeholderGone(o, new) {
			continue
		}
		moved[ids[0]] = come[k][0]
	}
	return moved
}

// placeholderGone tells that a placeholder of an operation is in no other path.
func placeholderGone(o *spec.Operation, new map[string]*spec.Operation) bool {
	_, path := o.Split()
	for _, n := range new {
		for _, name := range spec.Placeholders(path) {
			if strings.Contains(n.Op, "{"+name+"}") {
				return false
			}
		}
	}
	return true
}

var placeholder = regexp.MustCompile(`\{[^{}/]*\}`)

// blankPath is a path as the API sees it, where the names of placeholders mean
// nothing.
func blankPath(path string) string {
	return placeholder.ReplaceAllString(strings.Replace(path, "/act_{", "/{", 1), "{}")
}

func paramTypes(o *spec.Operation) []string {
	var out []string
	for _, p := range o.Params {
		out = append(out, p.Name+" "+spec.NormalizeType(p.Type))
	}
	slices.Sort(out)
	return out
}

// operation compares two forms of one operation.
func (c *comparison) operation(id string, o, n *spec.Operation) {
	if reflect.DeepEqual(o, n) {
		return
	}
	op := strings.TrimPrefix(id, "op/")
	if oldType, newType := parse(o.Returns), parse(n.Returns); !same(oldType, newType) || o.Creates != n.Creates {
		ch := c.add(OpReturn, id, returns(o), returns(n))
		if same(oldType, newType) {
			ch.Runtime, ch.Deployed = RuntimePossible, RuntimePossible
		} else {
			ch.Deployed = either(oldType.Kind == spec.KindNone, RuntimeNone, max(replyRuntime(oldType, newType), RuntimeSilent))
		}
	}
	if o.ReadAfterWrite != n.ReadAfterWrite {
		c.add(OpReadAfter, id, o.ReadAfterWrite, n.ReadAfterWrite)
	}
	if o.Paging != n.Paging {
		c.add(PagingKind, id, o.Paging, n.Paging)
	}
	c.flag(OpDeprecated, OpReinstated, id, o.Deprecated != nil, n.Deprecated != nil)
	c.text(id, o.Doc, n.Doc)

	order(c, id, o.Params, n.Params, paramKey)
	for _, p := range compareByName(o.Params, n.Params, paramKey) {
		c.param(id+"/param/", spec.EnumID(op, ""), p.name, p.old, p.new, false)
	}
	c.fields(id+"/adds/", spec.EnumID(op+"#adds", ""), "", o.Adds, n.Adds, true)
	c.fields(id+"/summary/", spec.EnumID(op+"#summary", ""), "", o.Summary, n.Summary, true)
	c.fields(id+"/result/", spec.EnumID(op+"#result", ""), "", o.Result, n.Result, true)
	c.codes(id, o, n)
	c.permissions(id, o, n)
}

func returns(o *spec.Operation) string {
	if o.Creates == "" {
		return o.Returns
	}
	return strings.TrimSpace(o.Returns + " creates " + o.Creates)
}

// codes compares the error codes that an operation lists. One code that many
// operations gain is one change.
func (c *comparison) codes(id string, o, n *spec.Operation) {
	for _, code := range without(n.Errors, o.Errors) {
		word := strconv.Itoa(code)
		c.alias("error/"+word, c.addShared(word, ErrorAdded, id+"/error/"+word, "", word))
	}
	for _, code := range without(o.Errors, n.Errors) {
		word := strconv.Itoa(code)
		c.alias("error/"+word, c.addShared(word, ErrorRemoved, id+"/error/"+word, word, ""))
	}
}

func (c *comparison) permissions(id string, o, n *spec.Operation) {
	for _, p := range without(n.Permissions, o.Permissions) {
		c.alias("perm/"+p, c.addShared(p, PermAdded, id+"/perm/"+p, "", p))
	}
	for _, p := range without(o.Permissions, n.Permissions) {
		c.alias("perm/"+p, c.addShared(p, PermRelaxed, id+"/perm/"+p, p, ""))
	}
	if a, b := list(o.UsualPermissions), list(n.UsualPermissions); a != b {
		ch := c.add(PermUsual, id, a, b)
		for _, p := range slices.Concat(without(o.UsualPermissions, n.UsualPermissions), without(n.UsualPermissions, o.UsualPermissions)) {
			c.alias("perm/"+p, ch)
		}
	}
}

// without is what a has and b has not, sorted.
func without[T cmp.Ordered](a, b []T) []T {
	var out []T
	for _, x := range a {
		if !slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func list(words []string) string {
	return strings.Join(slices.Sorted(slices.Values(words)), ", ")
}

// param compares one parameter, or a member of one.
func (c *comparison) param(id, enum, name string, o, n *spec.Param, nested bool) {
	subject := id + name
	switch {
	case n == nil:
		c.add(either(o.Required && !nested, ParamMustGone, ParamRemoved), subject, typeWords(o.Type), "").row = o
		return
	case o == nil:
		c.add(either(n.Required && !nested, ParamRequired, ParamAdded), subject, "", typeWords(n.Type)).row = n
		return
	}
	c.paramType(subject, enum+name, o, n)
	if !c.members(subject, len(o.Params), len(n.Params)) {
		for _, p := range compareByName(o.Params, n.Params, paramKey) {
			c.param(id, enum, name+"."+p.name, p.old, p.new, true)
		}
	}
	c.paramMarks(subject, name, o, n)
}

// paramMarks compares all but the name, the type and the members.
func (c *comparison) paramMarks(subject, name string, o, n *spec.Param) {
	c.flag(ParamOn, ParamOff, subject, o.Required, n.Required)
	if a, b := defaultWords(o.Default), defaultWords(n.Default); a != b {
		c.add(either(name == "limit", PagingLimit, ParamDefault), subject, a, b)
	}
	c.flag(ParamDeprecated, ParamReinstated, subject, o.Deprecated, n.Deprecated)
	c.facts(subject, facts(o.Since, o.Emoji, o.Flat), facts(n.Since, n.Emoji, n.Flat))
	c.text(subject, o.Doc, n.Doc)
}

func defaultWords(value *string) string {
	if value == nil {
		return "none"
	}
	return strconv.Quote(*value)
}

// alias lets a change be found by what its subject is an instance of: a code
// or a permission of the whole API.
func (c *comparison) alias(id string, ch *Change) {
	if !slices.Contains(c.by[id], ch) {
		c.by[id] = append(c.by[id], ch)
	}
}
