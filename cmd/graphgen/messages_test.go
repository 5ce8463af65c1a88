package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// saysWhatToDo are the words of messages that need no hint: they say what is
// wanted instead.
var saysWhatToDo = regexp.MustCompile(`none of|such as|must be|neither`)

// Every failure that a user can meet has a hint, or says what is wanted. Their
// words are golden in testdata/script.
func TestEveryFailureSaysWhatToDo(t *testing.T) {
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		require.NoError(t, err)
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, src, 0)
		require.NoError(t, err)
		for lit := range failures(file) {
			seen++
			text := string(src[fset.Position(lit.Pos()).Offset:fset.Position(lit.End()).Offset])
			assert.True(t, hasKey(lit, "hint") || saysWhatToDo.MatchString(text), "%s: no hint: %s", fset.Position(lit.Pos()), text)
			assert.True(t, hasKey(lit, "what"), "%s: %s", fset.Position(lit.Pos()), text)
		}
	}
	assert.Greater(t, seen, 40)
}

// failures are the literals of type failure in a file.
func failures(file *ast.File) func(func(*ast.CompositeLit) bool) {
	return func(yield func(*ast.CompositeLit) bool) {
		for n := range ast.Preorder(file) {
			lit, ok := n.(*ast.CompositeLit)
			if !ok {
				continue
			}
			if id, ok := lit.Type.(*ast.Ident); ok && id.Name == "failure" && !yield(lit) {
				return
			}
		}
	}
}

func hasKey(lit *ast.CompositeLit, key string) bool {
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok && kv.Key.(*ast.Ident).Name == key {
			return true
		}
	}
	return false
}

func TestEveryIssueSaysWhatToDo(t *testing.T) {
	for _, r := range spec.Rules() {
		assert.NotEmpty(t, r.Hint, r.ID)
		assert.NotEmpty(t, r.Doc, r.ID)
	}
}
