package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
)

// This file takes a package from one version of the API to another: build
// --version v25.0. The old version stays in the paths of graphgen.yaml no
// longer than in its version key, and what changed stands in CHANGES.md.

// changesName is the file of the reports, beside graphgen.yaml.
const changesName = "CHANGES.md"

// changesHeader begins it.
const changesHeader = "<!-- What changed in the Graph API, the newest first; written by graphgen build --version. -->"

var (
	changesFiles = outputKind{ext: ".md", ours: startsWithLine(changesHeader)}
	configFiles  = outputKind{ext: ".yaml", ours: func([]byte) bool { return true }}
)

// bumped is the config for another version: its paths name that version
// wherever they named the old one.
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

// oldSide is what was generated from so far. A selection may name what only the
// new version has.
func (b *bump) oldSide(c *console) (diff.Side, error) {
	api, issues, err := c.configSpec(b.from)
	if err != nil {
		return diff.Side{}, err
	}
	if err := issues.Err(); err != nil {
		return diff.Side{}, err
	}
	return c.lockedSide(b.from, api)
}

// lockedSide is an API with what a config generates for it, under its lock.
func (c *console) lockedSide(cfg *config, api *spec.API) (diff.Side, error) {
	lock, err := readLock(cfg.lockFile())
	if err != nil {
		return diff.Side{}, err
	}
	o := templates.Options{Package: cfg.Go.Name, Lock: lock, Only: cfg.Only, Depth: cfg.Depth}
	if len(cfg.Only) > 0 {
		o.Only = templates.Present(api, o)
	}
	s := sideOf(api, o)
	if len(cfg.Only) > 0 && len(o.Only) == 0 {
		s.Go = []diff.Decl{} // of a selection that names nothing of it
	}
	return c.tell(s)
}

// report compares the API of the new version with what was generated from so
// far, prints the report, and returns the files that it changes.
func (b *bump) report(c *console, api *spec.API) ([]output, *diff.Report, error) {
	old, err := b.oldSide(c)
	if err != nil {
		return nil, nil, err
	}
	new, err := c.lockedSide(b.to, api)
	if err != nil {
		return nil, nil, err
	}
	report := diff.Compare(old, new)
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
		content := []byte(replaceVersion(string(data), b.from.Version, b.to.Version))
		outputs = append(outputs, output{dir: dir, kind: configFiles, files: []outFile{{filepath.Base(b.from.file), content}}})
	}
	return outputs, nil
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
	if _, rest, ok := bytes.Cut(old, []byte(changesHeader+"\n")); ok {
		b.Write(rest)
	}
	return b.Bytes(), nil
}
