package main

import (
	"os"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
)

// This file measures what a user waits for, over Meta's whole API.

func BenchmarkImport(b *testing.B) {
	folders := snapshots(b)
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
	var sides []diff.Side
	for _, folder := range newestTwo(b) {
		api, _ := spec.Merge(importedPages(b, folder))
		sides = append(sides, diff.Side{API: api})
	}
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(sides[0], sides[1])
	}
}
