package scraper

import (
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads the return type of a write:
//
//	return = body { "Or" body }
//	body   = "Struct {" { name ":" value "," } "}" | "Map {" type ":" value "}"
//	value  = body | "List [" value "]" | type
//
// The members of alternatives are put together, since a caller gets one or the
// other and has one struct for both.

// maxResultDepth bounds the nesting of a return type.
const maxResultDepth = 32

// parseResult returns the members of a return type, or false when the text is
// none.
func parseResult(text string) ([]spec.Field, bool) {
	p := &resultParser{rest: text}
	var fields []spec.Field
	for {
		f, ok := p.value(0)
		if !ok {
			return nil, false
		}
		if f.Type == "Struct" {
			fields = mergeFields(fields, f.Fields)
		} else {
			f.Name = "*" // the answer itself
			fields = mergeFields(fields, []spec.Field{f})
		}
		if !p.word("Or") {
			break
		}
	}
	return fields, p.end()
}

type resultParser struct{ rest string }

func (p *resultParser) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n\u00a0") }

func (p *resultParser) end() bool {
	p.space()
	return p.rest == ""
}

// word consumes a word that stands alone.
func (p *resultParser) word(w string) bool {
	p.space()
	tail, ok := strings.CutPrefix(p.rest, w)
	if ok && (tail == "" || !isNameByte(tail[0])) {
		p.rest = tail
		return true
	}
	return false
}

// open consumes "Struct {" and the like.
func (p *resultParser) open(w, bracket string) bool {
	saved := p.rest
	if p.word(w) && p.token(bracket) {
		return true
	}
	p.rest = saved
	return false
}

func (p *resultParser) token(t string) bool {
	p.space()
	tail, ok := strings.CutPrefix(p.rest, t)
	if ok {
		p.rest = tail
	}
	return ok
}

// value reads a value into a field without a name.
func (p *resultParser) value(depth int) (spec.Field, bool) {
	if depth > maxResultDepth {
		return spec.Field{}, false
	}
	switch {
	case p.open("Struct", "{"):
		fields, ok := p.members(depth)
		return spec.Field{Type: "Struct", Fields: fields}, ok
	case p.open("Map", "{"):
		key, ok := p.until(":")
		if !ok {
			return spec.Field{}, false
		}
		f, ok := p.value(depth + 1)
		p.token(",")
		f.Type = "map<" + key + ", " + f.Type + ">"
		return f, ok && p.token("}")
	case p.open("List", "["):
		f, ok := p.value(depth + 1)
		p.token(",")
		f.Type = "list<" + f.Type + ">"
		return f, ok && p.token("]")
	}
	typ, ok := p.until(",}]")
	return spec.Field{Type: typ}, ok
}

// members reads the members of a struct up to its closing brace.
func (p *resultParser) members(depth int) ([]spec.Field, bool) {
	var fields []spec.Field
	for !p.token("}") {
		name, ok := p.until(":")
		name = strings.Trim(name, "`\"")
		if !ok || !resultName.MatchString(name) {
			return nil, false
		}
		f, ok := p.value(depth + 1)
		if !ok {
			return nil, false
		}
		f.Name = name
		fields = append(fields, f)
		p.token(",")
	}
	return mergeFields(nil, fields), true
}

var resultName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.\-]*$`)

// until reads a type expression up to one of the stop bytes outside brackets;
// a colon stops it and is consumed.
func (p *resultParser) until(stops string) (string, bool) {
	p.space()
	depth := 0
	for i := 0; i < len(p.rest); i++ {
		c := p.rest[i]
		if depth == 0 && strings.IndexByte(stops, c) >= 0 {
			text := strings.Join(strings.Fields(p.rest[:i]), " ")
			p.rest = p.rest[i:]
			if c == ':' {
				p.rest = p.rest[1:]
			}
			return text, true
		}
		switch c {
		case '<', '{', '[', '(':
			depth++
		case '>', '}', ']', ')':
			if depth--; depth < 0 {
				return "", false
			}
		}
	}
	return "", false
}

func isNameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
