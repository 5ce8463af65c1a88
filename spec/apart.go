package spec

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"
)

// This file reads elements that stand apart from a page, in an overlay or in
// missing.yaml: beside the keys that they would have on a page stands their
// identity.

// elementTypes are what elements are on a page, by the kind in their identity.
// Values, codes and permissions are words and have no keys.
var elementTypes = map[string]reflect.Type{
	"node": reflect.TypeFor[Node](), "op": reflect.TypeFor[Operation](), "edge": reflect.TypeFor[Edge](),
	"param": reflect.TypeFor[Param](), "field": reflect.TypeFor[Field](), "adds": reflect.TypeFor[Field](),
	"summary": reflect.TypeFor[Field](), "result": reflect.TypeFor[Field](),
}

// typeOf is what an identity means on a page; false if it is of a word, or of
// nothing.
func typeOf(id string) (reflect.Type, bool) {
	holder, kind, _ := SplitID(id)
	t, ok := elementTypes[kind]
	isWhole := kind == "node" || kind == "op"
	return t, ok && isWhole == (holder == "")
}

// named is the keys of an element with the one that its identity stands for.
// An operation may spell it in another way: with act_, say.
func named(id string, at position, keys *yaml.Node) *yaml.Node {
	_, list, name := listOf(id)
	key := map[bool]string{true: "op", false: "name"}[list == "operations"]
	n := *keys
	for i := 0; i+1 < len(keys.Content); i += 2 {
		switch k, v := keys.Content[i], keys.Content[i+1]; {
		case k.Value == key:
			return &n
		case k.Value == "flat" && v.Value == "true":
			name, _, _ = strings.Cut(name, "#")
		}
	}
	pair := mapping(key, encodeText(name)).Content
	for _, p := range pair {
		p.Line, p.Column = at.line, at.col
	}
	n.Content = append(pair, keys.Content...)
	return &n
}

// readApart reads an element as strictly as a page is read; the places are
// those below where. The element is invalid if its identity is of no such
// thing, or if its keys call it something else.
func readApart(r *reader, id string, at position, keys *yaml.Node, where string) reflect.Value {
	t, ok := typeOf(id)
	if !ok {
		return reflect.Value{}
	}
	item := reflect.New(t).Elem()
	if keys.Kind == 0 {
		keys = &yaml.Node{Kind: yaml.MappingNode}
	}
	if keys.Kind != yaml.MappingNode {
		r.read(keys, item, where) // says what is wrong
		return item
	}
	r.read(named(id, at, keys), item, where)
	_, _, name := listOf(id)
	switch v := item.Addr().Interface().(type) {
	case *Operation:
		ok = OpID(v.Op) == id
	case *Node:
		ok = v.Name == name
	default:
		field, _ := keyOf(item, "name")
		base, _, _ := strings.Cut(name, "#")
		ok = field.String() == name || field.String() == base
	}
	if !ok {
		return reflect.Value{}
	}
	return item
}
