package fetch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The environment of the process that TestKilledFetchGoesOn kills.
const (
	childSite  = "GRAPHGEN_FETCH_SITE"
	childStore = "GRAPHGEN_FETCH_STORE"
)

func TestMain(m *testing.M) {
	if os.Getenv(childSite) != "" {
		os.Exit(child(os.Getenv(childSite), os.Getenv(childStore)))
	}
	os.Exit(m.Run())
}

// child crawls the site at a time that stands still, so that the store does
// not depend on when it was killed.
func child(site, dir string) int {
	s, err := OpenStore(dir)
	if err != nil {
		return 1
	}
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	sum, err := Crawl(context.Background(), s, Options{
		URLs: []string{site + indexPath}, Depth: 1, MaxPages: 5000, Contact: "test@example.org", Classify: classifySite,
		Clock: Clock{Now: func() time.Time { return now }, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }},
	})
	if err != nil || sum.Left > 0 {
		return 1
	}
	return 0
}

// tree is the content of a store by name, without its state.
func tree(t *testing.T, dir string) map[string]string {
	files := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path.Join(dir, name))
		if !strings.HasPrefix(name, stateDir+"/") {
			files[name] = string(data)
		}
		return err
	}))
	return files
}

// A fetch that is killed at twenty random moments, and started again each
// time, ends with the same store as one that is left alone.
func TestKilledFetchGoesOn(t *testing.T) {
	s := newSite(t)
	s.nodes, s.edges, s.filler = 30, 4, 20_000
	pages := 1 + s.nodes*(1+s.edges)

	alone, killed := t.TempDir(), t.TempDir()
	s.robots = ""
	require.Equal(t, 0, child(s.URL, alone))
	s.forget()

	self, err := os.Executable()
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(7, 11))
	var die, wait atomic.Int64 // at this request, counted down; how long after it
	var process atomic.Pointer[os.Process]
	s.mu.Lock()
	s.fault = func(int) misbehaviour {
		if die.Add(-1) != 0 {
			return nil
		}
		p := process.Load()
		return func(s *site, w http.ResponseWriter, r *http.Request) {
			go func() {
				time.Sleep(time.Duration(wait.Load()))
				_ = p.Kill()
			}()
			s.serve(w, r)
		}
	}
	var gates atomic.Pointer[gate]
	s.custom["/robots.txt"] = func(w http.ResponseWriter, r *http.Request) { gates.Load().hold(w, r) } // nothing is asked before we know whom to kill
	s.mu.Unlock()
	kills := 0
	for run := 0; ; run++ {
		require.Less(t, run, 25)
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childSite+"="+s.URL, childStore+"="+killed)
		die.Store(0)
		wait.Store(int64(random.IntN(3000)) * int64(time.Microsecond))
		if run < 20 {
			die.Store(int64(1 + random.IntN(2*pages/20)))
		}
		gate := newGate(&process)
		gates.Store(gate)
		require.NoError(t, cmd.Start())
		gate.open(cmd.Process)
		err := cmd.Wait()
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() == -1 {
			kills++
			continue
		}
		require.NoError(t, err)
		if run >= 20 {
			break
		}
	}
	t.Logf("%d kills, %d requests for %d pages", kills, len(s.log()), pages)
	assert.GreaterOrEqual(t, kills, 15)
	assert.Equal(t, tree(t, alone), tree(t, killed))
	st, err := OpenStore(killed)
	require.NoError(t, err)
	n, issues, err := st.Verify()
	require.NoError(t, err)
	assert.Empty(t, issues)
	assert.Equal(t, pages, n)
	removed, err := st.Sweep()
	require.NoError(t, err)
	t.Logf("swept up: %v", removed)
}

// gate holds the first request of a process until the test knows the process.
type gate struct {
	process *atomic.Pointer[os.Process]
	known   chan struct{}
}

func newGate(p *atomic.Pointer[os.Process]) *gate { return &gate{p, make(chan struct{})} }

func (g *gate) open(p *os.Process) {
	g.process.Store(p)
	close(g.known)
}

