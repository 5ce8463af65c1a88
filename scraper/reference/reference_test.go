package reference_test

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/graphgen/graphgen/scraper/reference"
)

const site = "https://developers.facebook.com/docs/graph-api/reference/"

func TestVersions(t *testing.T) {
	assert.Equal(t, []string{"v19.0", "v25.0"}, reference.Versions())
}

// The inbox of a Page has to be reachable from end to end.
func TestSlice(t *testing.T) {
	for _, version := range reference.Versions() {
		for _, name := range []string{
			"page", "page/conversations", "unified-thread", "conversation", "conversation/messages", "message",
			"page/feed", "post", "post/comments", "comment", "user",
		} {
			_, err := fs.Stat(reference.FS(), version+"/"+name+".html")
			assert.NoError(t, err)
		}
	}
}

func TestPages(t *testing.T) {
	for _, version := range reference.Versions() {
		err := fs.WalkDir(reference.FS(), version, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			t.Run(name, func(t *testing.T) {
				page, err := fs.ReadFile(reference.FS(), name)
				require.NoError(t, err)
				checkPage(t, name, version, page)
			})
			return nil
		})
		require.NoError(t, err)
	}
}

func checkPage(t *testing.T, name, version string, page []byte) {
	t.Helper()
	assert.Equal(t, ".html", path.Ext(name))
	assert.Empty(t, unbalanced(page))

	root, err := html.Parse(bytes.NewReader(page))
	require.NoError(t, err)

	// The URL is made from the file name, so no two pages share one.
	assert.Equal(t, []string{site + strings.TrimSuffix(name, ".html") + "/"}, metas(root, "og:url"))
	assert.Equal(t, []string{"en_US"}, metas(root, "og:locale"))

	assert.Len(t, elements(root, "data-click-area", "main"), 1, "main parts")
	picker := elements(root, "class", "_55pe")
	require.Len(t, picker, 1, "version pickers")
	assert.Equal(t, version, text(picker[0]))

	samples := regexp.MustCompile(`(?:GET|POST|DELETE) /(v[0-9.]+)/`).FindAllSubmatch(page, -1)
	assert.NotEmpty(t, samples)
	for _, sample := range samples {
		assert.Equal(t, version, string(sample[1]))
	}

	seen := map[string]bool{}
	for n := range root.Descendants() {
		if id := attr(n, "id"); id != "" {
			assert.False(t, seen[id], "id %s is used twice", id)
			seen[id] = true
		}
	}
	// A tooltip's text stands in a script, which names the icon by its id.
	for _, icon := range elements(root, "data-hover", "tooltip") {
		assert.Contains(t, string(page), `"`+attr(icon, "id")+`",1]`, "tooltip without text")
	}
}

// unbalanced is the first tag that closes nothing or is closed by another. The
// parser repairs what a page gets wrong, so it is no judge of that.
func unbalanced(page []byte) string {
	var open []string
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				return z.Err().Error()
			}
			return strings.Join(open, " ")
		case html.StartTagToken:
			open = append(open, z.Token().Data)
		case html.EndTagToken:
			tag := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != tag {
				return "/" + tag
			}
			open = open[:len(open)-1]
		}
	}
}

func metas(root *html.Node, property string) []string {
	var contents []string
	for _, n := range elements(root, "property", property) {
		contents = append(contents, attr(n, "content"))
	}
	return contents
}

func elements(root *html.Node, key, value string) []*html.Node {
	var found []*html.Node
	for n := range root.Descendants() {
		if attr(n, key) == value {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
