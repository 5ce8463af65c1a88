// This file gives meaning to type expressions. Pages write them in many ways:
//
//	numeric string or integer
//	list<enum {A, B}>
//	dictionary { string : <list<int64>> }
//	array<string> | int | string
//
// A phrase is looked up as a whole before it is taken apart, since "numeric
// string or integer" is one scalar. Words that no table knows are no error:
// they are KindUnknown, and kept. An error is a bracket that a known word opens
// and nothing closes, or one closed once too often.

package spec

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

const (
	maxTypeBytes = 64 << 10 // the longest expression met has 8.5 kB
	maxTypeDepth = 32
	maxTypeParts = 10_000
	maxOrParts   = 32
)

// TypeError says what is wrong with a type expression.
type TypeError struct {
	Text string // the expression
	Msg  string // missing >
}

func (e *TypeError) Error() string {
	text := e.Text
	if len(text) > 80 {
		text = strings.ToValidUTF8(text[:80], "") + "…"
	}
	return fmt.Sprintf("%q: %s", text, e.Msg)
}

// ParseType gives meaning to a type expression of a page. The error is a
// *TypeError.
func ParseType(s string) (Type, error) {
	if len(s) > maxTypeBytes {
		return Type{}, &TypeError{s, fmt.Sprintf("longer than %d bytes", maxTypeBytes)}
	}
	s = CleanLine(s)
	var p typeParser
	t, err := p.union(s)
	if err != nil {
		return Type{}, &TypeError{s, err.Error()}
	}
	return *t, nil
}

// typeParser counts what it read, so that no expression keeps it busy for long.
type typeParser struct{ depth, parts int }

// union reads members between bars, or one type.
func (p *typeParser) union(s string) (*Type, error) {
	p.parts++
	p.depth++
	defer func() { p.depth-- }()
	switch {
	case p.depth > maxTypeDepth:
		return nil, fmt.Errorf("more than %d levels deep", maxTypeDepth)
	case p.parts > maxTypeParts:
		return nil, fmt.Errorf("more than %d parts", maxTypeParts)
	}
	members := splitOutside(s, "|")
	if len(members) == 1 {
		return p.single(strings.TrimSpace(s))
	}
	u := &Type{Kind: KindUnion, Name: "|"}
	if strings.HasSuffix(members[0], " ") {
		u.Name = " | "
	}
	for _, member := range members {
		m, err := p.union(member)
		if err != nil {
			return nil, err
		}
		if m.Kind == KindNone {
			return nil, errors.New("nothing on one side of |")
		}
		u.Members = append(u.Members, m)
	}
	return u, nil
}

// opener is a word with the bracket that follows it.
var opener = regexp.MustCompile(
	`^(?:(list|List|array|Array|map|Map|Edge) ?<|(list|List) ?\[|(enum|map|Map|dictionary|JSON object|) ?\{)`)

func (p *typeParser) single(s string) (*Type, error) {
	if s == "" {
		return &Type{Kind: KindNone}, nil
	}
	if kind, ok := knownWords(s); ok {
		t := &Type{Kind: kind, Name: s}
		if strings.HasPrefix(s, "KeyValue:") {
			t.Keys = []string{"key", "value"}
		}
		return t, nil
	}
	if isName(s) {
		return &Type{Kind: KindRef, Name: s}, nil
	}
	if m := opener.FindStringSubmatch(s); m != nil {
		word, open := m[1]+m[2]+m[3], len(m[0])-1
		end, err := closing(s, open)
		if err != nil {
			return nil, err
		}
		rest := strings.TrimSpace(s[end+1:])
		if rest == "" {
			return p.bracket(word, s[open], strings.TrimSpace(s[open+1:end]))
		}
		if strings.ContainsAny(rest[:1], ">]}") {
			return nil, fmt.Errorf("unexpected %c", rest[0])
		}
	}
	if keys, ok := strings.CutPrefix(s, wordStruct+" "); ok {
		if list := splitList(keys); len(list) > 0 {
			return &Type{Kind: KindObject, Name: wordStruct, Keys: list}, nil
		}
	}
	if t, err := p.constrained(s); t != nil || err != nil {
		return t, err
	}
	if name := strings.TrimPrefix(s, wordNode+" "); isName(name) {
		return &Type{Kind: KindRef, Name: name}, nil
	}
	if t := p.or(s); t != nil {
		return t, nil
	}
	if elem, ok := strings.CutSuffix(s, "[]"); ok && elem != "" {
		e, err := p.union(elem)
		if err != nil {
			return nil, err
		}
		return &Type{Kind: KindList, Name: "[]", Elem: e}, nil
	}
	return &Type{Kind: KindUnknown, Name: s}, nil
}

