package diff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// The list has each name that came, went or is another once, with a change of
// the report that explains it, by file.
func TestGoListIsComplete(t *testing.T) {
	old, list := trials(t)
	for _, tr := range list {
		for _, pair := range [][2]diff.Side{{old, tr.new}, {tr.new, old}} {
			r := diff.Compare(pair[0], pair[1])
			r.ListGo(pair[0].Go, pair[1].Go)
			ids := map[string]bool{}
			for _, c := range r.Changes {
				ids[c.ID] = true
			}
			var listed []string
			for _, d := range r.GoDecls {
				if listed = append(listed, d.Old); d.New != d.Old {
					listed = append(listed, d.New)
				}
				assert.NotEmpty(t, d.By, "%s: %s", tr.name, d)
				for _, id := range d.By {
					assert.True(t, ids[id], "%s: %s: %s", tr.name, d, id)
				}
			}
			listed = slices.DeleteFunc(listed, func(name string) bool { return name == "" })
			slices.Sort(listed)
			assert.Equal(t, differing(goLines(pair[0]), goLines(pair[1])), listed, tr.name)
			assert.True(t, slices.IsSortedFunc(r.GoDecls, func(a, b diff.GoDecl) int {
				if a.File < b.File {
					return -1
				}
				return 0
			}), tr.name)
		}
	}
}

// What went stands behind what was before it and is still there.
func TestGoListIsInOrder(t *testing.T) {
	decls := func(names ...string) []*spec.Decl {
		var list []*spec.Decl
		for i, name := range names {
			list = append(list, &spec.Decl{ID: name, Role: "field", Name: name, Type: "string", File: "page.go", Order: i})
		}
		return list
	}
	r := &diff.Report{}
	r.ListGo(decls("Gone0", "Page.A", "Gone1", "Gone2", "Page.B", "Gone3"), decls("New0", "Page.A", "New1", "Page.B", "New2"))
	var got []string
	for _, d := range r.GoDecls {
		got = append(got, d.String())
	}
	assert.Equal(t, []string{
		"- Gone0 string", "+ New0 string", "- Gone1 string", "- Gone2 string", "+ New1 string", "- Gone3 string", "+ New2 string",
	}, got)
}

// What no change explains is listed all the same, as a fault.
func TestGoListWithoutReasons(t *testing.T) {
	r := &diff.Report{}
	r.ListGo(nil, []*spec.Decl{{ID: "node/Page", Role: "type", Name: "Page", Type: "struct", File: "page.go"}})
	var text, js strings.Builder
	require.NoError(t, r.Text(&text, diff.TextOptions{}))
	require.NoError(t, r.JSON(&js))
	assert.Contains(t, text.String(), "+ Page struct  [no change explains it]")
	assert.Contains(t, js.String(), `"by": []`)
}

// goLines are the declarations with all that a caller sees of them.
func goLines(s diff.Side) map[string]spec.Decl {
	m := map[string]spec.Decl{}
	for _, d := range s.Go {
		seen := *d
		seen.ID, seen.Role, seen.File, seen.Order = "", "", "", 0
		m[d.Name] = seen
	}
	return m
}

func differing(a, b map[string]spec.Decl) []string {
	var out []string
	for name := range a {
		if a[name] != b[name] {
			out = append(out, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
