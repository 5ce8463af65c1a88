package diff_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// bump is a report with something in every section.
func bump(t *testing.T) *diff.Report {
	files := base(t)
	var edits []string
	for _, name := range []string{
		"version.base", "param.added.required", "field.removed", "field.wire-renamed", "field.default.out",
		"value.added.response", "error.added", "note.added", "text.changed", "type.split", "op.removed", "param.default",
	} {
		i := slices.IndexFunc(mutations, func(m mutation) bool { return m.name == name })
		require.GreaterOrEqual(t, i, 0, name)
		edits = append(edits, mutations[i].edits...)
	}
	old, new := side(t, files), side(t, edit(t, files, edits...))
	old.Ends = "2026-05-21"
	r := diff.Compare(old, new)
	r.ListGo(old.Go, new.Go)
	r.SelfCheck = &diff.SelfCheck{
		APIDiff: diff.Agreement{Agrees: 11, Of: 12}, Witness: diff.Agreement{Agrees: 11, Of: 11},
		Disagreements: []diff.Disagreement{{Name: "Page.Likes", Report: "nothing", Oracle: "apidiff", Says: "removed"}},
	}
	return r
}

// Every form of one report.
func TestReport(t *testing.T) {
	r := bump(t)
	accepted, issues := diff.ReadAccepted("accept.yaml", fmt.Appendf(nil, `accept: 1
changes:
  - {id: %s, reason: we never ask for it, by: ann, until: 2027-01-31}
  - {id: 0123456789ab, reason: long gone}
  - {id: ba9876543210, reason: too late, until: 2026-01-31}
`, r.Changes[0].ID))
	require.NoError(t, issues.Err())
	issues = r.Accept(accepted, "2026-11-20")

	var text, all, md, js, gh bytes.Buffer
	require.NoError(t, r.Text(&text, diff.TextOptions{}))
	require.NoError(t, r.Text(&all, diff.TextOptions{All: true, Paint: func(c diff.Class, s string) string { return "<" + c.String() + ">" + s }}))
	require.NoError(t, r.Markdown(&md))
	require.NoError(t, r.JSON(&js))
	require.NoError(t, r.GitHub(&gh))
	var lint strings.Builder
	for _, i := range issues {
		fmt.Fprintf(&lint, "%s (%s)\n", i, i.ID)
	}
	got := txtar.Format(&txtar.Archive{Files: []txtar.File{
		{Name: "text", Data: text.Bytes()}, {Name: "all", Data: all.Bytes()}, {Name: "markdown", Data: md.Bytes()},
		{Name: "json", Data: js.Bytes()}, {Name: "github", Data: gh.Bytes()}, {Name: "issues", Data: []byte(lint.String())},
	}})
	golden(t, "testdata/report.golden", string(got))
}

func TestJSONFollowsItsSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(diff.Schema()))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	require.NoError(t, c.AddResource("report.schema.json", doc))
	schema, err := c.Compile("report.schema.json")
	require.NoError(t, err)

	files := base(t)
	old := side(t, files)
	reports := []*diff.Report{bump(t)}
	for _, m := range mutations {
		reports = append(reports, diff.Compare(old, side(t, edit(t, files, m.edits...))))
	}
	for _, r := range reports {
		var b bytes.Buffer
		require.NoError(t, r.JSON(&b))
		var v any
		require.NoError(t, json.Unmarshal(b.Bytes(), &v))
		require.NoError(t, schema.Validate(v))
	}
}

// A pull request takes so much text and no more; what is cut is counted.
func TestMarkdownIsBounded(t *testing.T) {
	r := &diff.Report{OldVersion: "v1.0", NewVersion: "v2.0"}
	for i := range 6000 {
		r.Changes = append(r.Changes, &diff.Change{
			ID: fmt.Sprintf("%012x", i), Kind: diff.FieldRemoved, Class: diff.Break, Subject: fmt.Sprintf("node/Page/field/f%d", i),
			Reason: strings.Repeat("long ", 20),
		})
	}
	var b bytes.Buffer
	require.NoError(t, r.Markdown(&b))
	assert.Less(t, b.Len(), diff.MarkdownLimit)
	assert.Regexp(t, `… and \d+ more, cut`, b.String())
}

