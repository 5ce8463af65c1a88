// Package metaspec reads Meta's machine description of its API, the JSON files
// of an api_specs folder, into the pages of a spec. The data is the user's to
// bring: none of it is part of this project.
//
// A folder has a file for each node, with its fields and its calls, and one
// file for all lists of values. What becomes of them:
//
//	specs/Page.json             node Page: page.yaml
//	  name "#get", "#update"    operations of that page, on /{page_id}
//	  endpoint "feed"           operations of page/feed.yaml, on /{page_id}/feed
//	specs/enum_types.json       the values of the one field or parameter that
//	                            names the list
//	specs/version.txt           the version of all pages
//
// The description has no texts, no errors and no permissions; the reference
// pages have.
package metaspec

import (
	"cmp"
	"fmt"
	"io/fs"

	"github.com/graphgen/graphgen/spec"
)

// Options says what the folder does not.
type Options struct {
	// Version is the version of the API that the files describe, v25.0, where
	// the folder has no version.txt or a wrong one.
	Version string
}

// Import reads the folder that holds specs/. The pages are sorted by name. The
// error is one of the file system, such as a missing enum_types.json; whatever
// else is wrong is an issue, and whatever has no counterpart in a spec is one too.
func Import(fsys fs.FS, o Options) ([]*spec.Page, spec.Issues, error) {
	src, issues, err := read(fsys)
	if err != nil {
		return nil, nil, fmt.Errorf("reading api_specs: %w", err)
	}
	i := importer{version: cmp.Or(o.Version, src.version), source: src, issues: issues, used: map[string]bool{}}
	if i.version != src.version && src.version != "" {
		i.report(spec.Warning, "other-version", versionFile, "", fmt.Sprintf("says %s, imported as %s", src.version, i.version), "leave the version out")
	}
	var pages []*spec.Page
	for _, n := range src.nodes {
		pages = append(pages, i.pages(n)...)
	}
	i.reportUnusedEnums()
	i.issues.Sort()
	return pages, i.issues, nil
}

// importer turns one folder into pages.
type importer struct {
	version string
	source  *source
	issues  spec.Issues
	used    map[string]bool // lists of values that a type names
}

func (i *importer) report(s spec.Severity, id, file, where, msg, hint string) {
	i.issues.Add(spec.Issue{File: file, Where: where, Severity: s, ID: id, Msg: msg, Hint: hint})
}
