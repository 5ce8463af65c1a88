package webpage

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/templates"
)

// bundled is the API that comes with graphgen, and its Go.
func bundled(t testing.TB) (*spec.API, Go) {
	v19, err := fs.Sub(spec.Bundled(), "v19.0")
	require.NoError(t, err)
	api, issues, err := spec.Load(v19)
	require.NoError(t, err)
	require.NoError(t, issues.Err())
	decls, err := templates.Declarations(api, templates.Options{Package: "graphapi"})
	require.NoError(t, err)
	return api, Go{Package: "graphapi", Decls: decls}
}

func render(t testing.TB, api *spec.API, g Go) (string, *goquery.Document) {
	var b bytes.Buffer
	require.NoError(t, Reference(&b, api, g))
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	return b.String(), doc
}

// Whatever a spec states, its page shows.
func TestReferenceShowsEveryFact(t *testing.T) {
	api, g := bundled(t)
	_, doc := render(t, api, g)
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		assert.False(t, ids[id], "%s is there twice", id)
		ids[id] = true
	})
	shown := 0
	for _, p := range api.Pages {
		for _, e := range spec.Elements(p) {
			_, kind, _ := spec.SplitID(e.ID)
			switch kind {
			case "value", "error", "perm":
				continue // not elements of their own on the page
			}
			assert.True(t, ids[anchor(e.ID)], e.ID)
			shown++
		}
	}
	assert.Greater(t, shown, 500)

	op := doc.Find("article").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return s.AttrOr("id", "") == "op/GET+/{page_id}/conversations"
	})
	text := op.Text()
	for _, want := range []string{
		"GET /v19.0/{page_id}/conversations HTTP/1.1",
		"req := &graphapi.ListPageConversationsRequest{\n\tPageID: \"…\",",
		"api.AllPageConversations(ctx, req)",
		"page_done", "ErrInvalidParameter", "instagram_manage_messages",
	} {
		assert.Contains(t, text, want)
	}
	assert.Contains(t, doc.Text(), "2020-06-30", "notes have their dates")
	assert.Contains(t, text, "paged by cursor")
	for _, p := range api.Pages {
		for _, e := range p.Examples {
			assert.Contains(t, doc.Text(), e.Text)
		}
		for _, n := range p.Notes {
			assert.Contains(t, doc.Text(), n.Text)
		}
	}
}

// What is written on a page stays text.
func TestReferenceIsHarmless(t *testing.T) {
	const evil = `</script><script>alert(1)</script><img src=x onerror=alert(2)>` + "\u202e" + `{{.}} javascript:alert(3)`
	api := &spec.API{
		Version: evil,
		Nodes: []*spec.Node{{
			Name: evil, Path: "/{" + evil + "}", Doc: evil,
			Fields: []spec.Field{{Name: evil, Type: evil, Values: []string{evil}, Doc: evil}},
			Edges:  []spec.Edge{{Name: evil, Type: evil, Doc: evil}},
		}},
		Operations: []*spec.Operation{{Op: "GET /{" + evil + "}", Doc: evil, Params: []spec.Param{{Name: evil, Required: true, Default: new(evil)}}}},
		Pages: []*spec.Page{{
			Title: evil, Source: spec.Source{URL: "javascript:alert(4)"},
			Refused: []string{evil}, Examples: []spec.Example{{Where: evil, Text: evil}},
			Nodes: []spec.Node{{Name: evil}}, Notes: []spec.Note{{Kind: evil, Text: evil, Where: evil, Condition: evil}},
		}},
	}
	page, doc := render(t, api, Go{Package: "graphapi"})
	assert.Equal(t, 1, doc.Find("script").Length())
	assert.Zero(t, doc.Find("img").Length())
	assert.False(t, strings.Contains(page, "\u202e"))
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			assert.False(t, strings.HasPrefix(a.Key, "on"), a.Key)
			assert.False(t, a.Key == "href" && strings.HasPrefix(a.Val, "javascript:"), a.Val)
		}
	})
}

func TestReferenceNeedsNothingElse(t *testing.T) {
	api, g := bundled(t)
	page, doc := render(t, api, g)
	assert.Zero(t, doc.Find("link, iframe, object, [src]").Length())
	assert.False(t, strings.Contains(page, "@import"))
	assert.False(t, strings.Contains(page, "url("))
	again, _ := render(t, api, g)
	assert.True(t, page == again, "the same twice")
}

// big is an API of n nodes.
func big(n int) *spec.API {
	api := &spec.API{Version: "v19.0"}
	for i := range n {
		node := &spec.Node{Name: fmt.Sprintf("Node%d", i), Path: fmt.Sprintf("/{node%d_id}", i)}
		for f := range 35 {
			node.Fields = append(node.Fields, spec.Field{Name: fmt.Sprintf("field_%d", f), Type: "list<Node1>", Doc: "What the field holds, in a sentence of the usual length."})
		}
		api.Nodes = append(api.Nodes, node)
		api.Operations = append(api.Operations, &spec.Operation{Op: "GET " + node.Path, Returns: node.Name})
	}
	return api
}

func BenchmarkReferenceThousandNodes(b *testing.B) {
	api := big(1000)
	for b.Loop() {
		var out bytes.Buffer
		require.NoError(b, Reference(&out, api, Go{}))
		b.ReportMetric(float64(out.Len())/1e6, "MB")
	}
}
