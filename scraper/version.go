package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads versions: the one that a page describes, and the changelog's
// tables of all of them: Version, released on, available until. An end that is
// not announced (TBD) is left out.

// version is that of the version picker, else of the samples, else of the
// address. Marks that disagree are reported.
func (x *extractor) version() string {
	var samples []string
	for _, r := range x.requests() {
		if r.version != "" && !slices.Contains(samples, r.version) {
			samples = append(samples, r.version)
		}
	}
	v := x.doc.Version
	if v == "" && len(samples) > 0 {
		v = samples[0]
	}
	for _, s := range samples {
		if s != v {
			x.issue(spec.Issue{Severity: spec.Warning, ID: "version-marks",
				Msg: fmt.Sprintf("the page says %s, a sample says %s", v, s), Hint: "give the version in graphgen.yaml or with --version"})
		}
	}
	if v == "" {
		v = x.calledVersion()
	}
	if v == "" {
		v = versionIn.FindString(x.doc.URL)
	}
	return v
}

// calledVersion is the version that the page's own address of the API shows
// in code of its own, as pages do that fill it in: https://graph.facebook.com/`v19.0`/….
// A version inside a sample address is what its writer called, years ago.
func (x *extractor) calledVersion() string {
	for _, b := range x.doc.Blocks {
		for _, l := range lines([]Block{b}) {
			for i, s := range l {
				v := versionIn.FindString(s.Text)
				if i > 0 && s.Code && v != "" && v == strings.TrimSpace(s.Text) && calledHost.MatchString(l[i-1].Text) {
					return v
				}
			}
		}
	}
	return ""
}

var calledHost = regexp.MustCompile(`graph\.(?:facebook|instagram)\.com/$`)

// isVersionTable reports whether a table lists versions and their dates.
func isVersionTable(t Table) bool {
	if len(t.Header) < 3 || fold(plainText(t.Header[0])) != "version" {
		return false
	}
	for _, r := range t.Rows {
		if len(r.Cells) < 3 || !versionIn.MatchString(cellText(r.Cells[0])) {
			return false
		}
	}
	return len(t.Rows) > 0
}

// hasVersions reports whether the document has a table of versions.
func (x *extractor) hasVersions() bool {
	for _, b := range x.doc.Blocks {
		if t, ok := b.(Table); ok && isVersionTable(t) {
			return true
		}
	}
	return false
}

// versionTable reads a table of versions. The heading above it names the API.
func (x *extractor) versionTable(t Table) verdict {
	api := "graph"
	if strings.Contains(fold(x.at.head), "marketing") {
		api = "marketing"
	}
	for i, r := range t.Rows {
		v := spec.VersionDates{API: api, Version: versionIn.FindString(cellText(r.Cells[0]))}
		v.Released = x.dateCell(r.Cells[1], i)
		v.Expires = x.dateCell(r.Cells[2], i)
		x.page.Versions = append(x.page.Versions, v)
		x.report.Rows.count(understood)
	}
	return understood
}

// dateCell reads the date of a cell: June 8, 2023; "Extended to February 8,
// 2021"; or TBD.
func (x *extractor) dateCell(cell []Block, i int) string {
	text := cellText(cell)
	if d, ok := isoDate(dateWords.FindString(text)); ok {
		return d
	}
	if text != "" && fold(text) != "tbd" {
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "unknown-date", Msg: fmt.Sprintf("no date in %q", clip(text, 80))})
	}
	return ""
}
