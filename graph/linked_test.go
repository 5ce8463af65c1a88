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
	plain := symbols(t, `graph.New("token")`, "nil")
	full := symbols(t, `graph.New("token", graph.WithRetry(graph.DefaultRetry), graph.WithLimitHalving(), graph.WithAppSecret("secret"), graph.WithLogger(nil))`,
		`&struct{ F *graph.File }{}`, `graph.WithResponse(new(graph.Response))`, `graph.InBatch(graph.NewBatch(nil))`)
	for _, symbol := range []string{
		"graph.Retry.again", "graph.halveLimit", "graph.(*Batch).add", "graph.(*Batch).escape",
		"graph.(*File).form", "graph.(*fileReader).Read", "graph.(*Response).keep",
		"graph.proof", "graph.sleep", "graph.logVersion",
	} {
		assert.True(t, strings.Contains(full, symbol), "%s is in a program that uses it", symbol)
		assert.False(t, strings.Contains(plain, symbol), "%s is in a program that does not use it", symbol)
	}
	assert.True(t, strings.Contains(plain, "graph.(*call).run"))
	without := symbolsOf(t, `package main

import (
	"encoding/json"
	"net/http"
)

func main() {
	r, _ := http.Get("")
	var out map[string]string
	println(json.NewDecoder(r.Body).Decode(&out))
}
`)
	for _, symbol := range []string{"reflect.StructOf", "reflect.MakeFunc", "reflect.Value.call"} {
		assert.Equal(t, strings.Contains(without, symbol), strings.Contains(plain, symbol), symbol)
	}
}

// symbols are those of a program that makes one call.
func symbols(t *testing.T, client, request string, options ...string) string {
	t.Helper()
	arguments := strings.Join(append([]string{"context.Background()", `"POST"`, `"/me"`, request, "&out"}, options...), ", ")
	return symbolsOf(t, `package main

import (
	"context"
	"fmt"

	"github.com/graphgen/graphgen/graph"
)

func main() {
	var out map[string]graph.ID
	fmt.Println(`+client+`.Do(`+arguments+`))
}
`)
}

func symbolsOf(t *testing.T, source string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "main.go")
	require.NoError(t, os.WriteFile(file, []byte(source), 0o644))
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
