package spec

import (
	"iter"
	"strings"
)

// Kind is what a type expression means.
type Kind int

const (
	KindUnknown Kind = iota // a phrase that no table knows; Name has it
	KindNone                // no type given
	KindString              // string, UTF-8 string, URL, token with structure …
	KindID                  // numeric string, numeric string or integer, id
	KindInt                 // int, int64, unsigned int32, …
	KindFloat
	KindBool
	KindTime   // datetime, timestamp
	KindEnum   // enum {A, B}: Values; a bare enum has none
	KindList   // list<X>, array<X>, X[]: Elem
	KindMap    // map<K, V>, dictionary {K : <V>}: Key, Elem
	KindRef    // a node or struct by name: Name
	KindEdge   // Edge<X>: Elem
	KindObject // Object, JSON object, struct with keys: Keys; and phrases that mean an object
	KindFile   // a file or an image to upload
	KindUnion  // A | B: Members
	KindPhrase // a known phrase with no meaning of its own: Name has it
)

// Type is a parsed type expression. The zero Elem, Key or Members mean that
// the page does not say.
type Type struct {
	Kind Kind
	// Name is the words of the page: of Ref the name, of scalars and phrases
	// the spelling, of the others the word that makes the kind (list, array,
	// dictionary), of Union what stands between the members.
	Name    string
	Values  []string // of Enum, in the page's order, byte-exact
	Keys    []string // of Object
	Key     *Type    // of Map
	Elem    *Type    // of List, Map and Edge
	Members []*Type  // of Union
	Min     string   // "(min: -24)"
	Max     string
}

// String is the expression in the page's words with its white space made
// regular. ParseType reads it back as the same Type.
func (t Type) String() string {
	s := t.words()
	if t.Min != "" {
		s += " (min: " + t.Min + ")"
	}
	if t.Max != "" {
		s += " (max: " + t.Max + ")"
	}
	return s
}

func (t Type) words() string {
	switch t.Kind {
	case KindEnum:
		if len(t.Values) > 0 {
			return "enum {" + strings.Join(t.Values, ", ") + "}"
		}
	case KindList:
		switch {
		case t.Elem == nil:
		case t.Name == "[]":
			return t.Elem.String() + "[]"
		default:
			return t.Name + "<" + t.Elem.String() + ">"
		}
	case KindEdge:
		return t.Name + "<" + t.Elem.String() + ">"
	case KindMap:
		switch {
		case t.Key == nil:
		case t.Name == wordDictionary:
			return t.Name + " { " + t.Key.String() + " : <" + t.Elem.orNone().String() + "> }"
		case t.Name == wordJSONObject:
			return strings.TrimSuffix(t.Name+" {"+t.Key.String()+" : "+t.Elem.orNone().String(), " ") + "}"
		default:
			return t.Name + "<" + t.Key.String() + ", " + t.Elem.orNone().String() + ">"
		}
	case KindRef:
		return RefType(t.Name)
	case KindObject:
		if t.Name == wordStruct {
			return wordStruct + " " + strings.Join(t.Keys, ", ")
		}
	case KindUnion:
		members := make([]string, len(t.Members))
		for i, m := range t.Members {
			members[i] = m.String()
		}
		return strings.Join(members, t.Name)
	}
	return t.Name
}

// RefType is the expression for a node: its name, or node URL where the name
// alone means something else.
func RefType(name string) string {
	if _, ok := knownWords(name); ok {
		return wordNode + " " + name
	}
	return name
}

func (t *Type) orNone() *Type {
	if t == nil {
		return &Type{Kind: KindNone}
	}
	return t
}

// All are the type and everything inside it, from the outside in.
func (t *Type) All() iter.Seq[*Type] {
	return func(yield func(*Type) bool) { t.walk(yield) }
}

func (t *Type) walk(yield func(*Type) bool) bool {
	if t == nil {
		return true
	}
	if !yield(t) || !t.Key.walk(yield) || !t.Elem.walk(yield) {
		return false
	}
	for _, m := range t.Members {
		if !m.walk(yield) {
			return false
		}
	}
	return true
}

// NormalizeType is a type expression as the flat facts print it: the page's
// own words with regular white space, List [X] as list<X> and Map {K: V} as
// map<K, V>. What is no type expression only gets single spaces.
func NormalizeType(s string) string {
	t, err := ParseType(s)
	if err != nil {
		return CleanLine(s)
	}
	return t.String()
}
