package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"
)

const about = `graphgen turns reference pages of the Graph API into a spec (YAML, one file a
page), and the spec into a Go package.

Exit status: 0 fine; 1 it ran and found something (pages that were not
understood, stale files, issues of severity error); 2 it could not run.`

// run is the whole command, and returns its exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) int {
	c := newConsole(stdin, stdout, stderr, env)
	root := newRoot(c)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(c.out)
	root.SetErr(visibleWriter{stderr})
	err := root.Execute()
	if err != nil {
		c.failure(err)
	}
	return status(err)
}

func newRoot(c *console) *cobra.Command {
	root := &cobra.Command{
		Use:           "graphgen",
		Short:         "Typed Go clients of the Graph API, from its reference pages",
		Long:          about,
		SilenceErrors: true,
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,

		PersistentPreRunE: func(*cobra.Command, []string) error {
			if colors := []string{"auto", "always", "never"}; !slices.Contains(colors, c.color) {
				return &failure{where: "--color", what: fmt.Sprintf("%q is none of auto, always and never", c.color)}
			}
			return nil
		},
		Args: noVerb,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return &failure{what: err.Error(), hint: "see " + cmd.CommandPath() + " --help"}
	})
	flags := root.PersistentFlags()
	flags.BoolVarP(&c.quiet, "quiet", "q", false, "print nothing but data and errors")
	flags.BoolVarP(&c.verbose, "verbose", "v", false, "print every file and every issue")
	flags.StringVar(&c.color, "color", "auto", "colours in messages: auto, always or never")

	root.AddCommand(
		newInit(c),
		newBuild(c),
		newScrape(c),
		newFetch(c),
		newImport(c),
		newSources(c),
		newExport(c),
		newGenerate(c),
		newList(c),
		newMock(c),
		newLint(c),
		newDocs(c),
		newDiff(c),
		newOverlay(c),
		newBlame(c),
		newCalendar(c),
		newSchema(c),
		newVersion(c),
		newMan(c),
	)
	root.AddCommand(newTopics()...)
	return root
}

// noVerb is the error for a verb that does not exist.
func noVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "see graphgen --help"
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "did you mean " + near[0] + "?"
	}
	return &failure{what: fmt.Sprintf("%q is not a verb", args[0]), hint: hint}
}

// atMost and atLeast are cobra's checks of the number of arguments, in our
// words.
func atMost(n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > n {
			return &failure{what: fmt.Sprintf("%q is one argument too many", args[n]), hint: "see " + cmd.CommandPath() + " --help"}
		}
		return nil
	}
}

func atLeastOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return &failure{what: "no " + what + " given", hint: "see " + cmd.CommandPath() + " --help"}
		}
		return nil
	}
}
