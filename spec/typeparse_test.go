package spec

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func scalar(k Kind, name string) *Type { return &Type{Kind: k, Name: name} }

var str = scalar(KindString, "string")

// typeCases are expressions as pages write them.
var typeCases = []struct {
	in   string
	want Type
	text string // as String writes it; in when empty
}{
	{in: "", want: Type{Kind: KindNone}},
	{in: "string", want: *str},
	{in: "UTF-8 string", want: *scalar(KindString, "UTF-8 string")},
	{in: "numeric string or integer", want: *scalar(KindID, "numeric string or integer")},
	{in: "unsigned \n int32", want: *scalar(KindInt, "unsigned int32"), text: "unsigned int32"},
	{in: "URL", want: *scalar(KindString, "URL")},
	{in: "OG object ID or URL string", want: *scalar(KindString, "OG object ID or URL string")},
	{in: "Privacy Parameter", want: *scalar(KindObject, "Privacy Parameter")},
	{in: "datetime/timestamp", want: *scalar(KindTime, "datetime/timestamp")},
	{in: "user/page ID", want: *scalar(KindID, "user/page ID")},
	{in: "post_id", want: *scalar(KindID, "post_id")},
	{in: "null", want: *scalar(KindPhrase, "null")},
	{in: "token with structure: ID or ID", want: *scalar(KindString, "token with structure: ID or ID")},
	{in: "float with at most two digits after decimal point",
		want: *scalar(KindFloat, "float with at most two digits after decimal point")},
	{in: "float (max: 24) (min: -24)", want: Type{Kind: KindFloat, Name: "float", Min: "-24", Max: "24"},
		text: "float (min: -24) (max: 24)"},

	{in: "Currency", want: *scalar(KindRef, "Currency")},
	{in: "URL", want: *scalar(KindString, "URL")},
	{in: "node URL", want: *scalar(KindRef, "URL")},
	{in: "list<node URL>", want: Type{Kind: KindList, Name: "list", Elem: scalar(KindRef, "URL")}},
	{in: "node Page", want: *scalar(KindRef, "Page"), text: "Page"},
	{in: "OpenGraphObject:generic", want: *scalar(KindRef, "OpenGraphObject:generic")},
	{in: "numeric strng", want: *scalar(KindUnknown, "numeric strng")},
	{in: "at least 5 < 6 | or so>", want: *scalar(KindUnknown, "at least 5 < 6 | or so>")},

	{in: "enum", want: *scalar(KindEnum, "enum")},
	{in: "enum{}", want: *scalar(KindEnum, "enum {}"), text: "enum {}"},
	{in: "enum{Anyone (13+), Don't allow,Cajun/Creole}",
		want: Type{Kind: KindEnum, Name: "enum", Values: []string{"Anyone (13+)", "Don't allow", "Cajun/Creole"}},
		text: "enum {Anyone (13+), Don't allow, Cajun/Creole}"},
	{in: "enum {<18, >=18, a|b}", want: Type{Kind: KindEnum, Name: "enum", Values: []string{"<18", ">=18", "a|b"}}},

	{in: "list", want: *scalar(KindList, "list")},
	{in: "list<>", want: *scalar(KindList, "list<>")},
	{in: "list< list<int64> >", want: Type{Kind: KindList, Name: "list",
		Elem: &Type{Kind: KindList, Name: "list", Elem: scalar(KindInt, "int64")}}, text: "list<list<int64>>"},
	{in: "List [string]", want: Type{Kind: KindList, Name: "list", Elem: str}, text: "list<string>"},
	{in: "array<Page ID>", want: Type{Kind: KindList, Name: "array", Elem: scalar(KindID, "Page ID")}},
	{in: "Message[]", want: Type{Kind: KindList, Name: "[]", Elem: scalar(KindRef, "Message")}},
	{in: "list<enum {A, B}>", want: Type{Kind: KindList, Name: "list",
		Elem: &Type{Kind: KindEnum, Name: "enum", Values: []string{"A", "B"}}}},
	{in: "list<KeyValue:string,string>", want: Type{Kind: KindList, Name: "list",
		Elem: &Type{Kind: KindObject, Name: "KeyValue:string,string", Keys: []string{"key", "value"}}}},
	{in: "list<string> of ids", want: *scalar(KindUnknown, "list<string> of ids")},

	{in: "map<string,bool>", want: Type{Kind: KindMap, Name: "map", Key: str, Elem: scalar(KindBool, "bool")},
		text: "map<string, bool>"},
	{in: "Map {string: list<bool>}", want: Type{Kind: KindMap, Name: "map", Key: str,
		Elem: &Type{Kind: KindList, Name: "list", Elem: scalar(KindBool, "bool")}}, text: "map<string, list<bool>>"},
	{in: "dictionary { string : <> }", want: Type{Kind: KindMap, Name: "dictionary", Key: str}},
	{in: "dictionary { enum{1x2, 3x4} : <list<int64>> }", want: Type{Kind: KindMap, Name: "dictionary",
		Key:  &Type{Kind: KindEnum, Name: "enum", Values: []string{"1x2", "3x4"}},
		Elem: &Type{Kind: KindList, Name: "list", Elem: scalar(KindInt, "int64")}},
		text: "dictionary { enum {1x2, 3x4} : <list<int64>> }"},
	{in: "JSON object {string : JSON object}", want: Type{Kind: KindMap, Name: "JSON object", Key: str,
		Elem: scalar(KindObject, "JSON object")}},

	{in: "Edge<AdsInsights>", want: Type{Kind: KindEdge, Name: "Edge", Elem: scalar(KindRef, "AdsInsights")}},
	{in: "struct with keys: type,value", want: Type{Kind: KindObject, Name: "struct with keys:", Keys: []string{"type", "value"}},
		text: "struct with keys: type, value"},
	{in: "{'since':YYYY-MM-DD,'until':YYYY-MM-DD}", want: Type{Kind: KindObject,
		Name: "{'since':YYYY-MM-DD,'until':YYYY-MM-DD}", Keys: []string{"since", "until"}}},

	{in: "User|Page", want: Type{Kind: KindUnion, Name: "|",
		Members: []*Type{scalar(KindRef, "User"), scalar(KindRef, "Page")}}},
	{in: "array<string> | int | string", want: Type{Kind: KindUnion, Name: " | ",
		Members: []*Type{{Kind: KindList, Name: "array", Elem: str}, scalar(KindInt, "int"), str}}},
	{in: "numeric string or integer or URL", want: Type{Kind: KindUnion, Name: " or ",
		Members: []*Type{scalar(KindID, "numeric string or integer"), scalar(KindString, "URL")}}},
	{in: "a cat or a dog", want: *scalar(KindUnknown, "a cat or a dog")},
}

