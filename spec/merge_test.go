package spec

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pagesOf reads the pages of a golden archive.
func pagesOf(t *testing.T, name string) []*Page {
	t.Helper()
	a, err := txtar.ParseFile(name)
	require.NoError(t, err)
	api, _, err := Load(yamlFiles(a))
	require.NoError(t, err)
	return api.Pages
}

// The order of the pages never matters, whether they have files or not.
func TestMergeIgnoresOrder(t *testing.T) {
	for _, named := range []bool{true, false} {
		pages := slices.Concat(pagesOf(t, "testdata/api/merge.txtar"), pagesOf(t, "testdata/api/seeds.txtar"),
			pagesOf(t, "testdata/api/check.txtar"), pagesOf(t, "testdata/page/inbox.txtar"))
		if !named {
			for _, p := range pages {
				p.File = ""
			}
		}
		want, wantIssues := Merge(pages)
		require.NotEmpty(t, wantIssues)
		wantPaths, _ := Paths(pages)
		r := rand.New(rand.NewPCG(3, 4))
		for range 20 {
			order := r.Perm(len(pages))
			shuffled := make([]*Page, len(pages))
			for i, j := range order {
				shuffled[i] = pages[j]
			}
			got, issues := Merge(shuffled)
			require.Equal(t, want, got)
			require.Equal(t, wantIssues, issues)
			require.Equal(t, Check(want), Check(got))
			paths, _ := Paths(shuffled)
			for i, j := range order {
				require.Equal(t, wantPaths[j], paths[i])
			}
		}
	}
}

// Merging changes no page, and merging a page with itself changes nothing.
func TestMergeLaws(t *testing.T) {
	pages := pagesOf(t, "testdata/page/inbox.txtar")
	before := []string{pages[0].text(), pages[1].text()}
	once, issues := Merge(pages)
	require.Empty(t, issues)
	twice, issues := Merge(slices.Concat(pages, pages))
	require.Empty(t, issues)
	assert.Equal(t, once.Nodes, twice.Nodes)
	assert.Equal(t, once.Operations, twice.Operations)
	assert.Equal(t, once.Errors, twice.Errors)

	for _, n := range once.Nodes {
		n.Fields[0].Name = "changed"
		n.Inferred = append(n.Inferred, "changed")
	}
	for _, o := range once.Operations {
		o.Params[0].Values = append(o.Params[0].Values, "changed")
		o.Params[0].Inferred = nil
		if o.Deprecated != nil {
			o.Deprecated.Text = "changed"
		}
	}
	assert.Equal(t, before, []string{pages[0].text(), pages[1].text()})
}

func TestFacts(t *testing.T) {
	value := "a b\tc"
	api, _ := Merge([]*Page{{
		Nodes: []Node{{Name: "A", Fields: []Field{{Name: "x\u202e", Type: "array <  string >"}}}},
		Operations: []Operation{{Op: "POST /{a-id}/b", Returns: "A", Inferred: []string{"op"},
			Params:           []Param{{Name: "p", Default: &value, Required: true, Emoji: true, Since: "v3.0"}},
			UsualPermissions: []string{"q"}, Permissions: []string{"q", "p"},
			Result: []Field{{Name: "data", Type: "Map {string: int}", Fields: []Field{{Name: "id"}}}},
			Adds:   []Field{{Name: "lost"}},
		}, {Op: "GET /{a_id}/c", Adds: []Field{{Name: "lone"}}}},
	}})
	var got []string
	for _, f := range Facts(api) {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{
		"field\tA\tlost\t\t",
		"field\tA\tx\\u202e\tarray<string>\t",
		"field\tGET /{a_id}/c#adds\tlone\t\t",
		"node\tA\t",
		"op\tGET /{a_id}/c\t\t",
		"op\tPOST /{a_id}/b\t\tinferred",
		"param\tPOST /{a_id}/b\tp\t\temoji required since=v3.0 value=a·b\\u0009c",
		"perm\tPOST /{a_id}/b\tp",
		"perm\tPOST /{a_id}/b\tq",
		"result\tPOST /{a_id}/b\tdata\tmap<string, int>",
		"result\tPOST /{a_id}/b\tdata.id\t",
	}, got)
	assert.True(t, slices.IsSorted(got))
}

func TestSameType(t *testing.T) {
	for _, tc := range []struct {
		a, b       string
		same, more bool // whether b says more
	}{
		{"bool", "boolean", true, false},
		{"list<X>", "array<X>", true, false},
		{"int", "unsigned int32", true, false},
		{"int", "float", false, false},
		{"X", "Y", false, false},
		{"enum", "enum {A}", true, true},
		{"enum {A}", "enum{A}", true, false},
		{"enum {A}", "enum {B}", false, false},
		{"list", "list<X>", true, true},
		{"list<Object>", "list<X>", true, true},
		{"Object", "X", true, true},
		{"Object", "string", false, false},
		{"A|B", "A | B", true, false},
		{"map<string, A>", "map<int, A>", false, false},
		{"list<", "list<", true, false},
		{"list<", "list", false, false},
	} {
		assert.Equal(t, tc.same, sameType(tc.a, tc.b), "%s and %s", tc.a, tc.b)
		assert.Equal(t, tc.same, sameType(tc.b, tc.a), "%s and %s", tc.b, tc.a)
		assert.Equal(t, tc.more, saysMore(tc.b, tc.a), "%s after %s", tc.b, tc.a)
	}
}

func TestCompareVersions(t *testing.T) {
	versions := []string{"v19.0", "", "v2.12", "v2.9", "latest", "v3.0"}
	slices.SortFunc(versions, CompareVersions)
	assert.Equal(t, []string{"", "latest", "v2.9", "v2.12", "v3.0", "v19.0"}, versions)
}
