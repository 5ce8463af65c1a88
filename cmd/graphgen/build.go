package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/scraper/reference"
)

func newBuild(c *console) *cobra.Command {
	var configFile string
	var check, acceptShrink, printConfig bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Do what graphgen.yaml asks for: scrape its pages, write the spec, generate the package",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			if printConfig {
				return c.printConfig(configFile)
			}
			return build(c, configFile, check, acceptShrink)
		},
	}
	cmd.Flags().StringVar(&configFile, "config", defaultConfig, "the config `file`")
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; print a diff and exit 1 if anything would change")
	cmd.Flags().BoolVar(&acceptShrink, "accept-shrink", false, "write even if more than 20 % of the facts on disk are lost")
	cmd.Flags().BoolVar(&printConfig, "print-config", false, "print the config as it is understood, and do nothing")
	return cmd
}

// build goes the whole way from pages to a package. What was not understood on
// a page is left out of the spec, and told. A spec that is wrong in itself is
// written all the same, so that the error can be looked at where it says, but
// the package then stays as it was.
func build(c *console, configFile string, check, acceptShrink bool) error {
	cfg, err := loadConfig(configFile)
	if err != nil {
		return err
	}
	sources, err := cfg.sources()
	if err != nil {
		return err
	}
	s, err := c.scrape(sources, scrapeOptions{version: cfg.Version, oneVersion: true})
	if err != nil {
		return err
	}
	pages, err := specOutput(cfg.path(cfg.Spec), s.pages, true)
	if err != nil {
		return err
	}
	api, issues := pages.read()
	c.understood(s, api)
	effective, err := c.overlay(cfg, api, issues)
	if err != nil {
		return err
	}

	var outputs []output
	if cfg.Spec != "" {
		outputs = append(outputs, pages)
	}
	pkg, wrong := c.generate(effective.api, effective.issues, generation{out: cfg.path(cfg.Out), pkg: cfg.Package, only: cfg.Only, depth: defaultDepth})
	if wrong == nil {
		outputs = append(outputs, pkg)
	}
	changes, err := planOutputs(outputs...)
	if err == nil && !check && !acceptShrink {
		err = guardShrink(changes)
	}
	if err == nil {
		err = c.write(changes, check)
	}
	if err != nil || wrong != nil {
		return errors.Join(wrong, err)
	}
	return s.verdict("--verbose prints every issue")
}

// sources are the pages of the config, or the bundled ones.
func (cfg *config) sources() ([]pageSource, error) {
	if len(cfg.Pages) > 0 {
		args := make([]string, len(cfg.Pages))
		for i, p := range cfg.Pages {
			args[i] = cfg.path(p)
		}
		return diskPages(args)
	}
	if versions := reference.Versions(); !slices.Contains(versions, cfg.Version) {
		return nil, &failure{
			where: cfg.file,
			what:  "no pages of " + cfg.Version + " are bundled",
			hint:  "bundled are those of " + strings.Join(versions, ", ") + "; name other pages under pages:",
		}
	}
	return embeddedPages(reference.FS(), cfg.Version)
}
