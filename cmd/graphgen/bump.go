package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
)

// This file takes a package from one version of the API to another: build
// --version v25.0. In graphgen.yaml the version, the spec and the pages name the
// new one then, and what changed stands in CHANGES.md.

// changesName is the file of the reports, beside graphgen.yaml.
const changesName = "CHANGES.md"

// changesHeader begins it.
const changesHeader = "<!-- What changed in the Graph API, the newest first; written by graphgen build --version. -->"

var (
	changesFiles = outputKind{ext: ".md", ours: startsWithLine(changesHeader)}
	configFiles  = outputKind{ext: ".yaml", ours: func([]byte) bool { return true }}
)

// bumped is the config for another version: its spec and its pages name that
// version wherever they named the old one.
func (cfg *config) bumped(version string) *config {
	next := *cfg
	next.Version = version
	next.Spec = replaceVersion(cfg.Spec, cfg.Version, version)
	next.Pages = nil
	for _, p := range cfg.Pages {
		next.Pages = append(next.Pages, replaceVersion(p, cfg.Version, version))
	}
	return &next
}

// replaceVersion replaces a version that stands as a word of its own: v2.1 is
// no part of v2.12.
func replaceVersion(s, old, new string) string {
	word := regexp.MustCompile(`(^|[^0-9A-Za-z.])` + regexp.QuoteMeta(old) + `($|[^0-9A-Za-z])`)
	for replaced := word.ReplaceAllString(s, "${1}"+new+"${2}"); replaced != s; replaced = word.ReplaceAllString(s, "${1}"+new+"${2}") {
		s = replaced
	}
	return s
}

// bump is the change of a config to another version.
type bump struct {
	from, to *config
	failOn   diff.Level
	accept   string
}

// imported is an error if the old version was imported and the new one is not
// yet: a report on that would say that all of the API is gone.
func (b *bump) imported() error {
	if !b.from.isImported() || b.to.isImported() {
		return nil
	}
	return &failure{
		where: b.to.path(b.to.Spec),
		what:  "nothing was imported for " + b.to.Version + ", but much for " + b.from.Version,
		hint:  "import its api_specs first: graphgen import api_specs --out " + filepath.Dir(b.to.path(b.to.Spec)),
	}
}

// last is the spec that was generated from so far.
func (b *bump) last(c *console) (overlaid, error) {
	api, issues, err := c.scrapedSpec(b.from)
	if err != nil {
		return overlaid{}, err
	}
	last, err := c.overlay(b.from, api, issues)
	if err != nil {
		return last, err
	}
	return last, last.issues.Err()
}

// report compares the spec of the new version with what was generated from so
// far, prints the report, and returns the files that it changes.
func (b *bump) report(c *console, next overlaid) ([]output, *diff.Report, error) {
	last, err := b.last(c)
	if err != nil {
		return nil, nil, err
	}
	report, old, new, err := b.compare(c, last.api, next.api, next.goNames)
	if err != nil {
		return nil, nil, err
	}
	if len(b.from.Overlay)+len(b.to.Overlay) > 0 {
		scraped, _, _, err := b.compare(c, last.scraped, next.scraped, nil)
		if err != nil {
			return nil, nil, err
		}
		report.Overlaid(scraped)
	}
	if len(b.to.Only) > 0 && old.Go != nil && new.Go != nil {
		report.Select(old, new)
	}
	if err := c.accept(report, b.accept); err != nil {
		return nil, nil, err
	}
	if err := c.printReport(c.paper, report, diffOptions{format: "text"}); err != nil {
		return nil, nil, err
	}
	outputs, err := b.outputs(report)
	return outputs, report, err
}

// compare compares two forms of the old and the new spec. The Go names are those
// that the overlays give the new one.
func (b *bump) compare(c *console, last, next *spec.API, goNames map[string]string) (report *diff.Report, old, new diff.Side, err error) {
	if old, err = c.lockedSide(b.from, last, nil); err != nil {
		return nil, old, new, err
	}
	if new, err = c.lockedSide(b.to, next, goNames); err != nil {
		return nil, old, new, err
	}
	return diff.Compare(old, new), old, new, nil
}

