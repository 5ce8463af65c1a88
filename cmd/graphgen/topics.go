package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"
)

// topics are what graphgen help tells besides the verbs: one Markdown file a
// topic, whose first line is the heading.
//
//go:embed topic/*.md
var topics embed.FS

// newTopics returns a command for each topic. Cobra takes commands that cannot
// run for topics of the help. The last one lists the others.
func newTopics() []*cobra.Command {
	// ReadDir and ReadFile of an embedded folder do not fail.
	files, _ := fs.ReadDir(topics, "topic")
	var commands []*cobra.Command
	var list strings.Builder
	for _, f := range files {
		text, _ := fs.ReadFile(topics, path.Join("topic", f.Name()))
		heading, _, _ := strings.Cut(strings.TrimPrefix(string(text), "# "), "\n")
		name := strings.TrimSuffix(f.Name(), ".md")
		commands = append(commands, &cobra.Command{Use: name, Short: heading, Long: strings.TrimSpace(string(text))})
		fmt.Fprintf(&list, "  graphgen help %-12s %s\n", name, heading)
	}
	return append(commands, &cobra.Command{
		Use: "topics", Short: "All topics of the help",
		Long: "Besides the verbs, graphgen help explains\n\n" + list.String() + "\ngraphgen VERB --help explains a verb, graphgen lint --explain ID an issue.",
	})
}
