package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/scraper/reference"
	"github.com/graphgen/graphgen/spec"
)

func newBuild(c *console) *cobra.Command {
	var configFile string
	var check bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Do what graphgen.yaml asks for: scrape its pages, write the spec, generate the package",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			return build(c, configFile, check)
		},
	}
	cmd.Flags().StringVar(&configFile, "config", defaultConfig, "the config `file`")
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; print a diff and exit 1 if anything would change")
	return cmd
}

// build goes the whole way from pages to a package. What was not understood on
// a page is left out of the spec, and told; a spec that is wrong in itself ends
// the build before anything is written.
func build(c *console, configFile string, check bool) error {
	cfg, err := loadConfig(configFile)
	if err != nil {
		return err
	}
	sources, err := cfg.sources()
	if err != nil {
		return err
	}
	s, err := c.scrape(sources, scrapeOptions{version: cfg.Version})
	if err != nil {
		return err
	}
	api, issues := spec.Merge(s.pages)
	c.understood(s, api)

	pkg, err := c.generate(api, issues, generation{out: cfg.path(cfg.Out), pkg: cfg.Package, only: cfg.Only})
	if err != nil {
		return err
	}
	outputs := []output{pkg}
	if cfg.Spec != "" {
		o, err := specOutput(cfg.path(cfg.Spec), s.pages, true)
		if err != nil {
			return err
		}
		outputs = append(outputs, o)
	}
	changes, err := planOutputs(outputs...)
	if err != nil {
		return err
	}
	if err := c.write(changes, check); err != nil {
		return err
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
		files, err := pageFiles(args)
		return diskPages(files), err
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
