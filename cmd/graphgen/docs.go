package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/templates"
	"github.com/graphgen/graphgen/webpage"
)

func newDocs(c *console) *cobra.Command {
	var pkg string
	cmd := &cobra.Command{
		Use:   "docs [SPEC]",
		Short: "Write a spec as a web page to browse: nodes, operations, Go calls",
		Long: `Write a spec to standard output as one HTML page to browse and search. The page
needs no network. SPEC is a folder, a file, - for standard input, a bundled
version (v19.0) or git:REV:PATH; without it, it is the spec that graphgen.yaml
names, or the bundled one.


  graphgen docs > reference.html`,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			api, issues, err := c.loadSpec(args)
			if err != nil {
				return err
			}
			if err := issues.Err(); err != nil {
				return err
			}
			return c.docs(api, pkg)
		},
	}
	cmd.Flags().StringVar(&pkg, "package", "graphapi", "the `name` of the package in the Go calls")
	return cmd
}

// docs prints the page of an API. It has the Go calls only if the API is one
// that Go can be generated for.
func (c *console) docs(api *spec.API, pkg string) error {
	decls, err := templates.Declarations(api, templates.Options{Package: pkg})
	if err != nil {
		c.say("the page has no Go: graphgen lint says what is wrong with the spec")
	}
	g := webpage.Go{Package: pkg}
	for _, d := range decls {
		g.Decls = append(g.Decls, diff.Decl(d))
	}
	var page bytes.Buffer
	if err := webpage.Reference(&page, api, g); err != nil {
		return err
	}
	_, err = c.out.Write(page.Bytes())
	return err
}
