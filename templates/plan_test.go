package templates

import (
	"go/build"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

func TestPackageName(t *testing.T) {
	for name, ok := range map[string]bool{"graphapi": true, "api2": true, "": false, "_": false, "my-api": false, "func": false, "a b": false} {
		_, _, err := Generate(&spec.API{Version: "v19.0"}, Options{Package: name})
		assert.Equal(t, ok, err == nil, name)
	}
}

func TestTwice(t *testing.T) {
	_, _, err := Generate(&spec.API{
		Nodes:      []*spec.Node{{Name: "Page"}, {Name: "Page"}},
		Operations: []*spec.Operation{{Op: "GET /me"}, {Op: "GET /me"}},
	}, Options{Package: "graphapi"})
	require.Error(t, err)
	assert.Contains(t, err.Error(), "node Page: the node is in the spec twice")
	assert.Contains(t, err.Error(), "GET /me: the operation is in the spec twice")
}

func TestCodeName(t *testing.T) {
	for _, tc := range []struct {
		code          int
		message, want string
	}{
		{100, "Invalid parameter", "ErrInvalidParameter"},
		{200, "Permissions error", "ErrPermissionsError"},
		{80006, "There have been too many calls", "ErrMessengerRateLimit"},
		{5000, "Error validating the thing. Try again.", "ErrValidatingTheThing"},
		{5001, "one two three four five six seven eight", "ErrOneTwoThreeFourFiveSix"},
		{5005, "The session is invalid because the user has been checkpointed", "ErrSessionIsInvalid"},
		{5002, "", "Err5002"},
		{5003, "???", "Err5003"},
		{5004, "(#5004) Bad url", "ErrBadURL"},
	} {
		assert.Equal(t, tc.want, codeName(tc.code, tc.message))
	}
}

func TestCodeNamesAreUnique(t *testing.T) {
	names := map[string]int{}
	for code, name := range wellKnown {
		assert.Zero(t, names[name], name)
		names[name] = code
	}
}

func TestCovers(t *testing.T) {
	for _, tc := range []struct {
		name string
		note spec.Note
		want bool
	}{
		{"nothing said", spec.Note{}, true},
		{"numbers, not letters", spec.Note{Applies: &spec.Applies{From: "v6.0"}}, true},
		{"the version itself", spec.Note{Applies: &spec.Applies{From: "v19.0"}}, true},
		{"a later version", spec.Note{Applies: &spec.Applies{From: "v20.0"}}, false},
		{"ended before", spec.Note{Applies: &spec.Applies{Until: "v19.0"}}, false},
		{"ends later", spec.Note{Applies: &spec.Applies{From: "v2.12", Until: "v19.1"}}, true},
		{"all versions", spec.Note{Applies: &spec.Applies{All: true}}, true},
		{"later, but all at a date", spec.Note{Applies: &spec.Applies{From: "v20.0"}, Phases: []spec.Phase{{On: "2024-01-01", Scope: "all"}}}, true},
		{"a phase with a version", spec.Note{Phases: []spec.Phase{{Version: "v3.3"}}}, true},
		{"a phase with a later version", spec.Note{Phases: []spec.Phase{{Version: "v21.0"}}}, false},
		{"a phase of later versions", spec.Note{Phases: []spec.Phase{{On: "2024-01-01", Scope: "v20.0+"}}}, false},
		{"a date alone", spec.Note{Phases: []spec.Phase{{On: "2024-01-01"}}}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, covers(&tc.note, "v19.0"))
		})
	}
}

func TestDocLink(t *testing.T) {
	for in, want := range map[string]string{
		"https://developers.facebook.com/docs/graph-api/reference/v19.0/page/conversations/?locale=id_ID#Reading": "https://developers.facebook.com/docs/graph-api/reference/page/conversations",
		"https://developers.facebook.com/docs/latest/v2.12/v1/page.name/foo":                                      "https://developers.facebook.com/docs/latest/v1/page.name/foo",
		"https://developers.facebook.com/v19.0":                                                                   "https://developers.facebook.com/",
		"https://developers.facebook.com/a%0A//go:build":                                                          "",
		"https://developers.facebook.com/a/../../etc":                                                             "",
		"https://developers.facebook.com/a%0Ab":                                                                   "https://developers.facebook.com/a%0Ab",
		"https://developers.facebook.com/\u202ea":                                                                 "https://developers.facebook.com/%E2%80%AEa",
		"http://developers.facebook.com/docs/x":                                                                   "",
		"https://example.com/docs/x":                                                                              "",
		"javascript:alert(1)":                                                                                     "",
		"page.html":                                                                                               "",
		"":                                                                                                        "",
	} {
		assert.Equal(t, want, docLink(in), in)
	}
}

func TestFileNames(t *testing.T) {
	for base, want := range map[string][]string{
		"page":               {"page", "page_node"},
		"page.conversations": {"page.conversations", "page.conversations_node"},
		"app.ios":            {"app.ios", "app.ios_node"}, // Go looks for a system before the first dot only
		"app_ios":            {"app_ios_node", "app_ios_node_node"},
		"ad_js.x":            {"ad_js_node.x", "ad_js_node.x_node"},
		"a_test":             {"a_test_node", "a_test_node_node"},
		"a.test":             {"a.test_node"},
		"a.b_test":           {"a.b_test_node"},
		"linux":              {"linux_node", "linux_node_node"},
		"con":                {"con_node", "con_node_node"},
		"aux.feed":           {"aux_node.feed", "aux_node.feed_node"},
		"lpt1":               {"lpt1_node", "lpt1_node_node"},
		"page.con":           {"page.con", "page.con_node"}, // Windows looks before the first dot only
		"con_page":           {"con_page", "con_page_node"},
	} {
		names := fileNames(base, "node")
		assert.Equal(t, want, names)
		for _, name := range names {
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, name+".go"), []byte("package p\n"), 0o644))
			for _, system := range []string{"plan9", "windows"} {
				ctx := build.Default
				ctx.GOOS = system
				pkg, err := ctx.ImportDir(dir, 0)
				require.NoError(t, err)
				assert.Equal(t, []string{name + ".go"}, pkg.GoFiles, system)
			}
		}
	}
	long := make([]byte, 400)
	for i := range long {
		long[i] = 'a'
	}
	names := fileNames(string(long), "edge")
	assert.Less(t, len(names[0]), 130)
	assert.NotEqual(t, names[0], fileNames(string(long[1:]), "edge")[0])
}

// A render error shows the place, not the whole file.
func TestExcerpt(t *testing.T) {
	message := "Error 5:3: expected x while formatting source:\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10"
	assert.Equal(t, "Error 5:3: expected x\n     2  2\n     3  3\n     4  4\n     5  5\n     6  6\n     7  7\n     8  8", excerpt(message))
	assert.Equal(t, "plain", excerpt("plain"))
}
