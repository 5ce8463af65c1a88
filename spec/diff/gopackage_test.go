package diff_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
)

// stubs stand for what generated code imports. Only the shapes matter to the
// type checker: what can be compared, what has which type.
var stubs = map[string]string{
	"context":       `package context; type Context interface{ Done() <-chan struct{} }`,
	"iter":          `package iter; type Seq2[K, V any] func(yield func(K, V) bool)`,
	"encoding/json": `package json; type RawMessage []byte`,
	"time":          `package time; type Time struct{ wall uint64; loc *int }`,
	"github.com/graphgen/graphgen/graph": `package graph
import ("context"; "encoding/json"; "iter"; "time")
type (
	ID string; Int int64; Float float64; Bool bool; Field string; ErrorCode int
	Time struct{ time.Time }
	Paging struct{ Next string }
	Edge[T any] struct{ Data []T; Paging *Paging; Summary json.RawMessage }
	Object struct{ ID ID; Raw json.RawMessage }
	File struct{ Name string }
	Client struct{ c *int }
	CallOption func(*int)
)
func (c *Client) ForPackage(name, version string) *Client { return c }
func (c *Client) Do(ctx context.Context, method, path string, req, out any, opts ...CallOption) error { return nil }
func (e ErrorCode) Error() string { return "" }
func Result[T any](out *T, err error) (*T, error) { return out, err }
func All[T any](ctx context.Context, c *Client, path string, req any, opts ...CallOption) iter.Seq2[T, error] { return nil }
func Values[T ~string](v []string) []T { return nil }
func IsKnown(v []string, s string) bool { return false }`,
}

// checker type-checks generated packages without the go command.
type checker struct {
	t        testing.TB
	fset     *token.FileSet
	packages map[string]*types.Package
}

func newChecker(t testing.TB) *checker {
	return &checker{t, token.NewFileSet(), map[string]*types.Package{}}
}

// Import is that of the stubs.
func (c *checker) Import(name string) (*types.Package, error) {
	if p := c.packages[name]; p != nil {
		return p, nil
	}
	src, ok := stubs[name]
	if !ok {
		return nil, fmt.Errorf("generated code imports %s, which has no stub", name)
	}
	p, errs := c.check(name, map[string]string{path.Base(name) + ".go": src})
	require.Empty(c.t, errs, name)
	c.packages[name] = p
	return p, nil
}

func (c *checker) check(name string, files map[string]string) (*types.Package, []error) {
	var parsed []*ast.File
	for file, src := range files {
		f, err := parser.ParseFile(c.fset, file, src, parser.SkipObjectResolution)
		require.NoError(c.t, err, src)
		parsed = append(parsed, f)
	}
	var errs []error
	conf := types.Config{Importer: c, Error: func(err error) { errs = append(errs, err) }}
	p, _ := conf.Check(name, c.fset, parsed, nil)
	return p, errs
}

// generated is the package of an API, type-checked.
func (c *checker) generated(s diff.Side) *types.Package {
	files, _, err := templates.Generate(s.API, templates.Options{Package: "graphapi"})
	require.NoError(c.t, err)
	sources := map[string]string{}
	for _, f := range files {
		sources[f.Name] = string(f.Content)
	}
	p, errs := c.check("example.com/graphapi", sources)
	require.Empty(c.t, errs)
	return p
}

var localName = regexp.MustCompile(`(^|[^.\w])([A-Z]\w*)`)

// witness is a program that uses every declaration of a package in the ordinary
// way, with types pinned: one line each, and the name that each line is about.
func witness(decls []diff.Decl) (src string, names []string) {
	local := func(t string) string { return localName.ReplaceAllString(t, "${1}graphapi.$2") }
	lines := []string{
		`package witness`, `import ("context"; "encoding/json"; "iter"; "time"; "github.com/graphgen/graphgen/graph"; "example.com/graphapi")`,
		`var _ context.Context; var _ json.RawMessage; var _ iter.Seq2[int, int]; var _ time.Time; var _ graph.ID; var client *graphapi.Client`,
	}
	names = make([]string, len(lines))
	seen := map[string]bool{}
	for i, d := range decls {
		if seen[d.Name] {
			continue
		}
		seen[d.Name] = true
		owner, member, isMember := strings.Cut(d.Name, ".")
		line := ""
		switch {
		case d.Role == "method":
			in, out, _ := strings.Cut(strings.TrimPrefix(d.Type, "func(*"), ") ")
			line = fmt.Sprintf("func f%d() { var out %s; var err error; out, err = client.%s(context.Context(nil), &graphapi.%s{}); _, _ = out, err }", i, local(out), member, in)
		case d.Role == "all":
			in, elem, _ := strings.Cut(strings.TrimPrefix(d.Type, "func(*"), ") ")
			line = fmt.Sprintf("func f%d() { var all iter.Seq2[%s, error] = client.%s(nil, &graphapi.%s{}); _ = all }", i, local(elem), member, in)
		case isMember:
			line = fmt.Sprintf("func f%d(v *graphapi.%s) { var x %s = v.%s; _ = graphapi.%s{%s: x} }", i, owner, local(d.Type), member, owner, member)
		case d.Role == "const":
			line = fmt.Sprintf("const c%d %s = graphapi.%s", i, local(d.Type), d.Name)
		case d.Role == "values":
			line = fmt.Sprintf("var v%d %s = graphapi.%s()", i, local(strings.TrimPrefix(d.Type, "func() ")), d.Name)
		case d.Role == "errors" || d.Role == "perms":
			line = fmt.Sprintf("var l%d %s = graphapi.%s", i, d.Type, d.Name)
		case d.Type == "string":
			line = fmt.Sprintf("func f%d(v graphapi.%s) string { return string(v) }", i, d.Name)
		default:
			line = fmt.Sprintf("var t%d graphapi.%s", i, d.Name)
		}
		lines, names = append(lines, line), append(names, d.Name)
	}
	return strings.Join(lines, "\n"), names
}

// broken are the names whose lines of a witness do not compile with a package.
func (c *checker) broken(src string, names []string, p *types.Package) []string {
	c.packages["example.com/graphapi"] = p
	_, errs := c.check("witness", map[string]string{"witness.go": src})
	var out []string
	for _, err := range errs {
		e, ok := err.(types.Error)
		require.True(c.t, ok, "%v", err)
		line := c.fset.Position(e.Pos).Line
		require.NotEmpty(c.t, names[line-1], "%v", err)
		out = append(out, names[line-1])
	}
	slices.Sort(out)
	return slices.Compact(out)
}
