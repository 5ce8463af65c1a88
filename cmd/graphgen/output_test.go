package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const generated = goHeader + "\n\npackage p\n"

// disk writes files, given as name and content, to a new folder, goes there
// and returns a function that reads the folder back.
func disk(t *testing.T, files map[string]string) func() map[string]string {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(content), 0o644))
	}
	return func() map[string]string {
		got := map[string]string{}
		require.NoError(t, filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			content, err := os.ReadFile(name)
			got[filepath.ToSlash(name)] = string(content)
			return err
		}))
		return got
	}
}

func goOutput(dir string, files ...string) output {
	o := output{dir: dir, kind: goFiles, sweep: true}
	for _, f := range files {
		name, content, _ := strings.Cut(f, "=")
		o.files = append(o.files, outFile{name, []byte(content)})
	}
	return o
}

func verbs(changes []change) []string {
	var vs []string
	for _, c := range changes {
		vs = append(vs, c.verb()+" "+filepath.ToSlash(c.path()))
	}
	return vs
}

func TestOutput(t *testing.T) {
	read := disk(t, map[string]string{
		"out/same.go":     generated,
		"out/old.go":      generated,
		"out/stale.go":    generated,
		"out/hand.go":     "package p\n",
		"out/sub/deep.go": generated,
		"out/README.md":   goHeader,
	})
	changes, err := planOutputs(goOutput("out", "same.go="+generated, "old.go="+generated+"// new\n", "new.go="+generated))
	require.NoError(t, err)
	assert.Equal(t, []string{"new out/new.go", "changed out/old.go", "unchanged out/same.go", "deleted out/stale.go"}, verbs(changes))
	assert.NotContains(t, read(), "out/new.go", "a plan writes nothing")

	require.NoError(t, applyChanges(changes))
	want := map[string]string{
		"out/same.go":     generated,
		"out/old.go":      generated + "// new\n",
		"out/new.go":      generated,
		"out/hand.go":     "package p\n",
		"out/sub/deep.go": generated,
		"out/README.md":   goHeader,
	}
	assert.Equal(t, want, read())
}

func TestOutputLeavesUnchangedFilesAlone(t *testing.T) {
	disk(t, map[string]string{"out/same.go": generated})
	before, err := os.Stat("out/same.go")
	require.NoError(t, err)
	changes, err := planOutputs(goOutput("out", "same.go="+generated))
	require.NoError(t, err)
	require.NoError(t, applyChanges(changes))
	after, err := os.Stat("out/same.go")
	require.NoError(t, err)
	assert.True(t, os.SameFile(before, after), "the file was replaced")
}

func TestSpecOutputSweepsFolders(t *testing.T) {
	page := "# schema\ngraphgen: 1\n"
	read := disk(t, map[string]string{
		"spec/v19.0/page.yaml":      page,
		"spec/v19.0/page/feed.yaml": page,
		"spec/v19.0/overlay.yaml":   "overlay: 1\n",
	})
	o := output{dir: "spec/v19.0", kind: specFiles, sweep: true, files: []outFile{{"user/feed.yaml", []byte(page)}}}
	changes, err := planOutputs(o)
	require.NoError(t, err)
	require.NoError(t, applyChanges(changes))
	assert.Equal(t, map[string]string{
		"spec/v19.0/user/feed.yaml": page,
		"spec/v19.0/overlay.yaml":   "overlay: 1\n",
	}, read())
	assert.NoDirExists(t, "spec/v19.0/page", "an empty folder goes with its last file")
}

func TestOutputInTheWay(t *testing.T) {
	for _, tc := range []struct {
		name string
		out  output
		want string
	}{
		{"foreign file", goOutput("out", "a.go="+generated, "hand.go="+generated), "out/hand.go: was not written by graphgen, and is left alone"},
		{"folder", goOutput("out", "sub="+generated), "out/sub: is in the way: not a regular file"},
		{"link", goOutput("out", "link.go="+generated), "out/link.go: is in the way: not a regular file"},
		{"folder that is a link", goOutput("out", "away/a.go="+generated), "out/away/a.go: path escapes from parent"},
		{"dots", goOutput("out", "../a.go="+generated), `out: "../a.go" would be written outside this folder`},
		{"absolute", goOutput("out", "/a.go="+generated), `out: "/a.go" would be written outside this folder`},
		{"twice", goOutput("out", "a.go="+generated, "A.go="+generated), "out/A.go: would be written twice"},
		{"file for a folder", goOutput("out/hand.go", "a.go="+generated), "out/hand.go: not a directory"},
		{"file above the folder", goOutput("out/hand.go/sub", "a.go="+generated), "out/hand.go/sub: not a directory"},
		{"all at once", goOutput("out", "hand.go="+generated, "sub="+generated), "out/hand.go: was not written by graphgen, and is left alone\nout/sub: is in the way: not a regular file"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			read := disk(t, map[string]string{"out/hand.go": "package p\n", "out/sub/x": "", "outside/hand.go": "package p\n"})
			require.NoError(t, os.Symlink("../outside/hand.go", "out/link.go"))
			require.NoError(t, os.Symlink("../outside", "out/away"))
			before := read()
			_, err := planOutputs(tc.out)
			assert.EqualError(t, err, tc.want)
			assert.Equal(t, before, read())
		})
	}
}