func (g *gate) hold(w http.ResponseWriter, _ *http.Request) {
	<-g.known
	w.WriteHeader(http.StatusNotFound)
}

// Whatever a kill leaves of a page and its sidecar, it is not taken for a page.
func TestHalfWrittenPages(t *testing.T) {
	u := "https://example.org/docs/graph-api/reference/page"
	key := "example.org/docs/graph-api/reference/page"
	meta := Sidecar{Kind: KindPage, URL: u, Served: u, Status: 200, ContentType: "text/html", Via: viaHTTP}
	name := key + ".html"
	for what, damage := range map[string]func(dir string) error{
		"the new sidecar with the old page": func(dir string) error { return os.WriteFile(path.Join(dir, name), []byte("<html>old"), 0o644) },
		"a sidecar without a page":          func(dir string) error { return os.Remove(path.Join(dir, name)) },
		"a page cut short":                  func(dir string) error { return os.Truncate(path.Join(dir, name), 3) },
		"a sidecar cut short":               func(dir string) error { return os.Truncate(path.Join(dir, name+sidecarExt), 30) },
		"a page without a sidecar":          func(dir string) error { return os.Remove(path.Join(dir, name+sidecarExt)) },
		"an empty sidecar":                  func(dir string) error { return os.Truncate(path.Join(dir, name+sidecarExt), 0) },
	} {
		t.Run(what, func(t *testing.T) {
			st := openStore(t)
			_, err := st.put(key, formatHTML, meta, []byte("<html>new"))
			require.NoError(t, err)
			require.NoError(t, damage(st.dir))
			m, _, err := st.get(key)
			require.NoError(t, err)
			assert.Nil(t, m)
			_, issues, err := st.Verify()
			require.NoError(t, err)
			assert.NotEmpty(t, issues)
			_, err = st.put(key, formatHTML, meta, []byte("<html>new"))
			require.NoError(t, err)
			_, issues, err = st.Verify()
			require.NoError(t, err)
			assert.Empty(t, issues, "the next fetch mends it")
		})
	}
}

// Two fetches of a site that never answers the same twice do not mix a page of
// the one with a sidecar of the other.
func TestTwoFetchesAtOnce(t *testing.T) {
	s := newSite(t)
	s.nodes, s.edges = 20, 1
	var n atomic.Int64
	s.fault = func(int) misbehaviour {
		return func(s *site, w http.ResponseWriter, r *http.Request) {
			body, contentType, ok := s.page(r)
			if !ok {
				http.NotFound(w, r)
				return
			}
			w.Header().Set("Content-Type", contentType)
			_, _ = fmt.Fprintf(w, "%s<!-- %d --></html>", body, n.Add(1))
		}
	}
	dir := t.TempDir()
	done := make(chan *Summary)
	for range 2 {
		go func() {
			st, err := OpenStore(dir)
			assert.NoError(t, err)
			defer st.Close()
			sum, err := Crawl(context.Background(), st, s.options(indexPath))
			assert.NoError(t, err)
			done <- sum
		}()
	}
	for range 2 {
		sum := <-done
		assert.Equal(t, 21, sum.New+sum.Changed+sum.Unchanged+sum.Resumed)
	}
	st, err := OpenStore(dir)
	require.NoError(t, err)
	defer st.Close()
	pages, issues, err := st.Verify()
	require.NoError(t, err)
	assert.Equal(t, 22, pages, "with robots.txt")
	assert.Empty(t, issues)
}

// On a file system that does not tell Page from page, the first one stays.
func TestTwoPagesOfOnePlace(t *testing.T) {
	st := openStore(t)
	other := "https://example.org/reference/Page"
	_, err := st.put("example.org/reference/page", formatHTML, Sidecar{Kind: KindPage, Served: other}, []byte("a"))
	require.NoError(t, err)
	_, err = st.put("example.org/reference/page", formatHTML, Sidecar{Kind: KindPage, Served: "https://example.org/reference/page"}, []byte("b"))
	assert.EqualError(t, err, "its place in the store, example.org/reference/page.html, is taken by "+other)
	assert.True(t, isTaken(err))
}
