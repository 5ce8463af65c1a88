package scraper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNormalPath(t *testing.T) {
	for in, want := range map[string]string{
		"/{page-id}/labels":                     "/{page_id}/labels",
		"/{page_id}/labels/":                    "/{page_id}/labels",
		"{page-id}":                             "/{page_id}",
		"/<PAGE_ID>/photos":                     "/{page_id}/photos",
		"/{Page-ID}":                            "/{page_id}",
		"/act_{ad_account_id}/ads":              "/act_{ad_account_id}/ads",
		"/act_<AD_ACCOUNT_ID>/ads":              "/act_{ad_account_id}/ads",
		"/%7Bpage-id%7D/feed":                   "/{page_id}/feed",
		"/page-id/feed":                         "/{page_id}/feed",
		"/{ad account id}":                      "/{ad_account_id}",
		"/{page-id}/insights/page_views":        "/{page_id}/insights/page_views",
		"/me/accounts":                          "/me/accounts",
		"  /{page-id}  ":                        "/{page_id}",
		"":                                      "",
		"/":                                     "/",
		"/a b":                                  "",
		"/{page-id}\n/labels":                   "",
		"/{page-id}\"/labels":                   "",
		`/{page-id}\labels`:                     "",
		"/{application-id}/accounts/test-users": "/{application_id}/accounts/test-users",
	} {
		assert.Equal(t, want, normalPath(in), in)
	}
}

func TestParseRequest(t *testing.T) {
	for _, tc := range []struct{ in, method, version, path string }{
		{"GET /v2.12/{page-id}/labels HTTP/1.1\nHost: graph.facebook.com", "GET", "v2.12", "/{page_id}/labels"},
		{"\n  POST /v9.0/{page-id}/labels HTTP/1.1", "POST", "v9.0", "/{page_id}/labels"},
		{"DELETE /{page-id} HTTP/1.1", "DELETE", "", "/{page_id}"},
		{"GET v25.0/{page-id} HTTP/2", "GET", "v25.0", "/{page_id}"},
		{"post /{user-id}/apprequests HTTP/1.1", "POST", "", "/{user_id}/apprequests"},
		{"GET /v19.0/{page-id}?fields=id,name HTTP/1.1", "GET", "v19.0", "/{page_id}"},
		{"GET /v2.12/?id={url} HTTP/1.1", "GET", "v2.12", "/"},
	} {
		r, ok := parseRequest(tc.in)
		assert.True(t, ok, tc.in)
		assert.Equal(t, tc.method, r.method, tc.in)
		assert.Equal(t, tc.version, r.version, tc.in)
		assert.Equal(t, tc.path, r.path, tc.in)
	}
	for _, in := range []string{"", "GET", "GET /{page-id}", "PATCH /{page-id} HTTP/1.1", "FB.api('/{page-id}')", "GET a b HTTP/1.1"} {
		_, ok := parseRequest(in)
		assert.False(t, ok, in)
	}
}

func TestParseRequestQuery(t *testing.T) {
	r, ok := parseRequest("GET /v9.0/{thread-id}/replies?text=So%27s&id=%7Bthread-id%7D HTTP/1.1")
	assert.True(t, ok)
	assert.Equal(t, "/{thread_id}/replies", r.path)
	assert.Equal(t, "So's", r.query.Get("text"))
	assert.Equal(t, "{thread-id}", r.query.Get("id"))
}

func TestParseExplorer(t *testing.T) {
	const tool = "https://developers.facebook.com/tools/explorer"
	for _, tc := range []struct{ href, method, version, path string }{
		{"/tools/explorer/?method=GET&path=%7Bpage-id%7D%2Flabels&version=v2.12", "GET", "v2.12", "/{page_id}/labels"},
		{tool + "/?method=POST&path=%7Bpage-id%7D%2Flabels", "POST", "", "/{page_id}/labels"},
		{tool + "?path=%257Bpage-id%257D%252Flabels", "GET", "", "/{page_id}/labels"},
		{tool + "?path=%7Bpage-id%7D%3Ffields%3Did%2Cname", "GET", "", "/{page_id}"},
		{tool + "?path=v19.0%2F%7Bpage-id%7D", "GET", "v19.0", "/{page_id}"},
	} {
		r, ok := parseExplorer(tc.href)
		assert.True(t, ok, tc.href)
		assert.Equal(t, tc.method, r.method, tc.href)
		assert.Equal(t, tc.version, r.version, tc.href)
		assert.Equal(t, tc.path, r.path, tc.href)
	}
	for _, href := range []string{"", tool, tool + "?method=GET", "/docs/?path=%7Bpage-id%7D", "%zz", "http://[::1"} {
		_, ok := parseExplorer(href)
		assert.False(t, ok, href)
	}
}

func TestCodePath(t *testing.T) {
	code := func(s string) Span { return Span{Text: s, Code: true} }
	for _, tc := range []struct {
		in   Text
		want string
	}{
		{Text{{Text: "to "}, code("/{page_id}"), code("/labels"), {Text: "."}}, "/{page_id}/labels"},
		{Text{{Text: "to "}, code("/{page_id}/labels")}, "/{page_id}/labels"},
		{Text{{Text: "/act_{ad_account_id}/ads", Href: "https://example.com"}}, "/act_{ad_account_id}/ads"},
		{Text{{Text: "to /{page_id}/labels."}}, "/{page_id}/labels"},
		{Text{code("/{page_id}"), {Text: " or "}, code("/{post_id}")}, "/{page_id}"},
		{Text{{Text: "to nothing"}}, ""},
		{nil, ""},
	} {
		assert.Equal(t, tc.want, codePath(tc.in))
	}
}

// TestNormalPathStaysBelow checks that no path climbs: paths become file names.
func TestNormalPathStaysBelow(t *testing.T) {
	for _, path := range []string{"/{a-id}/../b", "/{a-id}/..", "/..", "/{a-id}/%2e%2e/b", "/{a-id}/...", "/{a..b}/c/..d"} {
		assert.Empty(t, normalPath(path), path)
	}
}
