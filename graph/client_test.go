package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An option for nothing does nothing.
func TestOptionsWithoutATarget(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"id":"1"}`))
	var out user
	require.NoError(t, api.client().Do(t.Context(), "GET", "/1", nil, &out, WithResponse(nil), InBatch(nil)))
	assert.Equal(t, ID("1"), out.ID)
}

func TestCallSendsTheTokenInAHeaderOnly(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"id":"1"}`))
	c := api.client(WithAppSecret("app-secret"))
	for _, method := range []string{"GET", "POST", "DELETE"} {
		require.NoError(t, c.Do(t.Context(), method, createPath, &createRequest{PageID: "1", Message: "hi"}, new(created)))
		s := api.last(t)
		assert.Equal(t, "Bearer "+testToken, s.header.Get("Authorization"))
		assert.NotContains(t, s.query+s.body, "access_token")
		assert.NotContains(t, s.query+s.body, "secretTOKEN")
		assert.NotContains(t, s.query+s.body, "app-secret")
		assert.Equal(t, defaultUserAgent, s.header.Get("User-Agent"))
		assert.Equal(t, "/v19.0/1/messages", s.path)
	}
}

func TestAppSecretProofMatchesTheToken(t *testing.T) {
	// printf token | openssl dgst -sha256 -hmac secret
	const want = "e941110e3d2bfe82621f0e3e1434730d7305d106c5f68c87165d0b27a4611a4a"
	api := newFakeAPI(t, replies(200, `{"id":"1"}`))
	c := api.client(WithAppSecret("secret"))
	req := &createRequest{PageID: "1", Message: "hi"}

	require.NoError(t, c.Do(t.Context(), "GET", createPath, req, nil))
	own := api.last(t).query
	require.NoError(t, c.Do(t.Context(), "POST", createPath, req, nil))
	assert.Equal(t, own, api.last(t).body, "in the form of a POST")
	assert.Empty(t, api.last(t).query)
	require.NoError(t, c.Do(t.Context(), "POST", createPath, req, nil, WithToken("token")))
	other := api.last(t)
	assert.Equal(t, "Bearer token", other.header.Get("Authorization"))
	assert.NotEqual(t, own, other.body)
	assert.Contains(t, other.body, "appsecret_proof="+want)
}

func TestRequestsOwnAccessTokenBecomesTheCallsToken(t *testing.T) {
	type request struct {
		AccessToken string `graph:"access_token"`
	}
	api := newFakeAPI(t, replies(200, `{"id":"1"}`))
	require.NoError(t, api.client().Do(t.Context(), "GET", "/me", &request{AccessToken: "other"}, nil))
	assert.Equal(t, "Bearer other", api.last(t).header.Get("Authorization"))
	assert.Empty(t, api.last(t).query)
}

func TestSecretParametersAreRedacted(t *testing.T) {
	type request struct {
		InputToken string `graph:"input_token,required"`
	}
	api := newFakeAPI(t, replies(400, `{"error":{"message":"Cannot parse inspected-token","code":190}}`))
	err := api.client(WithUserAgent("mine/1")).Do(t.Context(), "GET", "/debug_token", &request{InputToken: "inspected-token"}, nil)
	require.EqualError(t, err, "graphapi: GET /debug_token: Cannot parse REDACTED (code 190, HTTP 400)")
	assert.Equal(t, "mine/1", api.last(t).header.Get("User-Agent"))
}

