package verify

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
)

// imports are what generated code imports, by shape: all that decides whether
// code compiles, and what can be compared. With them a package is type-checked
// anywhere; to have the real ones read would need the go command, and a module
// that requires graph. Bodies are never looked at.
var imports = map[string]string{
	"context":       `package context; type Context interface{ Done() <-chan struct{} }`,
	"iter":          `package iter; type Seq2[K, V any] func(yield func(K, V) bool)`,
	"encoding/json": `package json; type RawMessage []byte`,
	"time":          `package time; type Time struct{ wall uint64; ext int64; loc *int }`,
	graphPath: `package graph
import ("context"; "encoding/json"; "iter"; "time")
type (
	ID string; Int int64; Float float64; Bool bool; Field string; ErrorCode int
	Time struct{ time.Time }
	Paging struct{}
	Edge[T any] struct{ Data []T; Paging *Paging; Summary json.RawMessage }
	Object struct{ ID ID; Raw json.RawMessage }
	File struct{ Name string }
	Client struct{ core *int }
	CallOption func(*int)
)
func (c *Client) ForPackage(name, version string) *Client
func (c *Client) Do(ctx context.Context, method, path string, req, out any, opts ...CallOption) error
func (e ErrorCode) Error() string
func Result[P any](out P, err error) (P, error) {}
func All[T any](ctx context.Context, c *Client, path string, req any, opts ...CallOption) iter.Seq2[T, error] {}
func Values[T ~string](table []string) []T {}
func IsKnown(table []string, value string) bool`,
}

const (
	graphPath   = "github.com/graphgen/graphgen/graph"
	packagePath = "example.com/graphapi"
)

// checker type-checks packages in memory.
type checker struct {
	fset     *token.FileSet
	packages map[string]*types.Package
}

func newChecker() *checker { return &checker{token.NewFileSet(), map[string]*types.Package{}} }

// Import makes a checker a types.Importer.
func (c *checker) Import(name string) (*types.Package, error) {
	if p := c.packages[name]; p != nil {
		return p, nil
	}
	src, ok := imports[name]
	if !ok {
		return nil, fmt.Errorf("generated code imports %s, whose shape is not known", name)
	}
	files, errs := c.parse([]File{{path.Base(name) + ".go", []byte(src)}})
	if len(errs) > 0 {
		return nil, errs[0]
	}
	p, errs := c.check(name, files, true)
	if len(errs) > 0 {
		return nil, errs[0]
	}
	c.packages[name] = p
	return p, nil
}

// parsedFile is a file with its text.
type parsedFile struct {
	tree    *ast.File
	content []byte
}

func (c *checker) parse(files []File) ([]parsedFile, []error) {
	parsed := make([]parsedFile, len(files))
	for i, f := range files {
		tree, err := parser.ParseFile(c.fset, f.Name, f.Content, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, []error{err}
		}
		parsed[i] = parsedFile{tree, f.Content}
	}
	return parsed, nil
}

// check type-checks a package; if shallow is set without the bodies of its
// functions, which no caller sees.
func (c *checker) check(name string, files []parsedFile, shallow bool) (*types.Package, []error) {
	var trees []*ast.File
	for _, f := range files {
		trees = append(trees, f.tree)
	}
	var errs []error
	conf := types.Config{Importer: c, IgnoreFuncBodies: shallow, Error: func(err error) { errs = append(errs, err) }}
	p, _ := conf.Check(name, c.fset, trees, nil) // its error is the first of errs
	return p, errs
}
