package graph

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRedact(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"nothing to hide", "GET /me?fields=id", "GET /me?fields=id"},
		{"query", "/me?access_token=EAAG|x&limit=5", "/me?access_token=REDACTED&limit=5"},
		{"twice", "access_token=a&b=c&access_token=d", "access_token=REDACTED&b=c&access_token=REDACTED"},
		{"end of text", "appsecret_proof=00ff", "appsecret_proof=REDACTED"},
		{"escaped within a URL", "/login?next=%2Fme%3Faccess_token%3DEAAG%26limit%3D5", "/login?next=%2Fme%3Faccess_token%3DREDACTED%26limit%3D5"},
		{"JSON member", `{"access_token":"EAAG","id":"1"}`, `{"access_token":"REDACTED","id":"1"}`},
		{"JSON member with a space", `{"client_secret": "abc"}`, `{"client_secret": "REDACTED"}`},
		{"JSON within JSON", `"{\"access_token\":\"EAAG\"}"`, `"{\"access_token\":\"REDACTED\"}"`},
		{"URL within JSON of PHP", `"next":"https:\/\/h\/me?access_token=EAAG\u0026limit=5"`, `"next":"https:\/\/h\/me?access_token=REDACTED\u0026limit=5"`},
		{"token with an escape", `"https://h?access_token=1\/2&x"`, `"https://h?access_token=REDACTED&x"`},
		{"header", "Authorization: Bearer EAAG\r\n", "Authorization: Bearer REDACTED\r\n"},
		{"debug_token", "/debug_token?input_token=EAAG", "/debug_token?input_token=REDACTED"},
		{"exchange", "grant_type=x&fb_exchange_token=EAAG&client_id=1", "grant_type=x&fb_exchange_token=REDACTED&client_id=1"},
		{"empty value", "access_token=&x", "access_token=&x"},
		{"the bare word", "the access_token is missing", "the access_token is missing"},
	} {
		assert.Equal(t, tc.want, Redact(tc.in), tc.name)
		assert.Equal(t, tc.want, Redact(tc.want), "%s: twice is once", tc.name)
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("x", "y")
	f.Add(`{"next":"`, `"}`)
	f.Add("%3F", "%26")
	f.Fuzz(func(t *testing.T, before, after string) {
		out := Redact(before + "access_token=SECRET&" + after)
		if !strings.Contains(before+after, "SECRET") {
			assert.NotContains(t, out, "SECRET")
		}
		assert.Equal(t, out, Redact(out))
	})
}

func TestLinksLoseTheirSecrets(t *testing.T) {
	for in, want := range map[string]string{
		"https://h/v1.0/1/x?access_token=a&limit=5&after=b":             "https://h/v1.0/1/x?limit=5&after=b",
		"https://h/x?limit=5&access_token=a":                            "https://h/x?limit=5",
		"https://h/x?access_token=a":                                    "https://h/x",
		"https://h/x?access%5Ftoken=a&q=%20":                            "https://h/x?q=%20",
		"https://h/x":                                                   "https://h/x",
		"https://h/x?appsecret_proof=a&after=MTAx%3D%3D&client_secret=": "https://h/x?after=MTAx%3D%3D",
	} {
		assert.Equal(t, want, withoutSecrets(in))
	}
}

// A program that mixes up its arguments gives the token where an id belongs.
func TestTokenInThePlaceOfAnIDIsHidden(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	refused := New(testToken, WithBaseURL("http://"+listener.Addr().String()))
	req := &listRequest{PageID: testToken}

	err = refused.Do(t.Context(), "GET", listPath, req, nil)
	require.ErrorContains(t, err, "graph: GET /REDACTED/conversations: Get ")
	assertNoSecret(t, err.Error())

	var log strings.Builder
	api := newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Facebook-Api-Version", "v25.0")
		_, _ = io.WriteString(w, `{"error":{"code":803,"message":"(#803) Some aliases do not exist: `+testToken+`"}}`)
	})
	err = api.client(WithLogger(newLogger(&log))).Do(t.Context(), "GET", listPath, req, new(thread))
	e := errorOf(t, err)
	assert.Equal(t, "/REDACTED/conversations", e.Path)
	text, jsonErr := json.Marshal(e)
	require.NoError(t, jsonErr)
	assert.Contains(t, log.String(), "path=/REDACTED/conversations")
	assertNoSecret(t, err.Error(), string(text), log.String(), fmt.Sprintf("%+v %#v", e, e))

	api = newFakeAPI(t, replies(200, `{"data":[{"id":{}}]}`))
	_, errs := walk(t, api.client(), func(c *call) { c.template = "/{page_id}/" + testToken })
	require.NotEmpty(t, errs)
	for _, err := range errs {
		assertNoSecret(t, err.Error())
	}

	err = api.client().Do(t.Context(), "GET", "/{other}/"+testToken, &listRequest{PageID: "1", Fields: Fields("id", testToken)}, nil)
	require.ErrorContains(t, err, `graphapi: GET /{other}/REDACTED: `)
	require.ErrorContains(t, err, `"REDACTED" is not one field`)
	assertNoSecret(t, err.Error(), fmt.Sprintf("%#v", err))
}

func TestTokenInThePathOfABatchIsHidden(t *testing.T) {
	api := newFakeAPI(t, replies(200, `[null]`))
	c := api.client()
	b := NewBatch(c)
	_, err := getUser(t.Context(), c, &getRequest{ID: testToken}, InBatch(b))
	require.NoError(t, err)
	err = b.Do(t.Context())
	require.EqualError(t, err, "graphapi: GET /REDACTED: the batch ended before this call was answered")
	assert.Equal(t, "/REDACTED", b.Items()[0].Path)
	sent, err := url.QueryUnescape(api.last(t).body)
	require.NoError(t, err)
	assert.Contains(t, sent, url.PathEscape(testToken), "what is sent stays as it is")

	_, err = getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b, DependsOn(testToken)))
	require.ErrorContains(t, err, `depends on "REDACTED"`)
}

func TestTokenInALinkThatIsNoURLIsHidden(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"data":[{"id":1}],"paging":{"next":"http://[::1/`+testToken+`/x"}}`))
	_, errs := walk(t, api.client())
	require.Len(t, errs, 1)
	assert.EqualError(t, errs[0], "graphapi: GET /1/conversations: paging.next is not a URL: http://[::1/REDACTED/x")
}

func TestTokenInAnyHeaderOfAReplyIsHidden(t *testing.T) {
	for _, status := range []int{200, 302, 400} {
		api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
			for _, name := range []string{"X-Echo", "Www-Authenticate", headerTrace} {
				w.Header().Set(name, "x "+r.Header.Get("Authorization")+" y")
			}
			w.Header().Set("Location", "https://elsewhere.example/"+url.PathEscape(testToken))
			w.WriteHeader(status)
			_, _ = io.WriteString(w, `{}`)
		})
		resp := new(Response)
		_, err := get(t, api.client(), WithResponse(resp))
		assert.Equal(t, "x Bearer REDACTED y", resp.Header.Get("X-Echo"))
		assertNoSecret(t, fmt.Sprintf("%+v", resp))
		if status != 200 {
			assertNoSecret(t, err.Error(), fmt.Sprintf("%+v", errorOf(t, err)))
		}
	}
}
