package templates

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBuildSuffixes checks that no system or architecture of the installed Go
// is missing from the list.
func TestBuildSuffixes(t *testing.T) {
	out, err := exec.Command("go", "tool", "dist", "list").Output()
	require.NoError(t, err)
	for _, pair := range strings.Fields(string(out)) {
		for word := range strings.SplitSeq(pair, "/") {
			assert.True(t, slices.Contains(buildSuffixes, word), word)
		}
	}
}
