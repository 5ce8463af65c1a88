package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
)

func newSchema(c *console) *cobra.Command {
	return &cobra.Command{
		Use:       "schema [spec|config]",
		Short:     "Print the JSON Schema of a spec page (the default) or of graphgen.yaml",
		ValidArgs: []string{"spec", "config"},
		Args:      atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			schema := spec.PageSchema()
			if len(args) > 0 {
				switch args[0] {
				case "spec":
				case "config":
					schema = configSchema
				default:
					return &failure{what: fmt.Sprintf("there is no schema %q", args[0]), hint: "ask for spec or config"}
				}
			}
			_, err := c.out.Write(schema)
			return err
		},
	}
}
