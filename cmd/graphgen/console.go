package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// console is where the command reads and writes. Data goes to out; what is
// meant for the person at the terminal goes through the methods, to standard
// error.
type console struct {
	in      io.Reader
	out     io.Writer // standard output, everything visible
	paper   io.Writer // standard output as it is, for text that was escaped already
	raw     io.Writer // standard error as it is, for text that visible has seen
	env     []string
	color   string // auto, always or never
	quiet   bool
	verbose bool
	specs   spec.Loader
}

func newConsole(stdin io.Reader, stdout, stderr io.Writer, env []string) *console {
	return &console{in: stdin, out: visibleWriter{stdout}, paper: stdout, raw: stderr, env: env, color: "auto"}
}

// say prints a line about what was done; --quiet leaves it out.
func (c *console) say(format string, args ...any) {
	if !c.quiet {
		fmt.Fprintln(c.raw, visible(fmt.Sprintf(format, args...)))
	}
}

// detail prints a line that only --verbose asks for.
func (c *console) detail(format string, args ...any) {
	if c.verbose {
		c.say(format, args...)
	}
}

// style is an SGR parameter of a terminal.
type style string

const (
	bold   style = "1"
	red    style = "31"
	yellow style = "33"
)

// paint gives s the style where standard error shows colours.
func (c *console) paint(st style, s string) string {
	if !c.colorful(c.raw) {
		return s
	}
	return st.apply(s)
}

func (st style) apply(s string) string { return "\x1b[" + string(st) + "m" + s + "\x1b[0m" }

// colorful follows --color and, where that says auto, NO_COLOR
// (https://no-color.org) and whether w is a terminal.
func (c *console) colorful(w io.Writer) bool {
	switch c.color {
	case "always":
		return true
	case "never":
		return false
	}
	return c.getenv("NO_COLOR") == "" && c.getenv("TERM") != "dumb" && isTerminal(w)
}

func (c *console) getenv(key string) string {
	i := slices.IndexFunc(c.env, func(kv string) bool { return strings.HasPrefix(kv, key+"=") })
	if i < 0 {
		return ""
	}
	return c.env[i][len(key)+1:]
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
