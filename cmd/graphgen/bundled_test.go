package main

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/reference"
	"github.com/graphgen/graphgen/spec"
)

// The bundled spec of each version is what its bundled pages say.
func TestBundledSpecIsScraped(t *testing.T) {
	for _, version := range reference.Versions() {
		t.Run(version, func(t *testing.T) {
			sources, err := embeddedPages(reference.FS(), version)
			require.NoError(t, err)
			s, err := quietConsole().scrape(sources, scrapeOptions{version: version})
			require.NoError(t, err)
			scraped, err := specOutput("../../spec/graph/"+version, s.pages, true)
			require.NoError(t, err)
			want := map[string]string{}
			for _, f := range scraped.files {
				want[f.name] = string(f.content)
			}

			bundled, err := fs.Sub(spec.Bundled(), version)
			require.NoError(t, err)
			got := map[string]string{}
			err = fs.WalkDir(bundled, ".", func(name string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				content, err := fs.ReadFile(bundled, name)
				got[name] = string(content)
				return err
			})
			require.NoError(t, err)
			assert.Equal(t, want, got, "run go generate ./...")
		})
	}
}
