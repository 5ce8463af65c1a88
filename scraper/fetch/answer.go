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
	m := Sidecar{
		URL: t.asked.String(), Served: t.url.String(), Status: a.status, ContentType: a.header.Get("Content-Type"),
		ETag: a.header.Get("ETag"), LastModified: a.header.Get("Last-Modified"),
		Via: viaHTTP, Fetched: c.clock.Now().UTC().Truncate(time.Second),
	}
	if c.want.secrets.in(fmt.Append(nil, m)) {
		return c.fail(h, t, &fault{id: "secret-in-page", grave: true, msg: "repeats a secret of --header or --cookie-file in its headers, and is not kept"})
	}
	wrong := c.want.judge(t.url, f, a.body, &m, c.expectsIndex(t))
	shell := f == formatHTML && mannerOf(t.url).markdown && (wrong == nil || !wrong.grave) && m.Kind != KindPage
	switch {
	case shell && !strings.HasSuffix(t.url.Path, ".md"):
		u := *t.url
		u.Path = markdownPath(u.Path)
		t.url = &u
		c.queue.again(t)
		return nil
	case shell:
		wrong = &fault{id: "gone", msg: "there is no such page: the answer is the frame of the site without a page"}
	case wrong == nil && m.Kind == KindPage && t.unproven && m.Version != c.want.version:
		wrong = &fault{id: "wrong-version", grave: true, msg: "redirects to a page that does not say its version",
			hint: "the site may not serve " + c.want.version + " any more: look for it in a web archive (--from-warc)"}
	}
	if wrong != nil {
		return c.fault(h, t, wrong, nil)
	}
	h.suffix = h.suffix || f == formatMarkdown && strings.HasSuffix(t.url.Path, ".md") && !strings.HasSuffix(t.asked.Path, ".md")

	key := keyOf(t.url)
	if old, _, err := c.store.get(key); err != nil {
		return err
	} else if old != nil && old.Kind == KindPage && m.Kind != KindPage {
		return c.fail(h, t, &fault{id: "no-reference", grave: true, msg: "was a reference page and is none any more; the store keeps what it has"})
	}
	outcome, err := c.store.put(key, f, m, a.body)
	if err != nil {
		return err
	}
	c.sum.Bytes += int64(len(a.body))
	return c.settle(h, t, outcome, &m, a.body)
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
	if m.Kind == KindPage && c.scope.interest(base) != onWay {
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
