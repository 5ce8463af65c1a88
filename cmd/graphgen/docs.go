package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec/webpage"
	"github.com/graphgen/graphgen/templates"
)

func newDocs(c *console) *cobra.Command {
	var pkg string
	cmd := &cobra.Command{
		Use:   "docs [SPEC]",
		Short: "Write a spec as a web page to browse: nodes, operations, Go calls",
		Long: `Write a spec to standard output as one HTML page to browse and search. The page
needs no network.

  graphgen docs > reference.html` + aboutSpec,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error { return c.docs(args, pkg) },
	}
	cmd.Flags().StringVar(&pkg, "package", "", "the `name` of the package in the Go calls (default: that of graphgen.yaml, or graphapi)")
	return cmd
}

// docs prints the page of a spec. It has the Go calls only if the spec is one
// that Go can be generated for.
func (c *console) docs(args []string, pkg string) error {
	g := generation{pkg: pkg, out: "graphapi"}
	api, issues, err := g.complete(c, defaultConfig, args)
	if err != nil {
		return err
	}
	if err := issues.Err(); err != nil {
		return err
	}
	g.only = nil // the page shows all there is
	o, err := g.options()
	if err != nil {
		return err
	}
	decls, err := templates.Declarations(api, o)
	if err != nil {
		c.say("the page has no Go: graphgen lint says what is wrong with the spec")
	}
	code := webpage.Go{Package: o.Package, Decls: decls}
	var page bytes.Buffer
	if err := webpage.Reference(&page, api, code); err != nil {
		return err
	}
	_, err = c.out.Write(page.Bytes())
	return err
}
