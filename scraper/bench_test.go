package scraper

import (
	"bytes"
	"os"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// benchmark runs all pages of a part of the corpus.
func benchmark(b *testing.B, glob string, run func(pages [][]byte)) {
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
		run(pages)
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}

func benchmarkRead(b *testing.B, glob string) {
	benchmark(b, glob, func(pages [][]byte) {
		for _, data := range pages {
			_, _ = Read("page", bytes.NewReader(data), Limits{}) // refused pages count too
		}
	})
}

// benchmarkScrape scrapes all pages on as many goroutines as there are
// processors, as the command does.
func benchmarkScrape(b *testing.B, glob string) {
	benchmark(b, glob, func(pages [][]byte) {
		next := make(chan []byte)
		var workers sync.WaitGroup
		for range runtime.GOMAXPROCS(0) {
			workers.Go(func() {
				for data := range next {
					_, _, _ = Scrape("page", bytes.NewReader(data), Limits{}) // refused pages count too
				}
			})
		}
		for _, data := range pages {
			next <- data
		}
		close(next)
		workers.Wait()
	})
}

func BenchmarkScrapeHTML(b *testing.B)     { benchmarkScrape(b, "corpus/html/*.html") }
func BenchmarkScrapeRaw(b *testing.B)      { benchmarkScrape(b, "corpus/raw/*.html") }
func BenchmarkScrapeMarkdown(b *testing.B) { benchmarkScrape(b, "corpus/md-*/*.md") }

func BenchmarkReadHTML(b *testing.B)     { benchmarkRead(b, "corpus/html/*.html") }
func BenchmarkReadRaw(b *testing.B)      { benchmarkRead(b, "corpus/raw/*.html") }
func BenchmarkReadMarkdown(b *testing.B) { benchmarkRead(b, "corpus/md-*/*.md") }
