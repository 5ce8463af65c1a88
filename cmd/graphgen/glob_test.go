package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMatchGlob(t *testing.T) {
	for _, tc := range []struct {
		pattern, name string
		want          bool
	}{
		{"*.html", "page.html", true},
		{"*.html", "page/feed.html", false},
		{"**/*.html", "page.html", true},
		{"**/*.html", "a/b/feed.html", true},
		{"**", "a/b/feed.html", true},
		{"**/page/**/*.html", "v19.0/page/feed.html", true},
		{"**/page/**/*.html", "v19.0/page.html", false},
		{"v1?.0/page.*", "v19.0/page.md", true},
		{"v[12].0/x", "v2.0/x", true},
		{"page", "page/feed", false},
		{"page/feed", "page", false},
	} {
		assert.Equal(t, tc.want, matchGlob(tc.pattern, tc.name), "%s %s", tc.pattern, tc.name)
	}
}

func TestPageFiles(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"a/page.html", "a/page/feed.MD", "a/note.txt", "a/logo.png", "a/.git/x.html", "empty/logo.png"} {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, nil, 0o644))
	}
	for _, tc := range []struct {
		name string
		args []string
		want []string
		err  string
	}{
		{name: "folder", args: []string{"a"}, want: []string{"a/note.txt", "a/page.html", "a/page/feed.MD"}},
		{name: "file of any name", args: []string{"a/logo.png"}, want: []string{"a/logo.png"}},
		{name: "glob", args: []string{"a/**/*.html"}, want: []string{"a/page.html"}},
		{name: "sorted, each once", args: []string{"a/page.html", "./a/note.txt", "a/*.html"}, want: []string{"a/note.txt", "a/page.html"}},
		{name: "no pages", args: []string{"empty"}, err: "empty: no pages in this folder"},
		{name: "no match", args: []string{"a/**/*.htm"}, err: "a/**/*.htm: no file matches"},
		{name: "no base", args: []string{"b/*.htm"}, err: "b/*.htm: no file matches"},
		{name: "no file", args: []string{"b.html"}, err: "b.html: no such file or directory"},
		{name: "bad glob", args: []string{"a/[x"}, err: "a/[x: is not a glob: a [ without its ]"},
		{name: "URL", args: []string{"https://example.com/x"}, err: "https://example.com/x: is a URL, and pages are read from files"},
		{name: "all errors", args: []string{"b.html", "empty"}, err: "b.html: no such file or directory\nempty: no pages in this folder"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := pageFiles(tc.args)
			if tc.err != "" {
				assert.EqualError(t, err, tc.err)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
		})
	}
}
