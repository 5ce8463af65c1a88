package scraper

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestExtract compares what is extracted from each page of testdata/extract
// with the page of the spec, the issues and the report in the same archive.
func TestExtract(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(g.name, func(t *testing.T) {
			page, report, err := Scrape(g.page.Name, bytes.NewReader(g.page.Data), Limits{})
			require.NoError(t, err)
			got := map[string]string{
				"want.yaml": yamlOf(t, page),
				"issues":    issuesText(report.Issues),
				"report":    reportText(report),
			}
			if *update {
				g.write(t, got)
				return
			}
			require.Len(t, g.want, len(got), "run with -update and read the result")
			for _, f := range g.want {
				assert.Equal(t, string(f.Data), got[f.Name], f.Name)
			}
		})
	}
}

// TestExtractLosesNothing checks that the name of every table row of the
// golden pages is in the spec or in an issue, and that every row is counted.
func TestExtractLosesNothing(t *testing.T) {
	for _, g := range goldens(t) {
		t.Run(g.name, func(t *testing.T) {
			d := g.document(t)
			page, report := Extract(d)
			if page == nil {
				assert.NotZero(t, report.Issues.Count(spec.Error), "refused without a word")
				return
			}
			kept := yamlOf(t, page) + issuesText(report.Issues)
			for _, b := range d.Blocks {
				if table, ok := b.(Table); ok {
					for _, r := range table.Rows {
						name := rowTitle(r)
						assert.True(t, strings.Contains(kept, name) || strings.Contains(kept, snake(strings.Trim(name, "{}"))), name)
					}
				}
			}
			requireRowsCounted(t, d, report)
		})
	}
}

// requireRowsCounted checks that each row of a table is counted once. An item
// of a list that is read as a row counts too.
func requireRowsCounted(t *testing.T, d *Document, r *Report) {
	t.Helper()
	rows, items := 0, 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case Table:
			rows += len(b.Rows)
		case List:
			items += len(b.Items)
		}
	}
	require.GreaterOrEqual(t, r.Rows.Seen, rows)
	require.LessOrEqual(t, r.Rows.Seen, rows+items)
}

// rowTitle is the beginning of the first text in a row: its name, or as much
// of it as an issue quotes.
func rowTitle(r Row) string {
	for _, c := range r.Cells {
		for _, l := range lines(c) {
			name := spec.CleanLine(plainText(l))
			if len(l) > 0 && l[0].Code {
				name = spec.CleanLine(l[0].Text)
			}
			if name != "" {
				return strings.Trim(name[:min(len(name), 40)], "/")
			}
		}
	}
	return ""
}

// TestExtractIsDeterministic extracts each golden page twice.
func TestExtractIsDeterministic(t *testing.T) {
	for _, g := range goldens(t) {
		one, first := Extract(g.document(t))
		two, second := Extract(g.document(t))
		assert.Equal(t, one, two, g.name)
		assert.Equal(t, first, second, g.name)
	}
}

// golden is an archive of testdata/extract: why it is there, a page, and what
// is extracted from it.
type golden struct {
	name, file string
	comment    []byte
	page       txtar.File
	want       []txtar.File
}

func goldens(t testing.TB) []golden {
	t.Helper()
	files, err := filepath.Glob("testdata/extract/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var out []golden
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		require.NoError(t, err)
		require.NotEmpty(t, a.Comment, "%s: the first line says why", file)
		require.NotEmpty(t, a.Files, file)
		require.True(t, strings.HasPrefix(a.Files[0].Name, "page."), file)
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		out = append(out, golden{name, file, a.Comment, a.Files[0], a.Files[1:]})
	}
	return out
}

func (g golden) document(t testing.TB) *Document {
	t.Helper()
	d, err := Read(g.page.Name, bytes.NewReader(g.page.Data), Limits{})
	require.NoError(t, err)
	return d
}

func (g golden) write(t *testing.T, got map[string]string) {
	t.Helper()
	a := txtar.Archive{Comment: g.comment, Files: []txtar.File{g.page}}
	for _, name := range []string{"want.yaml", "issues", "report"} {
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(got[name])})
	}
	require.NoError(t, os.WriteFile(g.file, txtar.Format(&a), 0o644))
}

// yamlOf is the page as the spec writes it, without the checksum.
func yamlOf(t testing.TB, p *spec.Page) string {
	t.Helper()
	if p == nil {
		return ""
	}
	c := *p
	c.Source.SHA256 = ""
	text, err := spec.WritePage(&c)
	require.NoError(t, err)
	return string(text)
}

func issuesText(issues spec.Issues) string {
	var b strings.Builder
	for _, i := range issues {
		fmt.Fprintf(&b, "%s %s %s", i.Severity, i.ID, i)
		if i.Hint != "" {
			fmt.Fprintf(&b, " (hint: %s)", i.Hint)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func reportText(r *Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "class: %s\nblocks: %s\nrows: %s\n", r.Class, tallyText(r.Blocks), tallyText(r.Rows))
	for _, rule := range sortedKeys(r.Ignored) {
		fmt.Fprintf(&b, "ignored: %s %d\n", rule, r.Ignored[rule])
	}
	return b.String()
}

func tallyText(t Tally) string {
	return fmt.Sprintf("%d seen, %d understood, %d noted, %d ignored, %d unknown",
		t.Seen, t.Understood, t.Noted, t.Ignored, t.Unknown)
}
