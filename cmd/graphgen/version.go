package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of graphgen",
		Args:  atMost(0),
		RunE: func(*cobra.Command, []string) error {
			info, ok := debug.ReadBuildInfo()
			if !ok {
				return &failure{what: "this binary carries no build info", hint: "build it as a module"}
			}
			_, err := fmt.Fprintln(c.out, versionLine(info))
			return err
		},
	}
}

// versionLine is what the build info says: the module's version, the revision
// where it was built in a checkout, and the Go version.
func versionLine(info *debug.BuildInfo) string {
	line := "graphgen " + info.Main.Version
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if rev := settings["vcs.revision"]; rev != "" {
		line += " " + rev
		if settings["vcs.modified"] == "true" {
			line += " (modified)"
		}
	}
	return line + " " + info.GoVersion
}
