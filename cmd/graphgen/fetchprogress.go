package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/graphgen/graphgen/scraper/fetch"
)

// fetchProgress shows how a fetch goes on: a bar on a terminal, a line for each
// page elsewhere.
type fetchProgress struct {
	c      *console
	bar    bool
	drawn  bool
	start  time.Time
	counts map[fetch.Outcome]int
}

func newFetchProgress(c *console) *fetchProgress {
	return &fetchProgress{c: c, bar: !c.quiet && isTerminal(c.raw), start: time.Now(), counts: map[fetch.Outcome]int{}}
}

// event tells of a page.
func (p *fetchProgress) event(e fetch.Event) {
	p.counts[e.Outcome]++
	if p.bar {
		p.drawn = true
		fmt.Fprint(p.c.raw, "\r", p.line(e, time.Since(p.start)), "\x1b[K")
		return
	}
	switch {
	case e.URL == "":
	case e.Outcome == fetch.Failed:
		p.c.say("%-9s %s: %s", e.Outcome, e.URL, e.Issue)
	case e.Outcome == fetch.Unchanged:
		p.c.detail("%-9s %s", e.Outcome, e.URL)
	default:
		p.c.say("%-9s %s", e.Outcome, e.URL)
	}
}

const barWidth = 24

// line is the bar:
//
//	[======                  ] 52 of 210 · 50 new, 1 unchanged, 1 failed · 1.0/s · 2m38s left
func (p *fetchProgress) line(e fetch.Event, elapsed time.Duration) string {
	total := e.Done + e.Left
	full := 0
	if total > 0 {
		full = barWidth * e.Done / total
	}
	var b strings.Builder
	fmt.Fprintf(&b, "[%s%s] %d of %d", strings.Repeat("=", full), strings.Repeat(" ", barWidth-full), e.Done, total)
	fmt.Fprintf(&b, " · %d new", p.counts[fetch.New]+p.counts[fetch.Changed])
	for _, o := range []fetch.Outcome{fetch.Unchanged, fetch.Failed} {
		if n := p.counts[o]; n > 0 {
			fmt.Fprintf(&b, ", %d %s", n, o)
		}
	}
	if rate := float64(e.Done) / elapsed.Seconds(); elapsed > patience && e.Done > 0 {
		fmt.Fprintf(&b, " · %.1f/s · %s left", rate, time.Duration(float64(e.Left)/rate*float64(time.Second)).Round(time.Second))
	}
	return b.String()
}

// note tells what the fetch waits for.
func (p *fetchProgress) note(format string, args ...any) {
	p.end()
	p.c.say(format, args...)
}

// end takes the bar away.
func (p *fetchProgress) end() {
	if p.drawn {
		fmt.Fprint(p.c.raw, "\r\x1b[K")
		p.drawn = false
	}
}
