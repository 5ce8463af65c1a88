package main

import (
	"cmp"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
)

func newSources(c *console) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "sources [SPEC…]",
		Short: "Compare the reference pages of a spec with what was imported",
		Long: `Compare what the reference pages of a spec say with what was imported from
Meta's api_specs: how many nodes, fields, operations and parameters agree, and
each value of which the two say different things, with both places and with what
a merge of the two uses. The pages may be in one folder or in several.`,
		RunE: func(_ *cobra.Command, args []string) error {
			pages, err := c.sourcePages(args)
			if err != nil {
				return err
			}
			report := spec.CompareSources(pages)
			if asJSON {
				return printJSON(c.out, struct {
					Version int `json:"version"`
					*spec.SourceReport
				}{1, report})
			}
			return c.sources(report)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// sourcePages are the pages of all the specs that args name.
func (c *console) sourcePages(args []string) ([]*spec.Page, error) {
	specs := [][]string{nil} // the one of graphgen.yaml
	if len(args) > 0 {
		specs = slices.Collect(slices.Chunk(args, 1))
	}
	var pages []*spec.Page
	imported := 0
	for _, name := range specs {
		api, issues, err := c.loadSpec(name)
		if err != nil {
			return nil, err
		}
		if err := issues.Err(); err != nil {
			return nil, err
		}
		pages = append(pages, api.Pages...)
	}
	for _, p := range pages {
		if p.Source.Format == "metaspec" {
			imported++
		}
	}
	if imported == 0 || imported == len(pages) {
		return nil, &failure{
			what: fmt.Sprintf("%s of the reference and %d imported: there is nothing to compare", plural(len(pages)-imported, "page"), imported),
			hint: "name a folder that has both, or two folders; graphgen import makes the one, graphgen scrape the other",
		}
	}
	return pages, nil
}

// sources prints a report as text.
func (c *console) sources(r *spec.SourceReport) error {
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tboth\talike\tonly reference\tonly metaspec\t")
	for _, n := range r.Counts {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t\n", n.Kind, n.Both, n.Alike, n.Reference, n.Metaspec)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, d := range r.Differences {
		_, err := fmt.Fprintf(c.out, "\n%s %s: %s is used\n\t%s\t%s\n\t%s\t%s\n",
			d.Element, d.Key, cmp.Or(d.Used, "nothing"), d.Reference.Text, d.Reference, d.Metaspec.Text, d.Metaspec)
		if err != nil {
			return err
		}
	}
	return nil
}
