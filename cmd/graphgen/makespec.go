package main

import (
	"os"
	"path/filepath"

	"github.com/graphgen/graphgen/spec"
)

// made is the spec that a build makes.
type made struct {
	api     *spec.API
	issues  spec.Issues
	outputs []output
	scraped *scraped
}

// makeSpec scrapes the pages of a config and merges them with what was imported
// into the folder of the spec. Where something was, and the config names no
// pages, there is nothing to scrape: the spec is what lies in the folder.
func (c *console) makeSpec(cfg *config) (made, error) {
	if cfg.isImported() && len(cfg.Pages) == 0 {
		api, issues, err := c.scrapedSpec(cfg)
		if err != nil {
			return made{}, err
		}
		c.say("read %s from %s; graphgen.yaml names no pages to scrape", plural(len(api.Pages), "page"), cfg.path(cfg.Spec))
		return made{api: api, issues: issues, scraped: &scraped{}}, nil
	}
	imported, issues, err := cfg.imported()
	if err != nil {
		return made{}, err
	}
	sources, err := cfg.sources()
	if err != nil {
		return made{}, err
	}
	s, err := c.scrape(sources, scrapeOptions{version: cfg.Version, oneVersion: true})
	if err != nil {
		return made{}, err
	}
	written, err := specOutput(cfg.path(cfg.Spec), s.pages, true)
	if err != nil {
		return made{}, err
	}
	pages, found := written.read()
	issues = append(issues, found...)
	scrapedAPI, _ := spec.Merge(pages)
	c.understood(s, scrapedAPI)
	lacks, outputs, err := c.missing(cfg, scrapedAPI)
	if err != nil {
		return made{}, err
	}
	api, found := spec.Merge(append(pages, imported...))
	api, issues = kept(api, append(issues, found...), lacks)
	if cfg.Spec != "" {
		outputs = append(outputs, written)
	}
	return made{api, issues, outputs, s}, cfg.hasVersion(api, cfg.path(cfg.Spec))
}

// importedFolder is where import writes for the spec of the config.
func (cfg *config) importedFolder() string {
	return filepath.Join(cfg.path(cfg.Spec), spec.ImportedFolder)
}

// isImported tells whether something was imported into the spec.
func (cfg *config) isImported() bool {
	_, err := os.Stat(cfg.importedFolder())
	return cfg.Spec != "" && err == nil
}

// imported are the pages that import wrote into the folder of the spec.
func (cfg *config) imported() ([]*spec.Page, spec.Issues, error) {
	if !cfg.isImported() {
		return nil, nil, nil
	}
	folder := cfg.importedFolder()
	pages, issues, err := spec.LoadPages(os.DirFS(folder))
	if err != nil {
		return nil, nil, fileError(folder, err, "")
	}
	nameFiles(folder, pages, issues)
	return pages, issues, nil
}
