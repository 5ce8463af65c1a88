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
// read; it is nil where nothing could.
func ReadPage(name string, data []byte) (*Page, Issues) {
	var issues Issues
	if len(data) > MaxPageBytes {
		issues.add(tooLarge, place{file: name}, "the file has %d bytes, more than %d", len(data), MaxPageBytes)
		return nil, issues
	}
	root, err := parseYAML(data)
	if err != nil {
		issues.add(yamlSyntax, syntaxPlace(name, err), "%s", syntaxText(err))
		return nil, issues
	}
	return readPage(name, root)
}

// readPage is ReadPage for a page that stands in a file of something else.
func readPage(file string, root *yaml.Node) (*Page, Issues) {
	var issues Issues
	r := reader{file: file, issues: &issues, lines: map[string]position{}}
	p := &Page{File: file}
	r.read(root, reflect.ValueOf(p).Elem(), "")
	p.lines = r.lines
	p = p.Clean()
	if p.Graphgen != Format && r.has("graphgen") {
		issues.add(formatVersion, r.place("graphgen"), "format %d, but this graphgen reads format %d", p.Graphgen, Format)
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

// position is a place in a file, from 1.
type position struct{ line, col int }

// place is what an issue points at. where is a YAML path.
type place struct {
	file      string
	line, col int
	where     string
}

// at is the place of a YAML path of the page, such as nodes[0].fields[2].type,
// or of the nearest thing above it that has one.
func (p *Page) at(where string) place {
	pos := p.lines[where]
	for above := where; pos.line == 0 && above != ""; {
		above = parent(above)
		pos = p.lines[above]
	}
	return place{p.File, pos.line, pos.col, where}
}

// parent is the path above: nodes[0] of nodes[0].name, nodes of nodes[0].
func parent(where string) string {
	for i := len(where) - 1; i >= 0; i-- {
		if where[i] == '.' || where[i] == '[' {
			return where[:i]
		}
	}
	return ""
}

func join(where, key string) string {
	if where == "" {
		return key
	}
	return where + "." + key
}

func index(where string, i int) string { return where + "[" + strconv.Itoa(i) + "]" }

// reader reads nodes into the structs of this package and keeps the place of
// everything it read.
type reader struct {
	file   string
	issues *Issues
	lines  map[string]position
	depth  int
}

func (r *reader) has(where string) bool {
	_, ok := r.lines[where]
	return ok
}

func (r *reader) place(where string) place {
	pos := r.lines[where]
	return place{r.file, pos.line, pos.col, where}
}

func (r *reader) read(n *yaml.Node, v reflect.Value, where string) {
	r.lines[where] = position{n.Line, n.Column}
	at := r.place(where)
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		r.issues.add(notPlain, at, "an anchor or alias")
		return
	case n.Style&yaml.TaggedStyle != 0:
		r.issues.add(notPlain, at, "the tag %s", CleanLine(n.Tag))
		return
	case v.Type() == reflect.TypeFor[yaml.Node](): // of a kind that is known later
		v.Set(reflect.ValueOf(*n))
		return
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null":
		r.issues.add(nullValue, at, "no value")
		return
	}
	r.depth++
	defer func() { r.depth-- }()
	if r.depth > maxReadDepth {
		r.issues.add(tooDeep, at, "more than %d levels deep", maxReadDepth)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.read(n, v.Elem(), where)
	case reflect.Struct:
		r.readStruct(n, v, where)
	case reflect.Slice:
		r.readList(n, v, where)
	case reflect.Map:
		r.readMap(n, v, where)
	default:
		r.readScalar(n, v, at)
	}
}

func (r *reader) readStruct(n *yaml.Node, v reflect.Value, where string) {
	if n.Kind != yaml.MappingNode {
		r.issues.add(wrongKind, r.place(where), "%s, where keys and values belong", kindOf(n))
		return
	}
	keys := keysOf(v.Type())
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, value := n.Content[i], n.Content[i+1]
		at := place{r.file, k.Line, k.Column, where}
		field := fieldOf(keys, k)
		line, again := seen[k.Value]
		switch {
		case field < 0:
			r.issues.addHint(unknownKey, at, nearestHint(k.Value, keys), "unknown key %q", CleanLine(k.Value))
		case again:
			r.issues.add(duplicateKey, at, "key %q stands already on line %d", k.Value, line)
		default:
			seen[k.Value] = k.Line
			r.read(value, v.Field(field), join(where, k.Value))
		}
	}
	for _, k := range keys {
		if _, ok := seen[k.name]; k.name != "" && !k.optional && !ok {
			r.issues.add(missingKey, r.place(where), "key %q is missing", k.name)
		}
	}
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

func (r *reader) readList(n *yaml.Node, v reflect.Value, where string) {
	if n.Kind != yaml.SequenceNode {
		r.issues.add(wrongKind, r.place(where), "%s, where a list belongs", kindOf(n))
		return
	}
	if len(n.Content) == 0 {
		return // an empty list says nothing, like an absent one
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		r.read(item, v.Index(i), index(where, i))
	}
}

func (r *reader) readScalar(n *yaml.Node, v reflect.Value, at place) {
	tag := n.ShortTag()
	switch {
	case n.Kind != yaml.ScalarNode:
		r.issues.add(wrongKind, at, "%s, where %s belongs", kindOf(n), wanted(v))
	case v.Kind() == reflect.String && (tag == "!!str" || tag == "!!timestamp"):
		if strings.ContainsFunc(n.Value, isHidden) {
			r.issues.add(unsafeText, at, "%s", Escape(n.Value))
		}
		v.SetString(n.Value)
	case v.Kind() == reflect.String:
		r.issues.addHint(wrongKind, at, fmt.Sprintf("quote it: %q", n.Value), "%s, where text belongs", kindOf(n))
	case v.Kind() == reflect.Bool && tag == "!!bool":
		v.SetBool(n.Value == "true" || n.Value == "True" || n.Value == "TRUE")
	case v.Kind() == reflect.Int && tag == "!!int":
		i, err := strconv.ParseInt(n.Value, 10, 0)
		if err != nil {
			r.issues.add(wrongKind, at, "%s is not a plain whole number", n.Value)
		}
		v.SetInt(i)
	default:
		r.issues.add(wrongKind, at, "%s, where %s belongs", kindOf(n), wanted(v))
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
