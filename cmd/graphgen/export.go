package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/openapi"
	"github.com/graphgen/graphgen/templates"
)

func newExport(c *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write a spec in the format of other tools",
		Args:  noVerb,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "openapi [SPEC]",
		Short: "Write a spec as an OpenAPI 3.1 document",
		Long: `Write a spec to standard output as an OpenAPI 3.1 document, in JSON. The ids of
its operations are the names of the Go methods.

  graphgen export openapi > openapi.json` + aboutSpec,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			api, issues, err := c.loadSpec(args)
			if err != nil {
				return err
			}
			if err := issues.Err(); err != nil {
				return err
			}
			return c.exportOpenAPI(api)
		},
	})
	return cmd
}

func (c *console) exportOpenAPI(api *spec.API) error {
	decls, err := templates.Declarations(api, templates.Options{Package: "graphapi"})
	if err != nil {
		return err
	}
	names := openapi.Names{Methods: map[string]string{}, Enums: map[string]string{}}
	for _, d := range decls {
		switch d.Role {
		case "method":
			names.Methods[d.ID] = strings.TrimPrefix(d.Name, "Client.")
		case "enum":
			names.Enums[d.ID] = d.Name
		}
	}
	doc, err := openapi.Export(api, names)
	if err != nil {
		return err
	}
	_, err = c.out.Write(doc)
	return err
}
