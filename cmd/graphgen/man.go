package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "man [VERB]",
		Short: "Print the manual page of a verb, or of graphgen",
		Long: `Print the manual page of a verb, or of graphgen, in the language of man(1):

  graphgen man build | man -l -
  graphgen man build > /usr/local/share/man/man1/graphgen-build.1`,
		Args: atMost(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			verb, err := findVerb(cmd.Root(), args)
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(c.out, manPage(verb))
			return err
		},
	}
}

// manPage is the manual page of a command in roff. It names neither a day nor a
// version, so it changes only when the command does.
func manPage(cmd *cobra.Command) string {
	var b strings.Builder
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
	fmt.Fprintf(&b, ".TH %s 1\n.SH NAME\n%s \\- %s\n", strings.ToUpper(name), roff(name), roff(cmd.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n%s\n", roff(cmd.UseLine()))
	if text := strings.TrimSpace(cmd.Long); text != "" {
		fmt.Fprintf(&b, ".SH DESCRIPTION\n.nf\n%s\n.fi\n", roff(text))
	}
	manFlags(&b, "OPTIONS", cmd.NonInheritedFlags())
	manFlags(&b, "GLOBAL OPTIONS", cmd.InheritedFlags())
	if cmd.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(cmd.Example))
	}
	var also []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			also = append(also, roff(strings.ReplaceAll(sub.CommandPath(), " ", "-"))+"(1)")
		}
	}
	if cmd.HasParent() {
		also = append(also, roff(strings.ReplaceAll(cmd.Parent().CommandPath(), " ", "-"))+"(1)")
	}
	fmt.Fprintf(&b, ".SH SEE ALSO\n%s\n", strings.Join(also, ", "))
	return b.String()
}

func manFlags(b *strings.Builder, title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
			usage += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		fmt.Fprintf(b, ".TP\n%s\n%s\n", roff(name), roff(usage))
	})
}

// roff escapes what troff would take for its own: backslashes, hyphens that are
// to stay what they are, and lines that begin like a request.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
