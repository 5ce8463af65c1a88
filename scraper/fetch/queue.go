package fetch

import (
	"net/url"
	"slices"
	"time"
)

// task is a page to ask for.
type task struct {
	key      string   // of the page as it was asked for first
	asked    *url.URL // what was asked for first
	url      *url.URL // what to ask for now: after a redirect, with .md
	depth    int
	seed     bool
	hops     int
	attempts int
	unproven bool // a redirect took the version out of the address
}

// host is the queue of one host. It is asked for one page at a time.
type host struct {
	name   string
	tasks  []task
	ready  time.Time // when it may be asked again
	robots *robots   // nil until it was asked for
	trials int       // attempts to get robots.txt
	suffix bool      // gives Markdown for .md only
	failed int       // pages in a row
}

// queue holds the pages that are still to ask for, of all hosts.
type queue struct {
	hosts []*host
	seen  map[string]bool // keys
}

func (q *queue) host(name string) *host {
	i := slices.IndexFunc(q.hosts, func(h *host) bool { return h.name == name })
	if i >= 0 {
		return q.hosts[i]
	}
	h := &host{name: name}
	q.hosts = append(q.hosts, h)
	return h
}

// add queues a page, unless it was queued before.
func (q *queue) add(t task) {
	if t.key == "" {
		t.key = keyOf(t.url)
	}
	if q.seen[t.key] {
		return
	}
	q.seen[t.key] = true
	h := q.host(t.url.Host)
	h.tasks = append(h.tasks, t)
}

// again puts a task first in the queue of its host.
func (q *queue) again(t task) {
	h := q.host(t.url.Host)
	h.tasks = slices.Insert(h.tasks, 0, t)
}

// next is the host that may be asked first; nil if all work is done.
func (q *queue) next() *host {
	var first *host
	for _, h := range q.hosts {
		if len(h.tasks) > 0 && (first == nil || h.ready.Before(first.ready)) {
			first = h
		}
	}
	return first
}

// delay keeps a host from being asked for a while.
func (h *host) delay(now time.Time, wait time.Duration) {
	if until := now.Add(wait); until.After(h.ready) {
		h.ready = until
	}
}

func (h *host) pop() task {
	t := h.tasks[0]
	h.tasks = h.tasks[1:]
	return t
}

// left is the number of pages that are still to ask for.
func (q *queue) left() int {
	n := 0
	for _, h := range q.hosts {
		n += len(h.tasks)
	}
	return n
}
