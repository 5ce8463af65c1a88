package spec

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestClean(t *testing.T) {
	for _, tc := range []struct{ in, text, line string }{
		{"", "", ""},
		{" a  b\t c ", "a  b  c", "a b c"},
		{"a \r\n b\rc\n\n", "a\n b\nc", "a b c"},
		{"a\u2028b\u2029c\u0085d", "a\nb\nc\nd", "a b c d"},
		{"a\u00a0b\u3000c", "a b c", "a b c"},
		{"a\x00\x1b[1m\u202eb\u2066\ufeff\u200e", "a[1mb", "a[1mb"},
		{"a\xffb", "a\ufffdb", "a\ufffdb"},
		{"👩\u200d💻", "👩\u200d💻", "👩\u200d💻"},
	} {
		assert.Equal(t, tc.text, CleanText(tc.in), "%q", tc.in)
		assert.Equal(t, tc.line, CleanLine(tc.in), "%q", tc.in)
		assert.Equal(t, tc.text, CleanText(tc.text), "cleaning twice is cleaning once")
	}
}

func TestEscape(t *testing.T) {
	for in, want := range map[string]string{
		"plain é 😀":    "plain é 😀",
		"a\tb\nc":      `a\u0009b\u000ac`,
		"\x1b[31m\x7f": `\u001b[31m\u007f`,
		"\u202e\u2028": `\u202e\u2028`,
		"\xff":         "\ufffd",
		"\U0001ffff":   `\U0001ffff`,
	} {
		assert.Equal(t, want, Escape(in), "%q", in)
	}
}
