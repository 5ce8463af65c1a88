package graph

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const testToken = "EAAGsecretTOKEN|abc/def"

// sent is a request as the server saw it.
type sent struct {
	method, path, rawPath, query, body string
	header                             http.Header
}

// fakeAPI answers with what each test says and remembers what it was sent.
type fakeAPI struct {
	*httptest.Server
	mu   sync.Mutex
	sent []sent
}

func newFakeAPI(t testing.TB, answer http.HandlerFunc) *fakeAPI {
	t.Helper()
	f := &fakeAPI{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return
		}
		f.mu.Lock()
		f.sent = append(f.sent, sent{
			method: r.Method, path: r.URL.Path, rawPath: r.URL.EscapedPath(),
			query: r.URL.RawQuery, body: string(body), header: r.Header.Clone(),
		})
		f.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

// reply answers every request with one body.
func replies(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// inTurn answers each request with the next handler, and the last one for ever.
func inTurn(handlers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		h := handlers[0]
		if len(handlers) > 1 {
			handlers = handlers[1:]
		}
		mu.Unlock()
		h(w, r)
	}
}

func (f *fakeAPI) requests() []sent {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]sent(nil), f.sent...)
}

func (f *fakeAPI) last(t testing.TB) sent {
	t.Helper()
	all := f.requests()
	require.NotEmpty(t, all, "nothing was sent")
	return all[len(all)-1]
}

func (f *fakeAPI) client(opts ...Option) *Client {
	return New(testToken, append([]Option{WithBaseURL(f.URL)}, opts...)...).ForPackage("graphapi", "v19.0")
}

// withoutPauses makes retries immediate, and keeps the pauses.
func withoutPauses(c *Client, random float64) *[]time.Duration {
	pauses := new([]time.Duration)
	c.set.sleep = func(_ context.Context, d time.Duration) error {
		*pauses = append(*pauses, d)
		return nil
	}
	c.set.random = func() float64 { return random }
	return pauses
}

// The types below are as generated ones.

type thread struct {
	ID          ID                `json:"id,omitzero"`
	UpdatedTime Time              `json:"updated_time,omitzero"`
	Count       Int               `json:"message_count,omitzero"`
	Score       Float             `json:"score,omitzero"`
	CanReply    Bool              `json:"can_reply,omitzero"`
	Snippet     string            `json:"snippet,omitzero"`
	Folder      folder            `json:"folder,omitzero"`
	From        *user             `json:"from,omitzero"`
	Owner       *Object           `json:"owner,omitzero"`
	Tags        []string          `json:"tags,omitzero"`
	Users       []*user           `json:"users,omitzero"`
	Labels      map[string]string `json:"labels,omitzero"`
	Messages    *Edge[*message]   `json:"messages,omitzero"`
}

type user struct {
	ID   ID     `json:"id,omitzero"`
	Name string `json:"name,omitzero"`
}

type message struct {
	ID      ID     `json:"id,omitzero"`
	Message string `json:"message,omitzero"`
	From    *user  `json:"from,omitzero"`
}

type folder string

type created struct {
	ID      ID   `json:"id,omitzero"`
	Success Bool `json:"success,omitzero"`
}

type listRequest struct {
	PageID   ID      `graph:"page_id,path"`
	Folder   folder  `graph:"folder"`
	Platform string  `graph:"platform"`
	Fields   []Field `graph:"fields"`
	Limit    int     `graph:"limit"`
	After    string  `graph:"after"`
	Before   string  `graph:"before"`
}

type createRequest struct {
	PageID  ID     `graph:"page_id,path"`
	Message string `graph:"message,required"`
}

const (
	listPath   = "/{page_id}/conversations"
	createPath = "/{page_id}/messages"
)

func list(t *testing.T, c *Client, opts ...CallOption) (*Edge[*thread], error) {
	t.Helper()
	out := new(Edge[*thread])
	return Result(out, c.Do(t.Context(), "GET", listPath, &listRequest{PageID: "1"}, out, opts...))
}

func get(t *testing.T, c *Client, opts ...CallOption) (*thread, error) {
	t.Helper()
	out := new(thread)
	return Result(out, c.Do(t.Context(), "GET", listPath, &listRequest{PageID: "1"}, out, opts...))
}