func TestNoTokenSendsNoHeader(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"id":"1"}`))
	c := New("", WithBaseURL(api.URL))
	require.NoError(t, c.Do(t.Context(), "GET", "/me", nil, nil))
	assert.NotContains(t, api.last(t).header, "Authorization")
	assert.Equal(t, "/me", api.last(t).path, "and no version was chosen")
}

func TestPrintingAClientDoesNotShowItsSecrets(t *testing.T) {
	c := New(testToken, WithAppSecret("the-app-secret")).ForPackage("graphapi", "v19.0")
	generated := struct{ core *Client }{c}
	var log strings.Builder
	text := slog.New(slog.NewTextHandler(&log, nil))
	text.Info("client", "client", c, "value", *c, "inside", generated)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("client", "client", c, "value", *c)
	js, err := json.Marshal([]any{c, *c})
	require.NoError(t, err)
	log.Write(js)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		fmt.Fprintf(&log, verb, c)
		fmt.Fprintf(&log, verb, *c)
		fmt.Fprintf(&log, verb, generated)
		fmt.Fprintf(&log, verb, *c.set)
		fmt.Fprintf(&log, verb, WithToken(testToken))
	}
	// testify's messages print unexported fields, without any method.
	assert.Equal(recorder{&log}, c, New("x"))
	assert.NotContains(t, log.String(), "secretTOKEN")
	assert.NotContains(t, log.String(), fmt.Sprintf("%x", "secretTOKEN"))
	assert.NotContains(t, log.String(), "the-app-secret")
	assert.NotContains(t, log.String(), c.set.proof.reveal())
	assert.Equal(t, "graph.Client{graphapi graph.facebook.com/v19.0}", c.String())
}

// recorder keeps the messages of failed assertions.
type recorder struct{ io.Writer }

func (r recorder) Errorf(format string, args ...any) { _, _ = fmt.Fprintf(r, format, args...) }

func TestVersionOfTheCallerWins(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	require.NoError(t, api.client(WithVersion("v25.0")).Do(t.Context(), "GET", "/me", nil, nil))
	assert.Equal(t, "/v25.0/me", api.last(t).path)
	require.NoError(t, api.client(WithVersion("")).Do(t.Context(), "GET", "/me", nil, nil))
	assert.Equal(t, "/me", api.last(t).path)
}

func TestWrongOptionsAreReportedByTheFirstCall(t *testing.T) {
	for name, tc := range map[string]struct {
		opt  Option
		want string
	}{
		"no scheme":      {WithBaseURL("graph.facebook.com"), "base URL must look like"},
		"a query":        {WithBaseURL("https://h/?access_token=abcdefgh"), "base URL must look like https://host or https://host/path, got https://h/?access_token=REDACTED"},
		"a password":     {WithBaseURL("https://u:geheim@h"), "base URL must look like"},
		"not a URL":      {WithBaseURL("http://[::1"), "base URL is not a URL"},
		"not a version":  {WithVersion("19"), `version must look like v25.0, got "19"`},
		"version escape": {WithVersion("v1.0/../x"), "version must look like"},
		"no body":        {WithMaxBody(0), "at least one byte"},
	} {
		t.Run(name, func(t *testing.T) {
			err := New(testToken, tc.opt).Do(t.Context(), "GET", "/me", nil, nil)
			require.ErrorContains(t, err, tc.want)
			assert.NotContains(t, err.Error(), "geheim")
		})
	}
}

func TestOptionsThatAreNilChangeNothing(t *testing.T) {
	api := newFakeAPI(t, replies(200, `[{"code":200,"body":"{}"}]`))
	c := api.client(nil)
	require.NoError(t, c.Do(t.Context(), "GET", "/me", nil, nil, nil, WithParam("a", "b")))
	assert.Equal(t, "a=b", api.last(t).query)
	b := NewBatch(c)
	require.NoError(t, c.Do(t.Context(), "GET", "/me", nil, nil, InBatch(b, nil)))
	require.NoError(t, b.Do(t.Context()))
}

func TestClientNotMadeByNew(t *testing.T) {
	for _, c := range []*Client{nil, {}} {
		assert.EqualError(t, c.ForPackage("graphapi", "v19.0").Do(t.Context(), "GET", "/me", nil, nil), "graph: this client was not made by graph.New")
		for _, err := range All[*user](t.Context(), c, "/me", nil) {
			assert.ErrorIs(t, err, errNoClient)
		}
	}
}

func TestBaseURLMayHaveAPath(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	require.NoError(t, New("", WithBaseURL(api.URL+"/proxy/"), WithVersion("v1.0")).Do(t.Context(), "GET", "/me", nil, nil))
	assert.Equal(t, "/proxy/v1.0/me", api.last(t).path)
}

func TestMiddlewareSeesEveryTryInOrder(t *testing.T) {
	var seen []string
	wrap := func(name string) func(http.RoundTripper) http.RoundTripper {
		return func(next http.RoundTripper) http.RoundTripper {
			return roundTrip(func(r *http.Request) (*http.Response, error) {
				seen = append(seen, name)
				return next.RoundTrip(r)
			})
		}
	}
	api := newFakeAPI(t, inTurn(replies(500, ``), replies(200, `{}`)))
	own := &http.Client{}
	c := api.client(WithHTTPClient(own), WithMiddleware(wrap("outer"), wrap("inner")), WithRetry(DefaultRetry))
	withoutPauses(c, 0)
	require.NoError(t, c.Do(t.Context(), "GET", "/me", nil, nil))
	assert.Equal(t, []string{"outer", "inner", "outer", "inner"}, seen)
	assert.Nil(t, own.Transport, "the caller's client is not changed")
	assert.Nil(t, own.CheckRedirect)
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestCanceledContextSendsNothing(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := api.client().Do(ctx, "GET", "/me", nil, nil)
	require.ErrorIs(t, err, context.Canceled)
	assert.False(t, IsTransient(err))
	assert.Empty(t, api.requests())
}
