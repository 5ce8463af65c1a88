package spec

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// This file is missing.yaml. Pages lose rows and operations by accident, whole
// pages vanish, and much of it comes back; a removal that nobody announced is
// no removal yet. What is absent for the first time is kept, with the day and
// the page that lacks it. missingupdate.go says when it is dropped,
// missingkeep.go puts it back where it was.

// MissingFormat is the version of the format of missing.yaml.
const MissingFormat = 1

// MissingEntry is the id of the issue that an entry of missing.yaml has no place.
const MissingEntry = "missing-entry"

// Missing is missing.yaml: what is kept though the last scrape lacks it.
type Missing struct {
	Format int          `yaml:"missing"`
	Rows   []Missed     `yaml:"rows,omitempty"`
	Pages  []MissedPage `yaml:"pages,omitempty"`

	file string                       `yaml:"-"`
	at   func(string) (line, col int) `yaml:"-"`
}

// Missed is an element that a page lacks: a row, or a whole node or operation.
// What stands in one is part of it.
type Missed struct {
	ID      string `yaml:"id"`
	Version string `yaml:"version"`
	Since   string `yaml:"since"`            // the day of the first absence
	SHA256  string `yaml:"sha256,omitempty"` // of the page that lacks it
	Page    string `yaml:"page,omitempty"`   // the address of that page, or its title
	After   string `yaml:"after,omitempty"`  // the name of what it stood behind; it was the first if empty
	// Row is what the page said of it: of a value only the key that it stood in,
	// of a code and a permission nothing.
	Row yaml.Node `yaml:"row,omitempty"`
}

// MissedPage is a page that is gone, with those of its nodes and operations
// that no other page describes.
type MissedPage struct {
	Since string    `yaml:"since"` // the day of the first scrape without it
	Says  yaml.Node `yaml:"says"`  // the page as FORMAT.md describes it

	page *Page `yaml:"-"` // what Says says, once it is read
}

// said is the page.
func (p *MissedPage) said(file string) *Page {
	if p.page == nil {
		p.page, _ = readPage(file, &p.Says, nil)
	}
	return p.page
}

// ReadMissing reads missing.yaml, strictly.
func ReadMissing(name string, data []byte) (*Missing, Issues) {
	m := &Missing{file: name}
	at, issues := ReadStrict(name, data, m)
	m.at = at
	if issues.Err() != nil {
		return m, advised(issues)
	}
	if m.Format != MissingFormat {
		m.report(&issues, formatVersion, "missing", "format %d, but this graphgen reads format %d", m.Format, MissingFormat)
	}
	for i, r := range m.Rows {
		m.checkDay(&issues, r.Since, index("rows", i))
		if !IsVersion(r.Version) {
			m.report(&issues, badVersion, index("rows", i)+".version", "%q is no version like v19.0", excerpt(r.Version))
		}
	}
	for i := range m.Pages {
		m.checkDay(&issues, m.Pages[i].Since, index("pages", i))
		page, found := readPage(name, &m.Pages[i].Says, nil)
		m.Pages[i].page = page
		issues = append(issues, found...)
	}
	return m, advised(issues)
}

func (m *Missing) checkDay(issues *Issues, since, where string) {
	if !IsDate(since) {
		m.report(issues, badDate, where+".since", "%q is no date like 2020-06-30", excerpt(since))
	}
}

// advised are issues of missing.yaml with what to do there: it is no page, and
// no scrape writes it anew.
func advised(issues Issues) Issues {
	for i := range issues {
		switch issues[i].ID {
		case yamlSyntax.ID:
			issues[i].Hint = "look there for an open bracket, a tab or a quote; nothing is kept by a file that says missing: 1"
		case formatVersion.ID:
			issues[i].Hint = "use the graphgen that wrote it; nothing is kept by a file that says missing: 1"
		case missingKey.ID, badDate.ID, badVersion.ID:
			issues[i].Hint = "correct the entry, or delete it; missing.yaml is described in spec/FORMAT.md"
		}
	}
	return issues
}

