package main

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/graphgen/graphgen/spec/diff"
)

func TestDisagreementIsAFinding(t *testing.T) {
	assert.NoError(t, disagreement(nil))
	assert.NoError(t, disagreement(&diff.SelfCheck{Waived: []diff.Disagreement{{Name: "Version"}}}))
	err := disagreement(&diff.SelfCheck{Disagreements: []diff.Disagreement{{Name: "Page.Likes"}}})
	assert.EqualError(t, err, "1 disagreement in the self-check")
	assert.Equal(t, 1, status(err))
}
