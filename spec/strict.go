package spec

import (
	"reflect"

	"go.yaml.in/yaml/v3"
)

// ReadStrict reads a YAML file into the struct that v points to, as strictly as
// ReadPage reads pages. At finds the place of a YAML path, such as
// actions[0].target.
func ReadStrict(name string, data []byte, v any) (at func(where string) (line, col int), issues Issues) {
	root, issues := readYAML(name, data)
	r := reader{file: name, issues: &issues, lines: map[string]position{}}
	at = func(where string) (line, col int) { return r.lines[where].line, r.lines[where].col }
	if root == nil {
		return at, issues
	}
	r.read(root, reflect.ValueOf(v).Elem(), "")
	issues.Sort()
	return at, issues
}

// readMap reads keys and values where any text may be a key.
func (r *reader) readMap(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		r.issues.add(wrongKind, r.place(n), "%s, where keys and values belong", kindOf(n))
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], reflect.New(v.Type().Elem()).Elem()
		key := reflect.ValueOf(k.Value)
		if v.MapIndex(key).IsValid() {
			r.issues.add(duplicateKey, r.place(k), "key %q stands twice", CleanLine(k.Value))
			continue
		}
		r.key(n.Content[i+1], value, k.Value)
		v.SetMapIndex(key, value)
	}
}
