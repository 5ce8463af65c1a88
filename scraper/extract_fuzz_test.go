package scraper

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// FuzzExtract checks that no page makes Extract panic, that every row of its
// tables is counted once, that the result can be written, and that a page
// which is refused says why.
func FuzzExtract(f *testing.F) {
	for _, g := range goldens(f) {
		f.Add(g.page.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Read("page", bytes.NewReader(data), Limits{MaxBytes: 1 << 20})
		if err != nil {
			return
		}
		page, report := Extract(d)
		for _, tally := range []Tally{report.Blocks, report.Rows} {
			require.Equal(t, tally.Seen, tally.Understood+tally.Noted+tally.Ignored+tally.Unknown)
		}
		if page == nil {
			require.NotZero(t, report.Issues.Count(spec.Error))
			return
		}
		requireRowsCounted(t, d, report)
		_, err = spec.WritePage(page)
		require.NoError(t, err)
	})
}

// FuzzParseResult checks that all members of a return type have names.
func FuzzParseResult(f *testing.F) {
	for _, g := range goldens(f) {
		for _, b := range g.document(f).Blocks {
			if c, ok := b.(Code); ok {
				f.Add(c.Text)
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		fields, ok := parseResult(text)
		if !ok {
			return
		}
		for _, l := range resultLines("", fields) {
			assert.False(t, strings.HasPrefix(l, " "), "a member without a name in %q", text)
		}
	})
}

// FuzzParseNote checks that a note keeps its text, and that its dates and
// versions are some.
func FuzzParseNote(f *testing.F) {
	for _, g := range goldens(f) {
		page, _ := Extract(g.document(f))
		if page == nil {
			continue
		}
		for _, n := range page.Notes {
			f.Add(n.Text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := parseNote(text)
		assert.Equal(t, text, n.Text)
		assert.Contains(t, spec.NoteKinds, n.Kind)
		for _, p := range n.Phases {
			set := 0
			for _, v := range []string{p.Version, p.On, p.After, p.Release} {
				if v != "" {
					set++
				}
			}
			if p.Now {
				set++
			}
			assert.Equal(t, 1, set, "%+v", p)
			for _, v := range []string{p.Version, p.Release} {
				if v != "" {
					assert.Regexp(t, `^v\d+\.\d+$`, v)
				}
			}
		}
	})
}

// FuzzNormalPath checks that a normal path is normal, and one line.
func FuzzNormalPath(f *testing.F) {
	for _, g := range goldens(f) {
		page, _ := Extract(g.document(f))
		if page == nil {
			continue
		}
		for _, o := range page.Operations {
			_, path, _ := strings.Cut(o.Op, " ")
			f.Add(path)
		}
	}
	f.Add("/{page-id}/labels/")
	f.Add("act_<AD_ACCOUNT_ID>/ads")
	f.Add("%7Bpage-id%7D%2Ffeed")
	f.Fuzz(func(t *testing.T, path string) {
		p := normalPath(path)
		if p == "" {
			return
		}
		assert.True(t, strings.HasPrefix(p, "/"), p)
		assert.Equal(t, spec.CleanLine(p), p)
		assert.Equal(t, p, normalPath(p))
	})
}
