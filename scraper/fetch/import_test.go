package fetch

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const reference = "https://developers.facebook.com/docs/graph-api/reference/"

// savedPage is a page as the site has it.
func savedPage(name, extra string) string {
	return fmt.Sprintf("<!DOCTYPE html><html><head><title>%s</title>%s</head><body><main data-locale=\"en_US\" data-version=\"v19.0\">é = %s</main></body></html>", name, extra, name)
}

func TestImportSaved(t *testing.T) {
	chrome := strings.Replace(savedPage("Page", ""), "<!DOCTYPE html>", "<!DOCTYPE html>\n<!-- saved from url=(0058)"+reference+"page/?locale=en_US&fbclid=visitor -->\n", 1)
	mhtml := "From: <Saved by Blink>\r\nSnapshot-Content-Location: " + reference + "user\r\nSubject: User\r\nDate: Sun, 1 Nov 2026 12:00:00 -0000\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----B\"\r\n\r\n" +
		"------B\r\nContent-Type: text/html\r\nContent-ID: <frame@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: " + reference + "user\r\n\r\n" +
		strings.ReplaceAll(strings.ReplaceAll(savedPage("User", ""), "=", "=3D"), "é", "=C3=\r\n=A9") +
		"\r\n------B\r\nContent-Type: text/css\r\n\r\nx\r\n------B--\r\n"
	folder := fstest.MapFS{
		"Page.html":                {Data: []byte(chrome), ModTime: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)},
		"Page_files/frame.html":    {Data: []byte("<html>an advertisement")},
		"User.mhtml":               {Data: []byte(mhtml)},
		"rendered/post.html":       {Data: []byte(savedPage("Post", `<link rel="canonical" href="`+reference+`post">`))},
		"rendered/Login.html":      {Data: []byte("<!-- saved from url=" + reference + "album -->" + loginHTML)},
		"rendered/unnamed.html":    {Data: []byte(savedPage("Comment", ""))},
		"rendered/elsewhere.html":  {Data: []byte("<!-- saved from url=https://example.org/shop -->" + savedPage("Shop", ""))},
		"rendered/cut.mhtml":       {Data: []byte(mhtml[:600])},
		"rendered/latin1.html":     {Data: []byte("<!-- saved from url=" + reference + "x -->\xe9")},
		"notes.md":                 {Data: []byte("# Ad\n\n<!-- saved from url=https://developers.facebook.com/documentation/ads/reference/ad -->\n\nlocale en_US version v25.0\n<!-- end -->")},
		"photo.png":                {Data: []byte("no page")},
		".trash/Page.html":         {Data: []byte(chrome)},
		"rendered/token.html":      {Data: []byte("<!-- saved from url=" + reference + "x?access_token=EAAB -->" + savedPage("X", ""))},
		"rendered/not-mhtml.mhtml": {Data: []byte("hello")},
	}
	st := openStore(t)
	sum, err := ImportSaved(st, folder, ImportOptions{Classify: classifySite})
	require.NoError(t, err)
	var got []string
	for _, i := range sum.Issues {
		got = append(got, i.String())
	}
	assert.Equal(t, []string{
		"rendered/Login.html: https://developers.facebook.com/docs/graph-api/reference/album: is a login page",
		"rendered/cut.mhtml: ends in the middle",
		"rendered/latin1.html: is text in another encoding than UTF-8",
		"rendered/not-mhtml.mhtml: is no MHTML: its header cannot be read",
		"rendered/token.html: its address holds a secret (access_token)",
		"rendered/unnamed.html: does not say its address",
	}, got)
	assert.Equal(t, 4, sum.New)
	assert.Equal(t, 1, sum.Skipped)

	key := "developers.facebook.com/docs/graph-api/reference/"
	m, body, err := st.get(key + "page")
	require.NoError(t, err)
	require.NotNil(t, m)
	assert.Equal(t, chrome, string(body), "as saved")
	assert.Equal(t, reference+"page/?locale=en_US", m.Served)
	assert.Equal(t, viaSaved, m.Via)
	assert.Equal(t, time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC), m.Fetched)
	m, body, err = st.get(key + "user")
	require.NoError(t, err)
	require.NotNil(t, m)
	assert.Equal(t, savedPage("User", ""), string(body), "as served")
	assert.Equal(t, time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC), m.Fetched)
}

