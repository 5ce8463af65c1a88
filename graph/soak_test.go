package graph

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// A hundred goroutines share one client and call a server of which every third
// reply is broken in some way. Each call must end with its own result, and when
// all are done no goroutine and no connection may be left.
//
// GRAPHGEN_SOAK=20000 go test -race -run Soak ./graph
func TestSoak(t *testing.T) {
	calls := 1500
	if n, err := strconv.Atoi(os.Getenv("GRAPHGEN_SOAK")); err == nil {
		calls = n
	}
	goroutines := runtime.NumGoroutine()
	faulty := newFaultyServer(t)
	transport := &http.Transport{MaxIdleConnsPerHost: 100}
	c := New(testToken, WithBaseURL(faulty.URL), WithHTTPClient(&http.Client{Transport: transport}), WithAppSecret("the-app-secret"),
		WithRetry(Retry{Attempts: 50, Pause: time.Millisecond, MaxPause: 4 * time.Millisecond})).ForPackage("graphapi", "v19.0")

	var next, elements atomic.Int64
	var group sync.WaitGroup
	for range 100 {
		group.Go(func() {
			for {
				n := next.Add(1)
				if n > int64(calls) {
					return
				}
				elements.Add(soakCall(t, c, n))
			}
		})
	}
	group.Wait()
	assert.Equal(t, wantElements(calls), elements.Load())
	assert.Positive(t, faulty.faults.Load())

	transport.CloseIdleConnections()
	faulty.Close()
	assert.Eventually(t, func() bool { return faulty.open.Load() == 0 }, 5*time.Second, time.Millisecond, "connections are left")
	assert.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 5*time.Second, time.Millisecond, "goroutines are left")
}

// soakCall makes the n-th call and returns how many elements it gave.
func soakCall(t *testing.T, c *Client, n int64) int64 {
	id := ID(strconv.FormatInt(n, 10))
	switch n % 5 {
	case 0: // a list of three pages
		count := int64(0)
		for v, err := range All[*user](t.Context(), c, "/{id}/list", &getRequest{ID: id}) {
			if !assert.NoError(t, err) {
				return count
			}
			assert.Equal(t, fmt.Sprintf("%s-%d", id, count), string(v.ID))
			count++
		}
		return count
	case 1: // a batch
		b := NewBatch(c)
		one, _ := getUser(t.Context(), c, &getRequest{ID: id}, InBatch(b))
		two, _ := getUser(t.Context(), c, &getRequest{ID: id + "x"}, InBatch(b))
		assert.NoError(t, b.Do(t.Context()))
		assert.Equal(t, []ID{id, id + "x"}, []ID{one.ID, two.ID})
		return 2
	case 2: // an upload, which the client itself must not repeat
		for {
			out := new(created)
			err := c.Do(t.Context(), "POST", uploadPath, &uploadRequest{PageID: id, Source: &File{Reader: strings.NewReader("file")}}, out)
			if err == nil {
				assert.Equal(t, id, out.ID)
				return 1
			}
			assertNoSecret(t, err.Error())
			if !assert.True(t, IsTransient(err) || IsRateLimited(err), err) {
				return 0
			}
		}
	default:
		u, err := getUser(t.Context(), c, &getRequest{ID: id})
		if !assert.NoError(t, err) {
			return 0
		}
		assert.Equal(t, id, u.ID)
		return 1
	}
}

func wantElements(calls int) (n int64) {
	for i := 1; i <= calls; i++ {
		n += map[int]int64{0: 6, 1: 2}[i%5]
		if i%5 > 1 {
			n++
		}
	}
	return n
}

type faultyServer struct {
	*httptest.Server
	requests, faults, open atomic.Int64
}

func newFaultyServer(t *testing.T) *faultyServer {
	t.Helper()
	s := &faultyServer{}
	s.Server = httptest.NewUnstartedServer(s)
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			s.open.Add(1)
		case http.StateClosed, http.StateHijacked:
			s.open.Add(-1)
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// ServeHTTP breaks every third reply, in each way in turn.
func (s *faultyServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := s.requests.Add(1)
	body := soakReply(r)
	if n%3 != 0 {
		_, _ = io.WriteString(w, body)
		return
	}
	s.faults.Add(1)
	switch (n / 3) % 8 {
	case 0: // the connection is cut before the reply
		panic(http.ErrAbortHandler)
	case 1: // and within it
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = io.WriteString(w, body[:len(body)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	case 2:
		replies(500, ``)(w, r)
	case 3:
		replies(502, `<html><title>Bad gateway</title>`)(w, r)
	case 4: // truncated, though the connection is fine
		_, _ = io.WriteString(w, body[:len(body)/2])
	case 5:
		w.Header().Set("X-App-Usage", `{"call_count":100}`)
		replies(400, limited)(w, r)
	case 6: // an error within a 200
		_, _ = io.WriteString(w, transient)
	case 7: // slow, but fine
		for _, part := range []string{body[:1], body[1:]} {
			_, _ = io.WriteString(w, part)
			_ = http.NewResponseController(w).Flush()
			time.Sleep(time.Millisecond)
		}
	}
}

func soakReply(r *http.Request) string {
	id := strings.Split(r.URL.Path, "/")[2]
	switch {
	case id == "":
		var out []string
		_ = r.ParseForm()
		for _, part := range strings.Split(r.PostForm.Get("batch"), `"relative_url":"v19.0/`)[1:] {
			id, _, _ := strings.Cut(part, "?")
			out = append(out, fmt.Sprintf(`{"code":200,"body":"{\"id\":\"%s\"}"}`, id))
		}
		return "[" + strings.Join(out, ",") + "]"
	case strings.HasSuffix(r.URL.Path, "/list"):
		page, _ := strconv.Atoi(r.URL.Query().Get("after"))
		next := ""
		if page < 2 {
			next = fmt.Sprintf(`,"paging":{"next":"https://h/?access_token=%s&after=%d"}`, testToken, page+1)
		}
		return fmt.Sprintf(`{"data":[{"id":"%s-%d"},{"id":"%s-%d"}]%s}`, id, 2*page, id, 2*page+1, next)
	default:
		return fmt.Sprintf(`{"id":%q}`, id)
	}
}

// A call that is given up leaves nothing behind either.
func TestCanceledCallsLeaveNothing(t *testing.T) {
	goroutines := runtime.NumGoroutine()
	release := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"data":[`)
		_ = http.NewResponseController(w).Flush()
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	transport := &http.Transport{}
	c := New("", WithBaseURL(s.URL), WithHTTPClient(&http.Client{Transport: transport, Timeout: 30 * time.Millisecond}))
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			_, err := list(t, c)
			assert.Error(t, err)
		})
	}
	group.Wait()
	close(release)
	s.Close()
	transport.CloseIdleConnections()
	assert.Eventually(t, func() bool { return runtime.NumGoroutine() <= goroutines+1 }, 5*time.Second, time.Millisecond)
}
