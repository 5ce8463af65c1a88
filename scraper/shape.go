package scraper

import (
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file evens out what the formats write differently, by shape alone: a
// title below its mark, the mark of the version picker, and samples, JSON and
// return types that came as paragraphs and are Code.

// titleBelow joins a title that stands in the paragraph below an empty level-1
// heading with its heading, and drops a heading that stays empty.
func titleBelow(blocks []Block) []Block {
	var out []Block
	for i := 0; i < len(blocks); i++ {
		h, ok := blocks[i].(Heading)
		if !ok || h.Text.String() != "" {
			out = append(out, blocks[i])
			continue
		}
		if i+1 < len(blocks) {
			if p, ok := blocks[i+1].(Paragraph); ok && h.Level == 1 {
				out = append(out, Heading{Level: 1, Text: p.Text})
				i++
			}
		}
	}
	return out
}

// takeVersion finds the version picker: a paragraph that is nothing but a
// version, before the first section. The paragraph above it is its label.
func takeVersion(d *Document, blocks []Block) []Block {
	for i, bl := range blocks {
		switch bl := bl.(type) {
		case Heading:
			if bl.Level > 1 {
				return blocks
			}
		case Paragraph:
			if !spec.IsVersion(bl.Text.String()) {
				continue
			}
			d.Version = bl.Text.String()
			from := i
			if i > 0 {
				if _, ok := blocks[i-1].(Paragraph); ok {
					from--
				}
			}
			return append(append([]Block(nil), blocks[:from]...), blocks[i+1:]...)
		}
	}
	return blocks
}

var (
	returnStart = regexp.MustCompile(`^(Struct|Map)\s*\{|^List\s*\[`)
	sampleStart = regexp.MustCompile(`^(curl\s+["'-]|(GET|POST|DELETE|PUT)\s+(https?://|/\S+\s+HTTP/|graph\.facebook\.com))`)
)

// codeOf makes Code of the paragraphs that are code. A return type comes as a
// paragraph for each of its lines.
func codeOf(blocks []Block) []Block {
	var out []Block
	for i := 0; i < len(blocks); i++ {
		p, ok := blocks[i].(Paragraph)
		if !ok {
			out = append(out, blocks[i])
			continue
		}
		text := p.Text.String()
		switch {
		case returnStart.MatchString(text):
			if n := balanced(blocks[i:]); n > 0 {
				out = append(out, Code{Text: joinParagraphs(blocks[i : i+n])})
				i += n - 1
				continue
			}
		case sampleStart.MatchString(text), isShape(text):
			out = append(out, Code{Text: text})
			continue
		}
		out = append(out, p)
	}
	return out
}

// maxShapeLines bounds the lines of a return type, so that one that never ends
// is not looked for through the whole page.
const maxShapeLines = 200

// balanced counts the paragraphs at the start of blocks up to the one that
// closes all brackets, with the alternatives that follow; 0 if none does.
func balanced(blocks []Block) int {
	depth := 0
	for i, bl := range blocks[:min(len(blocks), maxShapeLines)] {
		p, ok := bl.(Paragraph)
		if !ok {
			return 0
		}
		text := p.Text.String()
		next, _ := paragraphText(blocks, i+1)
		if depth += openBrackets(text); depth <= 0 && !endsOpen(text, next) {
			return i + 1
		}
	}
	return 0
}

// alternative is what joins two return types, or opens the second.
var alternative = regexp.MustCompile(`^Or(?:\s+(?:Struct|Map|List)\b.*)?$`)

// endsOpen reports whether a line that closes a return type is followed by
// another one, as its alternative.
func endsOpen(line, next string) bool { return line == "Or" || alternative.MatchString(next) }

func openBrackets(s string) int {
	depth := 0
	for _, r := range s {
		switch r {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
	}
	return depth
}

// isShape reports whether s is a JSON value, or a sketch of one.
func isShape(s string) bool {
	object := strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") && strings.Contains(s, ":")
	return object && openBrackets(s) == 0
}

func joinParagraphs(blocks []Block) string {
	var lines []string
	for _, bl := range blocks {
		lines = append(lines, bl.(Paragraph).Text.String())
	}
	return strings.Join(lines, "\n")
}
