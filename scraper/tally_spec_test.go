package scraper_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// tallySpec counts the facts of a page's spec, by the kinds of tallySource.
func tallySpec(p *spec.Page) tally {
	t := tally{"refused": slices.Clone(p.Refused)}
	for _, e := range p.Errors {
		t.once("error code", strconv.Itoa(e.Code))
	}
	for _, v := range p.Versions {
		t.add("version", strings.TrimSpace(v.Version+" "+v.Released+" "+v.Expires))
	}
	for _, n := range p.Nodes {
		t.fields(n.Fields)
		for _, e := range n.Edges {
			t.add("edge", e.Name)
			t.facts(e.Name, e.Type, e.Since, map[string]bool{"Default": e.Default, "Core": e.Core, "Deprecated": e.Deprecated}, e.Inferred)
			t.doc(e.Name, e.Doc)
		}
	}
	for _, o := range p.Operations {
		method, path, _ := strings.Cut(o.Op, " ")
		if slices.Contains(o.Inferred, "op") {
			t.once("inferred operation", method+" "+plainPath(path))
		} else {
			t.once("operation", method+" "+plainPath(path))
		}
		t.once("sample", method+" "+plainPath(path))
		t.params(method, o.Params, 0)
		t.fields(o.Adds)
		t.fields(o.Summary)
		if method == "GET" {
			t.fields(o.Result)
		} else {
			t.results(o.Result)
		}
		for _, code := range o.Errors {
			t.once("error", method+" "+strconv.Itoa(code))
		}
		for _, perm := range slices.Concat(o.Permissions, o.UsualPermissions) {
			t.once("permission", method+" "+perm)
		}
		if o.Creates != "" {
			t.add("creates", o.Creates)
		}
		if o.ReadAfterWrite != "" {
			t.add("read after write", o.ReadAfterWrite)
		}
		if strings.HasPrefix(o.Returns, "list<") || o.Returns != "" && strings.Count(path, "/") > 1 {
			t.add("list of nodes", o.Returns)
		}
	}
	return t
}

func (t tally) params(method string, params []spec.Param, level int) {
	for _, p := range params {
		t.add("param "+method, p.Name)
		if level > 0 {
			t.add("param level "+strconv.Itoa(level), p.Name)
		}
		if p.Default != nil {
			t.add("default value", p.Name+"="+plainText(*p.Default))
		}
		t.facts(p.Name, p.Type, p.Since, map[string]bool{"Required": p.Required, "Supports Emoji": p.Emoji, "Deprecated": p.Deprecated}, p.Inferred)
		t.doc(p.Name, p.Doc)
		t.params(method, p.Params, level+1)
	}
}

func (t tally) fields(fields []spec.Field) {
	for _, f := range fields {
		t.add("field", f.Name)
		t.facts(f.Name, f.Type, f.Since, map[string]bool{"Default": f.Default, "Core": f.Core, "Supports Emoji": f.Emoji, "Deprecated": f.Deprecated}, f.Inferred)
		t.doc(f.Name, f.Doc)
		t.fields(f.Fields)
	}
}

func (t tally) results(fields []spec.Field) {
	for _, f := range fields {
		t.add("result member", f.Name)
		t.results(f.Fields)
	}
}

func (t tally) doc(name, doc string) {
	if doc = docWords(doc); doc != "" {
		t.add("doc", name+": "+doc)
	}
}

// facts counts what a row says besides its name.
func (t tally) facts(name, typ, since string, marks map[string]bool, inferred []string) {
	if typ != "" && !slices.Contains(inferred, "type") {
		t.add("type", name+" "+typ)
		if strings.Contains(typ, "enum") {
			t.add("enum", name)
		}
	}
	if since != "" {
		t.add("since", name+" "+since)
	}
	for _, mark := range slices.Sorted(maps.Keys(marks)) {
		if marks[mark] && !slices.Contains(inferred, strings.ToLower(mark)) {
			t.add(mark, name)
		}
	}
}
