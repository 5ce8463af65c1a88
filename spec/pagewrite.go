package spec

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// WritePage returns the page as a YAML file: one way to write each page, so
// that a re-scrape changes only what the page changed. The text is cleaned on
// the way; what was written is read back and compared.
func WritePage(p *Page) ([]byte, error) {
	p = p.Clean()
	doc := &yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{encode(reflect.ValueOf(*p), "")}}

	var b bytes.Buffer
	b.WriteString("# yaml-language-server: $schema=" + schemaURL + "\n")
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return nil, fmt.Errorf("%s: writing the page: %w", p.Path(), err)
	}
	if err := e.Close(); err != nil {
		return nil, fmt.Errorf("%s: writing the page: %w", p.Path(), err)
	}

	back, issues := ReadPage(p.Path(), b.Bytes())
	if err := issues.Err(); err != nil {
		return nil, fmt.Errorf("%s: reading back what was written: %w", p.Path(), err)
	}
	back.File, back.lines, p.File, p.lines = "", nil, "", nil
	if !reflect.DeepEqual(p, back) {
		return nil, fmt.Errorf("%s: the page does not survive YAML: report it with the page", p.Path())
	}
	return b.Bytes(), nil
}

// schemaURL is where editors find the schema: a spec lies in repositories that
// have no copy of it.
const schemaURL = "https://raw.githubusercontent.com/graphgen/graphgen/main/spec/page.schema.json"

// inline are the keys whose value stands on one line, as all lists of scalars
// do; of errors it is each message.
var inline = map[string]bool{"subjects": true, "replacement": true, "applies": true, "phases": true}

// encode is the node of v, which stands under the given key.
func encode(v reflect.Value, under string) *yaml.Node {
	switch v.Kind() {
	case reflect.Pointer:
		return encode(v.Elem(), under)
	case reflect.Struct:
		if n, ok := v.Interface().(yaml.Node); ok {
			return &n
		}
		return encodeStruct(v, under)
	case reflect.Slice:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range v.Len() {
			n.Content = append(n.Content, encode(v.Index(i), under))
		}
		if v.Type().Elem().Kind() != reflect.Struct || inline[under] {
			n.Style = yaml.FlowStyle
		}
		return n
	case reflect.Int:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: strconv.FormatInt(v.Int(), 10)}
	case reflect.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v.Bool())}
	default:
		return encodeText(v.String())
	}
}

func encodeStruct(v reflect.Value, under string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	if inline[under] || under == "errors" {
		n.Style = yaml.FlowStyle
	}
	for i, k := range keysOf(v.Type()) {
		if k.name == "" || k.optional && v.Field(i).IsZero() {
			continue
		}
		n.Content = append(n.Content,
			&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: k.name},
			encode(v.Field(i), k.name))
	}
	return n
}

// ambiguous is text that YAML 1.1 readers take for something else.
var ambiguous = regexp.MustCompile(`^(?i:y|n|yes|no|on|off)$|^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$`)

func encodeText(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	switch {
	case IsDate(s): // stands plain, though the library calls it a timestamp
		n.Tag = "!!timestamp"
	case ambiguous.MatchString(s):
		n.Style = yaml.DoubleQuotedStyle
	case strings.Contains(s, "\n"):
		n.Style = yaml.LiteralStyle
	}
	return n
}
