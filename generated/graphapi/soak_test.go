package graphapi_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
	"github.com/graphgen/graphgen/mock"
)

// TestSoak has 100 goroutines use one client against a server that fails at
// random, and checks that each call ends with its own result or with an error,
// and that nothing is left behind. GRAPHGEN_SOAK=1 makes 20,000 calls.
func TestSoak(t *testing.T) {
	const goroutines = 100
	each := 8
	if os.Getenv("GRAPHGEN_SOAK") != "" {
		each = 200
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections() // of other tests
	before := runtime.NumGoroutine()
	s := newSoak(t)
	start := time.Now()
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range each {
				s.call(t, g*each+i)
			}
		})
	}
	wg.Wait()
	took := time.Since(start)

	calls := s.succeeded.Load() + s.failed.Load()
	t.Logf("%d calls in %v: %d succeeded, %d failed; %d requests, of which %d were spoilt, over %d connections",
		calls, took.Round(time.Millisecond), s.succeeded.Load(), s.failed.Load(), s.requests.Load(), s.spoilt.Load(), s.opened.Load())
	assert.Equal(t, int64(goroutines*each), calls)
	assert.Zero(t, s.refused.Load(), "requests that were wrong")
	assert.Greater(t, s.succeeded.Load(), calls*3/4)
	assert.Positive(t, s.failed.Load(), "posts are not repeated")
	assert.Positive(t, s.spoilt.Load())

	s.transport.CloseIdleConnections()
	assert.True(t, soon(func() bool { return s.open.Load() == 0 }), "%d connections are left open", s.open.Load())
	s.server.Close()
	if !assert.True(t, soon(func() bool { return runtime.NumGoroutine() <= before }), "%d goroutines, there were %d", runtime.NumGoroutine(), before) {
		stacks := make([]byte, 1<<16)
		t.Logf("%s", stacks[:runtime.Stack(stacks, true)])
	}
}

// soon waits for what is true in a moment.
func soon(done func() bool) bool {
	for range 1000 {
		if done() {
			return true
		}
		time.Sleep(5 * time.Millisecond)
	}
	return false
}

type soak struct {
	mock      *mock.Server
	server    *httptest.Server
	transport *http.Transport
	api       *graphapi.Client

	succeeded, failed         atomic.Int64 // calls
	requests, spoilt, refused atomic.Int64 // as the server saw them
	open, opened              atomic.Int64 // connections
}

func newSoak(t *testing.T) *soak {
	t.Helper()
	s := &soak{}
	s.mock = mock.New(bundled(t),
		mock.WithToken(token),
		mock.WithElements(30),
		mock.WithFault(
			mock.Cut().Chance(0.03),
			mock.Slow(100*time.Microsecond).Chance(0.03),
			mock.Truncated().Chance(0.03),
			mock.Empty().Chance(0.02),
			// What follows replaces the reply: an error without a body could not
			// be told from a lasting one.
			mock.Failing(mock.Error{Code: 1, Message: "An unknown error occurred"}).Chance(0.03), // status 500
			mock.RateLimited(0).Chance(0.03),
			mock.Gateway().Chance(0.02),
		),
		mock.WithObserver(func(c mock.Call) {
			s.requests.Add(1)
			if len(c.Faults) > 0 {
				s.spoilt.Add(1)
			}
			if c.Error != nil {
				s.refused.Add(1)
			}
		}))
	require.NoError(t, s.mock.Err())
	s.server = httptest.NewUnstartedServer(s.mock)
	s.server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			s.open.Add(1)
			s.opened.Add(1)
		case http.StateClosed, http.StateHijacked:
			s.open.Add(-1)
		}
	}
	s.server.Start()
	t.Cleanup(s.server.Close)
	s.transport = &http.Transport{MaxIdleConnsPerHost: 100}
	s.api = graphapi.New(graph.New(token,
		graph.WithBaseURL(s.server.URL),
		graph.WithHTTPClient(&http.Client{Transport: s.transport}),
		graph.WithRetry(graph.Retry{Attempts: 12, Pause: time.Microsecond, MaxPause: time.Millisecond}),
	))
	return s
}

// call makes the nth call: mostly reads, which are repeated until they succeed
// and must then have all that was asked for.
func (s *soak) call(t *testing.T, n int) {
	var err error
	switch n % 4 {
	case 0:
		err = s.page(t, n)
	case 1:
		err = s.list(t, n)
	case 2:
		err = s.walk(t, n)
	case 3:
		err = s.post(t, n)
	}
	if err != nil {
		s.failed.Add(1)
		assert.Equal(t, 3, n%4, "a read is repeated until it succeeds: %v", err)
		var gerr *graph.Error
		assert.True(t, errors.As(err, &gerr) || graph.IsTransient(err), "%v", err)
		return
	}
	s.succeeded.Add(1)
}

func (s *soak) page(t *testing.T, n int) error {
	id := graph.ID(s.mock.ID("Page", n+1))
	page, err := s.api.GetPage(t.Context(), &graphapi.GetPageRequest{PageID: id, Fields: graph.Fields("name")})
	if err == nil {
		assert.Equal(t, id, page.ID)
		assert.Equal(t, fmt.Sprintf("example name %d", n+1), page.Name)
	}
	return err
}

func (s *soak) list(t *testing.T, n int) error {
	page, err := s.api.ListPageConversations(t.Context(), &graphapi.ListPageConversationsRequest{
		PageID: graph.ID(s.mock.ID("Page", n+1)), Fields: graph.Fields("id", "snippet", "updated_time"), Limit: 10,
	})
	if err == nil && assert.Len(t, page.Data, 10) {
		assert.Equal(t, "example snippet 10", page.Data[9].Snippet)
	}
	return err
}

func (s *soak) walk(t *testing.T, n int) error {
	elements := 0
	for post, err := range s.api.AllPageFeed(t.Context(), &graphapi.ListPageFeedRequest{
		PageID: graph.ID(s.mock.ID("Page", n+1)), Fields: graph.Fields("message"), Limit: 15,
	}) {
		if err != nil {
			return err
		}
		elements++
		assert.Equal(t, fmt.Sprintf("example message %d", elements), post.Message)
	}
	assert.Equal(t, 30, elements)
	return nil
}

func (s *soak) post(t *testing.T, n int) error {
	created, err := s.api.CreatePageFeed(t.Context(), &graphapi.CreatePageFeedRequest{
		PageID: graph.ID(s.mock.ID("Page", n+1)), Message: "Hello",
	})
	if err == nil {
		assert.NotEmpty(t, created.ID)
	}
	return err
}
