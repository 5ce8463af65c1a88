package fetch

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// answered acts on an answer.
func (c *crawl) answered(h *host, t task, a *answer, known *Sidecar, body []byte) error {
	switch {
	case a.status == http.StatusOK:
		return c.received(h, t, a)
	case a.status == http.StatusNotModified && known != nil:
		return c.settle(h, t, Unchanged, known, body)
	case a.status >= 300 && a.status < 400:
		return c.redirect(h, t, a)
	}
	return c.fault(h, t, statusFault(a.status), a.header)
}

// statusFault says what a status means that is neither a page nor a redirect.
func statusFault(status int) *fault {
	f := &fault{id: "status", grave: true, msg: fmt.Sprintf("the site answers %d %s", status, strings.ToLower(http.StatusText(status)))}
	switch {
	case status == http.StatusNotFound, status == http.StatusGone:
		f.id, f.grave = "gone", false
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		f.id, f.hint = "login", loginHint
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests, status >= 500:
		f.passing, f.hint = true, "fetch again later"
	}
	return f
}

// received takes a body that came with status 200.
func (c *crawl) received(h *host, t task, a *answer) error {
	f, ok := formatOf(a.header.Get("Content-Type"), t.url.Path)
	if !ok {
		return c.fail(h, t, &fault{id: "content-type", msg: fmt.Sprintf("is %q, and no page", a.header.Get("Content-Type"))})
	}
	m := c.sidecar(t.asked, t.url, a)
	wrong := c.judge(t, f, a.body, &m)
	if wrong != nil && wrong.id == idFrame && !strings.HasSuffix(t.url.Path, ".md") {
		t.url = markdownURL(t.url)
		c.queue.again(t)
		return nil
	}
	if wrong != nil {
		return c.fault(h, t, wrong, nil)
	}
	if f == formatMarkdown && t.url.Path != t.asked.Path && t.url.Path == markdownURL(t.asked).Path {
		h.suffix = true
	}
	outcome, err := c.store.put(keyOf(t.url), f, m, a.body)
	if isTaken(err) {
		return c.fail(h, t, &fault{id: "place-taken", grave: true, msg: err.Error()})
	}
	if err != nil {
		return err
	}
	c.sum.Bytes += int64(len(a.body))
	return c.settle(h, t, outcome, &m, a.body)
}

// sidecar is what an answer says of a page.
func (c *crawl) sidecar(asked, served *url.URL, a *answer) Sidecar {
	return Sidecar{
		URL: asked.String(), Served: served.String(), Status: a.status, ContentType: a.header.Get("Content-Type"),
		ETag: a.header.Get("ETag"), LastModified: a.header.Get("Last-Modified"),
		Via: viaHTTP, Fetched: c.clock.Now().UTC().Truncate(time.Second),
	}
}

// idFrame is the fault of an answer that is the frame of the site without a
// page: what the Markdown reference says in the place of 404, and of pages
// that it gives for .md only.
const idFrame = "no-page"

// judge says why an answer is not what was asked for, or fills in its sidecar.
func (c *crawl) judge(t task, f format, body []byte, m *Sidecar) *fault {
	if c.want.secrets.in(fmt.Append(nil, *m)) {
		return &fault{id: "secret-in-page", grave: true, msg: "repeats a secret of --header or --cookie-file in its headers, and is not kept"}
	}
	wrong := c.want.judge(t.url, f, body, m, c.expectsIndex(t))
	switch {
	case wrong != nil && wrong.grave:
		return wrong
	case f == formatHTML && mannerOf(t.url).markdown && m.Kind != KindPage:
		return &fault{id: idFrame, msg: "there is no such page: the answer is the frame of the site without a page"}
	case wrong != nil:
		return wrong
	case m.Kind == KindPage && t.unproven && m.Version != c.want.version:
		return &fault{id: "wrong-version", grave: true, msg: "redirects to a page that does not say its version", hint: oldVersionHint}
	case m.Kind != KindPage && c.hasPage(keyOf(t.url)):
		return &fault{id: "no-reference", grave: true, msg: "was a reference page and is none any more; the store keeps what it has"}
	}
	return nil
}

// hasPage reports whether the store has a reference page of the key.
func (c *crawl) hasPage(key string) bool {
	m, _, err := c.store.get(key)
	return err == nil && m != nil && m.Kind == KindPage
}

// expectsIndex reports whether the page of a task may be something else than a
// reference page: what the user named, and the first page of a reference.
func (c *crawl) expectsIndex(t task) bool {
	p, ok := placeOf(t.url)
	return t.seed || ok && len(p.rest) == 0
}

// settle notes that a page is in the store, and queues what it links to.
func (c *crawl) settle(h *host, t task, o Outcome, m *Sidecar, body []byte) error {
	h.failed = 0
	c.sum.count(o)
	if err := c.follow(t, m, body); err != nil {
		return err
	}
	if err := c.journal.add(t.key); err != nil {
		return err
	}
	c.progress(t, o, "")
	return nil
}

// follow queues the links of a page, as far as they are wanted.
func (c *crawl) follow(t task, m *Sidecar, body []byte) error {
	base, err := url.Parse(m.Served)
	if err != nil {
		return err
	}
	c.scope.settle(base)
	depth := t.depth
	if m.Kind == KindPage && !c.scope.leads(base) {
		depth++
	}
	if depth > c.Depth {
		return nil
	}
	f, _ := formatOf(m.ContentType, base.Path)
	for _, link := range linksOf(f, base, body) {
		if u, ok := c.scope.admit(link); ok && c.scope.interest(u) != none {
			c.queue.add(task{url: c.localised(u), depth: depth})
		}
	}
	return nil
}
