package graph

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newLogger(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }

const (
	transient = `{"error":{"message":"Service temporarily unavailable","code":2,"is_transient":true}}`
	limited   = `{"error":{"message":"Application request limit reached","code":4}}`
)

func TestOnlyTransientFailuresOfSafeCallsAreRepeated(t *testing.T) {
	for _, tc := range []struct {
		name   string
		method string
		status int
		body   string
		opts   []CallOption
		tries  int
	}{
		{"transient GET", "GET", 500, transient, nil, 4},
		{"bad gateway", "GET", 502, "<html>", nil, 4},
		{"rate limit", "GET", 400, limited, nil, 4},
		{"429", "GET", 429, "", nil, 4},
		{"truncated JSON", "GET", 200, `{"data":[`, nil, 4},
		{"empty body", "GET", 200, ``, nil, 4},
		{"error within a 200", "GET", 200, transient, nil, 4},
		{"invalid parameter", "GET", 400, `{"error":{"code":100}}`, nil, 1},
		{"permission", "GET", 403, `{"error":{"code":200}}`, nil, 1},
		{"a reply with a bad field", "GET", 200, `{"data":[{"id":[]}]}`, nil, 1},
		{"POST", "POST", 500, transient, nil, 1},
		{"DELETE", "DELETE", 500, transient, nil, 1},
		{"POST that may be repeated", "POST", 500, transient, []CallOption{Repeatable()}, 4},
	} {
		t.Run(tc.name, func(t *testing.T) {
			api := newFakeAPI(t, replies(tc.status, tc.body))
			c := api.client(WithRetry(DefaultRetry))
			withoutPauses(c, 0)
			err := c.Do(t.Context(), tc.method, createPath, &createRequest{PageID: "1", Message: "x"}, new(Edge[*user]), tc.opts...)
			require.Error(t, err)
			assert.Len(t, api.requests(), tc.tries)
			for _, r := range api.requests() {
				assert.Equal(t, api.requests()[0].body, r.body)
			}
		})
	}
}

func TestRetryIsOffUnlessAskedFor(t *testing.T) {
	api := newFakeAPI(t, replies(500, transient))
	_, err := list(t, api.client())
	require.Error(t, err)
	assert.Len(t, api.requests(), 1)
}

func TestRetryEndsWithSuccess(t *testing.T) {
	api := newFakeAPI(t, inTurn(replies(500, transient), cut, replies(200, `{"data":[{"id":"1"}]}`)))
	var log strings.Builder
	c := api.client(WithRetry(DefaultRetry), WithLogger(newLogger(&log)))
	withoutPauses(c, 0)
	resp := new(Response)
	page, err := list(t, c, WithResponse(resp))
	require.NoError(t, err)
	assert.Len(t, page.Data, 1)
	assert.Equal(t, 200, resp.Status)
	assert.Contains(t, log.String(), `msg="graph: call repeated" method=GET path=/1/conversations tries=1 pause=500ms`)
	assertNoSecret(t, log.String())
}

// cut closes the connection in the middle of a reply.
func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "100")
	_, _ = io.WriteString(w, `{"data":[`)
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

func TestPausesGrowWithJitterUpToAMaximum(t *testing.T) {
	for random, want := range map[float64][]time.Duration{
		0:   {500, 1000, 1500, 1500},
		0.5: {750, 1500, 2250, 2250},
	} {
		api := newFakeAPI(t, replies(500, transient))
		c := api.client(WithRetry(Retry{Attempts: 5, Pause: time.Second, MaxPause: 3 * time.Second}))
		pauses := withoutPauses(c, random)
		_, err := list(t, c)
		require.Error(t, err)
		for i := range want {
			want[i] *= time.Millisecond
		}
		assert.Equal(t, want, *pauses)
	}
}

