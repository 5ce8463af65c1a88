package fetch

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// fault gives a page up, or queues it again, to be asked for after a while. A
// host that wants a longer while than is reasonable is left alone.
func (c *crawl) fault(h *host, t task, f *fault, header http.Header) error {
	t.attempts++
	now := c.clock.Now()
	wait, told := retryAfter(header, now)
	if !told {
		wait = backoff(t.attempts, c.random)
	}
	switch {
	case !f.passing:
		return c.fail(h, t, f)
	case wait > c.MaxWait:
		c.queue.again(t)
		c.leave(h, "asks to be left alone for "+wait.String(), "fetch again after that")
		return nil
	}
	h.delay(now, wait)
	if t.attempts >= c.Attempts {
		return c.fail(h, t, f)
	}
	c.Logf("%s: %s; attempt %d of %d in %s", shown(t.url), f.msg, t.attempts+1, c.Attempts, wait)
	c.queue.again(t)
	return nil
}

// fail gives a page up.
func (c *crawl) fail(h *host, t task, f *fault) error {
	c.sum.count(Failed)
	c.scope.settle(t.url)
	c.report(f.issue(shown(t.asked)))
	c.progress(t, Failed, f.msg)
	if !f.grave {
		h.failed = 0
		return nil
	}
	if h.failed++; h.failed >= c.MaxFailed {
		c.leave(h, fmt.Sprintf("%d pages in a row failed", h.failed), "see why, then fetch again to go on")
	}
	return nil
}

// leave gives a host up with all its pages.
func (c *crawl) leave(h *host, why, hint string) {
	n := len(h.tasks)
	c.sum.Left += n
	h.tasks = nil
	c.report(spec.Issue{File: h.name, Severity: spec.Error, ID: "host-left", Msg: fmt.Sprintf("%s; %d pages were not asked for", why, n), Hint: hint})
}

func (c *crawl) report(i spec.Issue) {
	i.Msg = c.want.secrets.hide(i.Msg)
	i.File = c.want.secrets.hide(i.File)
	i.Hint = c.want.secrets.hide(i.Hint)
	if !slices.Contains(c.sum.Issues, i) {
		c.sum.Issues.Add(i)
	}
}

func (c *crawl) progress(t task, o Outcome, why string) {
	c.Progress(Event{URL: shown(t.asked), Outcome: o, Issue: c.want.secrets.hide(why), Done: c.sum.Pages(), Left: c.queue.left()})
}
