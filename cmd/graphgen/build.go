package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

func newBuild(c *console) *cobra.Command {
	var configFile string
	var o buildOptions
	var printConfig bool
	var version string
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Do what graphgen.yaml asks for: scrape its pages, write the spec, generate the package",
		Long: `Do what graphgen.yaml asks for: scrape its pages, write the spec, correct it with
the overlays, and generate the package. It is what go generate runs. What import
wrote into the folder of the spec is merged with the pages; if graphgen.yaml names
no pages then, none are scraped. Files of an
earlier build that are no longer wanted are removed; files of others are left
alone. What was not understood on a page is left out, and makes the exit status 1.

--version bumps to another version of the API: it changes graphgen.yaml, builds, and
puts what changed for callers on top of CHANGES.md.`,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error {
			if printConfig {
				return c.printConfig(configFile)
			}
			cfg, err := loadConfig(configFile)
			if err != nil {
				return err
			}
			if err := o.complete(cfg, version); err != nil {
				return err
			}
			return build(c, o)
		},
	}
	cmd.Flags().StringVar(&configFile, "config", defaultConfig, "the config `file`")
	cmd.Flags().BoolVar(&o.check, "check", false, "write nothing; print a diff and exit 1 if anything would change")
	cmd.Flags().BoolVar(&o.acceptShrink, "accept-shrink", false, "write even if more than 20 % of the facts on disk are lost")
	cmd.Flags().BoolVar(&printConfig, "print-config", false, "print the config as it is understood, and do nothing")
	cmd.Flags().BoolVar(&o.allowRename, "allow-rename", false, "let Go names change that names.lock cannot keep")
	cmd.Flags().StringVar(&version, "version", "", "bump to this `version`, such as v25.0")
	cmd.Flags().StringVar((*string)(&o.bump.failOn), "fail-on", "", "with --version, exit 1 if there is a change of this `level`: silent, runtime, source or any")
	cmd.Flags().StringVar(&o.bump.accept, "accept", "", "with --version, the `file` of accepted changes, which do not count")
	return cmd
}

type buildOptions struct {
	check, acceptShrink, allowRename bool
	isBump                           bool
	bump                             bump // from and to are one config where it is none
}

// complete checks the options of a bump.
func (o *buildOptions) complete(cfg *config, version string) error {
	o.bump.from, o.bump.to = cfg, cfg
	switch {
	case version == "" && (o.bump.failOn != diff.LevelNone || o.bump.accept != ""):
		return &failure{what: "--fail-on and --accept need --version", hint: "graphgen diff compares without a bump"}
	case version == "":
		return nil
	case !spec.IsVersion(version):
		return &failure{where: "--version", what: fmt.Sprintf("%q is no version such as v25.0", version)}
	case o.bump.failOn != diff.LevelNone && !o.bump.failOn.Known():
		return &failure{where: "--fail-on", what: fmt.Sprintf("%q is none of silent, runtime, source and any", o.bump.failOn)}
	}
	o.bump.to = cfg.bumped(version)
	o.isBump = true
	return o.bump.imported()
}

// build goes the whole way from pages to a package. What was not understood on
// a page is left out of the spec, and told. A spec that is wrong in itself is
// written all the same, so that the error can be looked at where it says, but
// the package then stays as it was.
func build(c *console, o buildOptions) error {
	cfg := o.bump.to
	made, err := c.makeSpec(cfg)
	if err != nil {
		return err
	}
	effective, err := c.overlay(cfg, made.api, made.issues)
	if err != nil {
		return err
	}
	pkg, wrong := c.generate(effective.api, effective.issues, generation{
		out: cfg.path(cfg.Go.Out), pkg: cfg.Go.Name, only: cfg.Only, depth: cfg.Depth,
		lock: cfg.lockFile(), allowRename: o.allowRename, goNames: effective.goNames,
	})
	outputs := append(made.outputs, pkg...)
	report := &diff.Report{}
	if o.isBump && wrong == nil {
		more, r, err := o.bump.report(c, effective)
		if err != nil {
			return err
		}
		outputs, report = append(outputs, more...), r
	}
	changes, err := planOutputs(outputs...)
	if err == nil && !o.check && !o.acceptShrink && o.bump.from.Version == cfg.Version {
		err = guardShrink(changes)
	}
	if err == nil {
		err = c.write(changes, o.check)
	}
	if err != nil || wrong != nil {
		return errors.Join(wrong, err)
	}
	if err := made.scraped.verdict("--verbose prints every issue"); err != nil {
		return err
	}
	return failOn(report, o.bump.failOn)
}