// A folder that turns out to be unwritable in the middle of a run must leave
// no trace: neither in itself nor in the folders before it.
func TestStagingIsAllOrNothing(t *testing.T) {
	read := disk(t, map[string]string{"a/old.go": generated, "a/stale.go": generated, "file": ""})
	before := read()
	first, err := planOutputs(goOutput("a", "old.go="+generated+"// new\n", "sub/new.go="+generated), goOutput("b/c", "new.go="+generated))
	require.NoError(t, err)
	blocked := change{dir: "file/d", name: "new.go", new: []byte(generated)}

	err = applyChanges(append(first, blocked))
	assert.EqualError(t, err, "file/d/new.go: not a directory")
	assert.Equal(t, before, read())
	assert.NoDirExists(t, "a/sub")
	assert.NoDirExists(t, "b")
}

// What a run that was killed has left is gone after the next.
func TestStagingSweepsWhatWasLeft(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.MkdirAll("out/.keep.1.tmp", 0o755))
	for _, name := range []string{"out/.page.go.123.tmp", "out/.hidden", "out/notes.1.tmp"} {
		require.NoError(t, os.WriteFile(name, []byte("x"), 0o644))
	}
	require.NoError(t, applyChanges([]change{{dir: "out", name: "page.go", new: []byte("package out\n")}}))
	entries, err := os.ReadDir("out")
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	assert.Equal(t, []string{".hidden", ".keep.1.tmp", "notes.1.tmp", "page.go"}, names)
}

func TestUnwritableFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root writes everywhere")
	}
	disk(t, map[string]string{"out/stale.go": generated})
	require.NoError(t, os.Chmod("out", 0o555))
	changes, err := planOutputs(goOutput("out", "new.go="+generated))
	require.NoError(t, err)
	assert.EqualError(t, applyChanges(changes), "out/new.go: permission denied")
	assert.FileExists(t, "out/stale.go")
}

func TestOurs(t *testing.T) {
	for _, tc := range []struct {
		name, content string
		kind          outputKind
		want          bool
	}{
		{"ours", generated, goFiles, true},
		{"ours with CRLF", strings.ReplaceAll(generated, "\n", "\r\n"), goFiles, true},
		{"another generator's", "// Code generated by other. DO NOT EDIT.\n", goFiles, false},
		{"header further down", "package p\n" + generated, goFiles, false},
		{"empty", "", goFiles, false},
		{"page", "# schema\ngraphgen: 1\npage: Page\n", specFiles, true},
		{"other YAML", "version: v19.0\n  graphgen: 1\n", specFiles, false},
	} {
		assert.Equal(t, tc.want, tc.kind.ours([]byte(tc.content)), tc.name)
	}
}

func TestDiff(t *testing.T) {
	var out bytes.Buffer
	c := newConsole(nil, &out, &bytes.Buffer{}, nil)
	for _, ch := range []change{
		{dir: "out", name: "a.go", old: []byte("a\nb\n"), new: []byte("a\nc\n")},
		{dir: "out", name: "empty.go", new: []byte{}},
		{dir: "out", name: "gone.go", old: []byte("a\x1b\n")},
	} {
		require.NoError(t, c.diff(ch))
	}
	assert.Equal(t, strings.TrimLeft(`
diff a/out/a.go b/out/a.go
--- a/out/a.go
+++ b/out/a.go
@@ -1,2 +1,2 @@
 a
-b
+c
diff /dev/null b/out/empty.go
diff a/out/gone.go /dev/null
--- a/out/gone.go
+++ /dev/null
@@ -1,1 +0,0 @@
-a\u001b
`, "\n"), out.String())
}
