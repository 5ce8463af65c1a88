package spec

import (
	"cmp"
	"reflect"
	"strconv"
	"sync"
)

// position is a place in a file, from 1.
type position struct {
	line, col int
	file      string // where it is another than the page's: missing.yaml, or an overlay
}

// place is what an issue points at. where is a YAML path.
type place struct {
	file      string
	line, col int
	where     string
}

// at is the place of a YAML path of the page, such as nodes[0].fields[2].type,
// or of the nearest thing above it that has one.
func (p *Page) at(where string) place {
	lines := p.lines.all()
	pos := lines[where]
	for above := where; pos.line == 0 && above != ""; {
		above = parent(above)
		pos = lines[above]
	}
	return place{cmp.Or(pos.file, p.File), pos.line, pos.col, where}
}

// locate gives what came to a YAML path its places in another file, by what
// follows the path.
func (p *Page) locate(where, file string, places map[string]position) {
	if p.lines.all() == nil {
		p.lines = &pageLines{at: map[string]position{}}
	}
	for below, at := range places {
		if at.line > 0 {
			p.lines.at[where+below] = position{at.line, at.col, file}
		}
	}
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

// pageLines are the places in a file, by YAML path. They are larger than the
// page itself, and few are ever asked for: the file is read once more for them.
type pageLines struct {
	read sync.Once
	text []byte // the file, until it is read
	at   map[string]position
}

// all are the places; none of a page that was read from no file.
func (l *pageLines) all() map[string]position {
	if l == nil {
		return nil
	}
	l.read.Do(func() {
		if l.text != nil {
			l.at, l.text = linesOf(l.text), nil
		}
	})
	return l.at
}

// linesOf are the places in the text of a page that was read before.
func linesOf(text []byte) map[string]position {
	root, err := parseYAML(text)
	if err != nil {
		return nil
	}
	r := reader{issues: new(Issues), lines: map[string]position{}}
	r.read(root, reflect.ValueOf(new(Page)).Elem(), "")
	return r.lines
}

func join(where, key string) string {
	if where == "" {
		return key
	}
	return where + "." + key
}

func index(where string, i int) string { return where + "[" + strconv.Itoa(i) + "]" }
