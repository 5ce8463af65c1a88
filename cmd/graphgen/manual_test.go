package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// The reference in docs/ is what the command, the schemas and the rules say:
// -update writes it.
func TestReferenceIsCurrent(t *testing.T) {
	root := newRoot(newConsole(strings.NewReader(""), nil, nil, nil))
	for name, want := range map[string]string{
		"commands.md": commandReference(root),
		"config.md":   configReference(t),
		"issues.md":   issueReference(),
	} {
		file := filepath.Join("../../docs/reference", name)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(want), 0o644))
		}
		got, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Empty(t, string(diff.Diff(name, got, "current", []byte(want))), "go test ./cmd/graphgen -run Reference -update")
	}
}

func commandReference(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("# The command\n\nMade from the command itself; `graphgen VERB --help` prints the same.\n\n")
	fmt.Fprintf(&b, "```\n%s\n```\n\nFlags of every verb:\n\n```\n%s```\n", root.Long, root.PersistentFlags().FlagUsages())
	for _, cmd := range everyVerb(root) {
		fmt.Fprintf(&b, "\n## %s\n\n%s.\n\n```\n%s\n```\n", cmd.CommandPath(), cmd.Short, cmd.UseLine())
		if cmd.Long != "" {
			fmt.Fprintf(&b, "\n```\n%s\n```\n", cmd.Long)
		}
		if flags := cmd.NonInheritedFlags(); flags.HasAvailableFlags() {
			fmt.Fprintf(&b, "\n```\n%s```\n", flags.FlagUsages())
		}
		if cmd.Example != "" {
			fmt.Fprintf(&b, "\n```\n%s\n```\n", cmd.Example)
		}
	}
	return b.String()
}

// everyVerb returns the commands that do something, each before those below it.
func everyVerb(cmd *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() && sub.Name() != "help" {
			all = append(all, sub)
			all = append(all, everyVerb(sub)...)
		}
	}
	return all
}

func configReference(t *testing.T) string {
	type object struct {
		Description string            `json:"description"`
		Type        string            `json:"type"`
		Required    []string          `json:"required"`
		Properties  map[string]object `json:"properties"`
	}
	var schema object
	require.NoError(t, json.Unmarshal(configSchema, &schema))
	var b strings.Builder
	fmt.Fprintf(&b, "# graphgen.yaml\n\n%s Made from its schema, which `graphgen schema config` prints.\n\n", schema.Description)
	b.WriteString("| key | meaning | |\n|---|---|---|\n")
	var rows func(under string, o object)
	rows = func(under string, o object) {
		for _, key := range slices.Sorted(maps.Keys(o.Properties)) {
			p := o.Properties[key]
			need := ""
			if slices.Contains(o.Required, key) {
				need = "required"
			}
			fmt.Fprintf(&b, "| `%s%s` | %s | %s |\n", under, key, p.Description, need)
			rows(under+key+".", p)
		}
	}
	rows("", schema)
	return b.String()
}

func issueReference() string {
	var b strings.Builder
	b.WriteString("# Issues\n\nWhat `graphgen lint` and the others may say of a spec; `graphgen lint --explain ID` prints the same.\n")
	rules := slices.SortedFunc(slices.Values(spec.Rules()), func(a, b spec.Rule) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range rules {
		fmt.Fprintf(&b, "\n## %s\n\n%s. %s\n\nWhat to do: %s.\n", r.ID, sentence(r.Severity.String()), r.Doc, r.Hint)
	}
	return b.String()
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func TestManPages(t *testing.T) {
	root := newRoot(newConsole(strings.NewReader(""), nil, nil, nil))
	for _, cmd := range append(everyVerb(root), root) {
		page := manPage(cmd)
		for line := range strings.Lines(page) {
			if strings.HasPrefix(line, ".") {
				assert.Regexp(t, `^\.(TH|SH|TP|nf|fi)`, line, cmd.CommandPath())
			}
		}
		cmd.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			assert.Contains(t, page, roff("--"+f.Name), cmd.CommandPath())
		})
	}
	status, page, _ := runWith("", "man", "build")
	assert.Zero(t, status)
	assert.Contains(t, page, ".TH GRAPHGEN-BUILD 1\n")
	status, _, stderr := runWith("", "man", "biuld")
	assert.Equal(t, statusFailed, status)
	assert.Contains(t, stderr, "hint: did you mean build?")
}
