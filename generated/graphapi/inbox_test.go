package graphapi_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
)

// This file reads an inbox from a server that was written by hand, after what
// the API does: it owes nothing to the spec.

const pageToken = "EAAGm0PX4ZCpsBAsecret"

// inboxServer has two pages of conversations, and answers other reads with the
// errors in turn. It keeps the URLs it was called by.
type inboxServer struct {
	*httptest.Server
	mu     sync.Mutex
	urls   []string
	errors []string
}

func newInboxServer(t *testing.T) *inboxServer {
	t.Helper()
	s := &inboxServer{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v19.0/1234/conversations", s.conversations)
	mux.HandleFunc("GET /v19.0/77_88", func(w http.ResponseWriter, _ *http.Request) {
		send(w, http.StatusOK, `{"id":"77_88","type":"reel","message":"Hi"}`)
	})
	mux.HandleFunc("/", s.refuse)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.urls = append(s.urls, r.URL.String())
		s.mu.Unlock()
		if r.Header.Get("Authorization") != "Bearer "+pageToken {
			send(w, http.StatusBadRequest, `{"error":{"message":"An access token is required to request this resource.","type":"OAuthException","code":104}}`)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *inboxServer) conversations(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Get("after") == "c2" {
		send(w, http.StatusOK, `{"data":[{"id":"t_3","updated_time":"2024-01-02T15:04:03+0000"}],
			"paging":{"cursors":{"before":"c3","after":"c3"},"previous":"x"}}`)
		return
	}
	next := s.URL + "/v19.0/1234/conversations?" + r.URL.RawQuery + "&access_token=" + pageToken + "&after=c2"
	quoted, err := json.Marshal(next)
	if err != nil {
		panic(err)
	}
	send(w, http.StatusOK, fmt.Sprintf(`{"data":[
		{"id":10203040506070809,"updated_time":"2024-01-02T15:04:05+0000","can_reply":"true","message_count":"12"},
		{"id":"t_2","updated_time":"2024-01-02T15:04:04+0000","folder":"archive","mood":{"of_the_day":"blue"}}],
		"paging":{"cursors":{"before":"c1","after":"c2"},"next":%s}}`, strings.ReplaceAll(string(quoted), "/", `\/`)))
}

// refuse quotes the token, as the API does with malformed ones.
func (s *inboxServer) refuse(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	body := s.errors[0]
	s.errors = s.errors[1:]
	s.mu.Unlock()
	send(w, http.StatusBadRequest, body)
}

func send(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.Header().Set("Facebook-Api-Version", "v20.0")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

func TestInboxOfAServerThatBehavesLikeTheAPI(t *testing.T) {
	server := newInboxServer(t)
	var log bytes.Buffer
	api := graphapi.New(graph.New(pageToken,
		graph.WithBaseURL(server.URL),
		graph.WithLogger(slog.New(slog.NewTextHandler(&log, nil))),
		graph.WithRetry(graph.Retry{Attempts: 2, Pause: time.Nanosecond, MaxPause: time.Millisecond}),
	))

	var last graph.Response
	var threads []*graphapi.UnifiedThread
	for thread, err := range api.AllPageConversations(t.Context(), &graphapi.ListPageConversationsRequest{
		PageID:   "1234",
		Platform: graphapi.PlatformMessenger,
		Fields:   graph.Fields("id", "updated_time"),
		Limit:    2,
	}, graph.WithResponse(&last)) {
		require.NoError(t, err)
		threads = append(threads, thread)
	}
	require.Len(t, threads, 3)
	assert.Equal(t, graph.ID("10203040506070809"), threads[0].ID, "an id as a number keeps its digits")
	assert.Equal(t, graph.Int(12), threads[0].MessageCount)
	assert.True(t, bool(threads[0].CanReply))
	assert.True(t, threads[0].UpdatedTime.Equal(time.Date(2024, 1, 2, 15, 4, 5, 0, time.UTC)))
	assert.Equal(t, "archive", threads[1].Folder)
	assert.Equal(t, graph.ID("t_3"), threads[2].ID)

	post, err := api.GetPost(t.Context(), &graphapi.GetPostRequest{PostID: "77_88", Fields: graph.Fields("type", "message")})
	require.NoError(t, err)
	assert.Equal(t, graphapi.PostType("reel"), post.Type, "an unknown value survives")
	assert.False(t, post.Type.IsKnown())

	texts := server.refusals(t, api)

	server.mu.Lock()
	defer server.mu.Unlock()
	require.Len(t, server.urls, 2+1+4, "two pages, a post, three errors of which one was met twice")
	for _, url := range server.urls {
		assert.NotContains(t, url, pageToken)
	}
	for _, text := range texts {
		assert.NotContains(t, text, pageToken)
	}
	assert.Contains(t, log.String(), "call repeated")
	assert.Contains(t, log.String(), "served by another version")
	assert.NotContains(t, log.String(), pageToken)
	assert.NotContains(t, string(last.Raw), pageToken)
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", api, api, api), pageToken)
}

// refusals has the server refuse calls, and returns all that can be printed of
// the errors.
func (s *inboxServer) refusals(t *testing.T, api *graphapi.Client) []string {
	t.Helper()
	cases := []struct {
		body    []string
		is      error
		code    graph.ErrorCode
		subcode int
	}{
		{
			body:    []string{`{"error":{"message":"(#100) Invalid parameter","type":"OAuthException","code":100,"error_subcode":33,"fbtrace_id":"A1"}}`},
			is:      graphapi.ErrInvalidParameter,
			code:    100,
			subcode: 33,
		},
		{
			body: []string{`{"error":{"message":"Malformed access token ` + pageToken + `","type":"OAuthException","code":190,"error_subcode":463}}`},
			is:   graphapi.ErrInvalidAccessToken.Sub(463), code: 190, subcode: 463,
		},
		{
			body: []string{
				`{"error":{"message":"Please retry, ` + pageToken + `","code":2,"is_transient":true}}`,
				`{"error":{"message":"(#613) Calls to this api have exceeded the rate limit.","code":613,"error_data":"\"null\""}}`,
			},
			is: graphapi.ErrRateLimitExceeded, code: 613,
		},
	}
	var texts []string
	for _, tc := range cases {
		s.mu.Lock()
		s.errors = tc.body
		s.mu.Unlock()
		_, err := api.GetConversation(t.Context(), &graphapi.GetConversationRequest{ConversationID: "t_1"})
		require.ErrorIs(t, err, tc.is)
		var gerr *graph.Error
		require.True(t, errors.As(err, &gerr))
		assert.Equal(t, tc.code, gerr.Code)
		assert.Equal(t, tc.subcode, gerr.Subcode)
		texts = append(texts, err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", gerr), string(gerr.Raw), gerr.Message)
	}
	return texts
}
