package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/mock"
	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/templates"
)

// This file has the tests over Meta's whole API, a thousand nodes.

// snapshots are the folders of Meta's description, the newest last.
func snapshots(t testing.TB) []string {
	t.Helper()
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	folders, err := filepath.Glob(filepath.Join(root, "meta-specs", "*", "api_specs"))
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	slices.Sort(folders)
	return folders
}

func newestTwo(t testing.TB) []string {
	t.Helper()
	folders := snapshots(t)
	if len(folders) < 2 {
		t.Skip("one snapshot only")
	}
	return folders[len(folders)-2:]
}

func importedPages(t testing.TB, folder string) []*spec.Page {
	t.Helper()
	pages, issues, err := metaspec.Import(os.DirFS(folder), metaspec.Options{})
	require.NoError(t, err)
	require.NoError(t, issues.Err())
	return pages
}

// wholePages are the pages of the newest snapshot.
func wholePages(t testing.TB) []*spec.Page {
	t.Helper()
	folders := snapshots(t)
	return importedPages(t, folders[len(folders)-1])
}

func wholeAPI(t testing.TB) *spec.API {
	api, issues := spec.Merge(wholePages(t))
	require.Empty(t, issues)
	return api
}

var runs = flag.Int("runs", 6, "how many times to generate the whole API for TestWholeAPIIsTheSameEachTime")

// TestWholeAPIIsTheSameEachTime generates again and again, on one processor and
// on several, from pages in any order.
func TestWholeAPIIsTheSameEachTime(t *testing.T) {
	pages := wholePages(t)
	processors := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(processors)
	var want []templates.File
	for run := range *runs {
		runtime.GOMAXPROCS([]int{processors, 1}[run%2])
		r := rand.New(rand.NewPCG(uint64(run), 0))
		r.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
		api, _ := spec.Merge(pages)
		got, _, err := templates.Generate(api, templates.Options{Package: "api"})
		require.NoError(t, err)
		if run == 0 {
			want = got
		}
		require.True(t, slices.EqualFunc(want, got, func(a, b templates.File) bool {
			return a.Name == b.Name && bytes.Equal(a.Content, b.Content)
		}), "run %d", run)
	}
}

// TestHalfAYear generates the two newest snapshots, as a client does at a bump,
// and counts the lines that its reviewer has to read.
func TestHalfAYear(t *testing.T) {
	dir := t.TempDir()
	var lock *templates.Lock
	for i, folder := range newestTwo(t) {
		api, _ := spec.Merge(importedPages(t, folder))
		options := templates.Options{Package: "api", Lock: lock}
		files, _, err := templates.Generate(api, options)
		require.NoError(t, err)
		lock, err = templates.Names(api, options)
		require.NoError(t, err)
		side := filepath.Join(dir, []string{"old", "new"}[i])
		require.NoError(t, os.Mkdir(side, 0o755))
		for _, f := range files {
			require.NoError(t, os.WriteFile(filepath.Join(side, f.Name), f.Content, 0o644))
		}
	}
	cmd := exec.Command("git", "diff", "--no-index", "--numstat", "old", "new")
	cmd.Dir = dir
	output, _ := cmd.Output() // exit status 1 says that there is a difference
	lines := 0
	for line := range strings.Lines(string(output)) {
		var added, deleted int
		_, err := fmt.Sscan(line, &added, &deleted)
		require.NoError(t, err, line)
		lines += added + deleted
	}
	assert.NotZero(t, lines)
	assert.LessOrEqual(t, lines, 5500)
	t.Logf("%d changed lines in %d files", lines, strings.Count(string(output), "\n"))
}

