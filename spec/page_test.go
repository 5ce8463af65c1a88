package spec

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// nasty are texts that have broken YAML writers, tables or terminals.
var nasty = []string{
	"", " ", "a", "- a", "a: b", "a # b", "# a", "[a, b]", "{a}", "'", `"`, `\`, "a\\nb", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a`",
	"~", "null", "true", "yes", "NO", "on", "1", "0x1F", "1e3", ".5", "1_000", "1:30", "2020-06-30", "2020-99-99",
	"2001-12-14t21:59:43.10-05:00", "<<", "=", "---", "...", "--- a", "? a", ": a", "a:", "-", "?", ",",
	"a\nb", "a\n\n\nb", "a\n  b\nc", "a\n\tb", " a\n b ", "a\r\nb", "a\rb", "\na\n", "a \nb", "a\n- b\n# c", "a\n---\nb\n...",
	"tab\there", "bell\a", "nul\x00", "esc\x1b[31m", "bidi\u202etxt", "lrm\u200e", "ls\u2028ps\u2029", "nel\u0085", "bom\ufeff",
	"nbsp\u00a0x", "emoji 😀 é 漢字 \u200d", "bad\xff\xfeutf8", "non\ufffe\uffff", "\ufffd",
	"*/ //go:build x", "// +build x", "../../etc/passwd", strings.Repeat("long ", 60), strings.Repeat("x", 2000),
}

// nastyPage has the texts of next in every kind of place.
func nastyPage(next func() string) *Page {
	value := next()
	return &Page{
		Graphgen: Format, Title: next(), Version: next(), Doc: next(),
		Source: Source{URL: next(), Format: next()},
		Nodes: []Node{{
			Name: next(), Path: next(), Doc: next(),
			Fields: []Field{{Name: next(), Type: next(), Values: []string{next(), next()}, Doc: next(),
				Fields: []Field{{Name: next(), Values: []string{}}}}},
			Edges: []Edge{{Name: next(), Doc: next()}},
		}},
		Operations: []Operation{{
			Op: next(), Deprecated: &Note{Text: next(), Applies: &Applies{From: next()}},
			Params: []Param{{Name: next(), Default: &value, Doc: next()}},
			Errors: []int{-1, 0, 100},
		}},
		Notes: []Note{{Text: next(), Where: next(), Condition: next(), Announced: next(),
			Subjects: []Subject{{next(), next()}}, Phases: []Phase{{On: next(), Now: true}}}},
		Examples: []Example{{Text: next()}},
		Errors:   []ErrorMessage{{100, next()}},
	}
}

// checkRoundTrip is the law of writing: what is written reads as the same
// page, and writing that gives the same bytes.
func checkRoundTrip(t *testing.T, p *Page) {
	t.Helper()
	data, err := WritePage(p)
	require.NoError(t, err)
	back, issues := ReadPage("p.yaml", data)
	require.Empty(t, printed(issues))

	want := p.Clean()
	want.File, back.File, back.lines = "", "", nil
	assert.Equal(t, want, back)
	again, err := WritePage(back)
	require.NoError(t, err)
	assert.Equal(t, string(data), string(again))
	assert.NotContains(t, string(data), "\t")
	assert.Zero(t, strings.IndexFunc(string(data), func(r rune) bool { return r != '\n' && isUnsafe(r) })+1)
}

func TestWriteNastyText(t *testing.T) {
	for _, s := range nasty {
		checkRoundTrip(t, nastyPage(func() string { return s }))
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		checkRoundTrip(t, nastyPage(func() string { return nasty[r.IntN(len(nasty))] + nasty[r.IntN(len(nasty))] }))
	}
}

func FuzzWritePage(f *testing.F) {
	for _, s := range nasty {
		f.Add(s, "x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		n := 0
		checkRoundTrip(t, nastyPage(func() string {
			n++
			return [...]string{a, b, a + b, a + "\n" + b}[n%4]
		}))
	})
}

// FuzzReadPage reads anything: no panic, and what reads without an error
// writes and reads again.
func FuzzReadPage(f *testing.F) {
	names, err := filepath.Glob("testdata/*/*.txtar")
	require.NoError(f, err)
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		require.NoError(f, err)
		for _, file := range a.Files {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, issues := ReadPage("p.yaml", data)
		if p == nil || issues.Err() != nil {
			return
		}
		p.lines = nil
		checkRoundTrip(t, p)
		Check(&API{Pages: []*Page{p}})
	})
}

func TestReadPageBounds(t *testing.T) {
	_, issues := ReadPage("p.yaml", bytes.Repeat([]byte(" "), MaxPageBytes+1))
	require.EqualError(t, issues.Err(), "p.yaml: the file has 16777217 bytes, more than 16777216\nhint: "+tooLarge.Hint)

	for _, s := range []string{"[", "{a: ", "{fields: [", "- ", "a:\n "} {
		_, issues := ReadPage("p.yaml", []byte(strings.Repeat(s, 100_000)))
		assert.Error(t, issues.Err(), s)
	}

	deep := "graphgen: 1\npage: Deep\nsource: {format: html}\nnodes: [{name: A, " +
		strings.Repeat("fields: [{name: a, ", 150) + strings.Repeat("}]", 150) + "}]\n"
	_, issues = ReadPage("p.yaml", []byte(deep))
	require.Error(t, issues.Err())
	assert.Equal(t, "too-deep", issues[0].ID)
}

func TestLoad(t *testing.T) {
	page := &fstest.MapFile{Data: []byte("graphgen: 1\npage: A\nsource: {format: html}\n")}
	api, issues, err := Load(fstest.MapFS{"b/a.yaml": page, "a.yaml": page, "notes.md": page, "x.yaml.orig": page})
	require.NoError(t, err)
	require.Empty(t, issues)
	require.Len(t, api.Pages, 2)
	assert.Equal(t, "a.yaml", api.Pages[0].File)

	_, issues, err = Load(fstest.MapFS{"readme.md": page})
	require.NoError(t, err)
	require.EqualError(t, issues.Err(), "no *.yaml file in the folder\nhint: name the folder that scrape wrote")

	_, _, err = Load(os.DirFS(filepath.Join(t.TempDir(), "absent")))
	require.ErrorIs(t, err, fs.ErrNotExist)

	_, _, err = Load(failingFS{fstest.MapFS{"a.yaml": page}})
	require.ErrorIs(t, err, iotest.ErrTimeout)
}

// failingFS has files that break off while they are read.
type failingFS struct{ fstest.MapFS }

func (f failingFS) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	if err != nil || name == "." {
		return file, err
	}
	return failingFile{file}, nil
}

type failingFile struct{ fs.File }

func (failingFile) Read([]byte) (int, error) { return 0, iotest.ErrTimeout }

func TestBundledIsEmbedded(t *testing.T) {
	_, err := fs.Stat(Bundled(), "README.md")
	assert.NoError(t, err)
}
