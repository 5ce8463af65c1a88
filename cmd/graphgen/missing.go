package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// missingName is the file of the rows that are kept though their page lacks
// them, beside the folder of the spec.
const missingName = "missing.yaml"

var missingFiles = outputKind{ext: ".yaml", ours: startsWithLine("missing: 1")}

// readMissing reads the missing.yaml beside a folder of a spec; there need not
// be one.
func readMissing(folder string) (*spec.Missing, error) {
	file := filepath.Join(filepath.Dir(filepath.Clean(folder)), missingName)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return &spec.Missing{Format: spec.MissingFormat}, nil
	}
	if err != nil {
		return nil, fileError(file, err, "")
	}
	m, issues := spec.ReadMissing(file, data)
	return m, issues.Err()
}

// kept is an API with the rows that its pages lack. What was said of the merge
// of the pages is said anew.
func kept(api *spec.API, issues spec.Issues, m *spec.Missing) (*spec.API, spec.Issues) {
	if len(m.Of(api.Version)) == 0 {
		return api, issues
	}
	pages, found := m.Keep(api.Pages)
	_, before := spec.Merge(api.Pages)
	merged, after := spec.Merge(pages)
	issues = slices.DeleteFunc(slices.Clone(issues), func(i spec.Issue) bool { return slices.Contains(before, i) })
	return merged, slices.Concat(issues, after, found)
}

// missing is what is missing after a scrape of the pages of a config, and the
// file that says so.
func (c *console) missing(cfg *config, scraped *spec.API) (*spec.Missing, []output, error) {
	known := &spec.Missing{Format: spec.MissingFormat}
	if cfg.Spec == "" {
		return known, nil, nil
	}
	folder := cfg.path(cfg.Spec)
	known, err := readMissing(folder)
	if err != nil {
		return nil, nil, err
	}
	last, _, err := c.readSpec(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	today, err := c.today()
	if err != nil {
		return nil, nil, err
	}
	lastPages, _ := known.Keep(last.Pages)
	next := known.Update(lastPages, scraped.Pages, today)
	if len(known.Rows) == 0 && len(next.Rows) == 0 {
		return next, nil, nil
	}
	content, err := next.Bytes()
	if err != nil {
		return nil, nil, err
	}
	for _, r := range next.Rows {
		if !slices.Contains(known.Of(r.Version), r.ID) {
			c.say("missing: %s is absent for the first time, and nobody announced it: kept in %s", r.ID, missingName)
		}
	}
	return next, []output{{dir: filepath.Dir(folder), kind: missingFiles, files: []outFile{{missingName, content}}}}, nil
}