func TestParseType(t *testing.T) {
	for _, tc := range typeCases {
		t.Run(tc.in, func(t *testing.T) {
			got, err := ParseType(tc.in)
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
			text := tc.text
			if text == "" {
				text = tc.in
			}
			assert.Equal(t, text, got.String())
			assert.Equal(t, text, NormalizeType(tc.in))
		})
	}
}

var typeErrors = []struct{ in, want string }{
	{"list<Foo", `"list<Foo": missing >`},
	{"list<Foo>>", `"list<Foo>>": unexpected >`},
	{"list<enum {A, B>", `"list<enum {A, B>": missing }`},
	{"enum {A, B", `"enum {A, B": missing }`},
	{"List [Foo", `"List [Foo": missing ]`},
	{"List [a > b]", `"List [a > b]": unexpected >`},
	{"Map {string, int: bool}", `"Map {string, int: bool}": a comma in the type of the keys`},
	{"map<string>", `"map<string>": missing the type of the keys or of the values`},
	{"dictionary { string : bool }", `"dictionary { string : bool }": missing < > around the type of the values`},
	{"Edge<>", `"Edge<>": nothing between < and >`},
	{"A | | B", `"A | | B": nothing on one side of |`},
	{"{'a': 1", `"{'a': 1": missing }`},
}

func TestParseTypeErrors(t *testing.T) {
	for _, tc := range typeErrors {
		t.Run(tc.in, func(t *testing.T) {
			_, err := ParseType(tc.in)
			require.EqualError(t, err, tc.want)
			var typeErr *TypeError
			require.ErrorAs(t, err, &typeErr)
			assert.Equal(t, CleanLine(tc.in), NormalizeType(tc.in), "what is no type keeps its words")
		})
	}
}

// Expressions that would keep a careless parser busy.
func TestParseTypeBounds(t *testing.T) {
	deep := strings.Repeat("list<", 40) + "int" + strings.Repeat(">", 40)
	_, err := ParseType(deep)
	require.ErrorContains(t, err, "levels deep")
	assert.Less(t, len(err.Error()), 200)

	_, err = ParseType(strings.Repeat("x", maxTypeBytes+1))
	require.ErrorContains(t, err, "longer than")

	for _, s := range []string{"<", "{", "list<", "enum {", "a or ", "a|", "[]", " (min: 1)", "a or list<b[] or "} {
		_, _ = ParseType(strings.Repeat(s, maxTypeBytes/len(s)))
	}
	nested := "a"
	for range 40 {
		nested = "list<" + nested + "> or b c[]"
	}
	_, _ = ParseType(nested)
}

func TestTypeAll(t *testing.T) {
	parsed, err := ParseType("map<string, list<User|Page>>")
	require.NoError(t, err)
	var names []string
	for part := range parsed.All() {
		names = append(names, part.Name)
		if part.Name == "User" {
			break
		}
	}
	assert.Equal(t, []string{"map", "string", "list", "|", "User"}, names)
}

func FuzzParseType(f *testing.F) {
	for _, tc := range typeCases {
		f.Add(tc.in)
	}
	for _, tc := range typeErrors {
		f.Add(tc.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		parsed, err := ParseType(s)
		if err != nil {
			return
		}
		again, err := ParseType(parsed.String())
		require.NoError(t, err, "%q gives %q", s, parsed.String())
		require.Equal(t, parsed, again, "%q gives %q", s, parsed.String())
	})
}

// TestTypesOfTheReference parses every expression that the reference is known
// to use. Free phrases are listed: they are kept, not understood.
func TestTypesOfTheReference(t *testing.T) {
	corpus := os.Getenv("GRAPHGEN_CORPUS")
	if corpus == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	data, err := os.ReadFile(filepath.Join(corpus, "design", "types.tsv"))
	require.NoError(t, err)
	rows := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:]
	require.Len(t, rows, 508)
	var free []string
	for _, row := range rows {
		expression := strings.ReplaceAll(strings.SplitN(row, "\t", 3)[2], `\|`, "|")
		parsed, err := ParseType(expression)
		require.NoError(t, err)
		again, err := ParseType(parsed.String())
		require.NoError(t, err)
		assert.Equal(t, parsed, again)
		for part := range parsed.All() {
			if part.Kind == KindUnknown {
				free = append(free, part.Name)
			}
		}
	}
	t.Logf("%d expressions, %d free phrases:\n%s", len(rows), len(free), strings.Join(free, "\n"))
	for _, phrase := range free {
		assert.Regexp(t, "<br>|^_.*_$", phrase, "only what a Markdown converter left over is free")
	}
}
