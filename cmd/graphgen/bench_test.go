package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
)

// This file measures what a user waits for, over Meta's whole API.

// wholeFolders are the snapshots, the newest last.
func wholeFolders(b *testing.B) []string {
	b.Helper()
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		b.Skip("GRAPHGEN_CORPUS names no folder")
	}
	folders, err := filepath.Glob(filepath.Join(root, "meta-specs", "*", "api_specs"))
	require.NoError(b, err)
	require.NotEmpty(b, folders)
	slices.Sort(folders)
	return folders
}

func BenchmarkImport(b *testing.B) {
	folders := wholeFolders(b)
	fsys := os.DirFS(folders[len(folders)-1])
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := metaspec.Import(fsys, metaspec.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad reads the YAML of all pages and merges them.
func BenchmarkLoad(b *testing.B) {
	fsys := fstest.MapFS{}
	size := 0
	for _, p := range wholePages(b) {
		text, err := spec.WritePage(p)
		require.NoError(b, err)
		fsys[p.Path()] = &fstest.MapFile{Data: text}
		size += len(text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := spec.Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGenerate checks a merged API and makes the package.
func BenchmarkGenerate(b *testing.B) {
	api := wholeAPI(b)
	b.ReportAllocs()
	for b.Loop() {
		spec.Check(api)
		if _, _, err := templates.Generate(api, templates.Options{Package: "api"}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDiff compares the two newest snapshots.
func BenchmarkDiff(b *testing.B) {
	folders := wholeFolders(b)
	if len(folders) < 2 {
		b.Skip("one snapshot only")
	}
	var sides []diff.Side
	for _, folder := range folders[len(folders)-2:] {
		pages, _, err := metaspec.Import(os.DirFS(folder), metaspec.Options{})
		require.NoError(b, err)
		api, _ := spec.Merge(pages)
		sides = append(sides, diff.Side{API: api})
	}
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(sides[0], sides[1])
	}
}
