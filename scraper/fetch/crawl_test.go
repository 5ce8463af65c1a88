package fetch

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// ids are the ids of issues, in order.
func ids(is spec.Issues) []string {
	var ids []string
	for _, i := range is {
		ids = append(ids, i.ID)
	}
	return ids
}

// asked are the paths that the site was asked for, without their queries.
func (s *site) asked() []string {
	var paths []string
	for _, r := range s.log() {
		p, _, _ := strings.Cut(r.path, "?")
		paths = append(paths, p)
	}
	return paths
}

func TestCrawlOfAnIndex(t *testing.T) {
	s, st := newSite(t), openStore(t)
	sum := mustCrawl(t, st, s.options(indexPath))

	assert.Equal(t, []string{"/robots.txt", indexPath, indexPath + "/node-0/", indexPath + "/node-1/", indexPath + "/node-2/"}, s.asked())
	assert.Equal(t, 4, sum.New)
	assert.Equal(t, []string{"robots"}, ids(sum.Issues), "the private page is in the index, and not asked for")
	m, body, err := st.get(s.key(indexPath + "/node-1"))
	require.NoError(t, err)
	require.NotNil(t, m)
	assert.Contains(t, string(body), "<title>Node 1</title>")
	assert.Equal(t, Sidecar{
		Graphgen: 1, Kind: KindPage, URL: s.URL + indexPath + "/node-1/?locale=en_US", Served: s.URL + indexPath + "/node-1/?locale=en_US",
		Status: 200, ContentType: "text/html; charset=utf-8", ETag: m.ETag, SHA256: sum256(body), Locale: "en_US", Version: latest,
		Via: "http", Fetched: time.Date(2026, 11, 1, 12, 0, 3, 0, time.UTC),
	}, *m)
	index, _, err := st.get(s.key(indexPath))
	require.NoError(t, err)
	assert.Equal(t, KindIndex, index.Kind)

	ua := s.log()[0].header.Get("User-Agent")
	assert.Regexp(t, `^graphgen/\S+ \(\+test@example\.org\)$`, ua)
}

func sum256(b []byte) string { return sum(b) }

func TestCrawlFollowsLinksOfPages(t *testing.T) {
	s, st := newSite(t), openStore(t)
	o := s.options(indexPath + "/node-1")
	sum := mustCrawl(t, st, o)
	assert.Equal(t, 1, sum.New, "no links without a depth")

	o.Depth = 1
	sum = mustCrawl(t, st, o)
	assert.Equal(t, 2, sum.New)
	assert.Equal(t, 1, sum.Unchanged)
	assert.Contains(t, s.asked(), indexPath+"/node-1/edge_1")
}

func TestCrawlOfASelection(t *testing.T) {
	s, st := newSite(t), openStore(t)
	o := s.options(indexPath)
	o.Only = []string{"Node2", "Node1.edge_0", "Node7"}
	sum := mustCrawl(t, st, o)
	assert.Equal(t, []string{"/robots.txt", indexPath, indexPath + "/node-1/", indexPath + "/node-2/", indexPath + "/node-1/edge_0"}, s.asked())
	require.Len(t, sum.Issues, 1)
	assert.Equal(t, "--only: no page was found for Node7", sum.Issues[0].String())

	o.Only = []string{"Node1", "Node1.*"}
	sum = mustCrawl(t, openStore(t), o)
	assert.Empty(t, sum.Issues)
	assert.Equal(t, 4, sum.New, "the index, the node and its edges")
}

