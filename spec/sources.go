package spec

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// This file tells how far the reference pages and Meta's machine description
// agree. Merge settles what they differ in; here both stand side by side.

// SourceReport is what two sources say of one API.
type SourceReport struct {
	Counts      []SourceCount `json:"counts"`      // node, field, op, param
	Differences []Difference  `json:"differences"` // sorted by element and key
}

// SourceCount counts the elements of one kind. Of fields and parameters only
// those are counted whose node or operation both sources have.
type SourceCount struct {
	Kind      string `json:"kind"`
	Both      int    `json:"both"`
	Alike     int    `json:"alike"`     // of these, those that differ in nothing
	Reference int    `json:"reference"` // only there
	Metaspec  int    `json:"metaspec"`
}

// Difference is one value of which the sources say different things.
type Difference struct {
	Element   string `json:"element"`
	Key       string `json:"key"` // type, values, required, returns, path
	Reference Said   `json:"reference"`
	Metaspec  Said   `json:"metaspec"`
	Used      string `json:"used"` // what the merged API has
}

// Said is a value with its place.
type Said struct {
	Text string `json:"text"`
	File string `json:"file"`
	Line int    `json:"line,omitempty"`
}

// CompareSources compares the pages of the reference with those that were
// imported.
func CompareSources(pages []*Page) *SourceReport {
	pages = unify(pages)
	var reference, metaspec []*Page
	for _, p := range pages {
		if p.isMetaspec() {
			metaspec = append(metaspec, p)
		} else {
			reference = append(reference, p)
		}
	}
	a, b, used := newSourceView(reference), newSourceView(metaspec), newSourceView(pages)
	counts := map[string]*SourceCount{}
	r := &SourceReport{Counts: []SourceCount{}, Differences: []Difference{}}
	for _, id := range slices.Sorted(maps.Keys(used.elements)) {
		kind := used.elements[id].kind()
		if kind == "" {
			continue
		}
		if counts[kind] == nil {
			counts[kind] = &SourceCount{Kind: kind}
		}
		r.compare(counts[kind], id, a, b, used)
	}
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		r.Counts = append(r.Counts, *counts[kind])
	}
	return r
}

// sourceView is one source, or both merged.
type sourceView struct {
	api      *API
	elements map[string]Element
}

func newSourceView(pages []*Page) sourceView {
	api, _ := Merge(pages)
	v := sourceView{api, map[string]Element{}}
	whole := &Page{}
	for _, n := range api.Nodes {
		whole.Nodes = append(whole.Nodes, *n)
	}
	for _, o := range api.Operations {
		whole.Operations = append(whole.Operations, *o)
	}
	for _, e := range Elements(whole) {
		v.elements[e.ID] = e
	}
	return v
}

// kind is what a count counts; empty for what the sources do not share.
func (e Element) kind() string {
	switch e.value.(type) {
	case *Node:
		return "node"
	case *Operation:
		return "op"
	case *Field:
		if strings.HasPrefix(e.ID, "node/") {
			return "field"
		}
	case *Param:
		return "param"
	}
	return ""
}

func (r *SourceReport) compare(c *SourceCount, id string, a, b, used sourceView) {
	ea, inA := a.elements[id]
	eb, inB := b.elements[id]
	if holder, _, _ := SplitID(id); holder != "" && (!a.has(holder) || !b.has(holder)) {
		return
	}
	switch {
	case !inA:
		c.Metaspec++
		return
	case !inB:
		c.Reference++
		return
	}
	c.Both++
	valuesA, valuesB, now := ea.keys(), eb.keys(), used.elements[id].keys()
	alike := true
	for _, key := range slices.Sorted(maps.Keys(valuesA)) {
		x, y := valuesA[key], valuesB[key]
		if keysAgree(key, x, y) {
			continue
		}
		alike = false
		r.Differences = append(r.Differences, Difference{id, key, a.said(id, key, x), b.said(id, key, y), now[key]})
	}
	if alike {
		c.Alike++
	}
}

func (v sourceView) has(id string) bool {
	_, ok := v.elements[id]
	return ok
}

// said is a value with the place where the source says it; of a value that it
// leaves out, the place of the element's name.
func (v sourceView) said(id, key, text string) Said {
	name := "name"
	if strings.HasPrefix(id, "op/") && !strings.Contains(id, "/param/") {
		name = "op"
	}
	for _, k := range []string{key, "type", name} {
		if file, line := v.api.Origin(id, k); file != "" {
			return Said{text, file, line}
		}
	}
	return Said{Text: text}
}

// keys are the values of an element that both sources may state.
func (e Element) keys() map[string]string {
	switch v := e.value.(type) {
	case *Node:
		return map[string]string{"path": v.Path}
	case *Operation:
		if method, _ := v.Split(); method == "GET" {
			return map[string]string{"returns": NormalizeType(v.Returns)}
		}
	case *Field:
		return map[string]string{"type": bareType(v.Type), "values": allowed(v.Type, v.Values)}
	case *Param:
		return map[string]string{
			"type": bareType(v.Type), "values": allowed(v.Type, v.Values), "required": strconv.FormatBool(v.Required),
		}
	}
	return nil
}

// bareType is a type without its values, which are compared by themselves.
func bareType(words string) string {
	t, err := ParseType(words)
	if err != nil {
		return CleanLine(words)
	}
	if inner := t.innermost(); inner.Kind == KindEnum {
		inner.Values, inner.Name = nil, "enum"
	}
	return t.String()
}

// allowed are the values of a type or beside it, sorted.
func allowed(words string, values []string) string {
	if t, err := ParseType(words); err == nil && len(values) == 0 {
		values = t.innermost().Values
	}
	return strings.Join(slices.Sorted(slices.Values(values)), ", ")
}

// keysAgree tells whether two values contradict each other. What only one
// source says is no contradiction.
func keysAgree(key, a, b string) bool {
	if a == b || a == "" || b == "" {
		return true
	}
	if key != "type" && key != "returns" {
		return false
	}
	s, errS := ParseType(a)
	t, errT := ParseType(b)
	if errS != nil || errT != nil {
		return false
	}
	// A machine description has one word for texts, numbers in texts and values.
	for _, inner := range []*Type{s.innermost(), t.innermost()} {
		if inner.Kind == KindID || inner.Kind == KindEnum {
			*inner = Type{Kind: KindString, Name: "string"}
		}
	}
	return s.agrees(&t)
}

// String is the place.
func (s Said) String() string {
	if s.Line == 0 {
		return s.File
	}
	return s.File + ":" + strconv.Itoa(s.Line)
}
