package spec

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// valid is a page that nothing can be said against.
const valid = `graphgen: 1
page: User
version: v19.0
source:
  url: https://developers.facebook.com/docs/graph-api/reference/user
  format: html
nodes:
  - name: User
    path: /{user_id}
    fields:
      - name: id
        type: numeric string
      - name: kind
        type: enum {A, B}
operations:
  - op: GET /{user_id}/friends
    params:
      - name: limit
        type: int
        default: "10"
      - name: order
        type: enum {UP, DOWN}
        default: UP
    returns: list<User>
    paging: cursor
    errors: [100]
notes:
  - kind: change
    text: Text.
    announced: 2020-02-04
    phases: [{on: 2020-06-30}]
errors:
  - {code: 100, message: Invalid parameter}
`

// broken has, for each rule, what to replace in the valid page to break it.
var broken = map[string][2]string{
	"overlay-lost":          {"message: Invalid parameter", "message: Wrong parameter"},
	"yaml-syntax":           {"page: User", "page: [User"},
	"too-large":             {"page: User", "page: " + strings.Repeat("x", MaxPageBytes)},
	"not-plain":             {"page: User", "page: !!str User"},
	"unknown-key":           {"page: User", "page: User\ntitle: User"},
	"duplicate-key":         {"page: User", "page: User\npage: User"},
	"missing-key":           {"page: User\n", ""},
	"null-value":            {"page: User", "page: ~"},
	"wrong-kind":            {"page: User", "page: [User]"},
	"format-version":        {"graphgen: 1", "graphgen: 2"},
	"unsafe-text":           {"page: User", `page: "User\u202e"`},
	"too-deep":              {"type: numeric string", strings.Repeat("fields: [{name: a, ", 120) + strings.Repeat("}]", 120)},
	"no-pages":              {valid, ""}, // no file at all
	"same-path":             {"", ""},    // the page twice
	"contradiction":         {"type: numeric string", "type: numeric string\n      - name: id\n        type: bool"},
	"many-messages":         {"errors:\n  -", "errors:\n  - {code: 100, message: Other}\n  -"},
	"empty-name":            {"name: limit", `name: ""`},
	"odd-name":              {"name: limit", "name: the limit"},
	"duplicate-name":        {"name: kind", "name: id"},
	"duplicate-value":       {"enum {A, B}", "enum {A, A}"},
	"empty-value":           {"type: int", "type: enum\n        values: [\"\"]"},
	"bad-type":              {"type: int", "type: list<int"},
	"unknown-type":          {"type: int", "type: intt"},
	"empty-enum":            {"enum {A, B}", "enum {}"},
	"default-outside-enum":  {"default: UP", "default: LEFT"},
	"default-kind":          {`default: "10"`, "default: ten"},
	"dangling-ref":          {"list<User>", "list<Friend>"},
	"unknown-word":          {"kind: change", "kind: rumour"},
	"bad-version":           {"version: v19.0", "version: latest"},
	"bad-date":              {"2020-02-04", "soon"},
	"bad-url":               {"https:", "javascript:"},
	"html-residue":          {"text: Text.", "text: Te<br/>xt."},
	"mojibake":              {"text: Text.", "text: Donâ€™t."},
	"partial-note":          {"text: Text.", "text: Text.\n    partial: true"},
	"phase-when":            {"{on: 2020-06-30}", "{scope: all}"},
	"bad-op":                {"GET /{user_id}/friends", "GET /{user-id}/friends"},
	"placeholder-param":     {"name: limit", "name: user_id"},
	"list-without-paging":   {"    paging: cursor\n", ""},
	"op-without-answer":     {"    returns: list<User>\n", ""},
	"error-without-message": {"errors: [100]", "errors: [200]"},
	"node-without-fields":   {valid[strings.Index(valid, "    fields:"):strings.Index(valid, "operations:")], ""},
	"empty-page":            {valid[strings.Index(valid, "nodes:"):strings.Index(valid, "notes:")], ""},
	"translated":            {"format: html", "format: html\n  locale: de_DE"},
	"version-mismatch":      {"", ""}, // a second page
	"missing-entry":         {"", ""}, // in missing.yaml

	"date-passed":         {"text: Text.", "text: Text.\n    subjects: [{type: field, name: kind}]\n  - {text: Gone., kind: removal, subjects: [{type: field, name: kind}], phases: [{on: 2020-01-01, scope: all}]}\n  - kind: change\n    text: Text."},
	"version-ended":       {"version: v19.0", "version: v12.0"},
	"deprecated-in-prose": {"name: limit", "name: limit\n        doc: This is deprecated."},
	"unknown-subject":     {"text: Text.", "text: Text.\n    subjects: [{type: field, name: nothing}]"},
	"unknown-replacement": {"text: Text.", "text: Text.\n    replacement: [{type: field, name: nothing}]"},

	// With an overlay, below.
	"overlay-format": {}, "overlay-action": {}, "overlay-conflict": {}, "overlay-orphan": {},
	"overlay-overlap": {}, "overlay-absorbed": {}, "overlay-noop": {}, "overlay-expired": {},
}