func TestCrawlOfAVersion(t *testing.T) {
	s, st := newSite(t), openStore(t)
	s.custom[indexPath+"/v19.0/node-1/"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, indexPath+"/node-1?locale=en_US", http.StatusFound) // to the latest
	}
	s.custom[indexPath+"/v19.0/node-2/"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, indexPath+"/v24.0/node-2", http.StatusFound)
	}
	o := s.options(indexPath)
	o.Version = "v19.0"
	sum := mustCrawl(t, st, o)
	assert.Equal(t, []string{"wrong-version", "wrong-version", "gone"}, ids(sum.Issues))
	m, _, err := st.get(s.key(indexPath + "/v19.0/node-0"))
	require.NoError(t, err)
	require.NotNil(t, m)
	assert.Equal(t, "v19.0", m.Version)

	_, err = Crawl(context.Background(), st, s.options(indexPath+"/v19.0/node-0", indexPath+"/v20.0/node-0"))
	assert.EqualError(t, err, "pages of v19.0 and of v20.0: fetch one version at a time")
}

func TestCrawlOfMarkdown(t *testing.T) {
	s, st := newSite(t), openStore(t)
	s.robots = ""
	o := s.options("/documentation/llms.txt", "/documentation/ads/reference/thing-9")
	sum := mustCrawl(t, st, o)
	assert.Equal(t, 4, sum.New)
	assert.Equal(t, []string{"no-page"}, ids(sum.Issues))
	for n := range 3 {
		m, _, err := st.get(s.key(fmt.Sprintf("/documentation/ads/reference/thing-%d", n)))
		require.NoError(t, err)
		require.NotNil(t, m, n)
		assert.Equal(t, "text/markdown; charset=utf-8", m.ContentType)
	}
	assert.FileExists(t, path.Join(st.dir, s.key("/documentation/ads/reference/thing-1")+".md"))

	s.forget()
	sum = mustCrawl(t, st, s.options("/documentation/llms.txt"))
	assert.Equal(t, 4, sum.Unchanged)
	for _, r := range s.log() {
		assert.Zero(t, r.bytes*(r.status-404), "%s: a body of %d bytes", r.path, r.bytes)
	}
}

func TestCrawlOfASitemap(t *testing.T) {
	s, st := newSite(t), openStore(t)
	sum := mustCrawl(t, st, s.options("/sitemap.xml"))
	assert.Equal(t, 4, sum.New)
}

