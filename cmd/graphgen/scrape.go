package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/scraper"
	"github.com/graphgen/graphgen/spec"
)

func newScrape(c *console) *cobra.Command {
	var o scrapeOptions
	var out, report string
	cmd := &cobra.Command{
		Use:   "scrape PAGE…",
		Short: "Turn reference pages into a spec",
		Long: `Turn reference pages into a spec: one YAML file a page, below --out at
VERSION/PATH.yaml; of one page, without --out, to standard output.

PAGE is a file, a folder, a glob (** stands for any folders) or - for standard
input, in HTML, Markdown or plain text, told apart by content. What was not
understood is printed, and makes the exit status 1. If a page is no reference
page at all, nothing is written.`,
		Args: atLeastOne("page"),
		RunE: func(_ *cobra.Command, args []string) error {
			if report != "text" && report != "json" {
				return &failure{where: "--report", what: fmt.Sprintf("%q is neither text nor json", report)}
			}
			if o.version != "" && !spec.IsVersion(o.version) {
				return &failure{where: "--version", what: fmt.Sprintf("%q is no version such as v19.0", o.version)}
			}
			sources, err := c.pageSources(args)
			if err != nil {
				return err
			}
			if out == "" && (len(sources) > 1 || report == "json") {
				return &failure{what: "no folder to write to", hint: "name one with --out; only a single page goes to standard output"}
			}
			return c.scrapeTo(out, sources, o, report == "json")
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "the `folder` of the spec")
	flags.StringVar(&o.version, "version", "", "the `version` of pages that do not say theirs, such as v19.0")
	flags.BoolVar(&o.lenient, "allow-unknown", false, "exit 0 whatever was not understood, and leave out what is no reference page")
	flags.Int64Var(&o.limits.MaxBytes, "max-bytes", 0, "refuse pages of more than this `number` of bytes (default 32 MiB)")
	flags.BoolVar(&o.acceptShrink, "accept-shrink", false, "write even if more than 20 % of the facts on disk are lost")
	flags.Float64Var(&o.minCoverage, "min-coverage", 0, "exit 1 if less than this `percentage` of the table rows was understood or kept as notes")
	flags.StringVar(&report, "report", "text", "the `format` of what is printed of the pages: text, or json on standard output")
	return cmd
}

// scrapeTo scrapes pages, reports on them, and writes their spec below out or,
// of a single page, to standard output.
func (c *console) scrapeTo(out string, sources []pageSource, o scrapeOptions, asJSON bool) error {
	s, err := c.scrape(sources, o)
	if err != nil {
		return err
	}
	api, _ := spec.Merge(s.pages) // only to count: lint tells of contradictions
	if asJSON {
		err = printJSON(c.out, s.json(api))
	} else {
		c.understood(s, api)
	}
	if err != nil {
		return err
	}
	if err := c.writePages(s.pages, out, o); err != nil {
		return err
	}
	if err := s.covers(o.minCoverage); err != nil || o.lenient {
		return err
	}
	return s.verdict("see the issues above, or accept them with --allow-unknown")
}

// pageSources are the pages that args name.
func (c *console) pageSources(args []string) ([]pageSource, error) {
	if i := slices.Index(args, "-"); i >= 0 {
		if len(args) > 1 {
			return nil, &failure{what: "- (standard input) stands alone", hint: "name the files, or pipe one page"}
		}
		return []pageSource{{"standard input", func() (io.ReadCloser, error) { return io.NopCloser(c.in), nil }}}, nil
	}
	return diskPages(args)
}

// writePages writes pages below out, or the only one to standard output.
func (c *console) writePages(pages []*spec.Page, out string, o scrapeOptions) error {
	if out == "" {
		content, err := spec.WritePage(pages[0])
		if err != nil {
			return err
		}
		_, err = c.out.Write(content)
		return err
	}
	outputs, versionless, err := versionOutputs(pages, out)
	if versionless != nil && o.lenient {
		c.failure(versionless)
	} else {
		err = errors.Join(versionless, err)
	}
	if err != nil {
		return err
	}
	changes, err := planOutputs(outputs...)
	if err != nil {
		return err
	}
	if !o.acceptShrink {
		if err := guardShrink(changes); err != nil {
			return err
		}
	}
	return c.write(changes, false)
}

// versionOutputs gives each version a folder of its own below out. Pages that
// were scraped before stay. Pages that say no version have none: versionless
// names them.
func versionOutputs(pages []*spec.Page, out string) (outputs []output, versionless, err error) {
	var without, errs []error
	for _, group := range byVersion(pages) {
		version := group[0].Version
		if !spec.IsVersion(version) {
			for _, p := range group {
				without = append(without, &failure{where: p.File, what: "says no version", hint: "give it with --version"})
			}
			continue
		}
		o, err := specOutput(filepath.Join(out, version), group, false)
		outputs, errs = append(outputs, o), append(errs, err)
	}
	return outputs, errors.Join(without...), errors.Join(errs...)
}

// json is what --report json prints.
func (s *scraped) json(api *spec.API) any {
	type page struct {
		*scraper.Report
		Issues []issueJSON `json:"issues"` // in the place of the report's
	}
	pages := make([]page, len(s.reports))
	for i, r := range s.reports {
		pages[i] = page{r, issuesJSON(r.Issues)}
	}
	return struct {
		Version int            `json:"version"`
		Facts   map[string]int `json:"facts"`
		Pages   []page         `json:"pages"`
	}{1, countFacts(api), pages}
}
