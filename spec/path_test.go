package spec

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPath(t *testing.T) {
	const site = "https://developers.facebook.com/docs/"
	for _, tc := range []struct {
		name string
		page Page
		want string
	}{
		{"address", Page{Source: Source{URL: site + "graph-api/reference/v19.0/page/conversations"}}, "page/conversations.yaml"},
		{"address without a version", Page{Source: Source{URL: site + "graph-api/reference/page/?locale=de_DE#x"}}, "page.yaml"},
		{"latest", Page{Source: Source{URL: site + "instagram-api/reference/latest/ig-media"}}, "ig-media.yaml"},
		{"no reference in the address", Page{Source: Source{URL: site + "page"}, Title: "A Page"}, "a-page.yaml"},
		{"operation", Page{Operations: []Operation{{Op: "GET /{page_id}/conversations"}}}, "page/conversations.yaml"},
		{"ad account", Page{Operations: []Operation{{Op: "POST /act_{ad_account_id}/ads"}}}, "ad_account/ads.yaml"},
		{"node", Page{Nodes: []Node{{Name: "Page", Path: "/{page_id}"}}, Operations: []Operation{{Op: "POST /{user_id}/accounts"}}}, "page.yaml"},
		{"struct", Page{Nodes: []Node{{Name: "UnifiedThread"}}}, "unified-thread.yaml"},
		{"imported", Page{Source: Source{Format: "metaspec"}, Operations: []Operation{{Op: "GET /{page_id}/posts"}}}, "metaspec/page/posts.yaml"},
		{"nothing", Page{}, "page.yaml"},
		{"only odd characters", Page{Title: "ページ"}, "page.yaml"},
		{"up and away", Page{Source: Source{URL: site + "x/reference/../../../../etc/passwd"}}, "etc/passwd.yaml"},
		{"encoded", Page{Source: Source{URL: site + "x/reference/%2e%2e%2f%00C:%5cCON/aux.h/nul"}}, "c-con/aux-h/nul_.yaml"},
		{"deep", Page{Title: strings.Repeat("a/", 10)}, "a/a/a/a/a/a-a-a-a-a.yaml"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, tc.page.Path())
		})
	}
}

func FuzzPath(f *testing.F) {
	for _, s := range nasty {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range []*Page{
			{Source: Source{URL: "https://example.com/reference/" + s}}, {Operations: []Operation{{Op: s}}}, {Title: s},
		} {
			path := p.Path()
			require.True(t, fs.ValidPath(path), path)
			require.Regexp(t, `^([a-z0-9_-]+/)*[a-z0-9_-]+\.yaml$`, path)
			require.NotRegexp(t, `(^|/)(con|prn|aux|nul|com\d|lpt\d)(/|\.)`, path)
			require.LessOrEqual(t, len(path), maxSegments*(maxSegmentBytes+2)+5)
		}
	})
}

func TestPaths(t *testing.T) {
	page := func(title, doc string) *Page { return &Page{Title: title, Doc: doc} }
	a, b, c, d := page("A", "1"), page("A", "2"), page("A-2", ""), page("B", "")

	paths, issues := Paths([]*Page{a, b, c, d})
	assert.Equal(t, []string{"a.yaml", "a-3.yaml", "a-2.yaml", "b.yaml"}, paths)
	require.Len(t, issues, 1)
	assert.Equal(t, "A: a.yaml is the file of A too; this page goes to a-3.yaml", issues[0].String())

	shuffled, again := Paths([]*Page{d, c, b, a})
	assert.Equal(t, []string{"b.yaml", "a-2.yaml", "a-3.yaml", "a.yaml"}, shuffled)
	assert.Equal(t, issues, again)
}

// TestNormalPath: what is taken for a normal path is one.
func TestNormalPath(t *testing.T) {
	for _, path := range append(slices.Clone(nasty), "/{page_id}/feed", "/{page-id}", "/a//b", "//a", "/a/", "/{a b}", "/search", "/{page_id}_{post_id}") {
		if isNormalPath(path) {
			slow := NormalizePath(" " + path) // the space keeps it from the short way
			assert.Equal(t, slow, path)
		}
	}
	assert.True(t, isNormalPath("/{page_id}/feed"))
	assert.False(t, isNormalPath("/{page-id}/feed"))
}
