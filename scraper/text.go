package scraper

import (
	"regexp"
	"strings"
)

// readText reads a plain-text copy. Only lines are left of such a page, so
// blocks are told by their shape: lines up to an empty one are a paragraph,
// unless they are a sample, a return type, a list or a table. Headings stay
// paragraphs, since only the grammar knows them.
func (s *source) readText() (*Document, error) {
	t := &textReader{src: s}
	for line := range strings.Lines(s.text) {
		if len(line) > s.limits.MaxCell {
			return nil, s.tooLarge("a line", "bytes", int64(s.limits.MaxCell), "MaxCell")
		}
		t.lines = append(t.lines, strings.TrimRightFunc(line, isSpace))
	}
	if len(t.lines) > s.limits.MaxNodes {
		return nil, s.tooLarge("the page", "lines", int64(s.limits.MaxNodes), "MaxNodes")
	}
	if endsInside(s.text) {
		return nil, s.truncated()
	}
	t.read()
	d := s.document(formatText)
	d.Blocks = takeVersion(d, t.blocks)
	return d, nil
}

// textReader walks over the lines of a text.
type textReader struct {
	src    *source
	lines  []string
	at     int
	para   []string
	blocks []Block
}

func (t *textReader) read() {
	for t.at < len(t.lines) {
		switch line := t.lines[t.at]; {
		case line == "":
			t.endParagraph()
			t.at++
		case sampleLine.MatchString(line):
			t.code(t.sampleEnd())
		case returnStart.MatchString(line), strings.HasPrefix(line, "{"):
			if end := t.bracketEnd(); end > 0 {
				t.code(end)
				continue
			}
			t.paragraphLine(line)
		case t.isPipeHeader():
			t.pipeTable()
		default:
			if _, ok := bulleted(line); ok {
				t.list()
				continue
			}
			if first, second, ok := gluedTitles(line); ok {
				t.at++
				t.table(first, second)
				continue
			}
			t.paragraphLine(line)
		}
	}
	t.endParagraph()
}

func (t *textReader) paragraphLine(line string) {
	t.para = append(t.para, squeeze(line))
	t.at++
}

func (t *textReader) endParagraph() {
	if len(t.para) > 0 {
		t.blocks = append(t.blocks, paragraph(strings.Join(t.para, "\n")))
		t.para = nil
	}
}

// line is the line at i, or an empty one beyond the end.
func (t *textReader) line(i int) string {
	if i < 0 || i >= len(t.lines) {
		return ""
	}
	return t.lines[i]
}

// squeeze is a line with its white space made regular.
func squeeze(line string) string {
	return strings.Join(strings.FieldsFunc(line, isSpace), " ")
}

var bullet = regexp.MustCompile(`^\s*(?:[•·▪◦]\s*|[*-]\s+)`)

// bulleted cuts the bullet off a line.
func bulleted(line string) (item string, ok bool) {
	item = squeeze(line[len(bullet.FindString(line)):])
	return item, item != "" && bullet.MatchString(line)
}

// list reads the bulleted lines from here on.
func (t *textReader) list() {
	t.endParagraph()
	var l List
	for ; ; t.at++ {
		item, ok := bulleted(t.line(t.at))
		if !ok {
			break
		}
		l.Items = append(l.Items, []Block{paragraph(item)})
	}
	t.blocks = append(t.blocks, l)
}
