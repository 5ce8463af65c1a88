package fetch

import (
	"fmt"
	"net/url"
	"slices"
)

const maxHops = 5

// redirect goes where a page has moved to, if that is still the page: on a host
// that is allowed, inside the reference, and not a login form.
func (c *crawl) redirect(h *host, t task, a *answer) error {
	target, err := t.url.Parse(a.header.Get("Location"))
	if err != nil || a.header.Get("Location") == "" {
		return c.fail(h, t, &fault{id: "redirect", grave: true, msg: fmt.Sprintf("the site answers %d without saying where the page is", a.status)})
	}
	if f := c.refuseTarget(t, target); f != nil {
		return c.fail(h, t, f)
	}
	target = tidyQuery(target)
	t.hops++
	if t.hops > maxHops {
		return c.fail(h, t, &fault{id: "redirect", grave: true, msg: fmt.Sprintf("redirects more than %d times", maxHops)})
	}
	from, _ := placeOf(t.url)
	if to, _ := placeOf(target); from.version != "" && to.version == "" {
		t.unproven = true
	}
	if key := keyOf(target); key != keyOf(t.url) && c.queue.seen[key] && key != t.key {
		// The page is in the queue, or was in it, under its own address.
		return c.moved(h, t)
	} else {
		c.queue.seen[key] = true
	}
	t.url = target
	c.queue.again(t)
	return nil
}

// moved settles a page that is fetched under another address.
func (c *crawl) moved(h *host, t task) error {
	h.failed = 0
	c.sum.count(Unchanged)
	c.progress(t, Unchanged, "")
	return nil
}

// refuseTarget says why a redirect is not followed.
func (c *crawl) refuseTarget(t task, target *url.URL) *fault {
	plain := target.Scheme == "http" && t.url.Scheme == "https"
	switch {
	case isLogin(target):
		return &fault{id: "login", grave: true, msg: "redirects to a login page",
			hint: loginHint}
	case target.Scheme != "http" && target.Scheme != "https" || target.User != nil:
		return &fault{id: "redirect", grave: true, msg: "redirects to what is no page"}
	case plain && target.Host == t.url.Host:
		return &fault{id: "redirect", grave: true, msg: "redirects from https to http"}
	case !c.named[target.Host] && !slices.Contains(c.AllowHosts, target.Host):
		return &fault{id: "redirect", grave: true, msg: "redirects to another host, " + target.Host, hint: "if that is right, allow it with --allow-host " + target.Host}
	}
	from, below := placeOf(t.url)
	to, still := placeOf(target)
	switch {
	case below && !still:
		return &fault{id: "gone", msg: "redirects out of the reference, to " + target.Path}
	case below && len(from.rest) > 0 && len(to.rest) == 0:
		return &fault{id: "gone", msg: "redirects to the index of the reference"}
	case c.want.version != "" && to.version != "" && to.version != c.want.version:
		return &fault{id: "wrong-version", grave: true, msg: "redirects to " + to.version, hint: oldVersionHint}
	}
	return nil
}

// tidyQuery keeps of a redirect's query only the locale: the rest is about the
// visitor, not about the page.
func tidyQuery(u *url.URL) *url.URL {
	locale := u.Query().Get("locale")
	t := withoutQuery(tidy(u))
	if locale != "" {
		t.RawQuery = url.Values{"locale": {locale}}.Encode()
	}
	return t
}