// report tells what is wrong at a place of missing.yaml.
func (m *Missing) report(issues *Issues, r Rule, where, format string, args ...any) {
	issues.add(r, m.place(where), format, args...)
}

// place is that of a YAML path, as far as the file is known.
func (m *Missing) place(where string) place {
	at := place{file: m.file, where: where}
	if m.at != nil {
		at.line, at.col = m.at(where)
	}
	return at
}

// File is where it was read from.
func (m *Missing) File() string { return m.file }

// Bytes is the file.
func (m *Missing) Bytes() ([]byte, error) {
	doc := mapping("missing", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: "1"})
	list := func(key string, items *yaml.Node) {
		if len(items.Content) > 0 {
			doc.Content = append(doc.Content, encodeText(key), items)
		}
	}
	list("rows", encode(reflect.ValueOf(m.Rows), ""))
	list("pages", encode(reflect.ValueOf(m.Pages), ""))
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return nil, fmt.Errorf("writing missing.yaml: %w", err)
	}
	return b.Bytes(), e.Close()
}

// Of are the identities that are kept in a version, without what stands in
// them.
func (m *Missing) Of(version string) []string {
	var ids []string
	for _, r := range m.Rows {
		if r.Version == version {
			ids = append(ids, r.ID)
		}
	}
	for _, p := range m.Gone(version) {
		ids = append(ids, p.Wholes()...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Absent are those of them that only Keep put there: pages are without, kept
// with what it put back.
func (m *Missing) Absent(pages, kept []*Page) []string {
	had, has := describer(Scraped(pages)), describer(Scraped(kept))
	return slices.DeleteFunc(m.Of(commonVersion(pages)), func(id string) bool { return had(id) || !has(id) })
}

// describer tells whether one of the pages describes an element, or gives a code
// its message.
func describer(pages []*Page) func(id string) bool {
	ix := NewIndex(pages)
	return func(id string) bool {
		code, isCode := strings.CutPrefix(id, "error/")
		if !isCode {
			return ix.has(id)
		}
		return slices.ContainsFunc(pages, func(p *Page) bool {
			return slices.ContainsFunc(p.Errors, func(e ErrorMessage) bool { return strconv.Itoa(e.Code) == code })
		})
	}
}

// Since is the day of the first absence of an element, or of what it stands in;
// empty if it is not kept.
func (m *Missing) Since(version, id string) string {
	for _, r := range m.Rows {
		if r.Version == version && Within(id, r.ID) {
			return r.Since
		}
	}
	for i := range m.Pages {
		p := m.Pages[i].said(m.file)
		if p.Version == version && slices.ContainsFunc(p.Wholes(), func(whole string) bool { return Within(id, whole) }) {
			return m.Pages[i].Since
		}
	}
	return ""
}

// Gone are the pages that are kept in a version.
func (m *Missing) Gone(version string) []*Page {
	var pages []*Page
	for i := range m.Pages {
		if p := m.Pages[i].said(m.file); p.Version == version {
			pages = append(pages, p)
		}
	}
	return pages
}

// sort gives the file one order, and takes out repeats.
func (m *Missing) sort() {
	slices.SortFunc(m.Rows, func(a, b Missed) int {
		return cmp.Or(CompareVersions(a.Version, b.Version), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Page, b.Page))
	})
	m.Rows = slices.CompactFunc(m.Rows, func(a, b Missed) bool { return a.ID == b.ID && a.Version == b.Version && a.Page == b.Page })
	slices.SortFunc(m.Pages, func(a, b MissedPage) int {
		p, q := a.said(m.file), b.said(m.file)
		return cmp.Or(CompareVersions(p.Version, q.Version), cmp.Compare(p.key(), q.key()), comparePages(p, q))
	})
}

// sibling is the identity of the element of the same list with another name.
func sibling(id, name string) string {
	holder, kind, _ := SplitID(id)
	if holder == "" {
		return kind + "/" + name
	}
	return holder + "/" + kind + "/" + name
}
