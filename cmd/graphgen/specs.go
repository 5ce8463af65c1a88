package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// loadSpec reads the spec that a verb works on: the one named in args (a
// folder, a file, - for standard input, a bundled version, git:REV:PATH), else
// the one that graphgen.yaml names, else the bundled one. Issues are what
// reading and merging found.
func (c *console) loadSpec(args []string) (*spec.API, spec.Issues, error) {
	if len(args) > 0 {
		return c.readAnySpec(args[0])
	}
	cfg, err := loadConfig(defaultConfig)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return c.readBundledSpec("")
	case err != nil:
		return nil, nil, err
	}
	return c.configSpec(cfg)
}

// configSpec reads the spec that a config names, else the bundled one of its
// version, and corrects it with the overlays.
func (c *console) configSpec(cfg *config) (*spec.API, spec.Issues, error) {
	api, issues, err := c.scrapedSpec(cfg)
	if err != nil {
		return nil, nil, err
	}
	done, err := c.overlay(cfg, api, issues)
	return done.api, done.issues, err
}

// scrapedSpec is the spec of a config without its overlays, but with what its
// pages lack for the first time.
func (c *console) scrapedSpec(cfg *config) (*spec.API, spec.Issues, error) {
	if cfg.Spec == "" {
		return c.readBundledSpec(cfg.Version)
	}
	folder := cfg.path(cfg.Spec)
	api, issues, err := c.readSpec(folder)
	if err != nil {
		return nil, nil, err
	}
	if err := cfg.hasVersion(api, folder); err != nil {
		return nil, nil, err
	}
	lacks, err := cfg.readMissing()
	if err != nil {
		return nil, nil, err
	}
	api, issues = kept(api, issues, lacks)
	return api, issues, nil
}

// hasVersion is an error if a spec is of another version than the config, or a
// part of it is.
func (cfg *config) hasVersion(api *spec.API, folder string) error {
	if api.Version != "" && api.Version != cfg.Version {
		return &failure{
			where: cfg.file,
			what:  "version is " + cfg.Version + ", but the spec in " + folder + " is of " + api.Version,
			hint:  "set version back to " + api.Version + ", and run graphgen build --version " + cfg.Version + "; or name a spec of " + cfg.Version + " under spec:",
		}
	}
	var others []string
	for _, p := range api.Pages {
		if p.Version != "" && p.Version != cfg.Version {
			others = append(others, p.File+" ("+p.Version+")")
		}
	}
	if len(others) == 0 {
		return nil
	}
	return &failure{
		where: cfg.file,
		what:  "version is " + cfg.Version + ", but " + someOf(others, "is", "are") + " of another version",
		hint:  "scrape the pages of " + cfg.Version + " in their place, or move the files out of " + folder,
	}
}

// readPages reads a spec by any of its names, as its pages are.
func (c *console) readPages(name string) (*spec.API, spec.Issues, error) {
	if rest, ok := strings.CutPrefix(name, "git:"); ok {
		return c.readGitSpec(rest)
	}
	if spec.IsVersion(name) {
		if _, err := os.Stat(name); err != nil {
			return c.readBundledSpec(name)
		}
	}
	return c.readSpec(name)
}

func (c *console) readSpec(name string) (*spec.API, spec.Issues, error) {
	if name == "-" {
		return readSpecPage("standard input", c.in)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, fileError(name, err, "name a folder that scrape wrote, or one of its files")
	}
	if info.IsDir() {
		return c.readSpecFolder(name, os.DirFS(name))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fileError(name, err, "")
	}
	defer f.Close()
	return readSpecPage(name, f)
}

func readSpecPage(name string, r io.Reader) (*spec.API, spec.Issues, error) {
	data, err := io.ReadAll(io.LimitReader(r, spec.MaxPageBytes+1))
	if err != nil {
		return nil, nil, fileError(name, err, "")
	}
	var pages []*spec.Page
	page, issues := spec.ReadPage(name, data)
	if page != nil {
		pages = append(pages, page)
	}
	api, found := spec.Merge(pages)
	return api, append(issues, found...), nil
}

func (c *console) readSpecFolder(name string, fsys fs.FS) (*spec.API, spec.Issues, error) {
	api, issues, err := c.specs.Load(fsys)
	if err != nil {
		return nil, nil, fileError(name, err, "")
	}
	nameFiles(name, api.Pages, issues)
	return api, issues, nil
}

// nameFiles names the files of a folder as the user would: below it.
func nameFiles(folder string, pages []*spec.Page, issues spec.Issues) {
	for i := range issues {
		issues[i].File = filepath.Join(folder, filepath.FromSlash(issues[i].File))
	}
	for _, p := range pages {
		p.File = filepath.Join(folder, filepath.FromSlash(p.File))
	}
}

// readBundledSpec reads the spec that comes with graphgen, of the newest
// version where none is asked for.
func (c *console) readBundledSpec(version string) (*spec.API, spec.Issues, error) {
	bundled := spec.Bundled()
	folders, err := fs.ReadDir(bundled, ".")
	if err != nil {
		return nil, nil, err
	}
	if version == "" {
		for _, f := range folders {
			if f.IsDir() && spec.CompareVersions(f.Name(), version) > 0 {
				version = f.Name()
			}
		}
	}
	fsys, err := fs.Sub(bundled, version)
	if err == nil {
		_, err = fs.Stat(fsys, ".")
	}
	if err != nil {
		return nil, nil, &failure{
			what: "no spec of " + version + " is bundled",
			hint: "scrape its pages with build, or name a folder under spec: in graphgen.yaml",
		}
	}
	return c.readSpecFolder("bundled-spec/"+version, fsys)
}