// found is everything that can be found in a folder of pages.
func found(t *testing.T, pages ...string) Issues {
	t.Helper()
	var read []*Page
	var issues Issues
	for _, text := range pages {
		p, found := ReadPage("user.yaml", []byte(text))
		issues = append(issues, found...)
		if p != nil {
			read = append(read, p)
		}
	}
	api, more := Merge(read)
	issues = append(issues, more...)
	issues = append(issues, Check(api)...)
	versions, err := Versions(api)
	require.NoError(t, err)
	issues = append(issues, CheckLife(api, versions, "2026-02-20")...)
	_, more = Paths(read)
	return append(issues, more...)
}

func ids(issues Issues) []string {
	var ids []string
	for _, i := range issues {
		ids = append(ids, i.ID)
	}
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}

func TestValidPageHasNoIssue(t *testing.T) {
	assert.Empty(t, printed(found(t, valid)))
}

// TestRules breaks the valid page once for each rule: the rule is found, with
// its severity and a hint.
func TestRules(t *testing.T) {
	var known []string
	for _, rule := range Rules() {
		known = append(known, rule.ID)
		t.Run(rule.ID, func(t *testing.T) {
			change, ok := broken[rule.ID]
			require.True(t, ok, "no case for the rule")
			require.Contains(t, valid, change[0])
			text := strings.Replace(valid, change[0], change[1], 1)
			var issues Issues
			switch rule.ID {
			case "no-pages":
				var err error
				_, issues, err = Load(fstest.MapFS{})
				require.NoError(t, err)
			case "same-path":
				issues = found(t, valid, valid)
			case "version-mismatch":
				issues = found(t, valid, strings.Replace(valid, "v19.0", "v18.0", 1))
			case "missing-entry":
				issues = keptOf(t, "rows: [{id: node/Nobody/field/id, version: v19.0, since: 2026-11-20}]")
			case "overlay-lost":
				p, _ := ReadPage("user.yaml", []byte(valid))
				q, _ := ReadPage("edited.yaml", []byte(text))
				var err error
				_, issues, err = OverlayFromDiff([]*Page{p}, []*Page{q}, "seen")
				require.NoError(t, err)
			default:
				issues = found(t, text)
				if overlay, ok := overlays[rule.ID]; ok {
					_, issues = applied(t, overlay, valid)
				}
			}
			require.Contains(t, ids(issues), rule.ID)
			i := slices.IndexFunc(issues, func(i Issue) bool { return i.ID == rule.ID })
			assert.Equal(t, rule.Severity, issues[i].Severity)
			assert.NotEmpty(t, issues[i].Hint)
			assert.NotEmpty(t, issues[i].Msg)
			assert.Regexp(t, `^[a-z]+(-[a-z]+)*$`, rule.ID)
			assert.True(t, strings.HasSuffix(rule.Doc, "."), "the explanation is a sentence")
		})
	}
	assert.True(t, slices.IsSorted(known))
	assert.Len(t, slices.Compact(known), len(broken), "each case is of a rule, each rule has one id")
}
