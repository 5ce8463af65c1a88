package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// This file is about the module of a client: what its go.mod says, and how its
// go generate finds graphgen.

// toolPackage is the command as the go command knows it, and graphPackage the
// only package of this module that generated code imports.
const (
	toolPackage  = "github.com/graphgen/graphgen/cmd/graphgen"
	graphPackage = "github.com/graphgen/graphgen/graph"
)

// leastGo is the language version that the runtime of generated code needs.
const leastGo = "1.26"

// goModule is what matters of a go.mod.
type goModule struct {
	path, goVersion string
	hasTool         bool // names graphgen as its tool
}

// findModule reads the go.mod of the working directory, or of the nearest
// folder above it.
func findModule() (*goModule, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, fileError(".", err, "")
	}
	for {
		name := filepath.Join(dir, "go.mod")
		data, err := os.ReadFile(name)
		switch {
		case err == nil:
			return readModule(data), nil
		case !errors.Is(err, fs.ErrNotExist):
			return nil, fileError(name, err, "")
		case filepath.Dir(dir) == dir:
			return nil, &failure{where: "go.mod", what: "there is none here or in a folder above", hint: "make a module first: go mod init example.com/inbox"}
		}
		dir = filepath.Dir(dir)
	}
}

// readModule reads the lines of a go.mod that matter. The go command checks the
// rest.
func readModule(data []byte) *goModule {
	m := &goModule{}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, "//")
		words := strings.Fields(line)
		switch {
		case len(words) > 0 && strings.Trim(words[len(words)-1], `"`) == toolPackage:
			m.hasTool = true
		case len(words) == 2 && words[0] == "module":
			m.path = strings.Trim(words[1], `"`)
		case len(words) == 2 && words[0] == "go":
			m.goVersion = words[1]
		}
	}
	return m
}

// launcher is how go generate finds graphgen.
type launcher string

const (
	viaTool      launcher = "tool"
	viaModfile   launcher = "modfile"
	viaRun       launcher = "run"
	viaInstalled launcher = "installed"
)

var launchers = []launcher{viaTool, viaModfile, viaRun, viaInstalled}

// command is what stands behind go:generate; up leads to the folder of
// graphgen.yaml.
func (l launcher) command(up string) string {
	switch l {
	case viaTool:
		return "go tool graphgen"
	case viaModfile:
		return "go tool -modfile=" + up + "/tools/go.mod graphgen"
	case viaRun:
		return "go run " + toolPackage + "@" + ownVersion()
	}
	return "graphgen"
}

// next are the commands that a user has to give once.
func (l launcher) next(m *goModule) []string {
	at := "@" + ownVersion()
	commands := []string{"go get " + graphPackage + at}
	switch {
	case l == viaTool && m.hasTool:
		commands = nil
	case l == viaTool:
		commands = []string{"go get -tool " + toolPackage + at}
	case l == viaModfile:
		commands = append(commands, "go get -tool -modfile=tools/go.mod "+toolPackage+at)
	}
	return append(commands, "go generate ./...")
}

// ownVersion is the release that is running, for others to ask for, or latest
// where it is none.
func ownVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !isRelease(info.Main.Version) {
		return "latest"
	}
	return info.Main.Version
}

// isRelease tells v1.2.3 from what is built in a checkout.
func isRelease(version string) bool {
	return strings.HasPrefix(version, "v") && !strings.ContainsAny(version, "-+")
}
