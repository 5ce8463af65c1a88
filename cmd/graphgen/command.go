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

// aboutSpec ends the help of the verbs that work on one spec.
const aboutSpec = `

SPEC is a folder, a file, - for standard input, a bundled version (v19.0), or
git:REV:PATH for a folder or a file as it was in a commit. Without SPEC it is the
spec of graphgen.yaml, corrected by its overlays; without graphgen.yaml, the
newest bundled one.`

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
	flags.StringVar(&c.color, "color", "auto", "`when` messages have colours: auto, always or never")

	addVerbs(root, "A client:", newInit(c), newBuild(c), newGenerate(c), newMock(c))
	addVerbs(root, "A spec, from pages and corrections:", newFetch(c), newScrape(c), newImport(c), newOverlay(c))
	addVerbs(root, "What a spec says:", newList(c), newLint(c), newDocs(c), newBlame(c), newSources(c), newExport(c))
	addVerbs(root, "What changes:", newDiff(c), newCalendar(c))
	root.AddCommand(newSchema(c), newVersion(c), newMan(c))
	root.AddCommand(newTopics()...)
	strictHelp(root)
	return root
}

// strictHelp lets graphgen help refuse what is neither a verb nor a topic, for
// which cobra would print the help of graphgen.
func strictHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	help, _, _ := root.Find([]string{"help"}) // which is there by now
	help.Short, help.Run = "Print the help of a verb or a topic", nil
	help.RunE = func(_ *cobra.Command, args []string) error {
		about, err := findVerb(root, args)
		if err != nil {
			return err
		}
		about.InitDefaultHelpFlag()
		return about.Help()
	}
}

// findVerb is the verb or the topic that args name; root where they are none.
func findVerb(root *cobra.Command, args []string) (*cobra.Command, error) {
	verb, rest, err := root.Find(args)
	if err != nil {
		return nil, noVerb(root, args)
	}
	return verb, noVerb(verb, rest)
}

// addVerbs adds verbs that the help lists below a title.
func addVerbs(root *cobra.Command, title string, verbs ...*cobra.Command) {
	root.AddGroup(&cobra.Group{ID: title, Title: title})
	for _, verb := range verbs {
		verb.GroupID = title
		root.AddCommand(verb)
	}
}

// noVerb is the error for a verb that does not exist.
func noVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "see " + cmd.CommandPath() + " --help"
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
