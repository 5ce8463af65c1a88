package main

import (
	"fmt"
	"sync"
	"time"
)

// patience is how long work may take before a terminal shows its progress.
const patience = time.Second

// progress counts what is done, on one line of a terminal.
type progress struct {
	c     *console
	what  string
	total int
	shown bool // on a terminal, and someone wants to know
	start time.Time

	mu   sync.Mutex
	done int
	line bool // a line stands on the terminal
}

func (c *console) progress(what string, total int) *progress {
	return &progress{c: c, what: what, total: total, shown: !c.quiet && isTerminal(c.raw), start: time.Now()}
}

// step counts one more.
func (p *progress) step() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if p.shown && time.Since(p.start) > patience {
		p.line = true
		fmt.Fprintf(p.c.raw, "\r%d of %d %s", p.done, p.total, p.what)
	}
}

// end takes the line away.
func (p *progress) end() {
	if p.line {
		fmt.Fprint(p.c.raw, "\r\x1b[K")
	}
}