// lockedSide is an API with what a config generates for it, under its lock and
// the names that overlays give. A selection may name what only the other version
// has.
func (c *console) lockedSide(cfg *config, api *spec.API, goNames map[string]string) (diff.Side, error) {
	lock, err := readLockWith(cfg.lockFile(), goNames)
	if err != nil {
		return diff.Side{}, err
	}
	o := templates.Options{Package: cfg.Go.Name, Lock: lock, Only: cfg.Only, Depth: cfg.Depth}
	if len(cfg.Only) > 0 {
		o.Only = templates.Present(api, o)
	}
	s := sideOf(api, o)
	if len(cfg.Only) > 0 && len(o.Only) == 0 {
		s.Go = []*spec.Decl{} // of a selection that names nothing of it
	}
	return c.tell(s)
}

// outputs are CHANGES.md, with the report before what stands there, and the
// config of the new version.
func (b *bump) outputs(report *diff.Report) ([]output, error) {
	dir := filepath.Dir(b.from.file)
	var outputs []output
	if len(report.Changes) > 0 {
		content, err := prepended(filepath.Join(dir, changesName), report)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, output{dir: dir, kind: changesFiles, files: []outFile{{changesName, content}}})
	}
	if b.from.Version != b.to.Version {
		data, err := os.ReadFile(b.from.file)
		if err != nil {
			return nil, fileError(b.from.file, err, "")
		}
		content, err := b.edited(data)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, output{dir: dir, kind: configFiles, files: []outFile{{filepath.Base(b.from.file), content}}})
	}
	return outputs, nil
}

// edited is the text of the config with the values that the bump changed; its
// comments and all else stay.
func (b *bump) edited(data []byte) ([]byte, error) {
	type value struct {
		where, old, new string
		line, col       int
	}
	values := []value{{where: "version", old: b.from.Version, new: b.to.Version}, {where: "spec", old: b.from.Spec, new: b.to.Spec}}
	for i := range b.from.Pages {
		values = append(values, value{where: fmt.Sprintf("pages[%d]", i), old: b.from.Pages[i], new: b.to.Pages[i]})
	}
	at, _ := spec.ReadStrict(b.from.file, data, new(config))
	for i := range values {
		values[i].line, values[i].col = at(values[i].where)
	}
	// The last on a line first: the others keep their places.
	slices.SortFunc(values, func(a, b value) int { return cmp.Compare(b.col, a.col) })
	lines := strings.SplitAfter(string(data), "\n")
	for _, v := range values {
		if v.old == v.new {
			continue
		}
		before, rest := splitRunes(lines[v.line-1], v.col-1)
		if !strings.Contains(rest, v.old) {
			return nil, &failure{
				where: fmt.Sprintf("%s:%d:%d", b.from.file, v.line, v.col),
				what:  v.where + " is not written as it reads",
				hint:  "write it without escapes, or change it by hand",
			}
		}
		lines[v.line-1] = before + strings.Replace(rest, v.old, v.new, 1)
	}
	return []byte(strings.Join(lines, "")), nil
}

// splitRunes cuts a text behind so many letters.
func splitRunes(s string, n int) (before, rest string) {
	runes := []rune(s)
	n = min(n, len(runes))
	return string(runes[:n]), string(runes[n:])
}

// prepended is a file of reports with one more.
func prepended(file string, report *diff.Report) ([]byte, error) {
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fileError(file, err, "")
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n\n", changesHeader)
	if err := report.Markdown(&b); err != nil {
		return nil, err
	}
	if _, rest, ok := bytes.Cut(old, []byte(changesHeader)); ok {
		b.Write(bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n")))
	}
	return b.Bytes(), nil
}
