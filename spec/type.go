package spec

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
	Kind    Kind
	Name    string   // the words of the page: of Ref the name, of scalars the spelling
	Values  []string // of Enum, in the page's order, byte-exact
	Keys    []string // of Object
	Key     *Type    // of Map
	Elem    *Type    // of List, Map and Edge
	Members []*Type  // of Union
	Min     string   // "(min: -24)"
	Max     string
}