// Everything that a site can do to one page.
func TestWhatIsNotStored(t *testing.T) {
	there := indexPath + "/node-0"
	for _, tc := range []struct {
		name     string
		answer   misbehaviour
		requests int // for the page: four where it may pass, and one more that net/http makes where the connection was used before
		want     string
	}{
		{"login wall", htmlOf(loginHTML), 1, "is a login page [login]"},
		{"login redirect", statusOf(302, "Location", "/login/?next=secret"), 1, "redirects to a login page [login]"},
		{"403", statusOf(403), 1, "the site answers 403 forbidden [login]"},
		{"404", statusOf(404), 1, "the site answers 404 not found [gone]"},
		{"stub", htmlOf("<html><body>This content isn't available</body></html>"), 1, "says that the content isn't available [gone]"},
		{"400", statusOf(400), 1, "the site answers 400 bad request [status]"},
		{"error shell", htmlOf(brokenHTML), 4, "is an error page of the site [error-page]"},
		{"500", statusOf(500), 4, "the site answers 500 internal server error [status]"},
		{"429", statusOf(429, "Retry-After", "7"), 4, "the site answers 429 too many requests [status]"},
		{"long wait", statusOf(503, "Retry-After", "7200"), 1, "asks to be left alone for 2h0m0s; 1 pages were not asked for [host-left]"},
		{"reset", reset, 5, "the connection was closed without an answer [network]"},
		{"cut", cutBody, 4, "the answer was cut off [cut]"},
		{"length too small", shortBody, 4, "ends in the middle [cut]"},
		{"length too large", longBody, 4, "the answer was cut off [cut]"},
		{"slow", slow, 4, "took longer than 50ms [timeout]"},
		{"gzip bomb", bomb("gzip"), 1, "has more than 2097152 bytes [too-large]"},
		{"brotli bomb", bomb("br"), 1, "has more than 2097152 bytes [too-large]"},
		{"zstd", func(_ *site, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "zstd")
			_, _ = w.Write([]byte("x"))
		}, 1, "comes in an encoding that was not asked for [encoding]"},
		{"no gzip", func(_ *site, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("<html>this is not packed at all"))
		}, 4, "the answer was cut off [cut]"},
		{"german", german, 1, "is in de_DE, not in en_US [wrong-locale]"},
		{"image", func(_ *site, w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
		}, 1, `is "image/png", and no page [content-type]`},
		{"other host", statusOf(301, "Location", "https://elsewhere.example/docs/graph-api/reference/x"), 1, "redirects to another host, elsewhere.example [redirect]"},
		{"out of the reference", statusOf(301, "Location", "/docs/"), 1, "redirects out of the reference, to /docs/ [gone]"},
		{"to the index", statusOf(301, "Location", indexPath), 1, "redirects to the index of the reference [gone]"},
		{"in circles", statusOf(302, "Location", there), 6, "redirects more than 5 times [redirect]"},
		{"nowhere", statusOf(302), 1, "the site answers 302 without saying where the page is [redirect]"},
		{"file", statusOf(302, "Location", "file:///etc/passwd"), 1, "redirects to what is no page [redirect]"},
		{"unasked 304", statusOf(304), 1, "the site answers 304 without saying where the page is [redirect]"},
		{"guide", htmlOf("<html><body>A guide</body></html>"), 1, "is no reference page [no-reference]"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, st := newSite(t), openStore(t)
			s.custom[there] = func(w http.ResponseWriter, r *http.Request) { tc.answer(s, w, r) }
			s.custom["/llms.txt"] = func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprintf(w, "- [x](%s%s)\n", s.URL, there)
			}
			o := s.options("/llms.txt")
			if tc.name == "slow" {
				o.Timeout = 50 * time.Millisecond
			}
			sum := mustCrawl(t, st, o)
			require.Len(t, sum.Issues, 1)
			got := sum.Issues[0].Msg + " [" + sum.Issues[0].ID + "]"
			assert.Equal(t, tc.want, got)
			assert.NotContains(t, sum.Issues[0].String()+sum.Issues[0].Hint, "secret")
			n := 0
			for _, p := range s.asked() {
				if p == there {
					n++
				}
			}
			assert.Equal(t, tc.requests, n, "requests")
			assert.NoFileExists(t, path.Join(st.dir, s.key(there)+".html"))
			s.assertRate(t, time.Second)
		})
	}
}

// assertRate asserts that no two requests were closer than interval.
func (s *site) assertRate(t *testing.T, interval time.Duration) {
	t.Helper()
	log := s.log()
	for i := range log[1:] {
		if d := log[i+1].at.Sub(log[i].at); d < interval {
			assert.Fail(t, "too fast", "%s came %s after %s", log[i+1].path, d, log[i].path)
			return
		}
	}
}

func TestRetryAfterIsWaitedFor(t *testing.T) {
	for name, header := range map[string]func(s *site) string{
		"seconds": func(*site) string { return "90" },
		"date":    func(s *site) string { return s.clock.Now().Add(90 * time.Second).Format(http.TimeFormat) },
	} {
		t.Run(name, func(t *testing.T) {
			s, st := newSite(t), openStore(t)
			s.fault = func(n int) misbehaviour {
				if n == 2 {
					return statusOf(429, "Retry-After", header(s))
				}
				return nil
			}
			sum := mustCrawl(t, st, s.options(indexPath+"/node-0"))
			assert.Empty(t, sum.Issues)
			log := s.log()
			assert.Equal(t, 90*time.Second, log[2].at.Sub(log[1].at))
		})
	}
}

func TestBackoffDoublesWithJitter(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for attempts := 1; attempts < 20; attempts++ {
		full := min(firstBackoff<<(attempts-1), longBackoff)
		if attempts > 8 {
			full = longBackoff
		}
		for range 100 {
			d := backoff(attempts, random)
			assert.LessOrEqual(t, d, full)
			assert.Greater(t, d, full/2-1)
		}
	}
}

