package scraper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestProseValues(t *testing.T) {
	for _, tc := range []struct {
		typ, doc string
		codes    []string
		want     []string
	}{
		{"string", "Valid values are: inbox, other, page_done, and spam.", nil, []string{"inbox", "other", "page_done", "spam"}},
		{"string", "The folder. Valid values are inbox and spam. See below, too.", nil, []string{"inbox", "spam"}},
		{"string", "Can be one of: UP or DOWN", nil, []string{"UP", "DOWN"}},
		{"string", "Must be either one of 'day' | 'week'", nil, []string{"day", "week"}},
		{"string", "One of the following: v1.0, v2.0.", nil, []string{"v1.0", "v2.0"}},
		{"", "Possible values: a, b, a", nil, []string{"a", "b"}},
		{"enum", "Allowed values are Up and Down.", []string{"Up", "Down"}, []string{"Up", "Down"}},
		{"string", "Allowed values are Up and Down.", nil, nil},
		{"string", "Valid values are: all the letters, and some digits.", nil, nil},
		{"string", "Valid values are: one.", nil, nil},
		{"string", "The available types are described elsewhere.", nil, nil},
		{"string", "inbox, other and spam", nil, nil},
		{"int64", "Valid values are: 1, 2.", nil, nil},
		{"enum {A, B}", "Valid values are: a, b.", nil, nil},
		{"list<", "Valid values are: a, b.", nil, nil},
		{"string", "", nil, nil},
	} {
		assert.Equal(t, tc.want, proseValues(row{typ: tc.typ, doc: tc.doc, codes: tc.codes}), "%s: %s", tc.typ, tc.doc)
	}
}
