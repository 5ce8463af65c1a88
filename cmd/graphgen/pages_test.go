package main

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/reference"
	"github.com/graphgen/graphgen/spec"
)

func quietConsole() *console { return newConsole(strings.NewReader(""), io.Discard, io.Discard, nil) }

// The order in which pages are given has no effect on a byte of the output.
func TestOrderOfPagesHasNoEffect(t *testing.T) {
	sources, err := embeddedPages(reference.FS(), "v19.0")
	require.NoError(t, err)
	require.Greater(t, len(sources), 5)

	build := func(sources []pageSource) []output {
		c := quietConsole()
		s, err := c.scrape(sources, scrapeOptions{version: "v19.0", oneVersion: true})
		require.NoError(t, err)
		pages, err := specOutput("spec", s.pages, true)
		require.NoError(t, err)
		read, issues := pages.read()
		api, _ := spec.Merge(read)
		outputs, err := c.generate(api, issues, generation{out: "graphapi"})
		require.NoError(t, err)
		slices.SortFunc(pages.files, func(a, b outFile) int { return strings.Compare(a.name, b.name) })
		return []output{{dir: outputs[0].dir, files: outputs[0].files}, {dir: pages.dir, files: pages.files}}
	}

	want := build(sources)
	slices.Reverse(sources)
	assert.Equal(t, want, build(sources), "reversed")
	mid := len(sources) / 3
	assert.Equal(t, want, build(slices.Concat(sources[mid:], sources[:mid])), "rotated")
}

// What is in the repository is what build makes of the bundled pages.
func TestRepositoryIsBuilt(t *testing.T) {
	for _, verb := range []string{"build", "generate"} {
		status, stdout, stderr := runWith("", verb, "--check", "--config", "../../"+defaultConfig)
		assert.Equal(t, statusFine, status, "run go generate ./...\n%s%s", stdout, stderr)
	}
}

func TestTwoPagesOfOneName(t *testing.T) {
	page := func(name, word string) pageSource {
		text := strings.ReplaceAll(plainPage, "WORD", word)
		return pageSource{name, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
	}
	s, err := quietConsole().scrape([]pageSource{page("a.md", "labels"), page("b.md", "tags")}, scrapeOptions{})
	require.NoError(t, err)
	require.Len(t, s.pages, 2)
	var ids []string
	for _, i := range s.issues {
		ids = append(ids, i.ID)
	}
	assert.Contains(t, ids, "same-path")
}

const plainPage = `# Page Labels

## Reading

Lists the WORD of a Page.

### Example

` + "```\nGET /v19.0/{page-id}/labels HTTP/1.1\n```" + `

### Parameters

This endpoint doesn't have any parameters.

## Creating

You can't perform this operation on this endpoint.

## Updating

You can't perform this operation on this endpoint.

## Deleting

You can't perform this operation on this endpoint.
`
