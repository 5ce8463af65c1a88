package scraper

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/reference"
	"github.com/graphgen/graphgen/spec"
)

// forms are the folders of testdata/forms that have a bundled page as Markdown
// and as plain text.
var forms = []struct{ folder, bundled string }{
	{"page-conversations", "v19.0/page/conversations.html"},
	{"conversation-messages", "v19.0/conversation/messages.html"},
	{"post-comments", "v19.0/post/comments.html"},
}

// lostInForm are the facts that a form states otherwise than the bundled page,
// by folder and file.
var lostInForm = map[string][]struct{ page, form, reason string }{
	"conversation-messages/page.txt": {
		{
			"param\tPOST /{conversation_id}/messages\tmessage\tstring\trequired",
			"param\tPOST /{conversation_id}/messages\tmessage\tstring\tinferred required",
			"the copy lost its code: the name comes from the sample",
		},
		{
			"result\tPOST /{conversation_id}/messages\tid\tstring",
			"result\tPOST /{conversation_id}/messages\tid\t",
			"the copy lost its code, and this type with it",
		},
	},
	"post-comments/page.txt": {
		{
			"op\tPOST /{post_id}/comments\t\t",
			"op\tPOST /{post_id}/comments\t\tinferred",
			"the copy lost the list of paths: the path is that of the read",
		},
	},
}

// TestFormsAgree checks that one page states the same facts as HTML, as
// Markdown and as plain text, and as Markdown has the same descriptions too.
func TestFormsAgree(t *testing.T) {
	used := 0 // exceptions
	for _, f := range forms {
		data, err := fs.ReadFile(reference.FS(), f.bundled)
		require.NoError(t, err)
		page := extracted(t, f.bundled, data)

		for _, file := range []string{"page.md", "page.txt"} {
			name := path.Join(f.folder, file)
			t.Run(name, func(t *testing.T) {
				data, err := os.ReadFile(filepath.Join("testdata", "forms", f.folder, file))
				require.NoError(t, err)
				got := extracted(t, file, data)
				want := factLines(page)
				for _, l := range lostInForm[name] {
					i := slices.Index(want, l.page)
					require.GreaterOrEqual(t, i, 0, "the page does not state %q", l.page)
					want[i] = l.form
					used++
				}
				assert.ElementsMatch(t, want, factLines(got))
				if got.Source.Format == string(formatMarkdown) {
					got.Source, page.Source = spec.Source{}, spec.Source{}
					assert.Equal(t, page, got)
				}
			})
		}
	}
	for _, l := range lostInForm {
		used -= len(l)
	}
	assert.Zero(t, used, "an exception names no form")
}

func extracted(t testing.TB, name string, data []byte) *spec.Page {
	t.Helper()
	page, report, err := Scrape(name, bytes.NewReader(data), Limits{})
	require.NoError(t, err, name)
	require.NotNil(t, page, "%s: %v", name, report.Issues)
	return page
}

// factLines are the flat facts of one page, as it is before any merging.
func factLines(p *spec.Page) []string {
	var api spec.API
	for i := range p.Nodes {
		api.Nodes = append(api.Nodes, &p.Nodes[i])
	}
	for i := range p.Operations {
		api.Operations = append(api.Operations, &p.Operations[i])
	}
	var lines []string
	for _, f := range spec.Facts(&api) {
		lines = append(lines, f.String())
	}
	return lines
}
