package spec

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// one is an overlay of one action on the valid page.
func one(action string) string {
	return "overlay: 1\nactions:\n  - {id: a, reason: r, " + action + "}\n"
}

// overlays has, for each rule of overlays, one that breaks it.
var overlays = map[string]string{
	"overlay-format":   "overlay: 2\n",
	"overlay-action":   one("target: node/User"),
	"overlay-conflict": one("target: node/User/field/id, set: {type: int}, expect: {type: string}"),
	"overlay-orphan":   one("target: node/User/field/ids, set: {type: int}, expect: {type: string}"),
	"overlay-overlap": one("target: node/User/field/id, set: {type: int}, expect: {type: numeric string}") +
		"  - {id: b, reason: r, target: node/User/field/id, set: {type: float}, expect: {type: numeric string}}\n",
	"overlay-absorbed": one("target: node/User/field/id, set: {type: numeric string}, expect: {type: string}"),
	"overlay-noop":     one("target: node/User/field/id, set: {type: numeric string}, expect: {type: numeric string}"),
	"overlay-expired":  one("target: node/User/field/id, set: {type: int}, expect: {type: numeric string}, review_by: 2026-01-31"),
}

const overlayDay = "2026-11-20"

// applied is what becomes of pages under an overlay.
func applied(t *testing.T, overlay string, pages ...string) (Overlaid, Issues) {
	t.Helper()
	o, issues := ReadOverlay("overlay.yaml", []byte(overlay))
	if issues.Count(Error) > 0 {
		return Overlaid{}, issues
	}
	var read []*Page
	for i, text := range pages {
		p, found := ReadPage(fmt.Sprintf("page%d.yaml", i), []byte(text))
		require.NoError(t, found.Err())
		read = append(read, p)
	}
	return ApplyOverlays(read, []*Overlay{o}, overlayDay)
}

// Each archive holds pages, an overlay, what became of its actions, the issues,
// and how the pages changed.
func TestOverlays(t *testing.T) {
	archives, err := filepath.Glob("testdata/overlay/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, file := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			require.NoError(t, err)
			var pages []string
			kept := &txtar.Archive{Comment: a.Comment}
			overlay := ""
			for _, f := range a.Files {
				switch {
				case strings.HasPrefix(f.Name, "page"):
					pages = append(pages, string(f.Data))
				case f.Name == "overlay.yaml":
					overlay = string(f.Data)
				default:
					continue
				}
				kept.Files = append(kept.Files, f)
			}
			done, issues := applied(t, overlay, pages...)
			kept.Files = append(kept.Files,
				txtar.File{Name: "results", Data: []byte(resultLines(done))},
				txtar.File{Name: "issues", Data: []byte(printed(issues))},
				txtar.File{Name: "diff", Data: []byte(pageDiff(t, pages, done.Pages))},
			)
			got := txtar.Format(kept)
			if *update {
				require.NoError(t, os.WriteFile(file, got, 0o644))
				return
			}
			assert.Equal(t, string(txtar.Format(a)), string(got))
		})
	}
}

