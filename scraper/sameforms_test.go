package scraper

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestSamePageInThreeForms reads one page as HTML, as two kinds of Markdown and
// as plain text. The documents agree on what every form keeps.
func TestSamePageInThreeForms(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/sameforms.txtar")
	require.NoError(t, err)
	require.Len(t, archive.Files, 5)
	want := string(archive.Files[0].Data)
	for _, f := range archive.Files[1:] {
		t.Run(f.Name, func(t *testing.T) {
			d, err := Read(f.Name, strings.NewReader(string(f.Data)), Limits{})
			require.NoError(t, err)
			assert.Equal(t, want, essence(d))
		})
	}
}

// essence is a document without its marks, levels and links: what remains of
// it in any form.
func essence(d *Document) string {
	var b strings.Builder
	var blocks func(bs []Block, indent string)
	blocks = func(bs []Block, indent string) {
		for _, bl := range bs {
			switch bl := bl.(type) {
			case Heading:
				b.WriteString(indent + bl.Text.String() + "\n")
			case Paragraph:
				text := strings.Trim(bl.Text.String(), "[]")
				b.WriteString(indent + strings.ReplaceAll(text, "\n", "\n"+indent) + "\n")
			case Code:
				b.WriteString(indent + "code: " + squeeze(bl.Text) + "\n")
			case List:
				for _, item := range bl.Items {
					blocks(item, indent+"- ")
				}
			case Table:
				b.WriteString(indent + "table\n")
				for _, row := range bl.Rows {
					for i, cell := range row.Cells {
						blocks(cell, indent+"  |"+strings.Repeat("    |", i)+" ")
					}
				}
			}
		}
	}
	blocks(d.Blocks, "")
	return b.String()
}
