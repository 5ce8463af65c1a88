package templates

import (
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

func TestProse(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		want     []string
	}{
		{"a sentence a line", "One. Two! 3 more? (Yes.) no", []string{"One.", "Two!", "3 more?", "(Yes.) no"}},
		{"abbreviations", "A thing, e.g. This one, i.e. That.", []string{"A thing, e.g. This one, i.e. That."}},
		{"numbers and versions", "Since v2.10 it is 3.5 wide.", []string{"Since v2.10 it is 3.5 wide."}},
		{"line ends", "a\r\nb\rc\u2028d\u2029e", []string{"a", "b", "c", "d", "e"}},
		{"bidi and control characters", "a\u202eb\x00c\u2066d\ufeff", []string{"abcd"}},
		{"broken UTF-8", "a\xffb", []string{"a\uFFFDb"}},
		{"indented", "    code\n\n\n  more", []string{"code", "more"}},
		{"bullets", "- a\n* b\n• c\n1. d\n2) e", []string{"– a", "– b", "– c", "(1) d", "(2) e"}},
		{"directives", "+build x\nDeprecated: y\n# z\n[a]: b", []string{"“+build x”", "“Deprecated: y”", "“# z”", "“[a]: b”"}},
		{"empty", " \n ", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, prose(tc.in))
		})
	}
}

func TestProseIsBounded(t *testing.T) {
	lines := prose(strings.Repeat("ü", 10<<20))
	require.Len(t, lines, 1)
	assert.Less(t, len(lines[0]), maxDoc+10)
	assert.True(t, strings.HasSuffix(lines[0], "ü …"))
}

// FuzzHostile is a law: whatever a spec says, the output parses, no comment is
// a directive or a block, and nothing follows from text but text.
func FuzzHostile(f *testing.F) {
	for _, s := range []string{
		"*/", "//go:build ignore", "// +build x", "+build x", "a\r\nb", "a\u2028b", "\u202e", "\x00", "`", "\"", "\\",
		"{", "Deprecated: x", "/* a", "a\nfunc init() {}", "\ufeff", "\xff", "#", "日本", "- a\n  - b", "${x}", "%s", "_test", "1.",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		files, _, err := Generate(hostileAPI(s), Options{Package: "graphapi"})
		require.NoError(t, err)
		for _, file := range files {
			assertInert(t, file)
		}
	})
}

// hostileAPI has s wherever a page may write freely.
func hostileAPI(s string) *spec.API {
	note := spec.Note{Kind: "deprecation", Text: s, Condition: s, Announced: s, Replacement: []spec.Subject{{Type: s, Name: s}}}
	return &spec.API{
		Version: s,
		Pages:   []*spec.Page{{Source: spec.Source{URL: "https://x/" + s}, Nodes: []spec.Node{{Name: s}}, Notes: []spec.Note{note}}},
		Nodes: []*spec.Node{{
			Name: s, Path: "/{x_id}", Doc: s,
			Fields: []spec.Field{
				{Name: "a", Doc: s, Since: s}, {Name: "b", Type: "string", Values: []string{s, s + s}},
				{Name: "c", Type: "string", Deprecated: true, Doc: s},
			},
			Edges: []spec.Edge{{Name: "e", Doc: s, Since: s}},
		}},
		Operations: []*spec.Operation{{
			Op: "POST /{x_id}/e", Doc: s, Deprecated: &note, Permissions: []string{s}, UsualPermissions: []string{s},
			Params: []spec.Param{{Name: "a", Doc: s, Default: &s, Type: "string", Values: []string{s}}}, Errors: []int{1, 9999},
		}},
		Errors: []spec.ErrorMessage{{Code: 9999, Message: s}},
	}
}

func assertInert(t *testing.T, f File) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, f.Name, f.Content, parser.ParseComments)
	require.NoError(t, err)
	assert.Regexp(t, `^[a-z][a-z0-9_]*(\.[a-z0-9_]+)?\.go$`, f.Name)
	for _, group := range file.Comments {
		for _, c := range group.List {
			assert.True(t, c.Text == "//" || strings.HasPrefix(c.Text, "// "), c.Text)
			assert.False(t, constraint.IsGoBuild(c.Text) || constraint.IsPlusBuild(c.Text), c.Text)
		}
	}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			assert.NotEqual(t, "init", fn.Name.Name)
		}
	}
}
