package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/stretchr/testify/require"
)

// fakeClock is a clock that only sleeping moves.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func newFakeClock() *fakeClock {
	return &fakeClock{now: time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)}
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(max(d, 0))
	return ctx.Err()
}

func (c *fakeClock) clock() Clock { return Clock{Now: c.Now, Sleep: c.Sleep} }

// site imitates the documentation sites.
type site struct {
	*httptest.Server
	clock  *fakeClock
	robots string
	nodes  int // of the HTML reference, each with
	edges  int
	filler int                      // bytes of every page
	fault  func(n int) misbehaviour // of request n, from 1; nil for a site without faults
	custom map[string]http.HandlerFunc

	mu       sync.Mutex
	requests []request
}

// request is what the site was asked, and how it answered.
type request struct {
	at     time.Time
	path   string // with its query
	status int
	bytes  int // of the body
	header http.Header
}

func newSite(t *testing.T) *site {
	s := &site{clock: newFakeClock(), robots: "User-agent: *\nDisallow: /docs/graph-api/reference/private\n", nodes: 3, edges: 2, custom: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

func (s *site) log() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]request(nil), s.requests...)
}

func (s *site) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// recorder notes the status and the size of an answer.
type recorder struct {
	http.ResponseWriter
	status, bytes int
}

func (r *recorder) WriteHeader(status int) { r.status = status; r.ResponseWriter.WriteHeader(status) }
func (r *recorder) Unwrap() http.ResponseWriter {
	return r.ResponseWriter
}

func (r *recorder) Write(p []byte) (int, error) {
	n, err := r.ResponseWriter.Write(p)
	r.bytes += n
	return n, err
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rec := &recorder{ResponseWriter: w, status: 200}
	s.mu.Lock()
	n := len(s.requests)
	s.requests = append(s.requests, request{at: s.clock.Now(), path: r.URL.RequestURI(), header: r.Header.Clone()})
	custom, fault := s.custom[r.URL.Path], s.fault
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if n < len(s.requests) {
			s.requests[n].status, s.requests[n].bytes = rec.status, rec.bytes
		}
	}()

	browser := strings.HasPrefix(r.UserAgent(), "Mozilla/") && r.Header.Get("Sec-Fetch-Mode") == ""
	switch {
	case browser:
		http.Error(rec, "Bad Request", http.StatusBadRequest)
	case custom != nil:
		custom(rec, r)
	case fault != nil && r.URL.Path != "/robots.txt" && s.faulty(rec, r, fault(n+1)):
	default:
		s.serve(rec, r)
	}
}

