package diff_test

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// large is an API of the size of the real one: a thousand nodes of thirty
// fields with three operations each. Every nth node differs by its seed.
func large(nodes, seed int) *spec.API {
	var pages []*spec.Page
	for i := range nodes {
		n := spec.Node{Name: fmt.Sprintf("Node%d", i), Path: fmt.Sprintf("/{node%d_id}", i)}
		for j := range 30 {
			f := spec.Field{Name: fmt.Sprintf("field_%d", j), Type: "string", Doc: "A field."}
			if j%5 == 0 {
				f.Type = "enum {A, B, C}"
			}
			if i%10 == seed && j == 7 {
				f.Type = "int"
			}
			n.Fields = append(n.Fields, f)
		}
		p := &spec.Page{Title: n.Name, Version: fmt.Sprintf("v%d.0", seed+1), File: fmt.Sprintf("node%d.yaml", i), Nodes: []spec.Node{n}}
		for _, method := range []string{"GET", "POST", "DELETE"} {
			o := spec.Operation{Op: method + " " + n.Path, Errors: []int{100, 190}}
			for j := range 10 {
				o.Params = append(o.Params, spec.Param{Name: fmt.Sprintf("param_%d", j), Type: "enum {A, B, C}", Required: i%10 == seed && j == 3})
			}
			p.Operations = append(p.Operations, o)
		}
		pages = append(pages, p)
	}
	api, _ := spec.Merge(pages)
	return api
}

// The bump of the whole API is a matter of half a second and 200 MB.
func TestCompareIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("makes an API of 1,000 nodes")
	}
	old, new := diff.Side{API: large(1000, 0)}, diff.Side{API: large(1000, 1)}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	r := diff.Compare(old, new)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	mb := (after.TotalAlloc - before.TotalAlloc) >> 20
	t.Logf("%d changes in %s, %d MB allocated", len(r.Changes), took, mb)
	assert.NotEmpty(t, r.Changes)
	assert.Less(t, mb, uint64(200))
	assert.Less(t, took, 5*time.Second, "ten times what an idle machine takes")
}

func BenchmarkCompare(b *testing.B) {
	old, new := diff.Side{API: large(1000, 0)}, diff.Side{API: large(1000, 1)}
	b.ReportAllocs()
	for b.Loop() {
		diff.Compare(old, new)
	}
}
