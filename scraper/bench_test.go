package scraper

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func benchmarkRead(b *testing.B, glob string) {
	var pages [][]byte
	size := int64(0)
	for _, path := range corpusPages(b, glob) {
		data, err := os.ReadFile(path)
		require.NoError(b, err)
		pages = append(pages, data)
		size += int64(len(data))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range pages {
			Read("page", bytes.NewReader(data), Limits{}) // refused pages count too
		}
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

func BenchmarkReadHTML(b *testing.B)     { benchmarkRead(b, "corpus/html/*.html") }
func BenchmarkReadRaw(b *testing.B)      { benchmarkRead(b, "corpus/raw/*.html") }
func BenchmarkReadMarkdown(b *testing.B) { benchmarkRead(b, "corpus/md-*/*.md") }