func (s *site) faulty(w http.ResponseWriter, r *http.Request, f misbehaviour) bool {
	if f == nil {
		return false
	}
	f(s, w, r)
	return true
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	body, contentType, ok := s.page(r)
	if r.URL.Path == "/robots.txt" {
		body, contentType, ok = s.robots, "text/plain", s.robots != ""
	}
	switch {
	case !ok && (strings.HasPrefix(r.URL.Path, "/documentation/") || strings.HasPrefix(r.URL.Path, "/docs/marketing-api/")):
		body, contentType = shellHTML, "text/html; charset=utf-8"
	case !ok:
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", contentType)
	if body != shellHTML {
		etag := `"` + sum([]byte(body))[:16] + `"`
		if w.Header().Get("ETag") == "" {
			w.Header().Set("ETag", etag)
		}
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") && len(body) > 200 {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, body)
		_ = z.Close()
		return
	}
	_, _ = io.WriteString(w, body)
}

const (
	shellHTML  = "<!DOCTYPE html><html><head><title>Site</title></head><body><div id=root></div></body></html>"
	loginHTML  = `<!DOCTYPE html><html><body><form action="/login/"><input type="password"></form></body></html>`
	brokenHTML = `<!DOCTYPE html><html><body>Something went wrong</body></html>`
	latest     = "v25.0"
)

var pagePath = regexp.MustCompile(`^/docs/graph-api/reference(?:/(v\d+\.\d+))?(?:/node-(\d+)(?:/edge_(\d+))?)?/?$`)

// page is the body of a page, its content type, and whether there is one.
func (s *site) page(r *http.Request) (string, string, bool) {
	if name, ok := strings.CutPrefix(r.URL.Path, "/documentation/ads/reference/"); ok {
		return s.markdown(r, name)
	}
	if r.URL.Path == "/documentation/llms.txt" {
		var b strings.Builder
		b.WriteString("# Documentation\n\n")
		for n := range s.nodes {
			fmt.Fprintf(&b, "- [Thing %d](%s/documentation/ads/reference/thing-%d)\n", n, s.URL, n)
		}
		return b.String(), "text/plain; charset=utf-8", true
	}
	if r.URL.Path == "/sitemap.xml" {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for n := range s.nodes {
			fmt.Fprintf(&b, "<url><loc>%s/docs/graph-api/reference/node-%d</loc></url>", s.URL, n)
		}
		return b.String() + "</urlset>", "application/xml", true
	}
	m := pagePath.FindStringSubmatch(r.URL.Path)
	if m == nil {
		return "", "", false
	}
	version, locale := m[1], r.URL.Query().Get("locale")
	if version == "" {
		version = latest
	}
	if locale == "" {
		locale = "de_DE"
	}
	return s.html(version, locale, m[2], m[3])
}

// html is a page of the HTML reference: the index, a node or an edge.
func (s *site) html(version, locale, node, edge string) (string, string, bool) {
	n, _ := strconv.Atoi(node)
	e, _ := strconv.Atoi(edge)
	if n >= s.nodes || e >= s.edges {
		return "", "", false
	}
	var links strings.Builder
	title := "Reference"
	switch {
	case node == "":
		for n := range s.nodes {
			fmt.Fprintf(&links, `<a href="/docs/graph-api/reference/node-%d/?ref=nav#top">Node %d</a> `, n, n)
		}
		links.WriteString(`<a href="/docs/graph-api/reference/private">Private</a> <a href="/login/?next=x">Log in</a> <a href="https://elsewhere.example/docs/graph-api/reference/x">x</a>`)
	case edge == "":
		title = "Node " + node
		for e := range s.edges {
			fmt.Fprintf(&links, `<a href="/docs/graph-api/reference/node-%s/edge_%d">Edge %d</a> `, node, e, e)
		}
	default:
		title = "Node " + node + " Edge " + edge
		fmt.Fprintf(&links, `<a href="/docs/graph-api/reference/node-%s">back</a>`, node)
	}
	main := ""
	if node != "" {
		main = `<main data-locale="` + locale + `" data-version="` + version + `">` + strings.Repeat("x", s.filler) + `</main>`
	}
	return "<!DOCTYPE html><html><head><title>" + title + "</title></head><body>" + links.String() + main + "<footer></footer></body></html>",
		"text/html; charset=utf-8", true
}

// markdown is a page of the Markdown reference: to an Accept header, or with
// .md; things of an odd number only with .md.
func (s *site) markdown(r *http.Request, name string) (string, string, bool) {
	name, suffixed := strings.CutSuffix(name, ".md")
	n, err := strconv.Atoi(strings.TrimPrefix(name, "thing-"))
	if err != nil || n >= s.nodes {
		return "", "", false
	}
	if !suffixed && (n%2 == 1 || !strings.Contains(r.Header.Get("Accept"), "text/markdown")) {
		return "", "", false
	}
	return fmt.Sprintf("# Thing %d\n\n## Reading\n\nlocale en_US version %s\n\n<!-- end -->\n", n, latest), "text/markdown; charset=utf-8", true
}

var (
	localeMark  = regexp.MustCompile(`data-locale="(\w+)"|locale (\w+)`)
	versionMark = regexp.MustCompile(`data-version="(v[\d.]+)"|version (v[\d.]+)`)
	addressMark = regexp.MustCompile(`<link rel="canonical" href="([^"]*)"`)
)

// classifySite reads the pages of the site.
func classifySite(_ string, body []byte) PageInfo {
	text := string(body)
	info := PageInfo{Verdict: IsPage}
	for mark, v := range map[*regexp.Regexp]*string{localeMark: &info.Locale, versionMark: &info.Version, addressMark: &info.URL} {
		if m := mark.FindStringSubmatch(text); m != nil {
			*v = strings.Join(m[1:], "")
		}
	}
	isHTML := strings.HasPrefix(text, "<")
	switch {
	case strings.Contains(text, `type="password"`):
		info.Verdict = IsLogin
	case strings.Contains(text, "Something went wrong"):
		info.Verdict = IsShell
	case strings.Contains(text, "isn't available"):
		info.Verdict, info.Why = IsGone, "says that the content isn't available"
	case isHTML && !strings.HasSuffix(strings.TrimSpace(text), "</html>"), !isHTML && !strings.Contains(text, "<!-- end -->"):
		info.Verdict = IsCut
	case isHTML && !strings.Contains(text, "<main"):
		info.Verdict, info.Why = IsOther, "is no reference page"
	}
	return info
}

// options are those of a crawl of the site that takes no real time.
func (s *site) options(urls ...string) Options {
	for i, u := range urls {
		urls[i] = s.URL + u
	}
	return Options{
		URLs: urls, Contact: "test@example.org", Classify: classifySite, Clock: s.clock.clock(),
		Random: rand.NewPCG(1, 2), Timeout: 5 * time.Second, MaxBytes: 2 << 20,
	}
}

const indexPath = "/docs/graph-api/reference"

// openStore opens a store in a new folder.
func openStore(t *testing.T) *Store {
	s, err := OpenStore(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// mustCrawl crawls and expects no error of the run itself.
func mustCrawl(t *testing.T, st *Store, o Options) *Summary {
	t.Helper()
	sum, err := Crawl(context.Background(), st, o)
	require.NoError(t, err)
	return sum
}

// key is the key of a path of the site.
func (s *site) key(path string) string {
	u, err := url.Parse(s.URL + path)
	if err != nil {
		panic(err)
	}
	return keyOf(u)
}

// misbehaviour answers a request in a way that a site should not.
type misbehaviour func(s *site, w http.ResponseWriter, r *http.Request)

func statusOf(status int, header ...string) misbehaviour {
	return func(_ *site, w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
	}
}

func htmlOf(body string) misbehaviour {
	return func(_ *site, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, body)
	}
}

// hangUp sends the start of an answer over the bare connection, and closes it.
func hangUp(answer func(s *site, r *http.Request) string) misbehaviour {
	return func(s *site, w http.ResponseWriter, r *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(conn, answer(s, r))
		_ = conn.Close()
	}
}

var (
	reset     = hangUp(func(*site, *http.Request) string { return "" })
	cutBody   = hangUp(func(s *site, r *http.Request) string { b, ct, _ := s.page(r); return bare(ct, len(b), b[:len(b)/2]) })
	shortBody = hangUp(func(s *site, r *http.Request) string { b, ct, _ := s.page(r); return bare(ct, len(b)/2, b[:len(b)/2]) })
	longBody  = hangUp(func(s *site, r *http.Request) string { b, ct, _ := s.page(r); return bare(ct, len(b)+100, b) })
)

func bare(contentType string, length int, body string) string {
	return fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", contentType, length, body)
}

func slow(_ *site, w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	_, _ = io.WriteString(w, "<!DOCTYPE html>")
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
}

// stuck is slow, and then gone.
var stuck = misbehaviour(func(s *site, w http.ResponseWriter, r *http.Request) {
	body, contentType, _ := s.page(r)
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = io.WriteString(w, body[:len(body)/3])
	_ = http.NewResponseController(w).Flush()
	time.Sleep(10 * time.Millisecond)
	panic(http.ErrAbortHandler)
})

func german(s *site, w http.ResponseWriter, r *http.Request) {
	r.URL.RawQuery = "locale=de_DE"
	s.serve(w, r)
}

// bomb answers 4 MiB of nothing, well packed.
func bomb(encoding string) misbehaviour {
	var b bytes.Buffer
	var z io.WriteCloser = gzip.NewWriter(&b)
	if encoding == "br" {
		z = brotli.NewWriterLevel(&b, 5)
	}
	block := make([]byte, 1<<20)
	for range 4 {
		_, _ = z.Write(block)
	}
	_ = z.Close()
	return func(_ *site, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(b.Bytes())
	}
}

// pack is s with gzip.
func pack(s string) (string, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, s)
	err = errors.Join(err, z.Close())
	return b.String(), err
}
