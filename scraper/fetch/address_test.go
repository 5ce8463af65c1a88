package fetch

import (
	"net/url"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestKeys(t *testing.T) {
	long := strings.Repeat("x", 300)
	for raw, want := range map[string]string{
		"https://developers.facebook.com/docs/graph-api/reference/page/?locale=en_US#Reading": "developers.facebook.com/docs/graph-api/reference/page",
		"http://Developers.Facebook.com:80/docs/graph-api/reference/page":                     "developers.facebook.com/docs/graph-api/reference/page",
		"https://x.org:443/a/./b/../c":                                                        "x.org/a/c",
		"https://x.org:8080/a":                                                                "x.org%3A8080/a",
		"https://x.org":                                                                       "x.org/index",
		"https://x.org/docs/a.md":                                                             "x.org/docs/a",
		"https://x.org/llms.txt":                                                              "x.org/llms",
		"https://x.org/a?locale=de_DE":                                                        "x.org/a@locale=de_DE",
		"https://x.org/a?b=../../c&a=1":                                                       "x.org/a@a=1%26b=..%252F..%252Fc",
		"https://x.org/%2e%2e/%2e%2e/etc/x":                                                   "x.org/etc/x",
		"https://x.org/a%2Fb/..%5C..%5Cc":                                                     "x.org/a/b/%2E.%5C..%5Cc",
		"https://x.org/.git/config":                                                           "x.org/%2Egit/config",
		"https://x.org/nul/CON.html/aux.md":                                                   "x.org/%6Eul/%43ON.html/%61ux",
		"https://x.org/a%00b/c%0Ad/e%E2%80%AEf":                                               "x.org/a%00b/c%0Ad/e%E2%80%AEf",
		"https://x.org/trailing./x%20":                                                        "x.org/trailing%2E/x%20",
		"https://x.org/{version}/*":                                                           "x.org/%7Bversion%7D/%2A",
		"https://x.org/" + long:                                                               "x.org/" + long[:100] + "~" + sum([]byte(long))[:16],
	} {
		u, err := url.Parse(raw)
		require.NoError(t, err)
		assert.Equal(t, want, keyOf(u), raw)
	}
}

func FuzzKeysStayInTheStore(f *testing.F) {
	for _, seed := range []string{"https://x.org/../../etc/passwd", "https://x.org/a%2f..%2f..%2fb", "https://x.org/.fetch/lock", "http://[::1]:80/\\..\\x", "https://x.org//..//", "https://x.org/CON", "https://../x", "https://.fetch/lock"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, err := parseURL(raw)
		if err != nil {
			assert.NotContains(t, err.Error(), "@")
			return
		}
		key := keyOf(u)
		assert.Equal(t, path.Clean(key), key)
		for _, s := range strings.Split(key, "/") {
			assert.NotEmpty(t, s)
			assert.NotEqual(t, '.', rune(s[0]), "hidden or upwards")
			assert.LessOrEqual(t, len(s), maxSegment+40)
			assert.NotContains(t, s, "\\")
		}
		assert.Equal(t, key, keyOf(tidy(u)), "tidy twice is tidy once")
	})
}

