package spec

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CleanText is s as a spec holds prose: lines end in LF, tabs are spaces,
// control and bidirectional control characters are gone, and neither the text
// nor a line of it ends in a space. Such text survives YAML byte for byte.
func CleanText(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.TrimSpace(strings.Map(clean, strings.ReplaceAll(s, "\r\n", "\n")))
	if !strings.Contains(s, " \n") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}

// CleanLine is s as a spec holds a name, a type or a value: CleanText on one
// line, with single spaces.
func CleanLine(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Join(strings.Fields(strings.Map(clean, s)), " ")
}

// isClean tells one line of printable ASCII with single spaces, which nearly
// all text is.
func isClean(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && before == ' ' {
			return false
		}
		before = s[i]
	}
	return before != ' ' || s == ""
}

// clean is what becomes of one rune; -1 drops it. A byte that is no UTF-8
// arrives as utf8.RuneError and stays visible as such.
func clean(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case unicode.IsSpace(r):
		return ' '
	case isUnsafe(r):
		return -1
	}
	return r
}

// isUnsafe tells the runes that may reach neither a file nor a terminal:
// control characters, those that reorder text, the byte order mark and what is
// no character at all.
func isUnsafe(r rune) bool {
	if ' ' <= r && r <= '~' {
		return false // nearly all that is ever asked
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) ||
		r == '\ufeff' || r == '\u2028' || r == '\u2029' || r&0xfffe == 0xfffe || r > utf8.MaxRune
}

// isHidden tells the unsafe runes that are no mere white space.
func isHidden(r rune) bool {
	return isUnsafe(r) && !unicode.IsSpace(r) && r != '\u2028' && r != '\u2029'
}

// Escape is s with what a terminal or a table could trip over written as
// \u escapes: control and bidirectional control characters, line ends and tabs.
func Escape(s string) string {
	if !strings.ContainsFunc(s, isUnsafe) {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !isUnsafe(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, `\U%08x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// prose are the keys whose text may have several lines.
var prose = map[string]bool{"doc": true, "text": true, "condition": true}

// Clean is a copy of the page with all its text cleaned, as it is written to a
// file and read back.
func (p *Page) Clean() *Page {
	c := copyOf(reflect.ValueOf(*p)).Interface().(Page)
	c.File, c.lines = p.File, p.lines
	cleanIn(reflect.ValueOf(&c).Elem(), "")
	return &c
}

// copyOf is a deep copy of v, of what is written of it.
func copyOf(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Struct:
		for i, k := range keysOf(v.Type()) {
			if k.name != "" {
				c.Field(i).Set(copyOf(v.Field(i)))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(copyOf(v.Elem()))
		}
	case reflect.Slice:
		if v.Len() > 0 {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		}
		for i := range v.Len() {
			c.Index(i).Set(copyOf(v.Index(i)))
		}
	default:
		c.Set(v)
	}
	return c
}

// cleanIn cleans the text in v; key is where v stands. Empty lists become nil,
// since no file can tell the two apart.
func cleanIn(v reflect.Value, key string) {
	switch v.Kind() {
	case reflect.String:
		switch s := v.String(); {
		case isClean(s):
		case prose[key]:
			v.SetString(CleanText(s))
		default:
			v.SetString(CleanLine(s))
		}
	case reflect.Struct:
		for i, k := range keysOf(v.Type()) {
			if k.name != "" {
				cleanIn(v.Field(i), k.name)
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			cleanIn(v.Elem(), key)
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.SetZero()
		}
		for i := range v.Len() {
			cleanIn(v.Index(i), key)
		}
	}
}

// key is one YAML key of a struct, by field index; one without a name is not
// written.
type key struct {
	name     string
	optional bool
}

func keysOf(t reflect.Type) []key {
	if keys, ok := pageKeysOf[t]; ok {
		return keys
	}
	return readKeys(t)
}

// pageKeysOf are the keys of all structs of a page, since a spec has them
// looked up a hundred thousand times.
var pageKeysOf = func() map[reflect.Type][]key {
	all := map[reflect.Type][]key{}
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if _, ok := all[t]; ok || t.Kind() != reflect.Struct {
			return
		}
		all[t] = readKeys(t)
		for i, k := range all[t] {
			if k.name != "" {
				add(t.Field(i).Type)
			}
		}
	}
	add(reflect.TypeFor[Page]())
	return all
}()

func readKeys(t reflect.Type) []key {
	keys := make([]key, t.NumField())
	for i := range keys {
		name, opts, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name != "-" {
			keys[i] = key{name, opts == "omitempty"}
		}
	}
	return keys
}
