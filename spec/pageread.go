package spec

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// MaxPageBytes is the size of a YAML file above which it is not read.
const MaxPageBytes = 16 << 20

// maxReadDepth is how deep lists and mappings may stand in each other; a level
// of members takes two.
const maxReadDepth = 200

// ReadPage reads one YAML file, strictly: a key that Page does not have, a key
// given twice, a null, a value of the wrong kind, an anchor or a tag is an
// issue with its place. All are found at once. The page holds what could be
// read; it is nil where nothing could. The page keeps data, for its places: it must
// not be changed.
func ReadPage(name string, data []byte) (*Page, Issues) {
	root, issues := readYAML(name, data)
	if root == nil {
		return nil, issues
	}
	return readPage(name, root, &pageLines{text: data})
}

// readYAML is the node of the only document in a file; nil if there is none that
// can be read.
func readYAML(name string, data []byte) (root *yaml.Node, issues Issues) {
	if len(data) > MaxPageBytes {
		issues.add(tooLarge, place{file: name}, "the file has %d bytes, more than %d", len(data), MaxPageBytes)
		return nil, issues
	}
	root, err := parseYAML(data)
	if err != nil {
		issues.add(yamlSyntax, syntaxPlace(name, err), "%s", syntaxText(err))
		return nil, issues
	}
	return root, nil
}

// readPage is ReadPage for the page that a node holds. Its places are read from
// lines when somebody asks; without, at once.
func readPage(file string, root *yaml.Node, lines *pageLines) (*Page, Issues) {
	var issues Issues
	r := reader{file: file, issues: &issues}
	if lines == nil {
		r.lines = map[string]position{}
		lines = &pageLines{at: r.lines}
	}
	p := &Page{File: file, lines: lines}
	r.read(root, reflect.ValueOf(p).Elem(), "")
	cleanIn(reflect.ValueOf(p).Elem(), "")
	if n := valueAt(root, "graphgen"); n != nil && p.Graphgen != Format {
		issues.add(formatVersion, place{file, n.Line, n.Column, "graphgen"}, "format %d, but this graphgen reads format %d", p.Graphgen, Format)
	}
	issues.Sort()
	return p, issues
}

// parseYAML is the node of the only document in data.
func parseYAML(data []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty")
	case err != nil:
		return nil, err
	}
	switch err := d.Decode(&second); {
	case err == nil:
		return nil, fmt.Errorf("yaml: line %d: a second document; a file holds one", second.Line)
	case !errors.Is(err, io.EOF):
		return nil, err
	}
	return doc.Content[0], nil
}

// yamlError is how the library says where: "yaml: line 3: did not find …".
var yamlError = regexp.MustCompile(`(?s)^yaml: (?:line (\d+): )?(.*)$`)

func syntaxPlace(file string, err error) place {
	at := place{file: file, line: 1, col: 1} // of the first line the parser says none
	if m := yamlError.FindStringSubmatch(err.Error()); m != nil && m[1] != "" {
		at.line, _ = strconv.Atoi(m[1])
		at.col = 1
	}
	return at
}

func syntaxText(err error) string {
	if m := yamlError.FindStringSubmatch(err.Error()); m != nil {
		return CleanLine(m[2])
	}
	return err.Error()
}

// valueAt is the value of a key of a mapping; nil if it has none.
func valueAt(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// reader reads nodes into the structs of this package.
type reader struct {
	file   string
	issues *Issues
	where  []byte              // the YAML path of what is read
	lines  map[string]position // keeps the place of everything that is read; nil if nobody asks
	depth  int
}

// place is that of the node that is read.
func (r *reader) place(n *yaml.Node) place {
	return place{r.file, n.Line, n.Column, string(r.where)}
}

// read reads what stands at a YAML path.
func (r *reader) read(n *yaml.Node, v reflect.Value, where string) {
	r.where = append(r.where[:0], where...)
	r.value(n, v)
}

func (r *reader) value(n *yaml.Node, v reflect.Value) {
	if r.lines != nil {
		r.lines[string(r.where)] = position{line: n.Line, col: n.Column}
	}
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		r.issues.add(notPlain, r.place(n), "an anchor or alias")
		return
	case n.Style&yaml.TaggedStyle != 0:
		r.issues.add(notPlain, r.place(n), "the tag %s", CleanLine(n.Tag))
		return
	case v.Type() == reflect.TypeFor[yaml.Node](): // of a kind that is known later
		v.Set(reflect.ValueOf(*n))
		return
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null":
		r.issues.add(nullValue, r.place(n), "no value")
		return
	}
	r.depth++
	defer func() { r.depth-- }()
	if r.depth > maxReadDepth {
		r.issues.add(tooDeep, r.place(n), "more than %d levels deep", maxReadDepth)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(n, v.Elem())
	case reflect.Struct:
		r.readStruct(n, v)
	case reflect.Slice:
		r.readList(n, v)
	case reflect.Map:
		r.readMap(n, v)
	default:
		r.readScalar(n, v)
	}
}