func TestRetryWithoutPausesTakesTheUsualOnes(t *testing.T) {
	for _, retry := range []Retry{{Attempts: 4}, {Attempts: 4, Pause: time.Second}, {Attempts: 4, MaxPause: time.Minute}} {
		api := newFakeAPI(t, replies(500, transient))
		c := api.client(WithRetry(retry))
		pauses := withoutPauses(c, 0)
		require.Error(t, c.Do(t.Context(), "GET", "/me", nil, nil))
		assert.Equal(t, []time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second}, *pauses)
	}
}

func TestPauseIsAsLongAsTheAPIAsks(t *testing.T) {
	for _, tc := range []struct {
		name, header, value, body string
		want                      []time.Duration
	}{
		{"Retry-After in seconds", "Retry-After", "20", transient, []time.Duration{20 * time.Second}},
		{"a shorter Retry-After", "Retry-After", "0", transient, []time.Duration{500 * time.Millisecond}},
		{"a broken Retry-After", "Retry-After", "-5", transient, []time.Duration{500 * time.Millisecond}},
		{"Retry-After beyond the maximum", "Retry-After", "61", transient, nil},
		{"regain access", "X-Business-Use-Case-Usage", `{"1":[{"estimated_time_to_regain_access":1}]}`, limited, []time.Duration{time.Minute}},
		{"regain access beyond the maximum", "X-Business-Use-Case-Usage", `{"1":[{"estimated_time_to_regain_access":2}]}`, limited, nil},
		{"regain access, but another error", "X-Business-Use-Case-Usage", `{"1":[{"estimated_time_to_regain_access":2}]}`, transient, []time.Duration{500 * time.Millisecond}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set(tc.header, tc.value)
				replies(400, tc.body)(w, r)
			})
			c := api.client(WithRetry(Retry{Attempts: 2, Pause: time.Second, MaxPause: time.Minute}))
			pauses := withoutPauses(c, 0)
			_, err := list(t, c)
			require.Error(t, err)
			assert.Equal(t, tc.want, append([]time.Duration(nil), *pauses...))
			assert.Len(t, api.requests(), 1+len(tc.want))
		})
	}
}

func TestRetryAfterAsADate(t *testing.T) {
	e := &Error{Header: http.Header{"Retry-After": {time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)}}}
	assert.InDelta(t, time.Hour.Seconds(), retryAfter(e).Seconds(), 5)
	assert.Zero(t, retryAfter(io.EOF))
}

func TestRetryIsBoundedByTheContext(t *testing.T) {
	api := newFakeAPI(t, replies(500, transient))
	c := api.client(WithRetry(Retry{Attempts: 5, Pause: time.Hour, MaxPause: time.Hour}))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	err := c.Do(ctx, "GET", "/me", nil, nil)
	assert.ErrorIs(t, err, ErrorCode(2), "it does not wait for a deadline that it cannot meet")
	assert.Len(t, api.requests(), 1)

	ctx, stop := context.WithCancel(t.Context())
	c.set.sleep = func(ctx context.Context, d time.Duration) error {
		stop()
		return sleep(ctx, d)
	}
	err = c.Do(ctx, "GET", "/me", nil, nil)
	assert.ErrorIs(t, err, ErrorCode(2), "the error of the last call")
	assert.Len(t, api.requests(), 2)
}

func TestSleep(t *testing.T) {
	require.NoError(t, sleep(t.Context(), time.Microsecond))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, sleep(ctx, time.Hour), context.Canceled)
}

func TestTimeoutOfTheHTTPClientIsTransient(t *testing.T) {
	release := make(chan struct{})
	api := newFakeAPI(t, func(http.ResponseWriter, *http.Request) { <-release })
	defer close(release)
	_, err := list(t, api.client(WithHTTPClient(&http.Client{Timeout: 20 * time.Millisecond})))
	require.Error(t, err)
	assert.True(t, IsTransient(err))
	assert.True(t, errors.Is(err, context.DeadlineExceeded))
}
