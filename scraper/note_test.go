package scraper

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

func TestIsoDate(t *testing.T) {
	for in, want := range map[string]string{
		"December 11, 2023": "2023-12-11",
		"May 5th, 2020":     "2020-05-05",
		"June 30 2020":      "2020-06-30",
		"June  30th,2020":   "2020-06-30",
		"March 1st, 2021":   "2021-03-01",
		"2024-02-29":        "2024-02-29",
		"2023-02-29":        "",
		"June 31, 2020":     "",
		"Juny 3, 2020":      "",
		"30 June 2020":      "",
		"":                  "",
	} {
		got, ok := isoDate(in)
		assert.Equal(t, want, got, in)
		assert.Equal(t, want != "", ok, in)
	}
}

// TestParseNote has the wordings that version notes were met in.
func TestParseNote(t *testing.T) {
	type phases = []spec.Phase
	since := func(v string) (*spec.Applies, spec.Phase) {
		return &spec.Applies{From: v}, spec.Phase{Version: v, Scope: v + "+"}
	}
	v3, fromV3 := since("v3.3")
	v6, fromV6 := since("v6.0")
	for _, tc := range []struct {
		text string
		want spec.Note
	}{
		{"Applies to v6.0+. Will apply to all versions on December 11, 2023.",
			spec.Note{Kind: "change", Applies: v6, Phases: phases{fromV6, {On: "2023-12-11", Scope: "all"}}}},
		{"Applies to v6.0+. Will apply to all versions May 5th, 2020.",
			spec.Note{Kind: "change", Applies: v6, Phases: phases{fromV6, {On: "2020-05-05", Scope: "all"}}}},
		{"Applies to all remaining Graph API versions on June 30 2020",
			spec.Note{Kind: "change", Phases: phases{{On: "2020-06-30", Scope: "all"}}}},
		{"This change applies to all versions.",
			spec.Note{Kind: "change", Applies: &spec.Applies{All: true}, Phases: phases{{Now: true, Scope: "all"}}}},
		{"Will apply to all versions when v26.0 is released.",
			spec.Note{Kind: "change", Phases: phases{{Release: "v26.0", Scope: "all"}}}},
		{"Labels are deprecated for v3.3 and will be deprecated for all versions on 2019-04-30.",
			spec.Note{Kind: "deprecation", Applies: v3, Phases: phases{fromV3, {On: "2019-04-30", Scope: "all"}}}},
		{"Labels are deprecated for v3.3+.",
			spec.Note{Kind: "deprecation", Applies: v3, Phases: phases{fromV3}}},
		{"As part of the V3.3 changes the old_access permission was deprecated. Use new_access permission to access this endpoint. The old_access permission will stop working after June 30 2020",
			spec.Note{Kind: "deprecation", Effect: "stops_working", Applies: v3, Phases: phases{fromV3, {After: "2020-06-30", Scope: "all"}},
				Subjects: []spec.Subject{{Type: "permission", Name: "old_access"}}, Replacement: []spec.Subject{{Type: "permission", Name: "new_access"}}}},
		{"On February 4th, 2020, we announced the deprecation of this POST endpoint on v6.0 of Graph API. On June 30th, 2020, it will be removed from all versions of the API. Please use Send API instead.",
			spec.Note{Kind: "deprecation", Effect: "removed", Announced: "2020-02-04", Applies: v6, Phases: phases{fromV6, {On: "2020-06-30", Scope: "all"}},
				Replacement: []spec.Subject{{Type: "product", Name: "Send API"}}}},
		{"This field is only accessible in v6.0 or later.",
			spec.Note{Kind: "feature", Applies: v6}},
		{"This document refers to an outdated version of Graph API. Please use the latest version.",
			spec.Note{Kind: "outdated-doc"}},
		{"(Reinstated 2021-03-02)",
			spec.Note{Kind: "reinstatement", Phases: phases{{On: "2021-03-02"}}}},
		{"Starting July 5, 2019, this endpoint will throw an error for version 3.3+ calls made by apps that lack the label_access permission.",
			spec.Note{Kind: "change", Effect: "error", Applies: v3, Phases: phases{{On: "2019-07-05", Scope: "v3.3+"}},
				Condition: "calls made by apps that lack the label_access permission"}},
		{"Starting with v6.0 requests for old labels return empty data.",
			spec.Note{Kind: "change", Effect: "empty", Applies: v6, Phases: phases{fromV6}}},
		{"The tint field is deprecated for v3.3+ (use label_color instead).",
			spec.Note{Kind: "deprecation", Applies: v3, Phases: phases{fromV3},
				Subjects: []spec.Subject{{Type: "field", Name: "tint"}}, Replacement: []spec.Subject{{Type: "field", Name: "label_color"}}}},
		{"Corrections: the tint field was erroneously listed as deprecated for v3.3.",
			spec.Note{Kind: "correction", Applies: v3, Phases: phases{fromV3}}}, // of what it corrects
		{"Deprecated.",
			spec.Note{Kind: "deprecation"}},
	} {
		t.Run(tc.text, func(t *testing.T) {
			require.True(t, isLifecycle(tc.text))
			tc.want.Text = tc.text
			assert.Equal(t, tc.want, parseNote(tc.text))
		})
	}
}

func TestParseNotePartial(t *testing.T) {
	for _, text := range []string{
		"Deprecated somewhere between v5.0 and v6.0.",
		"Labels, deprecated as they are, live until May 1, 2020.",
		"Deprecated on June 31, 2020.",
	} {
		n := parseNote(text)
		assert.True(t, n.Partial, text)
		assert.Equal(t, text, n.Text)
	}
}

func TestIsLifecycle(t *testing.T) {
	for _, text := range []string{
		"A label can be removed from a Page.",
		"Works with every version.",
		"Applications list their labels.",
		"",
	} {
		assert.False(t, isLifecycle(text), text)
	}
	assert.True(t, isLifecycle("LABELS "+strings.ToUpper("are deprecated")))
}