func TestRobotsIsWaitedForOrTheHostLeftAlone(t *testing.T) {
	for _, tc := range []struct {
		name   string
		answer misbehaviour
		want   []string
		pages  int
	}{
		{"404", statusOf(404), nil, 1},
		{"403", statusOf(403), nil, 1},
		{"429", statusOf(429), []string{"host-left"}, 0},
		{"500", statusOf(500), []string{"host-left"}, 0},
		{"reset", reset, []string{"host-left"}, 0},
		{"circle", statusOf(301, "Location", "/robots.txt"), []string{"host-left"}, 0},
		{"redirect", statusOf(301, "Location", "/robots-2.txt"), []string{"robots"}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, st := newSite(t), openStore(t)
			s.custom["/robots.txt"] = func(w http.ResponseWriter, r *http.Request) { tc.answer(s, w, r) }
			s.custom["/robots-2.txt"] = func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write([]byte("User-agent: Graphgen/2.0\nDisallow: " + strings.ReplaceAll(indexPath, "r", "%72")))
			}
			sum := mustCrawl(t, st, s.options(indexPath+"/node-0"))
			assert.Equal(t, tc.want, ids(sum.Issues))
			assert.Equal(t, tc.pages, sum.New)
		})
	}
}

func TestCrawlDelayOfRobots(t *testing.T) {
	s, st := newSite(t), openStore(t)
	s.robots = "User-agent: *\nCrawl-delay: 5\n"
	mustCrawl(t, st, s.options(indexPath))
	log := s.log()
	assert.Equal(t, 5*time.Second, log[3].at.Sub(log[2].at))
}

func TestStopAfterFailuresInARow(t *testing.T) {
	s, st := newSite(t), openStore(t)
	s.nodes = 40
	o := s.options(indexPath)
	o.MaxFailed = 3
	broken := true
	s.fault = func(n int) misbehaviour {
		if n > 12 && broken {
			return htmlOf(loginHTML)
		}
		return nil
	}
	sum := mustCrawl(t, st, o)
	assert.Equal(t, 3, sum.Failed)
	assert.Equal(t, 41-11-3+1, sum.Left, "and the private page")
	assert.Contains(t, ids(sum.Issues), "host-left")

	// It goes on where it was, and tries again what failed.
	broken = false
	s.forget()
	sum = mustCrawl(t, st, o)
	assert.Equal(t, 11, sum.Resumed)
	assert.Equal(t, 30, sum.New)
	assert.Len(t, s.log(), 1+30, "robots.txt and what was missing")
	assert.Equal(t, 0, sum.Left)
}

func TestMaxPages(t *testing.T) {
	s, st := newSite(t), openStore(t)
	s.nodes = 10
	o := s.options(indexPath)
	o.MaxPages = 4
	var got []int
	for range 3 {
		sum := mustCrawl(t, st, o)
		got = append(got, sum.New)
	}
	assert.Equal(t, []int{4, 4, 3}, got, "each run goes on")
}

func TestRedirectsToTheSamePage(t *testing.T) {
	s, st := newSite(t), openStore(t)
	s.custom["/docs/old/reference/node-1"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, indexPath+"/node-1?locale=en_US&__tn__=visitor", http.StatusMovedPermanently)
	}
	o := s.options("/docs/old/reference/node-1", indexPath+"/node-1/")
	for range 2 {
		sum := mustCrawl(t, st, o)
		assert.Empty(t, sum.Issues)
	}
	m, _, err := st.get(s.key(indexPath + "/node-1"))
	require.NoError(t, err)
	assert.Equal(t, s.URL+indexPath+"/node-1/?locale=en_US", m.Served)
	for _, r := range s.log()[1:] {
		assert.NotContains(t, r.path, "visitor")
	}
}

