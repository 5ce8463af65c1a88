package main

import (
	"bytes"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVisible(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"plain", "Reading › Parameters, row 3\n\tä 中 👍🏽", "Reading › Parameters, row 3\n\tä 中 👍🏽"},
		{"escape sequence", "\x1b[2Jgone", `\u001b[2Jgone`},
		{"carriage return", "good\rbad", `good\u000dbad`},
		{"C1 control", "a\u009bb", `a\u009bb`},
		{"right to left", "abc\u202edcba", `abc\u202edcba`},
		{"line separator", "a\u2028b", `a\u2028b`},
		{"no UTF-8", "a\xffb", "a\ufffdb"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, visible(tc.in))
		})
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("Reading › Parameters\x1b[31m\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := visible(s)
		for _, r := range got {
			assert.False(t, unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r), "%q in %q", r, got)
		}
		assert.Equal(t, got, visible(got), "twice is once")
	})
}

func TestVisibleWriterTakesAll(t *testing.T) {
	var b bytes.Buffer
	n, err := visibleWriter{&b}.Write([]byte("a\x1bb"))
	require.NoError(t, err)
	assert.Equal(t, 3, n)
	assert.Equal(t, `a\u001bb`, b.String())
}
