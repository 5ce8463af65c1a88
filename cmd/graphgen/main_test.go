package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/gotooltest"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"graphgen": main})
}

func TestScripts(t *testing.T) {
	params := testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "zeros": zeros, "site": site},
	}
	require.NoError(t, gotooltest.Setup(&params))
	params.Setup = withModule(t, params.Setup)
	testscript.Run(t, params)
}

// withModule makes this module, GRAPHGEN, the one that a script's go.mod
// requires, and keeps the go command off the network. The go get of a client
// looks at modules that no build of this one needs; they are brought before.
func withModule(t *testing.T, setup func(*testscript.Env) error) func(*testscript.Env) error {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	downloaded, err := exec.Command("go", "mod", "download").CombinedOutput()
	require.NoError(t, err, "run go mod download once with a network: %s", downloaded)
	modules, err := exec.Command("go", "env", "GOMODCACHE").Output()
	require.NoError(t, err)
	return func(env *testscript.Env) error {
		if err := setup(env); err != nil {
			return err
		}
		env.Setenv("GRAPHGEN", root)
		env.Setenv("GOMODCACHE", strings.TrimSpace(string(modules)))
		env.Setenv("GOFLAGS", "-mod=mod")
		env.Setenv("GOPROXY", "off")
		env.Setenv("SOURCE_DATE_EPOCH", "1771545600") // 2026-02-20
		env.Setenv("GOSUMDB", "off")                  // go get asks it even without a proxy
		gomod := filepath.Join(env.WorkDir, "go.mod")
		content, err := os.ReadFile(gomod)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		}
		content = fmt.Appendf(content, "\nreplace %s => %s\n", module, root)
		return os.WriteFile(gomod, content, 0o644)
	}
}

// exits is the script command
//
//	exits STATUS PROGRAM [ARG…]
//
// that runs a program and asks for its exit status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// zeros is the script command
//
//	zeros FILE BYTES
//
// that makes a file of nothing but zeros.
func zeros(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: zeros FILE BYTES")
	}
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o644))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}
