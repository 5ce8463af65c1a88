package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/graphgen/graphgen"

// rooms says what the code of each folder may import besides the standard
// library: other rooms, and libraries with all their packages. What a room does
// not use may not stand here either. Tests may import more.
var rooms = map[string][]string{
	"cmd/graphgen": {
		"mock", "scraper", "scraper/fetch", "scraper/metaspec", "scraper/reference", "spec", "spec/diff", "spec/diff/verify", "spec/openapi", "templates",
		"spec/webpage", "templates/usage",
		"github.com/rogpeppe/go-internal/diff", "github.com/spf13/cobra", "github.com/spf13/pflag", "go.yaml.in/yaml/v3",
	},
	"scraper": {
		"spec",
		"github.com/PuerkitoBio/goquery", "github.com/andybalholm/cascadia", "golang.org/x/net/html",
		"github.com/yuin/goldmark",
	},
	"scraper/fetch": {
		"spec",
		"github.com/andybalholm/brotli", "github.com/rogpeppe/go-internal/lockedfile", "golang.org/x/net/html",
	},
	"scraper/metaspec":  {"spec"},
	"scraper/reference": {},
	"mock":              {"spec"},
	"spec":              {"go.yaml.in/yaml/v3"},
	"spec/diff":         {"spec"},
	"spec/diff/verify":  {"spec", "spec/diff", "golang.org/x/exp/apidiff"},
	"spec/openapi":      {"spec"},
	"templates":         {"spec", "github.com/dave/jennifer/jen"},
	"templates/usage":   {"golang.org/x/tools/go/packages"},
	"spec/webpage":      {"spec", "spec/diff"},

	"examples/inbox":     {"generated/graphapi", "graph"},
	"generated/graphapi": {"graph"},
	"graph":              {},
}

// guarded are packages of the standard library that only some rooms may use.
var guarded = map[string][]string{
	"log":      {}, // no log.Fatal
	"net/http": {"graph", "mock", "scraper/fetch"},
	"os/exec":  {"cmd/graphgen"}, // git
	"unsafe":   {},
}

func TestRoomsImportOnlyWhatTheyMay(t *testing.T) {
	imports := roomImports(t, "../..")
	for _, room := range slices.Sorted(maps.Keys(imports)) {
		allowed, known := rooms[room]
		if !assert.True(t, known, "%s is in no list of rooms: say there what it may import", room) {
			continue
		}
		for _, imp := range slices.Sorted(maps.Keys(imports[room])) {
			if only, ok := guarded[imp]; ok {
				assert.Contains(t, only, room, "%s imports %s", imports[room][imp], imp)
			}
			ok := isStandard(imp) || slices.ContainsFunc(allowed, func(a string) bool { return covers(a, imp) })
			assert.True(t, ok, "%s imports %s", imports[room][imp], imp)
		}
	}
	for _, room := range slices.Sorted(maps.Keys(rooms)) {
		used := slices.Collect(maps.Keys(imports[room]))
		assert.NotEmpty(t, used, "there is no room %s any more: take it from the list", room)
		for _, a := range rooms[room] {
			ok := slices.ContainsFunc(used, func(imp string) bool { return covers(a, imp) })
			assert.True(t, ok, "%s does not import %s any more: take it from the list", room, a)
		}
	}
}

// covers reports whether an entry of rooms allows an import.
func covers(entry, imp string) bool {
	if room, ok := strings.CutPrefix(imp, module+"/"); ok {
		return room == entry
	}
	return imp == entry || strings.HasPrefix(imp, entry+"/")
}

// roomImports returns what the Go files below dir import: room, then import
// path, then a file that has it. Tests, testdata and modules within this one
// are left out.
func roomImports(t *testing.T, dir string) map[string]map[string]string {
	imports := map[string]map[string]string{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && isModule(root, name):
			return fs.SkipDir
		case d.IsDir() && (d.Name() == "testdata" || name != "." && strings.HasPrefix(d.Name(), ".")):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		room := path.Dir(name)
		if imports[room] == nil {
			imports[room] = map[string]string{}
		}
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports[room][imp] = name
		}
		return nil
	})
	require.NoError(t, err)
	return imports
}

func isModule(root fs.FS, dir string) bool {
	_, err := fs.Stat(root, path.Join(dir, "go.mod"))
	return err == nil
}

func isStandard(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return !strings.Contains(first, ".")
}
