package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

func newSchema(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [spec|config|overlay|diff]",
		Short: "Print the JSON Schema of a kind of file, for editors and other tools",
		Long: `Print the JSON Schema of a kind of file:

  spec     a page of a spec (the default)
  config   graphgen.yaml
  overlay  an overlay
  diff     what graphgen diff --format json prints`,
		ValidArgs: []string{"spec", "config", "overlay", "diff"},
		Args:      atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			schema := spec.PageSchema()
			if len(args) > 0 {
				switch args[0] {
				case "spec":
				case "config":
					schema = configSchema
				case "diff":
					schema = diff.Schema()
				case "overlay":
					schema = spec.OverlaySchema()
				default:
					return &failure{what: fmt.Sprintf("there is no schema %q", args[0]), hint: "ask for spec, config, overlay or diff"}
				}
			}
			_, err := c.out.Write(schema)
			return err
		},
	}
}
