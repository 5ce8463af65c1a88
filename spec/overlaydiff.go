package spec

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// OverlayFromDiff is the overlay that makes pages say what an edited copy of
// them says. A page that the copy does not have says nothing: the copy may be of
// some pages only. Issues are the edits that it cannot make.
func OverlayFromDiff(pages, edited []*Page, reason string) ([]byte, Issues, error) {
	old, new := mergedElements(pages), mergedElements(withCopies(pages, edited))
	issues := lostEdits(pages, edited, old, new)
	actions := &yaml.Node{Kind: yaml.SequenceNode}
	ids := map[string]int{}
	add := func(target string, keys ...*yaml.Node) {
		id := strings.Trim(unsafeRunes.ReplaceAllString(strings.ToLower(path.Base(target)), "-"), "-")
		if ids[id]++; ids[id] > 1 {
			id = fmt.Sprintf("%s-%d", id, ids[id])
		}
		n := mapping("id", encodeText(id), "target", encodeText(target))
		n.Content = append(n.Content, keys...)
		n.Content = append(n.Content, encodeText("reason"), encodeText(reason))
		actions.Content = append(actions.Content, n)
	}
	for _, id := range slices.Sorted(maps.Keys(old)) {
		switch n, ok := new[id]; {
		case !ok && (holderID(id) == "" || hasHolder(new, id)):
			add(id, mapping("remove", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"}, "expect", encodeText("present")).Content...)
		case ok:
			if set, expect := changedKeys(old[id], n); len(set.Content) > 0 {
				add(id, mapping("set", set, "expect", expect).Content...)
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(new)) {
		whole := holderID(id) == ""
		if _, ok := old[id]; ok || !whole && !hasHolder(old, id) {
			continue
		}
		item := encodeApart(Element{ID: id, value: new[id]})
		if !whole {
			item.Style = yaml.FlowStyle
		}
		add(id, mapping("add", item).Content...)
	}
	doc := mapping("overlay", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: "1"})
	if len(actions.Content) > 0 {
		doc.Content = append(doc.Content, encodeText("actions"), actions)
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return nil, nil, fmt.Errorf("writing the overlay: %w", err)
	}
	return b.Bytes(), issues, e.Close()
}

// withCopies are the edited copies, and the pages that have none.
func withCopies(pages, edited []*Page) []*Page {
	same := samePages(pages, edited)
	return append(slices.Clone(edited), slices.DeleteFunc(slices.Clone(pages), func(p *Page) bool { return same[p] != nil })...)
}

// mergedElements are the rows and their holders by identity, as all pages
// together have them.
func mergedElements(pages []*Page) map[string]any {
	m := map[string]any{}
	ix := NewIndex(pages)
	for _, id := range ix.IDs() {
		if e := ix.Find(id)[0]; e.value != nil {
			m[id] = ix.merged(e)
		}
	}
	return m
}

// hasHolder tells that an element stands in one that is known, so that it is no
// part of what came or went as a whole.
func hasHolder(elements map[string]any, id string) bool {
	_, known := elements[holderID(id)]
	return known
}

// changedKeys are the keys that differ, with the new and with the old values.
// Lists of rows have elements of their own.
func changedKeys(old, new any) (set, expect *yaml.Node) {
	o, n := reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem()
	set, expect = &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}, &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
	for i, k := range keysOf(o.Type()) {
		if k.name == "" || k.name == "inferred" || isRows(o.Field(i)) || o.Type() != n.Type() || reflect.DeepEqual(o.Field(i).Interface(), n.Field(i).Interface()) {
			continue
		}
		set.Content = append(set.Content, encodeText(k.name), encodeFlow(n.Field(i), k.name))
		expect.Content = append(expect.Content, encodeText(k.name), encodeFlow(o.Field(i), k.name))
	}
	return set, expect
}

// isRows tells a list of rows.
func isRows(v reflect.Value) bool {
	return v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct
}

// encodeFlow is encode on one line, and for what is absent the value that means
// it.
func encodeFlow(v reflect.Value, key string) *yaml.Node {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return encodeText("")
	}
	n := encode(v, key)
	n.Style &^= yaml.LiteralStyle
	n.Style |= either(n.Kind == yaml.ScalarNode, yaml.Style(0), yaml.FlowStyle)
	return n
}

func either[T any](cond bool, a, b T) T {
	if cond {
		return a
	}
	return b
}

// mapping is a YAML mapping of keys and values in turn.
func mapping(pairs ...any) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	for i := 0; i+1 < len(pairs); i += 2 {
		n.Content = append(n.Content, encodeText(pairs[i].(string)), pairs[i+1].(*yaml.Node))
	}
	return n
}

// Says is what a page says of an element, a key a line.
func (e Element) Says() []string {
	if e.value == nil {
		return nil
	}
	var lines []string
	v := reflect.ValueOf(e.value).Elem()
	for i, k := range keysOf(v.Type()) {
		if k.name != "" && !isRows(v.Field(i)) && !v.Field(i).IsZero() {
			lines = append(lines, k.name+": "+inWords(v.Field(i)))
		}
	}
	return lines
}
