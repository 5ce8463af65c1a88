package main

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
)

func newList(c *console) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list [SPEC]",
		Short: "Print a spec as flat facts, one a line, sorted",
		Long: `Print a spec as flat facts, one a line, sorted: for grep, for git diff and for
counting. The columns stand apart by tabs: the kind, the node or operation, the
name, the type and the flags, as far as the kind has them.` + aboutSpec,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			api, issues, err := c.loadSpec(args)
			if err != nil {
				return err
			}
			if err := printFacts(c.out, spec.Facts(api), asJSON); err != nil {
				return err
			}
			return issues.Err()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func printFacts(w io.Writer, facts []spec.Fact, asJSON bool) error {
	if asJSON {
		return printJSON(w, struct {
			Version int         `json:"version"`
			Facts   []spec.Fact `json:"facts"`
		}{1, facts})
	}
	var b strings.Builder
	for _, f := range facts {
		b.WriteString(f.String() + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printJSON prints what a --json flag asks for. Every such value carries a
// version, which grows when a reader of the old one would be misled.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