func (r *reader) readStruct(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		r.issues.add(wrongKind, r.place(n), "%s, where keys and values belong", kindOf(n))
		return
	}
	keys := keysOf(v.Type())
	seen := make([]int, len(keys)) // where each key stands, from 1
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		field := fieldOf(keys, k)
		switch {
		case field < 0:
			r.issues.addHint(unknownKey, r.place(k), nearestHint(k.Value, keys), "unknown key %q", CleanLine(k.Value))
		case seen[field] > 0:
			r.issues.add(duplicateKey, r.place(k), "key %q stands already on line %d", k.Value, n.Content[seen[field]-1].Line)
		default:
			seen[field] = i + 1
			r.key(value, v.Field(field), k.Value)
		}
	}
	for i, k := range keys {
		if k.name != "" && !k.optional && seen[i] == 0 {
			r.issues.add(missingKey, r.place(n), "key %q is missing", k.name)
		}
	}
}

// key reads the value of a key.
func (r *reader) key(n *yaml.Node, v reflect.Value, key string) {
	above := len(r.where)
	if above > 0 {
		r.where = append(r.where, '.')
	}
	r.where = append(r.where, key...)
	r.value(n, v)
	r.where = r.where[:above]
}

// fieldOf is the index of the struct field for a key, or -1.
func fieldOf(keys []key, n *yaml.Node) int {
	if n.Kind == yaml.ScalarNode && n.Value != "" {
		for i, k := range keys {
			if k.name == n.Value {
				return i
			}
		}
	}
	return -1
}

func (r *reader) readList(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		r.issues.add(wrongKind, r.place(n), "%s, where a list belongs", kindOf(n))
		return
	}
	if len(n.Content) == 0 {
		return // an empty list says nothing, like an absent one
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	above := len(r.where)
	for i, item := range n.Content {
		r.where = append(strconv.AppendInt(append(r.where, '['), int64(i), 10), ']')
		r.value(item, v.Index(i))
		r.where = r.where[:above]
	}
}

func (r *reader) readScalar(n *yaml.Node, v reflect.Value) {
	tag := n.ShortTag()
	switch {
	case n.Kind != yaml.ScalarNode:
		r.issues.add(wrongKind, r.place(n), "%s, where %s belongs", kindOf(n), wanted(v))
	case v.Kind() == reflect.String && (tag == "!!str" || tag == "!!timestamp"):
		if strings.ContainsFunc(n.Value, isHidden) {
			r.issues.add(unsafeText, r.place(n), "%s", Escape(n.Value))
		}
		v.SetString(n.Value)
	case v.Kind() == reflect.String:
		r.issues.addHint(wrongKind, r.place(n), fmt.Sprintf("quote it: %q", n.Value), "%s, where text belongs", kindOf(n))
	case v.Kind() == reflect.Bool && tag == "!!bool":
		v.SetBool(n.Value == "true" || n.Value == "True" || n.Value == "TRUE")
	case v.Kind() == reflect.Int && tag == "!!int":
		i, err := strconv.ParseInt(n.Value, 10, 0)
		if err != nil {
			r.issues.add(wrongKind, r.place(n), "%s is not a plain whole number", n.Value)
		}
		v.SetInt(i)
	default:
		r.issues.add(wrongKind, r.place(n), "%s, where %s belongs", kindOf(n), wanted(v))
	}
}

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys and values"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "true or false"
	case "!!str":
		return "text"
	}
	return n.ShortTag()
}

func wanted(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	}
	return "text"
}
