package graph

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCancellationByTheCallerIsNeverTransient(t *testing.T) {
	network := &url.Error{Op: "Get", URL: "https://h", Err: io.EOF}
	refused := &Error{Code: 2, IsTransient: true, pkg: "graphapi"}
	for name, cause := range map[string]error{
		"an error of the caller": errors.New("user left"),
		"a network error":        network,
		"another call's error":   refused,
		"no cause":               nil,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			api := newFakeAPI(t, func(_ http.ResponseWriter, r *http.Request) {
				cancel(cause)
				<-r.Context().Done()
			})
			for _, when := range []string{"during the call", "before the call"} {
				err := api.client(WithRetry(DefaultRetry)).Do(ctx, "GET", "/me", nil, nil)
				require.ErrorIs(t, err, context.Canceled, when)
				assert.False(t, IsTransient(err), when)
				if cause != nil {
					assert.ErrorIs(t, err, cause, when)
					assert.EqualError(t, err, "graphapi: GET /me: context canceled: "+cause.Error(), when)
				} else {
					assert.EqualError(t, err, "graphapi: GET /me: context canceled", when)
				}
			}
			assert.Len(t, api.requests(), 1)
		})
	}
}

func TestDeadlineOfTheCallerIsNotTransient(t *testing.T) {
	api := newFakeAPI(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	cause := errors.New("the budget is spent")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 20*time.Millisecond, cause)
	defer cancel()
	err := api.client(WithRetry(DefaultRetry)).Do(ctx, "GET", "/me", nil, nil)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.ErrorIs(t, err, cause)
	assert.False(t, IsTransient(err))
	assert.LessOrEqual(t, len(api.requests()), 1)
}

func TestCancellationWhileAReplyIsReadIsNotTransient(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("user left")
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"id":`)
		assert.NoError(t, http.NewResponseController(w).Flush())
		<-r.Context().Done()
	})
	whenReading := WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			resp, err := next.RoundTrip(r)
			cancel(cause)
			return resp, err
		})
	})
	err := api.client(whenReading).Do(ctx, "GET", "/me", nil, new(user))
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, cause)
	assert.False(t, IsTransient(err))
}

func TestCancellationOfAPauseKeepsWhatHadFailed(t *testing.T) {
	api := newFakeAPI(t, replies(500, transient))
	c := api.client(WithRetry(Retry{Attempts: 5, Pause: time.Hour, MaxPause: time.Hour}))
	ctx, cancel := context.WithCancelCause(t.Context())
	c.set.sleep = func(ctx context.Context, d time.Duration) error {
		cancel(errors.New("user left"))
		return sleep(ctx, d)
	}
	err := c.Do(ctx, "GET", "/me", nil, nil)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, ErrorCode(2))
	assert.False(t, IsTransient(err))
	assert.ErrorContains(t, err, "graphapi: GET /me: context canceled: user left, after graphapi: GET /me: ")
}

func TestCanceledBatchIsNotTransient(t *testing.T) {
	c := newFakeAPI(t, replies(200, `[]`)).client()
	b := NewBatch(c)
	_, err := getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err = b.Do(ctx)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, err, ErrBatchNotSent)
	assert.False(t, IsTransient(err))
}

func TestSecretInTheCauseOfACancellationIsHidden(t *testing.T) {
	c := newFakeAPI(t, replies(200, `{}`)).client()
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("gave up on " + testToken)
	cancel(cause)
	err := c.Do(ctx, "GET", "/me", nil, nil)
	require.ErrorIs(t, err, cause)
	require.ErrorIs(t, err, context.Canceled)
	assert.False(t, IsTransient(err))
	for e := err; e != nil; e = errors.Unwrap(e) {
		assertNoSecret(t, e.Error())
	}
}