// Text of a page is only text, in every form.
func TestReportsOfHostileText(t *testing.T) {
	files := base(t)
	hostile := `'</details> <script> @all [x](javascript:y) **b** ::error:: %0A'`
	r := diff.Compare(side(t, files), side(t, edit(t, files, "text: Only recent posts are listed.", "text: "+hostile)))
	var md, gh bytes.Buffer
	require.NoError(t, r.Markdown(&md))
	require.NoError(t, r.GitHub(&gh))
	assert.NotContains(t, md.String(), "<script>")
	assert.NotContains(t, md.String(), "@all")
	assert.Equal(t, 1, strings.Count(md.String(), "</details>"))
	for line := range strings.Lines(gh.String()) {
		assert.Regexp(t, `^::(error|warning|notice) `, line)
	}
}

func TestAcceptFile(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"unknown key", "accept: 1\nchanges: [{id: a, reason: b, who: c}]\n", `accept.yaml:2:30: changes[0]: unknown key "who"`},
		{"no reason", "accept: 1\nchanges: [{id: a}]\n", `accept.yaml:2:11: changes[0]: key "reason" is missing`},
		{"another format", "accept: 2\n", `accept.yaml:1:1: format 2, but this graphgen reads format 1`},
		{"bad date", "accept: 1\nchanges: [{id: a, reason: b, until: soon}]\n", `accept.yaml:2:11: changes[0]: until: "soon" is no date`},
		{"twice", "accept: 1\nchanges: [{id: a, reason: b}, {id: a, reason: c}]\n", `accept.yaml:2:31: changes[1]: a stands twice`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, issues := diff.ReadAccepted("accept.yaml", []byte(tc.text))
			require.NotEmpty(t, issues)
			assert.Equal(t, tc.want, issues[0].String())
		})
	}
}

func TestLevels(t *testing.T) {
	r := bump(t)
	counts := map[diff.Level]int{}
	for _, l := range diff.Levels {
		counts[l] = r.Reaches(l)
	}
	assert.Zero(t, r.Reaches(diff.LevelNone))
	assert.Positive(t, counts[diff.LevelSilent])
	assert.Greater(t, counts[diff.LevelRuntime], counts[diff.LevelSilent])
	assert.Positive(t, counts[diff.LevelSource])
	assert.Greater(t, counts[diff.LevelAny], counts[diff.LevelRuntime])
}

// A comparison with itself is empty, and so is one with itself in another
// order.
func TestOrderDoesNotMatter(t *testing.T) {
	files := base(t)
	old, new := side(t, files), side(t, files)
	assert.Empty(t, diff.Compare(old, new).Changes)

	i := slices.IndexFunc(mutations, func(m mutation) bool { return m.name == "type.split" })
	new = side(t, edit(t, files, mutations[i].edits...))
	want := lines(diff.Compare(old, new))
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		shuffled := diff.Side{API: &spec.API{
			Version: new.API.Version, Pages: slices.Clone(new.API.Pages), Nodes: slices.Clone(new.API.Nodes),
			Operations: slices.Clone(new.API.Operations), Errors: slices.Clone(new.API.Errors),
		}, Go: slices.Clone(new.Go)}
		random.Shuffle(len(shuffled.API.Nodes), func(i, j int) {
			n := shuffled.API.Nodes
			n[i], n[j] = n[j], n[i]
		})
		random.Shuffle(len(shuffled.API.Operations), func(i, j int) {
			o := shuffled.API.Operations
			o[i], o[j] = o[j], o[i]
		})
		random.Shuffle(len(shuffled.API.Pages), func(i, j int) {
			p := shuffled.API.Pages
			p[i], p[j] = p[j], p[i]
		})
		random.Shuffle(len(shuffled.Go), func(i, j int) { shuffled.Go[i], shuffled.Go[j] = shuffled.Go[j], shuffled.Go[i] })
		assert.Equal(t, want, lines(diff.Compare(old, shuffled)))
	}
}
