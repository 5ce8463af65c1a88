package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

func newSchema(c *console) *cobra.Command {
	return &cobra.Command{
		Use:       "schema [spec|config|diff|overlay]",
		Short:     "Print the JSON Schema of a spec page (the default), of graphgen.yaml, of a report of diff or of an overlay",
		ValidArgs: []string{"spec", "config", "diff", "overlay"},
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
					return &failure{what: fmt.Sprintf("there is no schema %q", args[0]), hint: "ask for spec, config, diff or overlay"}
				}
			}
			_, err := c.out.Write(schema)
			return err
		},
	}
}
