package spec

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// This file keeps what a page suddenly lacks. Pages lose rows by accident, and
// many come back; a removal that nobody announced is no removal yet. What is
// absent for the first time is kept in missing.yaml, with the day and the page
// that lacks it. It is dropped when another scrape of the page, with other
// bytes, lacks it too, when the page announces it, or when a person takes the
// entry out.

// MissingFormat is the version of the format of missing.yaml.
const MissingFormat = 1

// Missing is missing.yaml: the rows that are kept though their page lacks them.
type Missing struct {
	Format int      `yaml:"missing"`
	Rows   []Missed `yaml:"rows,omitempty"`
}

// Missed is a row that a page lacks.
type Missed struct {
	ID      string    `yaml:"id"` // of the element
	Version string    `yaml:"version"`
	Since   string    `yaml:"since"`            // the day of the first absence
	SHA256  string    `yaml:"sha256,omitempty"` // of the page that lacks it
	Row     yaml.Node `yaml:"row"`              // what the page said of it
}

// ReadMissing reads missing.yaml, strictly.
func ReadMissing(name string, data []byte) (*Missing, Issues) {
	m := &Missing{}
	_, issues := ReadStrict(name, data, m)
	if issues.Err() == nil && m.Format != MissingFormat {
		issues.add(formatVersion, place{file: name, line: 1, col: 1}, "format %d, but this graphgen reads format %d", m.Format, MissingFormat)
	}
	return m, issues
}

// Bytes is the file.
func (m *Missing) Bytes() ([]byte, error) {
	rows := &yaml.Node{Kind: yaml.SequenceNode}
	for i := range m.Rows {
		r := &m.Rows[i]
		n := mapping("id", encodeText(r.ID), "version", encodeText(r.Version), "since", encodeText(r.Since))
		if r.SHA256 != "" {
			n.Content = append(n.Content, encodeText("sha256"), encodeText(r.SHA256))
		}
		n.Content = append(n.Content, encodeText("row"), &r.Row)
		rows.Content = append(rows.Content, n)
	}
	doc := mapping("missing", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: "1"})
	if len(m.Rows) > 0 {
		doc.Content = append(doc.Content, encodeText("rows"), rows)
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return nil, fmt.Errorf("writing missing.yaml: %w", err)
	}
	return b.Bytes(), e.Close()
}

// Of are the identities that are kept in a version.
func (m *Missing) Of(version string) []string {
	var ids []string
	for _, r := range m.Rows {
		if r.Version == version {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// Keep gives pages the rows that they lack. It changes none of them.
func (m *Missing) Keep(pages []*Page) ([]*Page, Issues) {
	w := overlayWork{pages: slices.Clone(pages), cloned: map[int]bool{}, version: commonVersion(pages)}
	for i := range m.Rows {
		r := &m.Rows[i]
		if r.Version != w.version {
			continue
		}
		w.add(&ActionResult{Action: &Action{Target: r.ID, Add: r.Row}}, &Overlay{file: "missing.yaml"})
	}
	return w.pages, w.issues
}

// Update is what is missing after a scrape: pages are the new ones, known are
// those of the last scrape, with what was missing then.
func (m *Missing) Update(known, pages []*Page, today string) *Missing {
	version := commonVersion(pages)
	next := &Missing{Format: MissingFormat}
	since := map[string]Missed{}
	for _, r := range m.Rows {
		if r.Version != version {
			next.Rows = append(next.Rows, r)
			continue
		}
		since[r.ID] = r
	}
	now := NewIndex(pages)
	for _, e := range allElements(known) {
		holder, _, name := listOf(e.ID)
		found := now.Find(holder)
		if e.value == nil || holder == "" || len(now.Find(e.ID)) > 0 || len(found) == 0 {
			continue
		}
		page := found[0].Page
		before, wasMissing := since[e.ID]
		if page.announces(name) || wasMissing && before.SHA256 != page.Source.SHA256 {
			continue
		}
		if !wasMissing {
			row := encode(reflect.ValueOf(e.value).Elem(), "")
			row.Content = row.Content[2:] // the name is in the identity
			before = Missed{ID: e.ID, Version: version, Since: today, SHA256: page.Source.SHA256, Row: *row}
		}
		next.Rows = append(next.Rows, before)
	}
	slices.SortFunc(next.Rows, func(a, b Missed) int { return cmp.Or(CompareVersions(a.Version, b.Version), cmp.Compare(a.ID, b.ID)) })
	next.Rows = slices.CompactFunc(next.Rows, func(a, b Missed) bool { return a.ID == b.ID && a.Version == b.Version })
	return next
}

// allElements are those of all pages, the better source first.
func allElements(pages []*Page) []Element {
	var all []Element
	for _, p := range slices.SortedFunc(slices.Values(pages), byTrust) {
		all = append(all, Elements(p)...)
	}
	return all
}

// announces tells whether a note of the page ends what has this name.
func (p *Page) announces(name string) bool {
	return slices.ContainsFunc(p.Notes, func(n Note) bool {
		return (n.Kind == "deprecation" || n.Kind == "removal") && slices.ContainsFunc(n.Subjects, func(s Subject) bool {
			return s.Name == name || strings.HasSuffix(s.Name, "."+name)
		})
	})
}
