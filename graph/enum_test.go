package graph_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/graphgen/graphgen/graph"
)

type folder string

func TestEnumTable(t *testing.T) {
	table := []string{"inbox", "", "spam"}
	values := graph.Values[folder](table)
	assert.Equal(t, []folder{"inbox", "", "spam"}, values)
	values[0] = "other"
	assert.Equal(t, "inbox", table[0], "the table is not the caller's")
	assert.True(t, graph.IsKnown(table, "spam"))
	assert.True(t, graph.IsKnown(table, ""))
	assert.False(t, graph.IsKnown(table, "Spam"))
}