func resultLines(done Overlaid) string {
	var b strings.Builder
	for _, r := range done.Results {
		expired := ""
		if r.Expired {
			expired = " expired"
		}
		fmt.Fprintf(&b, "%s:%d %s %s%s %s\n", r.File, r.Line, r.ID, r.State, expired, r.Detail)
		for _, c := range r.Changed {
			fmt.Fprintf(&b, "\t%s:%d %s %s: %s to %s\n", c.File, c.Line, c.ID, c.Key, c.Scraped, c.Now)
		}
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

func pageDiff(t *testing.T, before []string, after []*Page) string {
	var b strings.Builder
	for i, p := range after {
		var was []byte
		if i < len(before) {
			old, issues := ReadPage("page", []byte(before[i]))
			require.NoError(t, issues.Err())
			was, _ = WritePage(old)
		}
		is, err := WritePage(p)
		require.NoError(t, err)
		b.Write(diff.Diff("scraped", was, "effective", is))
	}
	return b.String()
}

// What an overlay changes, it changes in copies.
func TestOverlaysLeavePagesAlone(t *testing.T) {
	p, issues := ReadPage("page.yaml", []byte(valid))
	require.NoError(t, issues.Err())
	before, err := WritePage(p)
	require.NoError(t, err)
	o, issues := ReadOverlay("o.yaml", []byte(one("target: node/User/field/id, remove: true, expect: present")))
	require.NoError(t, issues.Err())
	done, _ := ApplyOverlays([]*Page{p}, []*Overlay{o}, "")
	after, err := WritePage(p)
	require.NoError(t, err)
	assert.Equal(t, string(before), string(after))
	assert.Len(t, done.Pages[0].Nodes[0].Fields, 1)
	assert.Len(t, p.Nodes[0].Fields, 2)
}

// badActions are what ReadOverlay and the schema both refuse.
var badActions = []struct{ name, text, want string }{
	{"set without expect", one("target: node/User/field/id, set: {type: int}"), "set needs expect"},
	{"remove without expect", one("target: node/User/field/id, remove: true"), "remove needs expect: present"},
	{"two things", one("target: node/User/field/id, remove: true, expect: present, rename_go: X"), "2 of set, add, remove and rename_go"},
	{"a glob without count", one("target: node/*/field/id, remove: true, expect: present"), "needs count"},
	{"a count without glob", one("target: node/User, count: 3, remove: true, expect: present"), "count is for a target with *"},
	{"add with expect", one("target: node/User/field/x, add: {type: int}, expect: present"), "expect is for set and remove"},
	{"no date", one("target: node/User, remove: true, expect: present, review_by: soon"), `"soon" is no date`},
	{"add of a code", one("target: 'op/GET /{user_id}/friends/error/1', add: {}"), "cannot be added by itself"},
	{"an unknown key of an operation", one("target: 'op/GET /{user_id}/likes', add: {params: [{nam: x}]}"), `overlay.yaml:3:75: actions[0].add.params[0]: unknown key "nam"`},
	{"no keys", one("target: node/Group, add: text"), "text, where keys and values belong"},
	{"an empty guard", one("target: node/User/field/id, set: {type: int}, expect: {}"), "set needs expect"},
	{"present for a guard", one("target: node/User/field/id, set: {type: int}, expect: present"), "set needs expect"},
	{"a guard that is no text", one("target: node/User/field/id, remove: true, expect: {type: int}"), "remove needs expect: present"},
	{"nothing to set", one("target: node/User/field/id, set: {}, expect: {type: string}"), "set has no keys"},
	{"text to set", one("target: node/User/field/id, set: int, expect: {type: string}"), "set has no keys"},
	{"a target of nothing", one("target: User/field/id, remove: true, expect: present"), "begins with none of"},
	{"a small Go name", one("target: node/User, rename_go: user"), `"user" is no Go name`},
	{"a Go name with a sign", one("target: node/User, rename_go: My_User"), `"My_User" is no Go name`},
	{"no Go name", one("target: node/User, rename_go: Pro-file"), `"Pro-file" is no Go name`},
	{"a code that is set", one("target: error/100, set: {message: m}, expect: {message: n}"), "can only be renamed"},
	{"a permission that is removed", one("target: perm/email, remove: true, expect: present"), "can only be renamed"},
	{"a count of none", one("target: node/User, count: 0, remove: true, expect: present"), "not 0"},
	{"a count below zero", one("target: node/*, count: -1, remove: true, expect: present"), "not -1"},
	{"add with a glob", one("target: node/*/field/x, count: 2, add: {type: int}"), "add names the one element"},
	{"add of a value", one("target: enum/User/kind/value/C, add: {}"), "cannot be added by itself"},
	{"no id", "overlay: 1\nactions: [{id: '', target: node/User, rename_go: X, reason: r}]\n", "no id"},
	{"no reason", "overlay: 1\nactions: [{id: a, target: node/User, rename_go: X, reason: ''}]\n", "no reason"},
}

// goodActions are what both take.
var goodActions = []string{
	one("target: enum/User/kind/value/A, rename_go: First"), one("target: node/User, rename_go: Person2"),
	one("target: node/*/field/id, count: 1, rename_go: X"),
	one("target: error/100, rename_go: ErrWrong"), one("target: perm/email, rename_go: PermMail"), one("target: node/User/field/x, add: {}"),
	one("target: node/User/field/id, set: {type: int}, expect: {type: string}"),
	one("target: node/User/field/id, remove: true, expect: present"),
}

func TestReadOverlay(t *testing.T) {
	for _, text := range goodActions {
		_, issues := ReadOverlay("overlay.yaml", []byte(text))
		assert.Empty(t, printed(issues), text)
	}
	for _, tc := range append(slices.Clone(badActions), []struct{ name, text, want string }{
		{"add under another name", one("target: node/Group, add: {name: Groups}"), "add calls it something else than the target"},
		{"add under another path", one("target: 'op/GET /{user_id}/likes', add: {op: 'GET /{page_id}/likes'}"), "add calls it something else"},
		{"an id that is none", one("target: 'op/GET /act_{user-id}/likes', add: {}"), "the target is called op/GET /{user_id}/likes"},
		{"a key that stands twice", one("target: 'op/GET /{user_id}/likes', add: {doc: a, doc: b}"), `"doc" stands already on line 3`},
		{"unknown key", "overlay: 1\nactoins: []\n", `unknown key "actoins"`},
		{"a range", "overlay: 1\nspec: {versions: newest}\n", `"newest" is no range of versions`},
	}...) {
		t.Run(tc.name, func(t *testing.T) {
			_, issues := ReadOverlay("overlay.yaml", []byte(tc.text))
			assert.Contains(t, printed(issues), tc.want)
		})
	}
}

// What an overlay adds is checked as a page is, with its place in the overlay.
func TestAddedIsChecked(t *testing.T) {
	done, issues := applied(t, `overlay: 1
actions:
  - id: likes
    target: op/GET /{user_id}/likes
    add:
      params:
        - name: order
          type: list<int
      paging: curser
    reason: r
`, valid)
	require.Empty(t, printed(issues))
	api, _ := Merge(done.Pages)
	found := printed(Check(api))
	assert.Contains(t, found, `error bad-type overlay.yaml:8:17: operations[0].params[0].type: "list<int": missing >`)
	assert.Contains(t, found, `error unknown-word overlay.yaml:9:15: operations[0].paging: "curser" is none of cursor`)
	assert.Contains(t, found, "op-without-answer overlay.yaml:6:7: operations[0]")

	done, issues = applied(t, one("target: node/User/field/friends, add: {type: list<int}"), valid)
	require.Empty(t, printed(issues))
	api, _ = Merge(done.Pages)
	assert.Contains(t, printed(Check(api)), `error bad-type overlay.yaml:3:`, "a row, too")
}

// What an edited copy adds, changes and lacks as a whole becomes actions that
// make the pages say the same.
func TestOverlayFromDiffOfWholes(t *testing.T) {
	whole, edited := bundledPages(t, "v19.0"), bundledPages(t, "v19.0")
	read := func(text string) *Page {
		p, issues := ReadPage("new.yaml", []byte(text))
		require.NoError(t, issues.Err())
		return p
	}
	edited = append(edited, read(`graphgen: 1
page: Offers
version: v19.0
source: {format: html}
nodes:
  - {name: Offer, path: '/{offer_id}', fields: [{name: id, type: id}, {name: terms, type: OfferTerm}]}
  - {name: OfferTerm, fields: [{name: text, type: string}]}
operations:
  - {op: 'GET /act_{ad_account_id}/offers', returns: list<Offer>, paging: cursor, errors: [100]}
`))
	for _, p := range edited {
		for _, e := range Elements(p) {
			if e.ID == "op/POST /{page_id}/feed" {
				p.cut(e.Where)
			}
		}
	}
	text, issues, err := OverlayFromDiff(whole, edited, "seen")
	require.NoError(t, err)
	require.Empty(t, printed(issues))
	o, issues := ReadOverlay("overlay.yaml", text)
	require.Empty(t, printed(issues), "%s", text)
	assert.Len(t, o.Actions, 4)
	done, issues := ApplyOverlays(whole, []*Overlay{o}, overlayDay)
	require.Empty(t, printed(issues))
	assert.Equal(t, factLines(edited), factLines(done.Pages))

	text, _, err = OverlayFromDiff(whole, edited[:1], "seen")
	require.NoError(t, err)
	assert.Equal(t, "overlay: 1\n", string(text), "a page without a copy is not edited")
}

// An edit that no action makes is told with its place.
func TestOverlayFromDiffLosesNothing(t *testing.T) {
	for _, tc := range []struct{ name, old, new, want string }{
		{"nothing", "page: User", "page: User", ""},
		{"a message", "message: Invalid parameter", "message: Wrong", "error overlay-lost edited.yaml:33:3: errors: errors is edited, but belongs to the page"},
		{"a note", "    text: Text.", "    text: Another.", "notes is edited"},
		{"a refusal", "notes:\n", "refused: [read]\nnotes:\n", "refused is edited"},
		{"the text of the page", "nodes:\n", "doc: A page.\nnodes:\n", "edited.yaml:7:6: doc: doc is edited"},
		{"what was concluded", "        type: numeric string\n", "        type: numeric string\n        inferred: [type]\n", "inferred of node/User/field/id is edited"},
		{"a type", "type: numeric string", "type: int", ""},
		{"a row", "      - name: kind\n        type: enum {A, B}\n", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			require.Contains(t, valid, tc.old)
			p, _ := ReadPage("user.yaml", []byte(valid))
			q, issues := ReadPage("edited.yaml", []byte(strings.Replace(valid, tc.old, tc.new, 1)))
			require.NoError(t, issues.Err())
			_, issues, err := OverlayFromDiff([]*Page{p}, []*Page{q}, "seen")
			require.NoError(t, err)
			if tc.want == "" {
				assert.Empty(t, printed(issues))
			} else {
				assert.Contains(t, printed(issues), tc.want)
			}
		})
	}

	pages := mixedPages(t)
	edited := mixedPages(t, "unsigned int}", "int64}", "params: [{name: limit, type: int64}, ", "params: [")
	_, issues, err := OverlayFromDiff(pages, edited, "seen")
	require.NoError(t, err)
	assert.Contains(t, printed(issues), "metaspec/page.yaml:10:33: nodes[0].fields[1].type: type of node/Page/field/fan_count is edited, but the value of another page counts")
	assert.Contains(t, printed(issues), "op/GET /{page_id}/feed/param/limit is taken out here, but another page describes it")
	assert.Contains(t, printed(issues), "hint: edit it there; graphgen blame names the places")
}

// A value in a type is no row that could be taken out.
func TestRemoveValue(t *testing.T) {
	done, _ := applied(t, one("target: enum/User/kind/value/A, remove: true, expect: present"), valid)
	assert.Equal(t, ActionConflict, done.Results[0].State)
	assert.Contains(t, done.Results[0].Detail, "set the type")
	assert.Len(t, done.Pages[0].Nodes[0].Fields, 2)
}

// What is added is absorbed only by a page that says the same of it.
func TestAddWhatIsThere(t *testing.T) {
	for _, tc := range []struct {
		action string
		state  ActionState
		detail string
	}{
		{"target: node/User/field/id, add: {type: numeric string}", ActionAbsorbed, "by now"},
		{"target: node/User/field/id, add: {doc: in our words}", ActionAbsorbed, "by now"},
		{"target: node/User/field/id, add: {type: int}", ActionConflict, "type is numeric string there, not int"},
		{"target: node/User/field/id, add: {type: numeric string, core: true}", ActionConflict, "core is absent there, not true"},
		{"target: 'op/GET /{user_id}/friends', add: {params: [{name: limit, type: integer}], paging: cursor}", ActionAbsorbed, "by now"},
		{"target: 'op/GET /{user_id}/friends', add: {params: [{name: since, type: int}]}", ActionConflict, "with other params"},
		{"target: node/User, add: {fields: [{name: id, type: float}]}", ActionConflict, "with other fields"},
	} {
		done, issues := applied(t, one(tc.action), valid)
		require.Len(t, done.Results, 1, printed(issues))
		assert.Equal(t, tc.state, done.Results[0].State, tc.action)
		assert.Contains(t, done.Results[0].Detail, tc.detail, tc.action)
	}
}

// What has no Go name of its own is not renamed; a code and a permission have
// one.
func TestRenameGo(t *testing.T) {
	text := strings.Replace(valid, "    paging: cursor\n", "    paging: cursor\n    permissions: [email]\n", 1)
	for _, tc := range []struct {
		target string
		state  ActionState
		detail string
	}{
		{"error/100", ActionApplied, ""}, {"perm/email", ActionApplied, ""}, {"node/User", ActionApplied, ""},
		{"op/GET /{user_id}/friends/param/order", ActionApplied, ""}, {"enum/User/kind/value/A", ActionApplied, ""},
		{"error/101", ActionOrphan, "the nearest is error/100"}, {"perm/mail", ActionOrphan, "the nearest is perm/email"},
		{"op/GET /{user_id}/friends/error/100", ActionNoop, "the constant is that of error/100"},
		{"op/GET /{user_id}/friends/perm/email", ActionNoop, "the constant is that of perm/email"},
		{"op/GET /{user_id}/friends/param/limit", ActionNoop, "every read takes it"},
	} {
		done, issues := applied(t, one("target: '"+tc.target+"', rename_go: Other"), text)
		require.Len(t, done.Results, 1, printed(issues))
		assert.Equal(t, tc.state, done.Results[0].State, tc.target)
		assert.Contains(t, done.Results[0].Detail, tc.detail)
		assert.Equal(t, tc.state == ActionApplied, done.GoNames[tc.target] == "Other", tc.target)
	}
	done, _ := applied(t, "overlay: 1\nactions: [{id: a, target: perm/*, count: 1, rename_go: Other, reason: r}]\n", text)
	assert.Equal(t, map[string]string{"perm/email": "Other"}, done.GoNames)
}

// Whatever an overlay says, applying it never panics and leaves pages that can
// be merged and checked.
func FuzzOverlay(f *testing.F) {
	for _, action := range []string{
		"target: node/Group, add: {path: '/{group_id}', fields: [{name: id, type: id}]}",
		"target: 'op/GET /{user_id}/likes', add: {op: 'GET /act_{user_id}/likes', params: [{name: x, type: int}]}",
		"target: 'op/GET /{user_id}/friends/param/x.y', add: {type: int}", "target: node/User/edge/likes, add: {type: list<User>}",
		"target: node/*/field/id, count: 1, set: {type: int}, expect: {type: numeric string}",
		"target: enum/User/kind/value/A, remove: true, expect: present", "target: node/User, rename_go: Person", "target: param, add: {}",
	} {
		f.Add(one(action))
	}
	f.Fuzz(func(t *testing.T, text string) {
		o, issues := ReadOverlay("overlay.yaml", []byte(text))
		if issues.Err() != nil {
			return
		}
		p, _ := ReadPage("user.yaml", []byte(valid))
		done, _ := ApplyOverlays([]*Page{p}, []*Overlay{o}, overlayDay)
		api, _ := Merge(done.Pages)
		Check(api)
		Facts(api)
	})
}

func TestVersionRange(t *testing.T) {
	for _, tc := range []struct {
		in, version string
		want        bool
	}{
		{"", "v1.0", true}, {">=v22.0", "v22.0", true}, {">=v22.0", "v9.0", false}, {">v22.0", "v22.0", false},
		{"<v22.0", "v9.0", true}, {"<=v9.0", "v9.0", true}, {"v19.0", "v19.0", true}, {"=v19.0", "v19.1", false},
		{">=v19.0 <v22.0", "v21.0", true}, {">=v19.0 <v22.0", "v22.0", false},
	} {
		in, err := versionRange(tc.in)
		require.NoError(t, err)
		assert.Equal(t, tc.want, in(tc.version), "%s in %q", tc.version, tc.in)
	}
}

func TestGlobMatch(t *testing.T) {
	for _, tc := range []struct {
		pattern, s string
		want       bool
	}{
		{"node/*", "node/User", true}, {"node/*/field/id", "node/User/field/id", true}, {"node/*/field/id", "node/User/field/ids", false},
		{"*", "anything", true}, {"*/id", "node/User/field/id", true}, {"a*b*c", "aXbYc", true}, {"a*b*c", "aXcYb", false}, {"ab*b", "ab", false},
	} {
		assert.Equal(t, tc.want, globMatch(tc.pattern, tc.s), "%s %s", tc.pattern, tc.s)
	}
}

// The schema takes what ReadOverlay takes, knows the same keys, and is the file
// that editors read.
func TestOverlaySchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(OverlaySchema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("overlay.schema.json", doc))
	schema, err := c.Compile("overlay.schema.json")
	require.NoError(t, err)

	texts := []string{
		one("target: node/User"),
		one("target: node/Group, add: {field: []}"), one("target: node/Group, add: {type: int}"), one("target: node/Group/field/id, add: {path: /x}"),
		one("target: 'op/GET /{user_id}/likes', add: {params: [{nam: x}]}"), one("target: 'op/GET /{user_id}/likes/param/x', add: {default: 5}"),
		one("target: node/User/edge/likes, add: {fields: []}"),
	}
	for _, tc := range badActions {
		texts = append(texts, tc.text)
	}
	refused := len(texts)
	texts = append(texts, goodActions...)
	for _, file := range []string{"states", "wholes"} {
		archive, err := txtar.ParseFile("testdata/overlay/" + file + ".txtar")
		require.NoError(t, err)
		for _, f := range archive.Files {
			if f.Name == "overlay.yaml" {
				texts = append(texts, strings.ReplaceAll(string(f.Data), "2026-01-31", `"2026-01-31"`)) // JSON has no dates
			}
		}
	}
	for i, text := range texts {
		var v any
		require.NoError(t, yaml.Unmarshal([]byte(text), &v))
		data, err := json.Marshal(v)
		require.NoError(t, err)
		plain, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		require.NoError(t, err)
		assert.Equal(t, i >= refused, schema.Validate(plain) == nil, "%s %v", text, schema.Validate(plain))
	}
	if *update {
		require.NoError(t, os.WriteFile("overlay.schema.json", OverlaySchema(), 0o644))
	}
	file, err := os.ReadFile("overlay.schema.json")
	require.NoError(t, err)
	assert.Equal(t, string(file), string(OverlaySchema()))
	keys := doc.(map[string]any)["definitions"].(map[string]any)["action"].(map[string]any)["properties"].(map[string]any)
	known := keysOf(reflect.TypeFor[Action]())
	assert.Len(t, keys, len(known))
	for _, k := range known {
		assert.Contains(t, keys, k.name)
	}
}
