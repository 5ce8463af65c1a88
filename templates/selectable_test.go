package templates

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// What Elements says without a plan is a law of the plan: it holds each node and
// each operation that the plan declares.
func TestElements(t *testing.T) {
	for _, name := range archives(t) {
		archive, err := txtar.ParseFile(name)
		require.NoError(t, err)
		c := readCase(t, archive)
		if len(c.options.Only) == 0 {
			continue
		}
		for depth := -1; depth < 3; depth++ {
			c.options.Depth = depth
			decls, err := Declarations(c.api, c.options)
			if err != nil {
				continue
			}
			declared := map[string]bool{}
			for _, d := range decls {
				if holder, kind, _ := spec.SplitID(d.ID); holder == "" && (kind == "node" || kind == "op") {
					declared[d.ID] = true
				}
			}
			assert.Equal(t, declared, Elements(c.api, c.options), "%s at depth %d", name, depth)
		}
	}
}

func TestPresent(t *testing.T) {
	names := Present(lockAPI(t), Options{Only: strings.Split("Page, Page.posts,Page.*,GET /{page_id}/posts,Page.nothing,User", ",")})
	assert.Equal(t, []string{"Page", "Page.posts", "Page.*", "GET /{page_id}/posts"}, names)
}
