package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A bump changes three keys where they stand, in whatever order, and no other
// letter of the config.
func TestBumpEditsTheConfig(t *testing.T) {
	for name, tc := range map[string]struct{ version, old, want string }{
		"one line, the version last": {"v9.0",
			`{pages: ["é/v19.0", bundled, a/v19.0], spec: 'spec/v19.0', go: {package: p, out: out/v19.0}, version: v19.0} # v19.0`,
			`{pages: ["é/v9.0", bundled, a/v9.0], spec: 'spec/v9.0', go: {package: p, out: out/v19.0}, version: v9.0} # v19.0`},
		"CRLF and comments": {"v25.0",
			"# v19.0\r\nversion: v19.0 # v19.0\r\ngo:\r\n  package: p\r\n  out: v19.0\r\n",
			"# v19.0\r\nversion: v25.0 # v19.0\r\ngo:\r\n  package: p\r\n  out: v19.0\r\n"},
	} {
		from, err := readConfig("graphgen.yaml", []byte(tc.old))
		require.NoError(t, err, name)
		b := bump{from: from, to: from.bumped(tc.version)}
		got, err := b.edited([]byte(tc.old))
		require.NoError(t, err, name)
		assert.Equal(t, tc.want, string(got), name)
		again, err := readConfig("graphgen.yaml", got)
		require.NoError(t, err, name)
		assert.Equal(t, b.to, again, name)
	}
}