// bracket reads what a word and a pair of brackets make of the text between
// them.
func (p *typeParser) bracket(word string, open byte, inner string) (*Type, error) {
	switch word {
	case "enum":
		if values := splitList(inner); len(values) > 0 {
			return &Type{Kind: KindEnum, Name: "enum", Values: values}, nil
		}
		return &Type{Kind: KindEnum, Name: "enum {}"}, nil
	case "map", "Map":
		if open == '<' {
			key, value, ok := cutOutside(inner, ",")
			return p.entries("map", key, value, ok)
		}
		if err := fitsAngles(inner); err != nil {
			return nil, err
		}
		key, value, ok := cutColon(inner)
		if _, _, comma := cutOutside(key, ","); comma {
			return nil, errors.New("a comma in the type of the keys")
		}
		return p.entries("map", key, value, ok)
	case wordDictionary:
		key, value, ok := cutColon(inner)
		if ok && !(strings.HasPrefix(value, "<") && strings.HasSuffix(value, ">")) {
			return nil, errors.New("missing < > around the type of the values")
		}
		return p.entries(word, key, strings.TrimSuffix(strings.TrimPrefix(value, "<"), ">"), ok)
	case wordJSONObject:
		key, value, ok := cutColon(inner)
		return p.entries(word, key, value, ok)
	case "":
		return shape(inner), nil
	case "Edge":
		if inner == "" {
			return nil, errors.New("nothing between < and >")
		}
		elem, err := p.union(inner)
		return &Type{Kind: KindEdge, Name: word, Elem: elem}, err
	}
	return p.list(word, open, inner)
}

func (p *typeParser) list(word string, open byte, inner string) (*Type, error) {
	if open == '[' {
		word = "list"
		if err := fitsAngles(inner); err != nil {
			return nil, err
		}
	}
	if inner == "" {
		return &Type{Kind: KindList, Name: word + "<>"}, nil
	}
	elem, err := p.union(inner)
	return &Type{Kind: KindList, Name: word, Elem: elem}, err
}

func (p *typeParser) entries(word, key, value string, ok bool) (*Type, error) {
	if !ok || key == "" {
		return nil, errors.New("missing the type of the keys or of the values")
	}
	k, err := p.union(key)
	if err != nil {
		return nil, err
	}
	t := &Type{Kind: KindMap, Name: word, Key: k}
	if value != "" {
		t.Elem, err = p.union(value)
	}
	return t, err
}

// quotedKey is a key of a shape: {'since':YYYY-MM-DD,'until':YYYY-MM-DD}.
var quotedKey = regexp.MustCompile(`['"]([^'"]+)['"] ?:`)

func shape(inner string) *Type {
	t := &Type{Kind: KindObject, Name: "{" + inner + "}"}
	for _, m := range quotedKey.FindAllStringSubmatch(inner, -1) {
		t.Keys = append(t.Keys, m[1])
	}
	return t
}

// constraint is the last of the bounds that ride on a type.
var constraint = regexp.MustCompile(`^(.+) \((min|max): (-?[0-9][0-9.]*)\)$`)

// constrained reads float (min: -24) (max: 24); nil where there is no bound.
func (p *typeParser) constrained(s string) (*Type, error) {
	var low, high string
	for {
		m := constraint.FindStringSubmatch(s)
		if m == nil {
			break
		}
		if m[2] == "min" && low != "" || m[2] == "max" && high != "" {
			return nil, nil
		}
		s = m[1]
		if m[2] == "min" {
			low = m[3]
		} else {
			high = m[3]
		}
	}
	if low == "" && high == "" {
		return nil, nil
	}
	t, err := p.single(s)
	if err != nil {
		return nil, err
	}
	t.Min, t.Max = low, high
	return t, nil
}

// or reads alternatives in words, User or Page, when each of them is known;
// else the text is a phrase of its own. The longest known phrase comes first.
func (p *typeParser) or(s string) *Type {
	const or = " or "
	parts := splitOutside(s, or)
	if len(parts) == 1 || len(parts) > maxOrParts {
		return nil
	}
	u := &Type{Kind: KindUnion, Name: or}
	for i := 0; i < len(parts); {
		n := len(parts) - i
		for ; n > 1; n-- {
			if _, ok := knownWords(strings.Join(parts[i:i+n], or)); ok {
				break
			}
		}
		m, err := p.union(strings.Join(parts[i:i+n], or))
		if err != nil || m.Kind == KindUnknown || m.Kind == KindNone {
			return nil
		}
		u.Members = append(u.Members, m)
		i += n
	}
	return u
}
