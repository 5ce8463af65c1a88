package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/scraper"
	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/templates"
)

// factNouns are the facts that a summary counts, and what people call them.
var factNouns = []struct{ fact, noun string }{
	{"node", "node"}, {"field", "field"}, {"edge", "edge"},
	{"op", "operation"}, {"param", "param"}, {"error", "error code"},
}

// countFacts counts the facts of an API by kind.
func countFacts(api *spec.API) map[string]int {
	n := map[string]int{}
	for _, f := range spec.Facts(api) {
		n[f.Kind]++
	}
	return n
}

// understood says what the pages gave, and how much of them was understood.
func (c *console) understood(s *scraped, api *spec.API) {
	c.counted(s.pages, api)
	var rows, blocks scraper.Tally
	for _, r := range s.reports {
		rows.Add(r.Rows)
		blocks.Add(r.Blocks)
	}
	c.say("understood %s", coverage(rows, blocks))
	for _, r := range s.reports {
		if r.Rows.Unknown+r.Blocks.Unknown > 0 && len(s.reports) > 1 {
			c.say("  %s: %s", r.Page, coverage(r.Rows, r.Blocks))
		}
	}
	c.issues(s.issues)
}

// counted says how much pages hold.
func (c *console) counted(pages []*spec.Page, api *spec.API) {
	n := countFacts(api)
	var parts []string
	for _, f := range factNouns {
		parts = append(parts, plural(n[f.fact], f.noun))
	}
	c.say("understood %s: %s", plural(len(pages), "page"), strings.Join(parts, ", "))
}

func coverage(rows, blocks scraper.Tally) string {
	return share(rows, "table row") + "; " + share(blocks, "block")
}

// share says what became of rows or blocks. Notes and what a rule leaves out
// are not facts, and not lost.
func share(t scraper.Tally, noun string) string {
	s := fmt.Sprintf("%d of %s", t.Understood, plural(t.Seen, noun))
	var rest []string
	if t.Noted > 0 {
		rest = append(rest, fmt.Sprintf("%d kept as notes", t.Noted))
	}
	if t.Ignored > 0 {
		rest = append(rest, fmt.Sprintf("%d left out by rule", t.Ignored))
	}
	if t.Unknown > 0 {
		rest = append(rest, fmt.Sprintf("%d not understood", t.Unknown))
	}
	if rest == nil {
		return s
	}
	return s + " (" + strings.Join(rest, ", ") + ")"
}

// verdict is an error where something was not understood.
func (s *scraped) verdict(hint string) error {
	if n := s.issues.Count(spec.Error); n > 0 {
		return found("not everything was understood: "+plural(n, "error"), hint)
	}
	return nil
}

// covers is an error where less than a percentage of the rows was understood or
// kept as a note.
func (s *scraped) covers(percentage float64) error {
	var rows scraper.Tally
	for _, r := range s.reports {
		rows.Add(r.Rows)
	}
	if got := 100 * rows.Coverage(); got < percentage {
		return found(fmt.Sprintf("%.2f %% of the table rows were understood or kept, less than %g %%", got, percentage), "see the issues above")
	}
	return nil
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// shownIssues is how many issues of one kind are printed without --verbose.
const shownIssues = 3

// issues prints what was not understood or is wrong, grouped by kind, the
// gravest kind first. What is only good to know is counted, and printed with
// --verbose.
func (c *console) issues(is spec.Issues) {
	groups := map[string]spec.Issues{}
	noted := map[string]int{}
	for _, i := range is {
		switch {
		case i.Severity > spec.Info || c.verbose:
			groups[i.ID] = append(groups[i.ID], i)
		case i.ID != templates.Selected: // generate has told it
			noted[i.ID]++
		}
	}
	ids := slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
		return cmp.Or(cmp.Compare(gravest(groups[b]), gravest(groups[a])), cmp.Compare(a, b))
	})
	for _, id := range ids {
		c.issueGroup(id, groups[id])
	}
	c.noted(noted)
}

// noted says how many issues of each kind were not printed.
func (c *console) noted(counts map[string]int) {
	var parts []string
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[id], id))
	}
	if len(parts) > 0 {
		c.say("noted %s (--verbose prints all)", strings.Join(parts, ", "))
	}
}

func (c *console) issueGroup(id string, is spec.Issues) {
	if c.quiet {
		return
	}
	severity := gravest(is)
	fmt.Fprintf(c.raw, "%s %s (%d)\n", c.paint(severityStyles[severity], severity.String()), visible(id), len(is))
	shown := is
	if len(shown) > shownIssues && !c.verbose {
		shown = shown[:shownIssues]
	}
	hint, shared := commonHint(shown)
	for _, i := range shown {
		c.say("  %s", i)
		if !shared && i.Hint != "" {
			c.say("  hint: %s", i.Hint)
		}
	}
	if len(shown) < len(is) {
		c.say("  … and %d more (--verbose prints all)", len(is)-len(shown))
	}
	if shared && hint != "" {
		c.say("  hint: %s", hint)
	}
}

// commonHint is the hint that all issues have; false where they differ.
func commonHint(is spec.Issues) (string, bool) {
	for _, i := range is[1:] {
		if i.Hint != is[0].Hint {
			return "", false
		}
	}
	return is[0].Hint, true
}

var severityStyles = [...]style{spec.Info: bold, spec.Warning: yellow, spec.Error: red}

func gravest(is spec.Issues) spec.Severity {
	worst := spec.Info
	for _, i := range is {
		worst = max(worst, i.Severity)
	}
	return worst
}

// written says what became of the files of each folder, and which files beside
// them were written.
func (c *console) written(changes []change) {
	n := map[string]map[string]int{}
	for _, ch := range changes {
		verb := ch.verb()
		if verb != "unchanged" {
			c.detail("%s %s", verb, ch.path())
		}
		if ch.alone {
			continue
		}
		if n[ch.dir] == nil {
			n[ch.dir] = map[string]int{}
		}
		n[ch.dir][verb]++
	}
	for _, dir := range slices.Sorted(maps.Keys(n)) {
		c.say("wrote %s: %d new, %d changed, %d unchanged, %d deleted",
			dir, n[dir]["new"], n[dir]["changed"], n[dir]["unchanged"], n[dir]["deleted"])
	}
	for _, ch := range changes {
		if ch.alone && ch.verb() != "unchanged" {
			c.say("wrote %s", ch.path())
		}
	}
}
