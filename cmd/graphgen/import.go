package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/scraper/metaspec"
	"github.com/graphgen/graphgen/spec"
)

func newImport(c *console) *cobra.Command {
	var out string
	var o metaspec.Options
	var check bool
	cmd := &cobra.Command{
		Use:   "import DIR",
		Short: "Turn Meta's api_specs (JSON) into a spec",
		Long: `Turn Meta's machine description of its API, the folder api_specs that holds
specs/, into a spec: one YAML file a node and one an edge, below --out at
VERSION/metaspec. Files that an earlier import left there and that this one does
not make are removed. Pages scraped from the reference may stand beside them in
the folder of the version: both are merged when the spec is read.

The version is that of specs/version.txt, or --version.`,
		Args: oneFolder,
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case o.Version != "" && !spec.IsVersion(o.Version):
				return &failure{where: "--version", what: fmt.Sprintf("%q is no version such as v25.0", o.Version)}
			case out == "":
				return &failure{what: "no folder to write to", hint: "name one with --out"}
			}
			return c.importTo(out, args[0], o, check)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "the `folder` of the spec")
	flags.StringVar(&o.Version, "version", "", "the `version` that the files describe, such as v25.0 (default: what version.txt says)")
	flags.BoolVar(&check, "check", false, "write nothing; print a diff and exit 1 if anything would change")
	return cmd
}

// oneFolder wants exactly one argument.
func oneFolder(cmd *cobra.Command, args []string) error {
	if err := atLeastOne("folder")(cmd, args); err != nil {
		return err
	}
	return atMost(1)(cmd, args)
}

// importTo writes the spec of an api_specs folder below out. What the importer
// does not know makes the exit status 1, but is no reason to lose the rest.
func (c *console) importTo(out, dir string, o metaspec.Options, check bool) error {
	pages, issues, err := metaspec.Import(os.DirFS(dir), o)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fileError(dir, err, "name the folder api_specs, which holds specs/")
	case err != nil:
		return fileError(dir, err, "")
	case len(pages) == 0:
		return errors.Join(issues.Err(), &failure{where: dir, what: "has no node in specs/", hint: "name the folder api_specs of a business SDK"})
	}
	version := pages[0].Version
	if !spec.IsVersion(version) {
		return &failure{where: dir, what: fmt.Sprintf("%q is no version such as v25.0", version), hint: "give it with --version"}
	}
	for i := range issues {
		issues[i].File = filepath.Join(dir, filepath.FromSlash(issues[i].File))
	}
	written, err := specOutput(filepath.Join(out, version), pages, true)
	if err != nil {
		return err
	}
	written.kind = metaspecFiles
	changes, err := planOutputs(written)
	if err != nil {
		return err
	}
	api, _ := spec.Merge(pages) // only to count
	c.counted(pages, api)
	c.issues(issues)
	if err := c.write(changes, check); err != nil {
		return err
	}
	if n := issues.Count(spec.Error); n > 0 {
		return found("not everything was imported: "+plural(n, "error"), "see the issues above")
	}
	return nil
}