// warcOf is a small archive with the traps of real ones.
func warcOf(t *testing.T) []byte {
	var b bytes.Buffer
	record := func(header, block string) {
		fmt.Fprintf(&b, "WARC/1.0\r\n%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", header, len(block), block)
	}
	response := func(name, date, extra, http string) {
		record("WARC-Type: response\r\nWARC-Target-URI: <"+reference+name+">\r\nWARC-Date: "+date+"\r\nContent-Type: application/http; msgtype=response"+extra, http)
	}
	http := func(header, body string) string {
		return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + header + "\r\n" + body
	}
	date := "2019-05-01T10:00:00Z"
	packed := func(body string) string {
		data, err := pack(body)
		require.NoError(t, err)
		return data
	}

	record("WARC-Type: warcinfo\r\nWARC-Date: "+date, "software: x\r\n")
	record("WARC-Type: request\r\nWARC-Target-URI: "+reference+"page", "GET / HTTP/1.1\r\nCookie: secret\r\n\r\n")
	response("page", date, "", http("ETag: \"1\"\r\n", savedPage("Page", "")))
	response("page?fbclid=visitor", "2019-04-01T10:00:00Z", "", http("", savedPage("Older", "")))
	response("chunked", date, "", http("Transfer-Encoding: chunked\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(savedPage("Chunked", "")), savedPage("Chunked", ""))))
	response("unchunked", date, "", http("Transfer-Encoding: chunked\r\n", savedPage("Unchunked", "")))
	response("packed", date, "", http("Content-Encoding: gzip\r\n", packed(savedPage("Packed", ""))))
	response("unpacked", date, "", http("Content-Encoding: gzip\r\n", savedPage("Unpacked", "")))
	response("moved", date, "", "HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n")
	response("login", date, "", http("", loginHTML))
	response("digest", date, "\r\nWARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", http("", savedPage("Digest", "")))
	response("cutoff", date, "\r\nWARC-Truncated: length", http("", savedPage("Cut", "")))
	response("garbage", date, "", "garbage")
	record("WARC-Type: revisit\r\nWARC-Target-URI: "+reference+"page\r\nWARC-Date: "+date, "HTTP/1.1 200 OK\r\n\r\n")
	record("WARC-Type: resource\r\nWARC-Target-URI: "+reference+"resource\r\nWARC-Date: "+date+"\r\nContent-Type: text/html", savedPage("Resource", ""))
	record("WARC-Type: resource\r\nWARC-Target-URI: https://example.org/shop\r\nWARC-Date: "+date+"\r\nContent-Type: text/html", "no")
	return b.Bytes()
}

func TestImportWARC(t *testing.T) {
	archive := warcOf(t)
	var members bytes.Buffer // as archives are packed: each record on its own
	for _, rec := range bytes.SplitAfter(archive, []byte("\r\n\r\nWARC/")) {
		data, err := pack(string(rec))
		require.NoError(t, err)
		members.WriteString(data)
	}
	whole, err := pack(string(archive))
	require.NoError(t, err)
	for name, data := range map[string][]byte{"plain": archive, "packed by record": members.Bytes(), "packed as a whole": []byte(whole)} {
		t.Run(name, func(t *testing.T) {
			st := openStore(t)
			sum, err := ImportWARC(st, "a.warc", bytes.NewReader(data), ImportOptions{Classify: classifySite})
			require.NoError(t, err)
			var got []string
			for _, i := range sum.Issues {
				got = append(got, i.String())
			}
			assert.Equal(t, []string{
				"a.warc: https://developers.facebook.com/docs/graph-api/reference/login: is a login page",
				"a.warc: record 11: its bytes do not match their digest",
				"a.warc: record 12: was cut off when it was recorded",
				"a.warc: record 13: holds no HTTP answer",
			}, got)
			assert.Equal(t, 6, sum.New)
			for _, name := range []string{"Page", "Chunked", "Unchunked", "Packed", "Unpacked", "Resource"} {
				m, body, err := st.get("developers.facebook.com/docs/graph-api/reference/" + strings.ToLower(name))
				require.NoError(t, err)
				require.NotNil(t, m, name)
				assert.Equal(t, savedPage(name, ""), string(body))
				assert.Equal(t, time.Date(2019, 5, 1, 10, 0, 0, 0, time.UTC), m.Fetched)
				assert.Equal(t, viaWARC, m.Via)
			}
		})
	}
}

func TestImportOfADamagedWARC(t *testing.T) {
	archive := warcOf(t)
	st := openStore(t)
	sum, err := ImportWARC(st, "a.warc", bytes.NewReader(archive[:1000]), ImportOptions{Classify: classifySite})
	require.NoError(t, err)
	require.Len(t, sum.Issues, 1)
	assert.Regexp(t, `^a\.warc: record \d: ends after \d+ of \d+ bytes$`, sum.Issues[0].String())
	assert.Equal(t, 1, sum.New, "what came before stays")

	for _, data := range []string{"", "x", "hello, this is no archive", "\x1f\x8b\x08"} {
		_, err := ImportWARC(st, "a.warc", strings.NewReader(data), ImportOptions{Classify: classifySite})
		assert.ErrorIs(t, err, errNotWARC)
	}
}

func TestWARCRoundTrip(t *testing.T) {
	s, from := newSite(t), openStore(t)
	mustCrawl(t, from, s.options(indexPath, "/documentation/llms.txt"))
	for _, packed := range []bool{false, true} {
		var first, second bytes.Buffer
		n, err := WriteWARC(&first, from, packed)
		require.NoError(t, err)
		assert.Equal(t, 8, n)
		to := openStore(t)
		sum, err := ImportWARC(to, "x.warc", bytes.NewReader(first.Bytes()), ImportOptions{Classify: classifySite})
		require.NoError(t, err)
		assert.Equal(t, 8, sum.New)
		assert.Empty(t, sum.Issues)
		_, err = WriteWARC(&second, to, packed)
		require.NoError(t, err)
		assert.Equal(t, first.String(), second.String())
		want, got := tree(t, from.dir), tree(t, to.dir)
		for name, content := range got {
			if !strings.HasSuffix(name, sidecarExt) {
				assert.Equal(t, want[name], content, name)
			}
		}
	}
}

func FuzzWARC(f *testing.F) {
	f.Add([]byte("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: " + reference + "page\r\nContent-Length: 19\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"))
	f.Add([]byte("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: " + reference + "\r\nContent-Length: 1\r\n\r\nx"))
	f.Fuzz(func(t *testing.T, data []byte) {
		records, err := newWARCReader(bytes.NewReader(data))
		if err != nil {
			return
		}
		for {
			rec, err := records.next(func(*warcRecord) bool { return true })
			if err != nil {
				return
			}
			length, err := strconv.Atoi(strings.TrimSpace(rec.header.Get("Content-Length")))
			require.NoError(t, err)
			assert.Len(t, rec.block, length)
			if a, err := rec.response(); err == nil {
				assert.LessOrEqual(t, len(a.body), maxBody)
			}
		}
	})
}

func FuzzMHTML(f *testing.F) {
	f.Add([]byte("Content-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html\r\n\r\nx\r\n--B--"))
	f.Fuzz(func(t *testing.T, data []byte) {
		page, err := readMHTML(data)
		if err == nil {
			assert.LessOrEqual(t, len(page.body), len(data), "decoding makes nothing longer")
		}
	})
}

// The pages of the corpus come out of an archive as they went in.
func TestWARCOfTheCorpus(t *testing.T) {
	corpus := os.Getenv("GRAPHGEN_CORPUS")
	if corpus == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder")
	}
	from := openStore(t)
	pages := corpusPages(t, corpus)
	for u, p := range pages {
		m := Sidecar{Kind: KindPage, URL: u, Served: u, Status: 200, ContentType: p.f.contentType(), Via: viaHTTP, Fetched: time.Unix(1e9, 0).UTC()}
		_, err := from.put(keyOf(p.url), p.f, m, p.body)
		require.NoError(t, err)
	}
	var archive bytes.Buffer
	n, err := WriteWARC(&archive, from, true)
	require.NoError(t, err)
	assert.Equal(t, len(pages), n)
	assertImports(t, archive.Bytes(), pages)
	if name := os.Getenv("GRAPHGEN_WARC_OUT"); name != "" { // for a cross-check, see CONTRIBUTING.md
		require.NoError(t, os.WriteFile(name, archive.Bytes(), 0o644))
	}
	if name := os.Getenv("GRAPHGEN_WARC_IN"); name != "" {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		assertImports(t, data, pages)
	}
}

func assertImports(t *testing.T, archive []byte, pages map[string]found) {
	t.Helper()
	to := openStore(t)
	page := func(string, []byte) PageInfo { return PageInfo{Verdict: IsPage} }
	sum, err := ImportWARC(to, "corpus.warc.gz", bytes.NewReader(archive), ImportOptions{Classify: page})
	require.NoError(t, err)
	assert.Empty(t, sum.Issues)
	assert.Equal(t, len(pages), sum.New)
	for u, p := range pages {
		m, body, err := to.get(keyOf(p.url))
		require.NoError(t, err)
		require.NotNil(t, m, u)
		assert.True(t, bytes.Equal(p.body, body), u)
	}
	t.Logf("%d pages, %d MB", len(pages), sum.Bytes>>20)
}

// corpusPages are the reference pages of the corpus by address, each once.
func corpusPages(t *testing.T, corpus string) map[string]found {
	manifest, err := fs.ReadFile(os.DirFS(corpus), "corpus/MANIFEST.tsv")
	require.NoError(t, err)
	pages := map[string]found{}
	keys := map[string]bool{}
	for line := range strings.Lines(string(manifest)) {
		cells := strings.Split(line, "\t")
		if len(cells) < 3 {
			continue
		}
		f, ok := map[string]format{".html": formatHTML, ".md": formatMarkdown}[path.Ext(cells[0])]
		u, err := parseURL(cells[2])
		if !ok || err != nil {
			continue
		}
		if _, ok := placeOf(u); !ok || keys[keyOf(u)] {
			continue
		}
		keys[keyOf(u)] = true
		body, err := os.ReadFile(path.Join(corpus, "corpus", cells[0]))
		require.NoError(t, err)
		pages[u.String()] = found{where: cells[0], url: u, f: f, body: body}
	}
	require.NotEmpty(t, pages)
	return pages
}
