package templates

import (
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestGolden generates from the pages of each archive. What comes after them
// is golden: issues.txt, error.txt and the files that the archive's comment
// names in a line "show: a.go b.go" (all, if it has none). The lines "only: …"
// and "depth: …" set Options.Only, item by item between commas, and Depth.
func TestGolden(t *testing.T) {
	for _, name := range archives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			c := readCase(t, archive)
			files, issues, genErr := Generate(c.api, c.options)
			got := &txtar.Archive{Comment: archive.Comment, Files: c.pages}
			if len(issues) > 0 && genErr == nil {
				got.Files = append(got.Files, txtar.File{Name: "issues.txt", Data: []byte(issueText(issues))})
			}
			if genErr != nil {
				got.Files = append(got.Files, txtar.File{Name: "error.txt", Data: []byte(genErr.Error() + "\n")})
			}
			for _, f := range files {
				if len(c.show) == 0 || slices.Contains(c.show, f.Name) {
					got.Files = append(got.Files, txtar.File{Name: f.Name, Data: f.Content})
				}
			}
			if *update {
				require.NoError(t, os.WriteFile(name, txtar.Format(got), 0o644))
			}
			if d := diff.Diff("golden", txtar.Format(archive), "generated", txtar.Format(got)); len(d) > 0 && !*update {
				t.Error(string(d))
			}
			if genErr == nil {
				checkTypes(t, files)
			}
		})
	}
}

// TestShuffle is a law: the order of the input does not matter.
func TestShuffle(t *testing.T) {
	for _, name := range archives(t) {
		archive, err := txtar.ParseFile(name)
		require.NoError(t, err)
		c := readCase(t, archive)
		want, wantIssues, wantErr := Generate(c.api, c.options)
		for seed := range uint64(5) {
			r := rand.New(rand.NewPCG(seed, 0))
			api := *c.api
			api.Pages, api.Nodes = slices.Clone(api.Pages), slices.Clone(api.Nodes)
			api.Operations, api.Errors = slices.Clone(api.Operations), slices.Clone(api.Errors)
			r.Shuffle(len(api.Pages), func(i, j int) { api.Pages[i], api.Pages[j] = api.Pages[j], api.Pages[i] })
			r.Shuffle(len(api.Nodes), func(i, j int) { api.Nodes[i], api.Nodes[j] = api.Nodes[j], api.Nodes[i] })
			r.Shuffle(len(api.Operations), func(i, j int) {
				api.Operations[i], api.Operations[j] = api.Operations[j], api.Operations[i]
			})
			r.Shuffle(len(api.Errors), func(i, j int) { api.Errors[i], api.Errors[j] = api.Errors[j], api.Errors[i] })
			got, issues, err := Generate(&api, c.options)
			require.Equal(t, want, got, name)
			require.Equal(t, wantIssues, issues, name)
			require.Equal(t, wantErr, err, name)
		}
	}
}

// TestVersionFile is a law: another version changes version.go only.
func TestVersionFile(t *testing.T) {
	for _, name := range archives(t) {
		archive, err := txtar.ParseFile(name)
		require.NoError(t, err)
		c := readCase(t, archive)
		before, _, err := Generate(c.api, c.options)
		if err != nil {
			continue
		}
		c.api.Version = "v99.0"
		for _, p := range c.api.Pages {
			p.Version = "v99.0"
			p.Source.URL = strings.ReplaceAll(p.Source.URL, "/v19.0/", "/v99.0/")
		}
		after, _, err := Generate(c.api, c.options)
		require.NoError(t, err)
		if strings.Contains(string(archive.Comment), "versions matter") {
			continue
		}
		for i, f := range after {
			if f.Name != "version.go" {
				assert.Equal(t, string(before[i].Content), string(f.Content), "%s: %s", name, f.Name)
			}
		}
	}
}

// testCase is the input of one archive.
type testCase struct {
	pages   []txtar.File
	api     *spec.API
	options Options
	show    []string
}

func readCase(t *testing.T, archive *txtar.Archive) testCase {
	t.Helper()
	c := testCase{options: Options{Package: "graphapi"}}
	for line := range strings.Lines(string(archive.Comment)) {
		if names, ok := strings.CutPrefix(line, "show: "); ok {
			c.show = strings.Fields(names)
		}
		if names, ok := strings.CutPrefix(line, "only: "); ok {
			c.options.Only = strings.Split(strings.TrimSpace(names), ", ")
		}
		if depth, ok := strings.CutPrefix(line, "depth: "); ok {
			n, err := strconv.Atoi(strings.TrimSpace(depth))
			require.NoError(t, err)
			c.options.Depth = n
		}
	}
	var pages []*spec.Page
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) != ".yaml" {
			continue
		}
		c.pages = append(c.pages, f)
		page, issues := spec.ReadPage(f.Name, f.Data)
		require.NoError(t, issues.Err())
		pages = append(pages, page)
	}
	api, issues := spec.Merge(pages)
	require.NoError(t, issues.Err())
	c.api = api
	return c
}

func issueText(issues spec.Issues) string {
	var b strings.Builder
	for _, i := range issues {
		fmt.Fprintf(&b, "%s: %s [%s]\n", i.Severity, i, i.ID)
	}
	return b.String()
}

func archives(t testing.TB) []string {
	names, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	return names
}

// checker compiles generated packages against the runtime. It reads each
// imported package once.
var checker = struct {
	sync.Mutex
	fset     *token.FileSet
	imported types.Importer
}{fset: token.NewFileSet()}

// checkTypes is what a compiler would say of the files, and a check of their
// form.
func checkTypes(t *testing.T, files []File) {
	t.Helper()
	checker.Lock()
	defer checker.Unlock()
	if checker.imported == nil {
		checker.imported = importer.ForCompiler(checker.fset, "source", nil)
	}
	var parsed []*ast.File
	for _, f := range files {
		assert.True(t, strings.HasPrefix(string(f.Content), "// Code generated by graphgen. DO NOT EDIT.\n"), f.Name)
		formatted, err := format.Source(f.Content)
		require.NoError(t, err, f.Name)
		assert.Equal(t, string(formatted), string(f.Content), "%s is not formatted", f.Name)
		file, err := parser.ParseFile(checker.fset, f.Name, f.Content, parser.ParseComments)
		require.NoError(t, err)
		parsed = append(parsed, file)
	}
	config := types.Config{Importer: checker.imported, Error: func(err error) { t.Error(err) }}
	_, _ = config.Check("graphapi", checker.fset, parsed, nil)
}

// TestBundled generates the package of the bundled spec.
func TestBundled(t *testing.T) {
	versions, err := fs.Glob(spec.Bundled(), "v*")
	require.NoError(t, err)
	require.NotEmpty(t, versions)
	for _, version := range versions {
		pages, err := fs.Sub(spec.Bundled(), version)
		require.NoError(t, err)
		api, issues, err := spec.Load(pages)
		require.NoError(t, err)
		require.NoError(t, issues.Err())
		files, _, err := Generate(api, Options{Package: "graphapi"})
		require.NoError(t, err)
		checkTypes(t, files)
	}
}
