package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// missingName is the file of what is kept though the last scrape lacks it,
// beside the folder of the spec.
const missingName = "missing.yaml"

var missingFiles = outputKind{ext: ".yaml", ours: hasTopKey("missing")}

// readMissing reads the missing.yaml beside a spec, which has any of the names
// of readAnySpec; there need not be one.
func readMissing(name string) (*spec.Missing, error) {
	file, data, err := findMissing(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &spec.Missing{Format: spec.MissingFormat}, nil
	}
	if err != nil {
		return nil, fileError(file, err, "")
	}
	m, issues := spec.ReadMissing(file, data)
	return m, issues.Err()
}

// readMissing reads the missing.yaml of the spec that a config names; the
// bundled one has none.
func (cfg *config) readMissing() (*spec.Missing, error) {
	if cfg.Spec == "" {
		return &spec.Missing{Format: spec.MissingFormat}, nil
	}
	return readMissing(cfg.path(cfg.Spec))
}

func findMissing(name string) (file string, data []byte, err error) {
	if rest, ok := strings.CutPrefix(name, "git:"); ok {
		rev, dir, _ := strings.Cut(rest, ":")
		file = path.Join(path.Dir(path.Clean(dir)), missingName)
		data, err = readGitFile(rev, file)
		return "git:" + rev + ":" + file, data, err
	}
	if _, err := os.Stat(name); err != nil && (name == "-" || spec.IsVersion(name)) {
		return name, nil, fs.ErrNotExist // standard input, or a bundled spec
	}
	file = filepath.Join(filepath.Dir(filepath.Clean(name)), missingName)
	data, err = os.ReadFile(file)
	return file, data, err
}

// readAnySpec reads a spec by any of its names, with what its pages lack for the
// first time: every verb sees the same spec.
func (c *console) readAnySpec(name string) (*spec.API, spec.Issues, error) {
	api, issues, _, err := c.keptSpec(name)
	return api, issues, err
}

// keptSpec is readAnySpec with what is there only because it is kept.
func (c *console) keptSpec(name string) (api *spec.API, issues spec.Issues, absent []string, err error) {
	scraped, issues, err := c.readPages(name)
	if err != nil {
		return nil, nil, nil, err
	}
	lacks, err := readMissing(name)
	if err != nil {
		return nil, nil, nil, err
	}
	api, issues = kept(scraped, issues, lacks)
	return api, issues, lacks.Absent(scraped.Pages, api.Pages), nil
}

// kept is an API with what its pages lack. What was said of the merge of the
// pages is said anew.
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
	known, err := cfg.readMissing()
	if err != nil || cfg.Spec == "" {
		return known, nil, err
	}
	folder := cfg.path(cfg.Spec)
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
	lastPages, _ := known.Keep(spec.Scraped(last.Pages)) // what has no place any more is dropped
	next := known.Update(lastPages, scraped.Pages, today)
	if len(known.Rows)+len(known.Pages) == 0 && len(next.Rows)+len(next.Pages) == 0 {
		return next, nil, nil
	}
	content, err := next.Bytes()
	if err != nil {
		return nil, nil, err
	}
	file := filepath.Join(filepath.Dir(folder), missingName)
	next, issues := spec.ReadMissing(file, content) // with its places
	if err := issues.Err(); err != nil {
		return nil, nil, err
	}
	c.absent(absence{file, scraped, known, next})
	return next, []output{{dir: filepath.Dir(folder), kind: missingFiles, files: []outFile{{missingName, content}}}}, nil
}

// absence is what was missing before a scrape, and after it.
type absence struct {
	file        string
	scraped     *spec.API
	known, next *spec.Missing
}

// shownAbsent is how many elements a message of absence names.
const shownAbsent = 5

// absent says what is absent for the first time, what came back, and what is no
// longer kept. Nothing is written by then, and the run may still be refused.
func (c *console) absent(a absence) {
	version := a.scraped.Version
	before, after := a.known.Of(version), a.next.Of(version)
	first, last := without(after, before), without(before, after)
	if len(first) > 0 {
		c.firstAbsent(first, a.next.Gone(version))
		c.say("hint: what was taken out on purpose, or is gone for good: delete its entry once %s is written, and build again", a.file)
	}
	now := spec.NewIndex(a.scraped.Pages)
	back := slices.DeleteFunc(slices.Clone(last), func(id string) bool { return len(now.Find(id)) == 0 })
	if len(back) > 0 {
		c.say("missing: %s back", someOf(back, "is", "are"))
	}
	if gone := without(last, back); len(gone) > 0 {
		c.say("missing: %s absent again, or announced: no longer kept", someOf(gone, "is", "are"))
	}
}

// firstAbsent names what is absent for the first time; of the pages that are
// gone, what only they described.
func (c *console) firstAbsent(ids []string, pages []*spec.Page) {
	var lines []string
	for _, p := range pages {
		if gone := within(ids, p.Wholes()); len(gone) > 0 {
			ids = without(ids, gone)
			lines = append(lines, fmt.Sprintf("the page %q%s is gone for the first time: %s to be kept in %s",
				p.Title, inBrackets(p.Source.URL), someOf(gone, "is", "are"), missingName))
		}
	}
	for _, id := range ids {
		lines = append(lines, fmt.Sprintf("%s is absent for the first time, and nobody announced it: it is to be kept in %s", id, missingName))
	}
	for _, line := range lines[:min(len(lines), shownAbsent)] {
		c.say("missing: %s", line)
	}
	if more := len(lines) - shownAbsent; more > 0 {
		c.say("missing: … and %d more, to be kept as well (--verbose prints all)", more)
	}
	for _, line := range lines[min(len(lines), shownAbsent):] {
		c.detail("missing: %s", line)
	}
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// someOf names the first of a list, with the verb for their number.
func someOf(list []string, one, many string) string {
	shown := strings.Join(list[:min(len(list), shownAbsent)], ", ")
	if more := len(list) - shownAbsent; more > 0 {
		shown += fmt.Sprintf(" and %d more", more)
	}
	if len(list) == 1 {
		return shown + " " + one
	}
	return shown + " " + many
}

// without is a list without what another one has; within is what both have.
func without(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

func within(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return !slices.Contains(other, s) })
}
