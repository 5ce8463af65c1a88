package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/templates"
	"github.com/graphgen/graphgen/templates/usage"
)

func newCalendar(c *console) *cobra.Command {
	var asJSON, all bool
	var packages []string
	cmd := &cobra.Command{
		Use:   "calendar [SPEC]",
		Short: "Print what is due, and when: deprecations, removals, the end of the version",
		Long: `Print what the reference announces, the days first, one a line: the day or the
version, the versions it is for, what happens to what, what to use instead, and
where the reference says so. What has passed is left out, unless --all is given:
days before today, and versions up to that of the spec. Today is SOURCE_DATE_EPOCH
where that is set.` + aboutSpec,
		Args: atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			api, issues, err := c.loadSpec(args)
			if err != nil {
				return err
			}
			versions, err := spec.Versions(api)
			if err != nil {
				return err
			}
			today, err := c.today()
			if err != nil {
				return err
			}
			var due []spec.Due
			for _, d := range spec.Calendar(api, versions) {
				if all || !d.Passed(api.Version, today) {
					due = append(due, d)
				}
			}
			places := map[int][]string{}
			if len(packages) > 0 {
				if due, places, err = touched(api, due, packages); err != nil {
					return err
				}
			}
			if err := printCalendar(c.out, due, places, asJSON); err != nil {
				return err
			}
			return issues.Err()
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "print what has passed too")
	cmd.Flags().StringSliceVar(&packages, "usage", nil, "only what the code in these `packages` meets, with places: ./...")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// touched are the dues that code meets, and where it meets each.
func touched(api *spec.API, due []spec.Due, packages []string) ([]spec.Due, map[int][]string, error) {
	lock, err := defaultLock()
	if err != nil {
		return nil, nil, err
	}
	decls, err := templates.Declarations(api, templates.Options{Package: "graphapi", Lock: lock})
	if err != nil {
		return nil, nil, err
	}
	uses, err := usage.Find(".", packages)
	if err != nil {
		return nil, nil, &failure{where: "--usage", what: err.Error(), hint: "generate the package first"}
	}
	var kept []spec.Due
	places := map[int][]string{}
	for _, d := range due {
		var at []string
		for _, decl := range decls {
			if d.Page != nil && d.Concerns(decl.ID) {
				at = append(at, uses.Names[decl.Name]...)
			}
		}
		slices.Sort(at)
		if at = slices.Compact(at); len(at) > 0 || d.Page == nil {
			places[len(kept)] = at
			kept = append(kept, d)
		}
	}
	return kept, places, nil
}

func printCalendar(w io.Writer, due []spec.Due, places map[int][]string, asJSON bool) error {
	type line struct {
		When  string   `json:"when"`
		Scope string   `json:"scope,omitempty"`
		What  string   `json:"what"`
		Of    []string `json:"of"`
		Use   []string `json:"use,omitempty"`
		Text  string   `json:"text,omitempty"`
		File  string   `json:"file,omitempty"`
		Line  int      `json:"line,omitempty"`
		URL   string   `json:"url,omitempty"`
		Usage []string `json:"usage,omitempty"`
	}
	lines := make([]line, len(due))
	for i, d := range due {
		lines[i] = line{When: d.When, Scope: d.Scope, What: d.What, Of: d.Of, Use: d.Use, Text: d.Text, Line: d.Line, Usage: places[i]}
		if d.Page != nil {
			lines[i].File, lines[i].URL = d.Page.File, d.Page.Source.URL
		}
	}
	if asJSON {
		return printJSON(w, struct {
			Version int    `json:"version"`
			Due     []line `json:"due"`
		}{1, lines})
	}
	for _, l := range lines {
		of := cmp.Or(strings.Join(l.Of, ", "), l.Text)
		if len(l.Use) > 0 {
			of += "; use " + strings.Join(l.Use, ", ")
		}
		at := l.File
		if l.Line > 0 {
			at = fmt.Sprintf("%s:%d", l.File, l.Line)
		}
		if len(l.Usage) > 0 {
			at += "\tyou: " + strings.Join(l.Usage, ", ")
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", l.When, l.Scope, l.What, of, at); err != nil {
			return err
		}
	}
	return nil
}
