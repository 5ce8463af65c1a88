package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
)

func newOverlay(c *console) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "overlay",
		Short: "Look after the corrections of a spec",
		Args:  noVerb,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newOverlayStatus(c), newOverlayFromDiff(c))
	return cmd
}

func newOverlayStatus(c *console) *cobra.Command {
	var configFile string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Print what becomes of every correction",
		Long: `Print what becomes of every correction of the overlays in graphgen.yaml: applied;
absorbed, if the page says so by now; noop; conflict, if the page says something
else than expected; orphan, if there is no such element; overlap; skipped, if the
overlay is for other versions. What stops a build is told with its place, and makes
the exit status 1.`,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error {
			done, err := c.loadOverlays(configFile)
			if err != nil {
				return err
			}
			if err := printStatus(c.out, done.results, asJSON); err != nil {
				return err
			}
			return done.corrections.Err()
		},
	}
	cmd.Flags().StringVar(&configFile, "config", defaultConfig, "the config `file`")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// printStatus prints one action a line, its columns apart by tabs.
func printStatus(w io.Writer, results []spec.ActionResult, asJSON bool) error {
	type line struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		ID      string `json:"id"`
		State   string `json:"state"`
		Expired bool   `json:"expired,omitempty"`
		Target  string `json:"target"`
		Detail  string `json:"detail,omitempty"`
	}
	lines := make([]line, len(results))
	for i, r := range results {
		lines[i] = line{r.File, r.Line, r.ID, string(r.State), r.Expired, r.Target, r.Detail}
	}
	if asJSON {
		return printJSON(w, struct {
			Version int    `json:"version"`
			Actions []line `json:"actions"`
		}{1, lines})
	}
	for _, l := range lines {
		state := l.State
		if l.Expired {
			state += ", expired"
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s:%d\t%s\n", state, l.ID, l.Target, l.File, l.Line, l.Detail); err != nil {
			return err
		}
	}
	return nil
}

func newOverlayFromDiff(c *console) *cobra.Command {
	var configFile, reason string
	cmd := &cobra.Command{
		Use:   "from-diff EDITED",
		Short: "Write the corrections that lead from the spec to an edited copy of it",
		Long: `Print an overlay that makes the spec of graphgen.yaml, without its overlays, say
what the folder EDITED says: copy the spec, edit the copy, and keep what this
prints instead of the copy. New fields, operations, nodes and structs become
actions that add them. EDITED may be a part of the spec: a page that is not in it
is not edited. An edit that no action can make is told with its place, and makes the
exit status 1.`,
		Args: exactlyOne("EDITED"),
		RunE: func(_ *cobra.Command, args []string) error {
			cfg, err := loadConfig(configFile)
			if err != nil {
				return err
			}
			scraped, issues, err := c.scrapedSpec(cfg)
			if err = errors.Join(err, issues.Err()); err != nil {
				return err
			}
			edited, issues, err := c.readSpec(args[0])
			if err = errors.Join(err, issues.Err()); err != nil {
				return err
			}
			lacks, err := cfg.readMissing()
			if err != nil {
				return err
			}
			edited, _ = kept(edited, issues, lacks) // what is missing is no edit
			if edited.Version != "" && edited.Version != scraped.Version {
				return &failure{
					where: args[0], what: "the copy is of " + edited.Version + ", but the spec of " + scraped.Version,
					hint: "copy the spec of " + scraped.Version + ", and edit that; graphgen diff compares versions",
				}
			}
			overlay, lost, err := spec.OverlayFromDiff(scraped.Pages, edited.Pages, reason)
			if err != nil {
				return err
			}
			if _, err := c.out.Write(overlay); err != nil {
				return err
			}
			return lost.Err()
		},
	}
	cmd.Flags().StringVar(&configFile, "config", defaultConfig, "the config `file`")
	cmd.Flags().StringVar(&reason, "reason", "corrected by hand", "why, for every action")
	return cmd
}

func newBlame(c *console) *cobra.Command {
	var configFile string
	cmd := &cobra.Command{
		Use:   "blame ELEMENT",
		Short: "Say where what the spec says of an element comes from",
		Long: `Print what the pages say of an element, such as node/Page/field/fan_count, each
with its place, and what the overlays make of it, each with its reason. What is
wrong with an overlay is told as well, and makes the exit status 1.`,
		Args: exactlyOne("ELEMENT"),
		RunE: func(_ *cobra.Command, args []string) error {
			done, err := c.loadOverlays(configFile)
			if err != nil {
				return err
			}
			return errors.Join(c.blame(done, args[0]), done.corrections.Err())
		},
	}
	cmd.Flags().StringVar(&configFile, "config", defaultConfig, "the config `file`")
	return cmd
}