// TestWholeAPIIsCalled calls every method of the whole package against a mock of
// the same spec, which refuses what is not as the spec says.
func TestWholeAPIIsCalled(t *testing.T) {
	api := wholeAPI(t)
	options := templates.Options{Package: "api"}
	files, _, err := templates.Generate(api, options)
	require.NoError(t, err)
	decls, err := templates.Declarations(api, options)
	require.NoError(t, err)

	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "api"), 0o755))
	for _, f := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "api", f.Name), f.Content, 0o644))
	}
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	module := "module example.com/whole\n\ngo 1.26\n\nrequire github.com/graphgen/graphgen v0.0.0\n\nreplace github.com/graphgen/graphgen => " + root + "\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(module), 0o644))
	sums, err := os.ReadFile("../../go.sum")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.sum"), sums, 0o644))
	program, err := os.ReadFile("testdata/whole/main.go.txt")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), program, 0o644))

	var asked mock.Recorder
	server := mock.New(api, mock.WithObserver(asked.Add), mock.WithElements(2))
	require.NoError(t, server.Err())
	listening := httptest.NewServer(server)
	defer listening.Close()

	requests, methods := wholeRequests(api, decls, server)
	input, err := json.Marshal(requests)
	require.NoError(t, err)
	cmd := exec.Command("go", "run", "-mod=mod", ".", listening.URL)
	cmd.Dir = dir
	cmd.Stdin = bytes.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	require.NoError(t, err, stderr.String())

	called := map[string]bool{}
	for line := range strings.Lines(string(output)) {
		method, outcome, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		called[method] = true
		assert.Equal(t, "<nil>", outcome, method)
	}
	answered := map[string]bool{}
	for _, call := range asked.Calls() {
		if call.Error == nil {
			answered[call.Op] = true
		}
	}
	for _, o := range api.Operations {
		assert.True(t, called[methods[o.Op]], "%s has no method that was called", o.Op)
		assert.True(t, answered[o.Op], "%s was not answered", o.Op)
	}
	t.Logf("%d operations, %d methods called", len(api.Operations), len(called))
}

// wholeRequests are, by method and parameter, the values of what an operation
// requires; and the method of each operation.
func wholeRequests(api *spec.API, decls []*spec.Decl, server *mock.Server) (map[string]map[string]any, map[string]string) {
	methods := map[string]string{}
	for _, d := range decls {
		if d.Role == "method" {
			methods[d.ID] = strings.TrimPrefix(d.Name, "Client.")
		}
	}
	ids := map[string]string{}
	structs := map[string]bool{}
	for _, n := range api.Nodes {
		structs[n.Name] = n.Path == ""
		for _, placeholder := range spec.Placeholders(n.Path) {
			ids[placeholder] = server.ID(n.Name, 1)
		}
	}
	requests := map[string]map[string]any{}
	byOp := map[string]string{}
	for _, o := range api.Operations {
		method := methods[spec.OpID(o.Op)]
		byOp[o.Op] = method
		values := map[string]any{}
		_, path := o.Split()
		for _, placeholder := range spec.Placeholders(path) {
			values["{"+placeholder+"}"] = ids[placeholder]
		}
		for _, p := range o.Params {
			if p.Required {
				t, _ := spec.ParseType(p.Type)
				values[p.Name] = wholeValue(&t, p.Values, structs)
			}
		}
		requests[method] = values
		// The methods that walk a list have the same request.
		requests[strings.TrimPrefix(method, "List")] = values
	}
	return requests, byOp
}

// wholeValue is a value of a type.
func wholeValue(t *spec.Type, values []string, structs map[string]bool) any {
	if t == nil {
		return "text"
	}
	switch t.Kind {
	case spec.KindInt:
		return 1
	case spec.KindFloat:
		return 0.5
	case spec.KindBool:
		return true
	case spec.KindTime:
		return "2024-01-02T15:04:05Z"
	case spec.KindList:
		return []any{wholeValue(t.Elem, values, structs)}
	case spec.KindMap:
		return map[string]any{"1": wholeValue(t.Elem, values, structs)}
	case spec.KindObject:
		return map[string]any{"key": "text"}
	case spec.KindRef:
		if structs[t.Name] {
			return map[string]any{}
		}
		return "1"
	}
	if len(values) > 0 {
		return values[len(values)-1]
	}
	return "1"
}
