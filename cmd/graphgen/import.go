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
	var o importOptions
	cmd := &cobra.Command{
		Use:   "import DIR",
		Short: "Turn Meta's api_specs (JSON) into a spec",
		Long: `Turn Meta's machine description of its API, the folder api_specs that holds
specs/, into a spec: one YAML file a node and one an edge, below --out at
VERSION/metaspec. Files that an earlier import left there and that this one does
not make are removed. Pages scraped from the reference may stand beside them in
the folder of the version: both are merged when the spec is read.

DIR may also be the folder above api_specs, or specs itself. The version is that
of specs/version.txt, or --version. If a file cannot be read, or says what the
importer does not know, nothing is written and the exit status is 1.`,
		Args: oneFolder,
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case o.version != "" && !spec.IsVersion(o.version):
				return &failure{where: "--version", what: fmt.Sprintf("%q is no version such as v25.0", o.version)}
			case out == "":
				return &failure{what: "no folder to write to", hint: "name one with --out"}
			}
			return c.importTo(out, args[0], o)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "the `folder` of the spec")
	flags.StringVar(&o.version, "version", "", "the `version` that the files describe, such as v25.0 (default: what version.txt says)")
	flags.BoolVar(&o.check, "check", false, "write nothing; print a diff and exit 1 if anything would change")
	flags.BoolVar(&o.lenient, "allow-unknown", false, "exit 0 whatever was not understood, and leave it out of the spec")
	flags.BoolVar(&o.acceptShrink, "accept-shrink", false, "write even if more than 20 % of the facts on disk are lost")
	return cmd
}

// importOptions are what the user says about an import.
type importOptions struct {
	version string // instead of that of version.txt
	check   bool

	lenient      bool // write although not everything was understood
	acceptShrink bool // write whatever is lost
}

// oneFolder wants exactly one argument.
func oneFolder(cmd *cobra.Command, args []string) error {
	if err := atLeastOne("folder")(cmd, args); err != nil {
		return err
	}
	return atMost(1)(cmd, args)
}

// importTo writes the spec of an api_specs folder below out, of all of it or of
// none: what the importer could not read would be removed from the spec.
func (c *console) importTo(out, dir string, o importOptions) error {
	dir, err := apiSpecs(dir)
	if err != nil {
		return err
	}
	pages, issues, err := readAPISpecs(dir, o.version)
	if err != nil {
		return err
	}
	api, _ := spec.Merge(pages) // only to count
	c.counted(pages, api)
	c.issues(issues)
	if n := issues.Count(spec.Error); n > 0 && !o.lenient {
		return found("nothing was written: "+plural(n, "error"), "see the issues above, or write the rest with --allow-unknown")
	}
	written, err := specOutput(filepath.Join(out, pages[0].Version), pages, true)
	if err != nil {
		return err
	}
	written.kind = metaspecFiles
	changes, err := planOutputs(written)
	if err == nil && !o.check && !o.acceptShrink {
		err = guardShrink(changes)
	}
	if err != nil {
		return err
	}
	return c.write(changes, o.check)
}

const apiSpecsHint = "name the folder api_specs of a business SDK, which holds specs/"

// apiSpecs is the folder that holds specs/: dir, api_specs in it, or the one
// above it if dir is specs.
func apiSpecs(dir string) (string, error) {
	info, err := os.Stat(dir)
	switch {
	case err != nil:
		return "", fileError(dir, err, apiSpecsHint)
	case !info.IsDir():
		return "", &failure{where: dir, what: "is no folder", hint: apiSpecsHint}
	}
	for _, holder := range []string{dir, filepath.Join(dir, "api_specs")} {
		if specs, err := os.Stat(filepath.Join(holder, "specs")); err == nil && specs.IsDir() {
			return holder, nil
		}
	}
	above := filepath.Join(dir, "..")
	if specs, err := os.Stat(filepath.Join(above, "specs")); err == nil && os.SameFile(specs, info) {
		return above, nil
	}
	return "", &failure{where: dir, what: "has no folder specs/", hint: apiSpecsHint}
}

// readAPISpecs reads the pages of the folder that holds specs/, at least one,
// all of one version. The issues name files as the user would.
func readAPISpecs(dir, version string) ([]*spec.Page, spec.Issues, error) {
	pages, issues, err := metaspec.Import(os.DirFS(dir), metaspec.Options{Version: version})
	var unread *fs.PathError
	switch {
	case errors.As(err, &unread):
		return nil, nil, fileError(filepath.Join(dir, filepath.FromSlash(unread.Path)), err, "take the whole folder api_specs; each of its files is needed")
	case err != nil:
		return nil, nil, fileError(dir, err, "")
	}
	nameFiles(dir, nil, issues)
	if len(pages) == 0 {
		return nil, nil, errors.Join(issues.Err(), &failure{where: dir, what: "has no node in specs/", hint: apiSpecsHint})
	}
	if version := pages[0].Version; !spec.IsVersion(version) {
		return nil, nil, &failure{where: dir, what: fmt.Sprintf("%q is no version such as v25.0", version), hint: "give it with --version"}
	}
	return pages, issues, nil
}
