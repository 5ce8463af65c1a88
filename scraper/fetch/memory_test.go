package fetch

import (
	"os"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Memory stays flat, however many pages there are. GRAPHGEN_FETCH_PAGES sets
// how many; by default few.
func TestMemoryStaysFlat(t *testing.T) {
	pages := 100
	if v := os.Getenv("GRAPHGEN_FETCH_PAGES"); v != "" {
		var err error
		pages, err = strconv.Atoi(v)
		require.NoError(t, err)
	}
	s, st := newSite(t), openStore(t)
	s.nodes, s.edges, s.filler = pages, 1, 100_000
	o := s.options(indexPath)
	o.MaxPages = 2 * pages
	var most uint64
	o.Progress = func(e Event) {
		if e.Done%20 == 0 {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse+m.StackInuse)
		}
	}
	sum := mustCrawl(t, st, o)
	t.Logf("%d pages, %d MB: at most %d MB of memory, site included", sum.New, sum.Bytes>>20, most>>20)
	assert.Equal(t, pages+1, sum.New)
	assert.Less(t, most, uint64(100<<20))
}
