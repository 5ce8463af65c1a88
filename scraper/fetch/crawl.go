package fetch

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// Crawl fetches the pages that o asks for into s. What could not be had is in
// the summary; the error is about o, the store, or ctx. The summary is there in
// any case. A crawl that was stopped goes on where it was when it is called
// again with the same options.
func Crawl(ctx context.Context, s *Store, o Options) (*Summary, error) {
	c, err := newCrawl(s, o)
	if err != nil {
		return &Summary{}, err
	}
	err = c.run(ctx)
	c.sum.Left = c.queue.left() + c.sum.Left
	complete := err == nil && c.sum.Left == 0
	if complete {
		c.sum.Issues = append(c.sum.Issues, c.scope.unfound()...)
	}
	c.sum.Issues.Sort()
	return c.sum, errors.Join(err, c.journal.close(complete))
}

// crawl is the state of a crawl. It asks one host after the other, one page at
// a time, and holds one page at a time.
type crawl struct {
	Options
	store   *Store
	client  *http.Client
	clock   Clock
	random  *rand.Rand
	agent   string
	named   map[string]bool // the hosts of Options.URLs
	want    wanted
	scope   *scope
	queue   queue
	journal *journal
	sum     *Summary
}

func newCrawl(s *Store, o Options) (*crawl, error) {
	o = o.withDefaults()
	seeds, err := o.seeds()
	if err != nil {
		return nil, err
	}
	only, err := o.selectors()
	if err != nil {
		return nil, err
	}
	agent, err := o.userAgent()
	if err != nil {
		return nil, err
	}
	jar, err := jarOf(o.Cookies)
	if err != nil {
		return nil, err
	}
	c := &crawl{
		Options: o,
		store:   s,
		client: &http.Client{Transport: o.Transport, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		}},
		clock:  o.Clock,
		random: rand.New(o.Random),
		agent:  agent,
		named:  map[string]bool{},
		queue:  queue{seen: map[string]bool{}},
		sum:    &Summary{},
	}
	if c.scope, err = newScope(seeds, o.Version, only); err != nil {
		return nil, err
	}
	c.want = wanted{classify: o.Classify, locale: o.Locale, version: c.scope.version, secrets: secretsOf(o.Header, o.Cookies)}
	for _, u := range seeds {
		c.named[u.Host] = true
		c.queue.add(task{url: c.localised(ofVersion(u, c.scope.version)), seed: true})
	}
	c.journal, err = s.openJournal(o.URLs, o.Only, o.Version, o.Locale, o.Depth)
	return c, err
}

// run settles one page after the other.
func (c *crawl) run(ctx context.Context) error {
	for h := c.queue.next(); h != nil; h = c.queue.next() {
		t := h.tasks[0]
		if t.asked == nil && c.journal.done[t.key] {
			done, err := c.resume(t)
			if err != nil {
				return err
			}
			if done {
				h.pop()
				continue
			}
		}
		if c.sum.Pages()-c.sum.Resumed >= c.MaxPages {
			c.report(spec.Issue{File: h.name, Severity: spec.Error, ID: "max-pages",
				Msg:  fmt.Sprintf("%d pages were asked for, and that is the limit", c.MaxPages),
				Hint: "fetch again to go on, or raise --max-pages"})
			return nil
		}
		if err := c.step(ctx, h); err != nil {
			return err
		}
	}
	return nil
}

// step asks a host for its robots.txt, or for the next of its pages.
func (c *crawl) step(ctx context.Context, h *host) error {
	if h.robots == nil {
		return c.askRobots(ctx, h)
	}
	t := h.pop()
	if t.asked == nil {
		var err error
		if t, err = c.start(h, t); err != nil {
			return err
		}
	}
	if !h.robots.allows(t.url.RequestURI()) {
		return c.fail(h, t, &fault{id: "robots", msg: "robots.txt of the site does not allow it"})
	}
	known, body, err := c.known(t)
	if err != nil {
		return err
	}
	a, err := c.ask(ctx, h, t.url, mannerOf(t.url).accept(), known)
	if ctx.Err() != nil {
		c.queue.again(t)
		return ctx.Err()
	}
	if err != nil {
		return c.fault(h, t, c.networkFault(err), nil)
	}
	return c.answered(h, t, a, known, body)
}

// localised is u with the wanted locale, where the site would choose one.
func (c *crawl) localised(u *url.URL) *url.URL {
	if !mannerOf(u).locale || c.want.locale == anyLocale {
		return u
	}
	l, query := *u, u.Query()
	query.Set("locale", c.want.locale)
	l.RawQuery = query.Encode()
	return &l
}

// start settles how to ask for a page the first time: with .md, where that is
// what the site wants.
func (c *crawl) start(h *host, t task) (task, error) {
	t.asked = t.url
	if !mannerOf(t.url).markdown {
		return t, nil
	}
	suffix := h.suffix
	if m, _, err := c.store.get(t.key); err != nil {
		return t, err
	} else if m != nil {
		suffix = suffix || strings.HasSuffix(m.Served, ".md")
	}
	if suffix {
		t.url = markdownURL(t.url)
	}
	return t, nil
}

// markdownURL is u with .md appended.
func markdownURL(u *url.URL) *url.URL {
	m := *u
	m.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), ".md") + ".md"
	return &m
}

// known is what the store has of a page, if it is what is wanted and the host
// can say whether it has changed.
func (c *crawl) known(t task) (*Sidecar, []byte, error) {
	m, body, err := c.store.get(keyOf(t.url))
	if err != nil || m == nil || m.ETag == "" && m.LastModified == "" {
		return nil, nil, err
	}
	if c.want.match(PageInfo{Locale: m.Locale, Version: m.Version}) != nil {
		return nil, nil, nil
	}
	served, err := url.Parse(m.Served)
	if err != nil || served.Path != t.url.Path || served.Host != t.url.Host {
		return nil, nil, nil
	}
	return m, body, nil
}

// resume settles a page that an earlier run of this crawl has fetched; false
// if the store does not have it any more.
func (c *crawl) resume(t task) (bool, error) {
	m, body, err := c.store.get(t.key)
	if err != nil || m == nil {
		return false, err
	}
	c.sum.Resumed++
	return true, c.follow(t, m, body)
}
