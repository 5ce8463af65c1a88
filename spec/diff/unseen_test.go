package diff

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestUnseenKinds checks that what no comparison can find is in no table: once
// it can be found, its entry goes.
func TestUnseenKinds(t *testing.T) {
	for _, u := range unseen {
		assert.False(t, slices.Contains(Kinds(), Kind(u.kind)), u.kind)
		assert.NotEmpty(t, u.reason, u.kind)
	}
}