func (c *console) blame(done overlaid, id string) error {
	var b strings.Builder
	elements := spec.NewIndex(done.scraped.Pages).Find(id)
	for _, e := range elements {
		file, line, _ := e.Place()
		fmt.Fprintf(&b, "%s:%d\t%s\n", file, line, e.Page.Source.URL)
		for _, said := range e.Says() {
			fmt.Fprintf(&b, "\t%s\n", said)
		}
	}
	if since := done.lacks.Since(done.scraped.Version, id); since != "" && len(elements) > 0 {
		fmt.Fprintf(&b, "%s\tabsent from the pages since %s, and kept\n", done.lacks.File(), since)
	}
	known := len(elements) > 0 || len(spec.NewIndex(done.api.Pages).Find(id)) > 0
	for _, r := range done.results {
		for _, ch := range r.Changed {
			if what := correctionOf(ch, id); what != "" && (known || ch.ID == id) {
				known = true
				fmt.Fprintf(&b, "%s:%d\t%s (%s)\n\t%s\n", r.File, r.Line, r.ID, r.Reason, what)
			}
		}
	}
	if !known {
		return &failure{where: id, what: "there is no such element", hint: "ids read node/Page/field/fan_count and op/GET /{page_id}/feed/param/limit"}
	}
	_, err := io.WriteString(c.out, b.String())
	return err
}

// correctionOf says what a correction does to an element, by itself or with
// what it stands in; empty if nothing.
func correctionOf(ch spec.Correction, id string) string {
	verb := "removed"
	if ch.Now != "" {
		verb = "added"
	}
	switch {
	case ch.ID == id && ch.Key != "":
		return ch.Key + ": " + ch.Scraped + " → " + ch.Now
	case ch.ID == id:
		return verb
	case ch.Key == "" && spec.Within(id, ch.ID):
		return verb + " with " + ch.ID
	}
	return ""
}

// overlaid is a spec with its overlays applied.
type overlaid struct {
	scraped     *spec.API
	api         *spec.API
	issues      spec.Issues // of reading and of the corrections
	corrections spec.Issues // of the corrections alone
	results     []spec.ActionResult
	goNames     map[string]string
	lacks       *spec.Missing // what is kept though pages lack it
}

// loadOverlays reads the spec of a config file and its overlays.
func (c *console) loadOverlays(configFile string) (overlaid, error) {
	cfg, err := loadConfig(configFile)
	if err != nil {
		return overlaid{}, err
	}
	api, issues, err := c.scrapedSpec(cfg)
	if err != nil {
		return overlaid{}, err
	}
	done, err := c.overlay(cfg, api, issues)
	if err != nil {
		return done, err
	}
	done.lacks, err = cfg.readMissing()
	return done, err
}

// overlay corrects an API with the overlays of a config. What was said of the
// merge of the scraped pages is said anew of the corrected ones.
func (c *console) overlay(cfg *config, api *spec.API, issues spec.Issues) (overlaid, error) {
	done := overlaid{scraped: api, api: api, issues: issues}
	if len(cfg.Overlay) == 0 {
		return done, nil
	}
	today, err := c.today()
	if err != nil {
		return done, err
	}
	var overlays []*spec.Overlay
	for _, name := range cfg.Overlay {
		file := cfg.path(name)
		data, err := os.ReadFile(file)
		if err != nil {
			return done, fileError(file, err, "name an overlay file under overlay: in "+cfg.file)
		}
		o, found := spec.ReadOverlay(file, data)
		done.corrections = append(done.corrections, found...)
		if found.Err() == nil {
			overlays = append(overlays, o)
		}
	}
	effective, found := spec.ApplyOverlays(api.Pages, overlays, today)
	done.corrections = append(done.corrections, found...)
	done.results, done.goNames = effective.Results, effective.GoNames

	_, before := spec.Merge(api.Pages)
	merged, after := spec.Merge(effective.Pages)
	done.api = merged
	done.issues = slices.DeleteFunc(slices.Clone(issues), func(i spec.Issue) bool { return slices.Contains(before, i) })
	done.issues = slices.Concat(done.issues, after, done.corrections)
	done.issues.Sort()
	return done, nil
}

// exactlyOne is cobra's check of the number of arguments, in our words.
func exactlyOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return &failure{what: "no " + what + " given", hint: "see " + cmd.CommandPath() + " --help"}
		}
		return atMost(1)(cmd, args)
	}
}
