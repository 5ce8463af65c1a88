package graph

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRedirectToAnotherHostIsNotFollowedWithTheToken(t *testing.T) {
	other := newFakeAPI(t, replies(200, `{"id":"stolen"}`))
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+"/x?access_token="+url.QueryEscape(testToken), http.StatusFound)
	})
	resp := new(Response)
	_, err := list(t, api.client(), WithResponse(resp))
	var e *Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, 302, e.HTTPStatus)
	assert.Contains(t, err.Error(), "redirected to "+other.URL+"/x?access_token=REDACTED")
	assert.Empty(t, other.requests())
	assertNoSecret(t, err.Error(), e.Header.Get("Location"), string(e.Raw), resp.Header.Get("Location"))
}

func TestRedirectWithinTheHostIsFollowed(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/conversations") {
			http.Redirect(w, r, "/moved", http.StatusTemporaryRedirect)
			return
		}
		_, _ = io.WriteString(w, `{"data":[]}`)
	})
	_, err := list(t, api.client())
	require.NoError(t, err)
	assert.Equal(t, "Bearer "+testToken, api.last(t).header.Get("Authorization"))
}

func TestRedirectThatTurnsAPostIntoAGetIsNotFollowed(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/login", http.StatusFound)
	})
	err := api.client().Do(t.Context(), "POST", createPath, &createRequest{PageID: "1", Message: "x"}, nil)
	require.ErrorContains(t, err, "redirected to /login")
	assert.Len(t, api.requests(), 1)
}

func TestRedirectsEnd(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	_, err := list(t, api.client())
	require.ErrorContains(t, err, "stopped after 10 redirects")
}

func TestLongReplyIsRefused(t *testing.T) {
	for _, length := range []bool{true, false} {
		api := newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
			body := `{"data":"` + strings.Repeat("x", 1<<20) + `"}`
			if length {
				w.Header().Set("Content-Length", strconv.Itoa(len(body)))
			}
			_, _ = io.WriteString(w, body)
		})
		_, err := list(t, api.client(WithMaxBody(1<<10), WithRetry(DefaultRetry)))
		require.ErrorContains(t, err, "the reply is too large: more than 1024 bytes; see graph.WithMaxBody")
		assert.False(t, IsTransient(err))
		assert.Len(t, api.requests(), 1)
	}
}

func TestReplyOfExactlyTheLimitIsRead(t *testing.T) {
	body := `{"data":[]}`
	api := newFakeAPI(t, replies(200, body))
	_, err := list(t, api.client(WithMaxBody(int64(len(body)))))
	require.NoError(t, err)
	_, err = list(t, api.client(WithMaxBody(int64(len(body)-1))))
	require.Error(t, err)
}

func TestConnectionsAreUsedAgain(t *testing.T) {
	var opened atomic.Int32
	handler := inTurn(replies(200, `{"data":[]}`), replies(400, `{"error":{"code":1}}`), replies(502, "<html>"), replies(200, `{`))
	s := httptest.NewUnstartedServer(handler)
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	s.Start()
	defer s.Close()
	c := New("", WithBaseURL(s.URL), WithHTTPClient(s.Client()))
	for range 8 {
		_, _ = list(t, c)
	}
	assert.Equal(t, int32(1), opened.Load())
}

func TestNetworkErrorsHaveNoSecrets(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	base := "http://" + listener.Addr().String()
	require.NoError(t, listener.Close())
	c := New(testToken, WithBaseURL(base), WithAppSecret("the-app-secret"))
	_, err = list(t, c)
	var network *url.Error
	require.ErrorAs(t, err, &network)
	assert.True(t, IsTransient(err))
	assert.Contains(t, err.Error(), "graph: GET /1/conversations: Get ")
	assert.Contains(t, err.Error(), "appsecret_proof=REDACTED")
	assertNoSecret(t, err.Error(), network.URL, network.Error())
	assert.NotContains(t, err.Error(), c.set.proof.reveal())
}

func TestCutReplyIsANetworkError(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"data":[`)
		assert.NoError(t, http.NewResponseController(w).Flush())
		panic(http.ErrAbortHandler)
	})
	_, err := list(t, api.client())
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.True(t, IsTransient(err))
	assert.ErrorContains(t, err, "graphapi: GET /1/conversations: read the reply of GET")
}

func TestMiddlewareErrorsHaveNoSecrets(t *testing.T) {
	c := New(testToken, WithMiddleware(func(http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			return nil, &url.Error{Op: "proxy", URL: "https://p/?input_token=abcdef", Err: io.EOF}
		})
	}, func(http.RoundTripper) http.RoundTripper { return nil }))
	_, err := list(t, c)
	require.ErrorIs(t, err, io.EOF)
	assert.NotContains(t, err.Error(), "abcdef")
}

// assertNoSecret looks for the test token, however it is escaped.
func assertNoSecret(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		assert.NotContains(t, text, "secretTOKEN")
		assert.NotContains(t, text, "the-app-secret")
	}
}
