package fetch

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// askRobots asks a host for its robots.txt. Without an answer nothing else is
// asked: RFC 9309 takes that for a refusal of everything, and counts 429 and
// 5xx as no answer. 4xx means that there are no rules.
func (c *crawl) askRobots(ctx context.Context, h *host) error {
	first := h.tasks[0]
	u := &url.URL{Scheme: first.url.Scheme, Host: h.name, Path: "/robots.txt"}
	asked := u
	for hop := 0; ; hop++ {
		known, body, err := c.known(task{url: u})
		if err != nil {
			return err
		}
		a, err := c.ask(ctx, h, u, "text/plain, */*;q=0.1", known)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return c.robotsFault(h, c.networkFault(err), nil)
		case a.status == http.StatusNotModified && known != nil:
			h.robots = parseRobots(body)
			return nil
		case a.status == http.StatusOK:
			h.robots = parseRobots(a.body)
			return c.keepRobots(asked, u, a)
		case a.status >= 300 && a.status < 400:
			target, err := u.Parse(a.header.Get("Location"))
			if err != nil || hop >= maxHops || !strings.HasPrefix(target.Scheme, "http") {
				return c.robotsFault(h, &fault{msg: "redirects in circles"}, nil)
			}
			u = tidy(target)
		case a.status == http.StatusTooManyRequests || a.status >= 500:
			return c.robotsFault(h, statusFault(a.status), a.header)
		default:
			h.robots = &robots{}
			return nil
		}
	}
}

// keepRobots puts a robots.txt into the store: it proves what was allowed, and
// the next crawl need not transfer it again.
func (c *crawl) keepRobots(asked, served *url.URL, a *answer) error {
	if keyOf(asked) != keyOf(served) || c.want.secrets.in(a.body) {
		return nil
	}
	m := c.sidecar(asked, served, a)
	m.Kind = KindRobots
	_, err := c.store.put(keyOf(served), formatText, m, a.body)
	return err
}

// robotsFault asks again after a while, or leaves the host alone.
func (c *crawl) robotsFault(h *host, f *fault, header http.Header) error {
	h.trials++
	now := c.clock.Now()
	wait, told := retryAfter(header, now)
	if !told {
		wait = backoff(h.trials, c.random)
	}
	if h.trials >= c.Attempts || wait > c.MaxWait || !f.passing {
		c.leave(h, "its robots.txt cannot be had: "+f.msg, "without it nothing is asked; fetch again later")
		return nil
	}
	h.delay(now, wait)
	c.Logf("%s/robots.txt: %s; attempt %d of %d in %s", h.name, f.msg, h.trials+1, c.Attempts, wait)
	return nil
}
