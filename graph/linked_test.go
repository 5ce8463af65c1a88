package graph

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A program carries only what it uses of this package: what an option brings
// must not be reached without the option.
func TestWhatIsNotUsedIsNotLinked(t *testing.T) {
	plain := symbols(t, `graph.New("token")`)
	full := symbols(t, `graph.New("token", graph.WithRetry(graph.DefaultRetry), graph.WithLimitHalving())`)
	for _, symbol := range []string{"graph.Retry.again", "graph.halveLimit"} {
		assert.Contains(t, full, symbol)
		assert.NotContains(t, plain, symbol)
	}
	assert.Contains(t, plain, "graph.(*call).run")
	for _, symbol := range []string{"graph.(*Batch).add", "graph.(*File).form", "graph.(*Response).keep", "reflect.StructOf", "reflect.MakeFunc", "reflect.Value.call"} {
		assert.NotContains(t, plain, symbol)
	}
}

// symbols are those of a program that makes one call.
func symbols(t *testing.T, client string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "main.go")
	require.NoError(t, os.WriteFile(file, []byte(`package main

import (
	"context"
	"fmt"

	"github.com/graphgen/graphgen/graph"
)

func main() {
	var out map[string]graph.ID
	fmt.Println(`+client+`.Do(context.Background(), "GET", "/me", nil, &out))
}
`), 0o644))
	program := filepath.Join(filepath.Dir(file), "program")
	goTool(t, "build", "-o", program, file)
	return goTool(t, "tool", "nm", program)
}

func goTool(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return string(output)
}
