package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/templates"
)

func newLint(c *console) *cobra.Command {
	var explain string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "lint [SPEC]",
		Short: "Print everything that is wrong with a spec, with places and hints",
		Long: `Print everything that is wrong with a spec, one issue a line: where, what, the
severity and the id of the issue, and below it what to do. The exit status is 1 if
one is an error. lint: in graphgen.yaml gives issues other severities, by id, or
turns them off.` + aboutSpec,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("explain") {
				return explainRule(c.out, explain)
			}
			api, issues, err := c.loadSpec(args)
			if err != nil {
				return err
			}
			if issues, err = c.check(api, issues); err != nil {
				return err
			}
			if err := printIssues(c.out, issues, asJSON); err != nil {
				return err
			}
			if n := issues.Count(spec.Error); n > 0 {
				return found(plural(n, "error"), "graphgen lint --explain ID says what an id means")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&explain, "explain", "", "print what the issue with this `id` means")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// check is everything that is known of a spec, with the severities of the
// config in the working directory, if there is one.
func (c *console) check(api *spec.API, issues spec.Issues) (spec.Issues, error) {
	today, err := c.today()
	if err != nil {
		return nil, err
	}
	versions, err := spec.Versions(api)
	if err != nil {
		return nil, err
	}
	lock, err := defaultLock()
	if err != nil {
		return nil, err
	}
	issues = slices.Concat(issues, spec.Check(api), spec.CheckLife(api, versions, today))
	if issues.Err() == nil {
		issues = append(issues, templates.Check(api, templates.Options{Package: "graphapi", Lock: lock})...)
	}
	issues.Sort()
	cfg, err := loadConfig(defaultConfig)
	if errors.Is(err, fs.ErrNotExist) {
		return issues, nil
	}
	if err != nil {
		return nil, err
	}
	return cfg.graded(issues), nil
}

// graded gives the issues the severities that the config asks for.
func (cfg *config) graded(issues spec.Issues) spec.Issues {
	var kept spec.Issues
	for _, i := range issues {
		level, ok := cfg.Lint[i.ID]
		if level == "off" {
			continue
		}
		if ok {
			i.Severity = lintLevels[level]
		}
		kept = append(kept, i)
	}
	return kept
}

var lintLevels = map[string]spec.Severity{"info": spec.Info, "warning": spec.Warning, "error": spec.Error}

// rules are all that lint can find.
func rules() []spec.Rule { return slices.Concat(spec.Rules(), templates.Rules()) }

func ruleIDs() []string {
	var ids []string
	for _, r := range rules() {
		ids = append(ids, r.ID)
	}
	return ids
}

const idsHint = "ids stand in brackets behind each issue"

// printIssues prints one issue a line: where, what, severity and id.
func printIssues(w io.Writer, issues spec.Issues, asJSON bool) error {
	if asJSON {
		return printJSON(w, struct {
			Version int         `json:"version"`
			Issues  []issueJSON `json:"issues"`
		}{1, issuesJSON(issues)})
	}
	var b strings.Builder
	for _, i := range issues {
		fmt.Fprintf(&b, "%s (%s %s)\n", i, i.Severity, i.ID)
		if i.Hint != "" {
			fmt.Fprintf(&b, "\thint: %s\n", i.Hint)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// issueJSON is an issue as --json prints it.
type issueJSON struct {
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Where    string `json:"where,omitempty"`
	Severity string `json:"severity"`
	ID       string `json:"id"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

func issuesJSON(issues spec.Issues) []issueJSON {
	list := make([]issueJSON, len(issues))
	for n, i := range issues {
		list[n] = issueJSON{i.File, i.Line, i.Col, i.Where, i.Severity.String(), i.ID, i.Msg, i.Hint}
	}
	return list
}

func explainRule(w io.Writer, id string) error {
	all := rules()
	n := slices.IndexFunc(all, func(r spec.Rule) bool { return r.ID == id })
	if n < 0 {
		return &failure{where: "--explain", what: fmt.Sprintf("there is no issue %q", id), hint: cmp.Or(spec.DidYouMean(id, ruleIDs()), idsHint)}
	}
	r := all[n]
	_, err := fmt.Fprintf(w, "%s (%s)\n\n%s\n\nhint: %s\n", r.ID, r.Severity, r.Doc, r.Hint)
	return err
}
