package graph

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNullsInListsAreLeftOutAtEveryDepth(t *testing.T) {
	type tree struct {
		ID       ID               `json:"id"`
		Children *Edge[*tree]     `json:"children"`
		Friends  []*user          `json:"friends"`
		Groups   map[string]group `json:"groups"`
		Rows     [][]*user        `json:"rows"`
		Any      []any            `json:"any"`
	}
	for name, null := range map[string]string{"decoded at once": "null", "with space": " \n null", "salvaged": "false"} {
		t.Run(name, func(t *testing.T) {
			out := new(tree)
			require.NoError(t, Unmarshal([]byte(`{"id":"1",
				"children":{"data":[`+null+`,{"id":"2","children":{"data":[{"id":"3"},`+null+`]},"friends":[`+null+`]},`+null+`]},
				"friends":[{"id":"4"},`+null+`,{"id":"5"}],
				"groups":{"a":{"members":[`+null+`,{"id":"6"}]}},
				"rows":[[`+null+`],[{"id":"7"}]],
				"any":[null]}`), out))
			require.Len(t, out.Children.Data, 1)
			child := out.Children.Data[0]
			assert.Equal(t, []*tree{{ID: "3"}}, child.Children.Data)
			assert.Empty(t, child.Friends)
			assert.Equal(t, []*user{{ID: "4"}, {ID: "5"}}, out.Friends)
			assert.Equal(t, []*user{{ID: "6"}}, out.Groups["a"].Members)
			require.Len(t, out.Rows, 2)
			assert.Empty(t, out.Rows[0])
			assert.Equal(t, []any{nil}, out.Any, "what is no pointer stays")
		})
	}
}

type group struct {
	Members []*user `json:"members"`
}

func TestNullsInANestedListOfAReplyAreLeftOut(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"data":[{"id":"1","messages":{"data":[null,{"id":"m"}]}},null]}`))
	page, err := list(t, api.client())
	require.NoError(t, err)
	require.Len(t, page.Data, 1)
	assert.Equal(t, []*message{{ID: "m"}}, page.Data[0].Messages.Data)
}

func TestNullsInACircleOfTheCallerEnd(t *testing.T) {
	type node struct {
		Next  *node   `json:"next"`
		Users []*user `json:"users"`
	}
	circle := new(node)
	circle.Next = circle
	require.NoError(t, Unmarshal([]byte(`{"users":[null]}`), circle))
	assert.Empty(t, circle.Users)
}

func TestNullsAreLookedForInListsOnly(t *testing.T) {
	for text, want := range map[string]bool{
		`{"data":[null]}`: true, `[ null]`: true, `[1,null]`: true, "[1\n,\t null]": true, `[[null,1]]`: true,
		`{"a":null,"b":[1,null]}`: true,
		`{"a":null,"b":null}`:     false, `null`: false, `["null"]`: false, `{"null":[]}`: false, ``: false,
	} {
		assert.Equal(t, want, hasNullElement([]byte(text)), text)
	}
}