func TestAdmission(t *testing.T) {
	seed := func(raw string) *url.URL {
		u, err := parseURL(raw)
		require.NoError(t, err)
		return u
	}
	graph, lists := "https://d.org/docs/graph-api/reference", "https://d.org/documentation/llms.txt"
	for _, tc := range []struct {
		seed, version, link, want string
	}{
		{graph, "", "/docs/graph-api/reference/page/?ref=x#y", "https://d.org/docs/graph-api/reference/page/"},
		{graph, "", "http://d.org/docs/graph-api/reference/page", "https://d.org/docs/graph-api/reference/page"},
		{graph + "/page", "", "/docs/graph-api/reference/user", "https://d.org/docs/graph-api/reference/user"},
		{graph, "", "/docs/graph-api/reference/v9.0/page", ""},
		{graph, "", "/docs/graph-api/references", ""},
		{graph, "", "/docs/graph-api/overview", ""},
		{graph, "", "/docs/graph-api/reference/../../x", ""},
		{graph, "", "https://elsewhere.org/docs/graph-api/reference/page", ""},
		{graph, "", "https://me@d.org/docs/graph-api/reference/page", ""},
		{graph, "", "javascript:alert(1)", ""},
		{graph, "v19.0", "/docs/graph-api/reference/page", "https://d.org/docs/graph-api/reference/v19.0/page"},
		{graph, "v19.0", "/docs/graph-api/reference/v19.0/page/", "https://d.org/docs/graph-api/reference/v19.0/page/"},
		{graph, "v19.0", "/docs/graph-api/reference/v18.0/page", ""},
		{graph + "/v19.0/page", "", "/docs/graph-api/reference/page/feed", "https://d.org/docs/graph-api/reference/v19.0/page/feed"},
		{lists, "", "/documentation/ads/llms.txt", "https://d.org/documentation/ads/llms.txt"},
		{lists, "", "/documentation/ads/reference/ad", "https://d.org/documentation/ads/reference/ad"},
		{lists, "v25.0", "/documentation/ads/reference/ad", "https://d.org/documentation/ads/reference/ad"},
		{lists, "", "/documentation/ads/guides/ad", ""},
		{lists, "", "/docs/graph-api/reference/page", ""},
	} {
		s, err := newScope([]*url.URL{seed(tc.seed)}, tc.version, nil)
		require.NoError(t, err)
		link, err := seed(tc.seed).Parse(tc.link)
		require.NoError(t, err)
		u, ok := s.admit(link)
		got := ""
		if ok {
			got = u.String()
		}
		assert.Equal(t, tc.want, got, "%s from %s", tc.link, tc.seed)
	}
}

func TestLinks(t *testing.T) {
	base, _ := url.Parse("https://d.org/docs/reference/")
	texts := func(f format, body string) []string {
		var got []string
		for _, u := range linksOf(f, base, []byte(body)) {
			got = append(got, u.String())
		}
		return got
	}
	assert.Equal(t, []string{"https://d.org/docs/reference/a", "https://d.org/b?x=1&y=2", "https://e.org/"},
		texts(formatHTML, `<a class=x href=a>A</a><link href=no><A HREF="/b?x=1&amp;y=2"><script>"<a href=no>"</script><a><a href="https://e.org/"></a><a href="%zz">`))
	assert.Equal(t, []string{"https://d.org/a", "https://d.org/docs/reference/b", "https://d.org/c", "https://d.org/d"},
		texts(formatMarkdown, "- [A](/a): x\n- [B](<b> \"t\")\n* https://d.org/c.\n<https://d.org/d>"))
	assert.Equal(t, []string{"https://d.org/a&b", "https://d.org/c"},
		texts(formatXML, `<?xml version="1.0"?><urlset><url><loc> https://d.org/a&amp;b </loc><lastmod>x</lastmod></url><url><loc>https://d.org/c</loc></url><url>`))
}

// An index as the site makes them leads to its nodes.
func TestLinksOfTheRealIndex(t *testing.T) {
	corpus := os.Getenv("GRAPHGEN_CORPUS")
	if corpus == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	body, err := os.ReadFile(path.Join(corpus, "corpus/html/v2.12___index_reference.html"))
	require.NoError(t, err)
	base, _ := url.Parse("https://developers.facebook.com/docs/graph-api/reference/")
	s, err := newScope([]*url.URL{base}, "", nil)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, link := range linksOf(formatHTML, base, body) {
		if u, ok := s.admit(link); ok {
			seen[keyOf(u)] = true
		}
	}
	assert.Contains(t, seen, "developers.facebook.com/docs/graph-api/reference/page")
	assert.Greater(t, len(seen), 70)
	t.Logf("%d pages", len(seen))
}
