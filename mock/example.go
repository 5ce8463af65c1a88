package mock

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file makes example values of documented types. They depend on nothing
// but the node and the name of the field.

// sample is where a value stands.
type sample struct {
	x      *index
	node   string // the id of the node
	number int    // of the node in its list; 0 where it is in none
	path   string // of the field within the node
	depth  int
}

// maxDepth ends structs that are in themselves.
const maxDepth = 5

// firstTime is that of the newest node of a list; each next one is a minute
// older.
const firstTime = 1704207845 // 2024-01-02T15:04:05+0000

func (x *index) sample(id string) sample { return sample{x: x, node: id, number: serial(id)} }

// in is the place of a field.
func (s sample) in(name string) sample {
	s.path += "." + name
	return s
}

// field is the value of a field, with all the members that it has.
func (s sample) field(f *spec.Field) any {
	return s.in(f.Name).value(s.x.types[f.Type], f)
}

// value is a value of a type. The values and members of f belong to the
// innermost element of t.
func (s sample) value(t *spec.Type, f *spec.Field) any {
	s.depth++
	if s.depth > maxDepth {
		return nil
	}
	switch t.Kind {
	case spec.KindInt:
		return int64(clamp(t, 1))
	case spec.KindFloat:
		return clamp(t, 0.5)
	case spec.KindBool:
		return true
	case spec.KindTime:
		return moment(firstTime - 60*int64(s.number))
	case spec.KindID:
		return s.id(nil)
	case spec.KindList:
		return list{s.element(t.Elem, f)}
	case spec.KindMap:
		return mapping{{s.key(t.Key), s.element(t.Elem, f)}}
	case spec.KindEdge:
		return connection{{"data", list{s.element(t.Elem, f)}}}
	case spec.KindUnion:
		return s.value(t.Members[0], f)
	case spec.KindRef:
		return s.ref(t, f)
	case spec.KindObject:
		return s.object(t, f)
	case spec.KindFile:
		return s.url()
	case spec.KindPhrase:
		return nil
	}
	return s.text(t, f)
}

func (s sample) element(t *spec.Type, f *spec.Field) any {
	if t == nil {
		t = &spec.Type{Kind: spec.KindNone}
	}
	return s.value(t, f)
}

// text is an enum's first value, an id, a URL, or words.
func (s sample) text(t *spec.Type, f *spec.Field) any {
	values := f.Values
	if len(t.Values) > 0 {
		values = t.Values
	}
	switch {
	case len(f.Fields) > 0:
		return s.members(f.Fields)
	case len(values) > 0:
		return choice(values[0])
	case isIDName(f.Name):
		return s.id(nil)
	case isURL(t):
		return s.url()
	}
	return s.words()
}

func (s sample) words() string {
	words := strings.Fields("example " + strings.NewReplacer("_", " ", ".", " ").Replace(s.path[strings.LastIndexByte(s.path, '.')+1:]))
	if s.number > 0 {
		words = append(words, strconv.Itoa(s.number))
	}
	return strings.Join(words, " ")
}

func (s sample) url() string {
	return fmt.Sprintf("https://example.com/%s%s", s.node, strings.ReplaceAll(s.path, ".", "/"))
}

func (s sample) id(k *kind) identifier { return identifier(s.x.id(k, s.node+s.path, 1)) }

func (s sample) key(t *spec.Type) string {
	if t != nil && len(t.Values) > 0 {
		return t.Values[0]
	}
	return "key"
}

// ref is a struct in full, or the id and the name of a node.
func (s sample) ref(t *spec.Type, f *spec.Field) any {
	k := s.x.kinds[t.Name]
	switch {
	case len(f.Fields) > 0:
		return s.members(f.Fields)
	case k != nil && k.number == 0:
		return s.members(k.node.Fields)
	case k != nil && k.field("name") == nil:
		return reference{{"id", s.id(k)}}
	}
	return reference{{"id", s.id(k)}, {"name", "Example " + t.Name}}
}

func (s sample) object(t *spec.Type, f *spec.Field) any {
	if len(f.Fields) > 0 {
		return s.members(f.Fields)
	}
	o := object{}
	for _, key := range t.Keys {
		o = o.set(key, s.in(key).words())
	}
	return o
}

func (s sample) members(fields []spec.Field) object {
	o := object{}
	for i := range fields {
		if !fields[i].Flat {
			o = o.set(fields[i].Name, s.field(&fields[i]))
		}
	}
	return o
}

// clamp keeps a number within the limits of its type.
func clamp(t *spec.Type, n float64) float64 {
	if low, err := strconv.ParseFloat(t.Min, 64); err == nil {
		n = max(n, low)
	}
	if high, err := strconv.ParseFloat(t.Max, 64); err == nil {
		n = min(n, high)
	}
	return n
}

// isPlain tells a field that the API sends without being asked where the
// reference marks no field as such: the id and the times.
func (x *index) isPlain(f *spec.Field) bool {
	return f.Name == "id" || x.types[f.Type].Kind == spec.KindTime
}

// defaults are the fields of an answer for which none were asked.
func (x *index) defaults(k *kind) []selection {
	wanted := func(f *spec.Field) bool { return f.Default }
	if !slices.ContainsFunc(k.node.Fields, func(f spec.Field) bool { return f.Default }) {
		wanted = x.isPlain
	}
	var all []selection
	for i := range k.node.Fields {
		if f := &k.node.Fields[i]; wanted(f) && !f.Flat {
			all = append(all, selection{name: f.Name, as: f.Name})
		}
	}
	return all
}
