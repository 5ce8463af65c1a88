package scraper

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/graphgen/graphgen/spec"
)

func TestParseResult(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"one member", "Struct {\nid: numeric string,\n}", "id numeric string"},
		{"no members", "Struct  {}", ""},
		{"glued", "Struct{id:string,}", "id string"},
		{"no-break spaces", "Struct\u00a0 {\u00a0success: bool,\u00a0}", "success bool"},
		{"enum holds commas", "Struct { kind: enum {A, B}, at: int, }", "kind enum {A, B}; at int"},
		{"token holds a colon", "Struct { id: token with structure: Post ID, }", "id token with structure: Post ID"},
		{"dictionary holds a colon", "Struct { m: dictionary { string : <int> }, }", "m dictionary { string : <int> }"},
		{"list", "Struct { ids: List [string], }", "ids list<string>"},
		{"list of lists", "Struct { ids: List [List [int],], }", "ids list<list<int>>"},
		{"list of structs", "Struct { a: List [Struct { b: int, }], c: bool, }", "a list<Struct>; a.b int; c bool"},
		{"struct in a struct", "Struct { a: Struct { b: Struct { c: int, }, }, }", "a Struct; a.b Struct; a.b.c int"},
		{"map", "Map { string: int }", "* map<string, int>"},
		{"map of structs", "Map { string: Struct { a: int, } }", "* map<string, Struct>; *.a int"},
		{"list of structs alone", "List [Struct { a: int, }]", "* list<Struct>; *.a int"},
		{"alternatives", "Struct { id: string, } Or Struct { success: bool, id: string, }", "id string; success bool"},
		{"a name that begins with Or", "Struct { Order: int, }", "Order int"},
		{"code marks", "Struct { `id`: string, \"name\": string, }", "id string; name string"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fields, ok := parseResult(tc.in)
			assert.True(t, ok)
			assert.Equal(t, tc.want, strings.Join(resultLines("", fields), "; "))
		})
	}
}

func TestParseResultRefuses(t *testing.T) {
	for _, in := range []string{
		"", "Struct", "Struct {", "Struct { id }", "Struct { id string, }", "Struct { id: string, ",
		"Struct { : string, }", "Struct { a b: string, }", "Struct { id: string, } and more",
		"Struct { id: string, } Or", "List [", "List [string", "Map { string }", "Struct { id: }}",
		strings.Repeat("List [", 1000) + "string" + strings.Repeat("]", 1000),
	} {
		_, ok := parseResult(in)
		assert.False(t, ok, "%.60q", in)
	}
}

// resultLines are the members with their types, dotted when nested.
func resultLines(under string, fields []spec.Field) []string {
	var lines []string
	for _, f := range fields {
		lines = append(lines, under+f.Name+" "+f.Type)
		lines = append(lines, resultLines(under+f.Name+".", f.Fields)...)
	}
	return lines
}