func TestRedirectToAnAllowedHost(t *testing.T) {
	s, st := newSite(t), openStore(t)
	other := newSite(t)
	s.custom[indexPath+"/node-1"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+indexPath+"/node-1?locale=en_US", http.StatusFound)
	}
	o := s.options(indexPath + "/node-1")
	o.Header = http.Header{"Authorization": {"Bearer a-long-secret-value"}}
	o.AllowHosts = []string{strings.TrimPrefix(other.URL, "http://")}
	sum := mustCrawl(t, st, o)
	assert.Equal(t, 1, sum.New)
	assert.Equal(t, "Bearer a-long-secret-value", s.log()[1].header.Get("Authorization"))
	require.Len(t, other.log(), 2)
	for _, r := range other.log() {
		assert.Empty(t, r.header.Get("Authorization"), "headers are for the hosts that the user named")
	}
}

func TestSecretsStayHome(t *testing.T) {
	const secret = "EAAB-very-secret-value"
	s, st := newSite(t), openStore(t)
	s.custom[indexPath+"/node-0"] = func(w http.ResponseWriter, r *http.Request) {
		body, ct, _ := s.page(r)
		w.Header().Set("Content-Type", ct)
		_, _ = fmt.Fprint(w, strings.Replace(body, "<footer>", "<footer>"+r.Header.Get("X-Session"), 1))
	}
	s.custom[indexPath+"/node-1"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"`+r.Header.Get("X-Session")+`"`)
		s.serve(w, r)
	}
	s.custom[indexPath+"/node-2"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+r.Header.Get("X-Session")+".example/reference/x", http.StatusFound)
	}
	s.custom[indexPath+"/node-3"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/"+r.Header.Get("X-Session"))
	}
	s.custom[indexPath+"/node-4"] = func(w http.ResponseWriter, r *http.Request) {
		c, err := r.Cookie("session")
		if err != nil {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		http.Redirect(w, r, "https://"+c.Value+".example/reference/x", http.StatusFound)
	}
	var said strings.Builder
	o := s.options(indexPath+"/node-0", indexPath+"/node-1", indexPath+"/node-2", indexPath+"/node-3", indexPath+"/node-4")
	o.Header = http.Header{"X-Session": {secret}}
	cookies, err := ReadCookies(strings.NewReader("# Netscape HTTP Cookie File\n#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tcookie-" + secret + "\n"))
	require.NoError(t, err)
	o.Cookies = cookies
	o.Progress = func(e Event) { fmt.Fprintln(&said, e) }
	o.Logf = func(format string, args ...any) { fmt.Fprintf(&said, format+"\n", args...) }
	sum := mustCrawl(t, st, o)
	for _, i := range sum.Issues {
		fmt.Fprintln(&said, i, i.Hint)
	}
	assert.Equal(t, 5, sum.Failed)
	assert.Equal(t, []string{"secret-in-page", "secret-in-page", "redirect", "content-type", "redirect"}, ids(sum.Issues))
	assert.NotContains(t, said.String(), secret)
	assert.NoError(t, fs.WalkDir(os.DirFS(st.dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path.Join(st.dir, name))
		assert.NotContains(t, string(data), secret, name)
		return err
	}))
}

func TestErrorsOfOptions(t *testing.T) {
	st := openStore(t)
	for _, tc := range []struct {
		change func(o *Options)
		want   string
	}{
		{func(o *Options) { o.URLs = nil }, "no URL to start from"},
		{func(o *Options) { o.URLs = []string{"ftp://x/y", "https://me:pw@x/y"} }, "URL 1 is not an http or https URL\nURL 2 holds a user name or a password"},
		{func(o *Options) { o.URLs = []string{"https://x/y?access_token=z"} }, "URL 1 holds a secret (access_token)"},
		{func(o *Options) { o.Contact = "" }, "the contact is neither an e-mail address nor a URL"},
		{func(o *Options) { o.Contact = "Mozilla/5.0 (me@example.org)" }, "the contact must be short, in ASCII, and without spaces and parentheses"},
		{func(o *Options) { o.Only = []string{".x"} }, `".x" is neither a node (Page) nor an edge (Page.conversations)`},
	} {
		o := Options{URLs: []string{"https://example.org/reference"}, Contact: "me@example.org", Classify: classifySite}
		tc.change(&o)
		_, err := Crawl(context.Background(), st, o)
		assert.EqualError(t, err, tc.want)
	}
}

func TestBrowsersGet400(t *testing.T) {
	s := newSite(t)
	req := httptest.NewRequest(http.MethodGet, indexPath, nil)
	req.Header.Set("User-Agent", "Mozilla/5.0 (X11)")
	rec := httptest.NewRecorder()
	s.ServeHTTP(rec, req)
	assert.Equal(t, 400, rec.Code)
	sum := mustCrawl(t, openStore(t), s.options(indexPath))
	assert.Equal(t, 4, sum.New, "graphgen does not say that it is a browser")
}

// faults of a random site: about one request in twenty goes wrong.
var randomFaults = []misbehaviour{
	statusOf(500), statusOf(502), statusOf(503, "Retry-After", "3"), statusOf(429, "Retry-After", "20"), statusOf(403),
	reset, cutBody, shortBody, longBody, stuck, german, htmlOf(loginHTML), htmlOf(brokenHTML), htmlOf(shellHTML),
	statusOf(302, "Location", "/login/?next=x"), bomb("gzip"), bomb("br"),
}

func TestCrawlOfAFaultySite(t *testing.T) {
	s, st := newSite(t), openStore(t)
	s.nodes, s.edges = 200, 4
	random := rand.New(rand.NewPCG(3, 5))
	faults := 0
	s.fault = func(n int) misbehaviour {
		if n == 2 || random.IntN(20) > 0 { // without the index there is nothing to see
			return nil
		}
		faults++
		return randomFaults[random.IntN(len(randomFaults))]
	}
	o := s.options(indexPath)
	o.Depth, o.MaxPages = 1, 2000
	sum := mustCrawl(t, st, o)
	t.Logf("%d requests, %d faults: %d pages, %d failed, %s on the clock", sum.Requests, faults, sum.New, sum.Failed, s.clock.Now().Sub(newFakeClock().Now()))

	assert.Greater(t, faults, 30)
	s.assertRate(t, time.Second)
	assert.NotContains(t, s.asked(), indexPath+"/private")
	right, reported, lost := 0, 0, 0
	for _, p := range s.all() {
		want, _, _ := s.html(latest, "en_US", p.node, p.edge)
		_, body, err := st.get(s.key(p.path))
		require.NoError(t, err)
		is := slices.ContainsFunc(sum.Issues, func(i spec.Issue) bool {
			return i.File == s.URL+p.path || p.edge != "" && i.File == s.URL+path.Dir(p.path)+"/"
		})
		switch {
		case string(body) == want:
			right++
		case body == nil && is:
			reported++
		default:
			lost++
			assert.Fail(t, "neither right nor reported", p.path)
		}
	}
	t.Logf("%d right, %d reported (or below a reported one)", right, reported)
	assert.Equal(t, 1001, right+reported)
	assert.Zero(t, lost)

	// Without the faults, a second crawl gets the rest, and no more.
	s.fault = nil
	s.forget()
	sum = mustCrawl(t, st, o)
	assert.Equal(t, reported, sum.New)
	assert.Equal(t, right, sum.Unchanged)
	// A third one transfers nothing.
	s.forget()
	sum = mustCrawl(t, st, o)
	assert.Equal(t, 1001, sum.Unchanged)
	transferred := 0
	for _, r := range s.log() {
		transferred += r.bytes
	}
	assert.Zero(t, transferred, "bytes of bodies")
}

// sitePage is a page of the HTML reference.
type sitePage struct{ path, node, edge string }

// all are the pages of the HTML reference as they are linked to.
func (s *site) all() []sitePage {
	pages := []sitePage{{path: indexPath}}
	for n := range s.nodes {
		node := fmt.Sprint(n)
		pages = append(pages, sitePage{indexPath + "/node-" + node + "/", node, ""})
		for e := range s.edges {
			pages = append(pages, sitePage{fmt.Sprintf("%s/node-%d/edge_%d", indexPath, n, e), node, fmt.Sprint(e)})
		}
	}
	return pages
}
