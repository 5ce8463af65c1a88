package main

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// defaultConfig is the file that build and generate read when no flag names
// another.
const defaultConfig = "graphgen.yaml"

// configSchema is the JSON Schema of graphgen.yaml, for editors.
//
//go:embed config.schema.json
var configSchema []byte

// config is graphgen.yaml. Paths in it are relative to the file.
type config struct {
	Version string            `yaml:"version"`           // v19.0
	Pages   []string          `yaml:"pages,omitempty"`   // files, folders and globs; none stands for the bundled reference, or for what was imported
	Spec    string            `yaml:"spec,omitempty"`    // folder of the YAML; none stands for the bundled spec
	Overlay []string          `yaml:"overlay,omitempty"` // corrections of the spec
	Only    []string          `yaml:"only,omitempty"`    // what to generate; none stands for everything
	Depth   int               `yaml:"depth,omitempty"`   // of the selection: how many references to other nodes it follows; -1 is all
	Lint    map[string]string `yaml:"lint,omitempty"`    // severities of rules, by id: off, info, warning or error
	Go      goPackage         `yaml:"go"`

	file string `yaml:"-"`
}

// goPackage is the package to generate.
type goPackage struct {
	Name string `yaml:"package"`
	Out  string `yaml:"out"` // its folder
}

// loadConfig reads the config file name.
func loadConfig(name string) (*config, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fileError(name, err, "graphgen init writes one; another one is named with --config")
	}
	if err != nil {
		return nil, fileError(name, err, "")
	}
	return readConfig(name, data)
}

// path is a path of the config as seen from the working directory.
func (cfg *config) path(p string) string {
	p = filepath.FromSlash(p)
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(filepath.Dir(cfg.file), p)
}

// readConfig reads a config strictly: what it does not know is an error, and
// all errors come at once, each with its line and column.
func readConfig(name string, data []byte) (*config, error) {
	cfg := &config{file: name}
	at, issues := spec.ReadStrict(name, data, cfg)
	cfg.check(func(ok bool, where, want, hint string) {
		line, col := at(where)
		if ok || line == 0 {
			return
		}
		// What a value is to be says more than what the reader makes of it.
		issues = slices.DeleteFunc(issues, func(i spec.Issue) bool { return i.Where == where })
		issues.Add(spec.Issue{File: name, Line: line, Col: col, Where: where, Severity: spec.Error, Msg: "must be " + want, Hint: hint})
	})
	issues.Sort()
	var errs []error
	for _, i := range issues {
		errs = append(errs, &failure{what: i.String(), hint: i.Hint})
	}
	return cfg, errors.Join(errs...)
}

// check tells must of each value whether it is what it is to be.
func (cfg *config) check(must func(ok bool, where, want, hint string)) {
	must(spec.IsVersion(cfg.Version), "version", "a version such as v19.0", "")
	must(cfg.Spec != "", "spec", "a folder", "")
	must(isPackageName(cfg.Go.Name), "go.package", "a package name", "")
	must(cfg.Go.Out != "", "go.out", "a folder", "")
	for i, page := range cfg.Pages {
		must(page != "", fmt.Sprintf("pages[%d]", i), "a file, a folder or a glob", "")
	}
	for i, overlay := range cfg.Overlay {
		must(overlay != "", fmt.Sprintf("overlay[%d]", i), "a file", "")
	}
	for i, element := range cfg.Only {
		must(element != "", fmt.Sprintf("only[%d]", i), "a node or an edge such as Page.conversations", "")
	}
	must(cfg.Depth >= everyReference, "depth", "a number of references, or -1 for all", "")
	must(cfg.Depth == 0 || len(cfg.Only) > 0, "depth", "beside only", "select with only, or take depth out: without a selection everything is generated")
	ids := ruleIDs()
	for id, level := range cfg.Lint {
		_, graded := lintLevels[level]
		must(graded || level == "off", "lint."+id, "off, info, warning or error", "")
		must(slices.Contains(ids, id), "lint."+id, "the id of an issue", cmp.Or(spec.DidYouMean(id, ids), idsHint))
	}
}

func isPackageName(s string) bool {
	return token.IsIdentifier(s) && s != "_" && s == strings.ToLower(s)
}
