package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

func newSchema(c *console) *cobra.Command {
	return &cobra.Command{
		Use:       "schema [spec|config|diff]",
		Short:     "Print the JSON Schema of a spec page (the default), of graphgen.yaml or of a report of diff",
		ValidArgs: []string{"spec", "config", "diff"},
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
				default:
					return &failure{what: fmt.Sprintf("there is no schema %q", args[0]), hint: "ask for spec, config or diff"}
				}
			}
			_, err := c.out.Write(schema)
			return err
		},
	}
}
