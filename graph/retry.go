package graph

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"time"
)

// Retry says how often and how patiently calls are repeated. Only those are
// repeated that are safe to (GET, and those marked with [Repeatable]) and that
// failed for a reason that passes ([IsTransient], [IsRateLimited]).
//
// The pauses double from Pause to MaxPause, each between half and all of that
// at random. When the API says how long it will refuse calls, the pause is at
// least that long; if that is longer than MaxPause, or than the context has
// left, the call fails at once rather than in vain later.
type Retry struct {
	Attempts int           // calls in all, with the first; 0 and 1 repeat nothing
	Pause    time.Duration // before the second call; 0 means a second
	MaxPause time.Duration // 0 means a minute
}

const (
	usualPause    = time.Second
	usualMaxPause = time.Minute
)

// DefaultRetry makes up to four calls within about seven seconds, and waits out
// a rate limit of up to a minute.
var DefaultRetry = Retry{Attempts: 4, Pause: usualPause, MaxPause: usualMaxPause}

// filled has a value for what was left out: no pause at all would be too little
// to leave to a mere omission.
func (r Retry) filled() Retry {
	r.Pause = cmp.Or(r.Pause, usualPause)
	r.MaxPause = cmp.Or(r.MaxPause, usualMaxPause)
	return r
}

// run makes the call, again where that may help.
func (c *call) run(ctx context.Context, out any) error {
	for tries := 1; ; tries++ {
		err := c.attempt(ctx, out)
		if err == nil {
			return nil
		}
		if c.set.lessen != nil && c.set.lessen(ctx, c, err, out) {
			tries = 0
			continue
		}
		if c.set.again == nil {
			return err
		}
		if err := c.set.again(ctx, c, err, tries); err != nil {
			return err
		}
	}
}

// attempt makes the call once.
func (c *call) attempt(ctx context.Context, out any) error {
	if c.keep != nil {
		c.keep(c, nil)
	}
	r, err := c.exchange(ctx)
	if err != nil {
		return c.wrap(err)
	}
	return c.interpret(ctx, r, out)
}

// again waits for the next try, or returns why there is none.
func (r Retry) again(ctx context.Context, c *call, err error, tries int) error {
	pause, ok := r.pause(ctx, c, err, tries)
	if !ok {
		return err
	}
	if c.set.sleep(ctx, pause) != nil {
		return c.wrap(canceledAfter(ctx, err))
	}
	return nil
}

// pause is how long to wait before the next try, if there should be one.
func (r Retry) pause(ctx context.Context, c *call, err error, tries int) (pause time.Duration, ok bool) {
	if tries >= r.Attempts || !c.repeatable || ctx.Err() != nil {
		return 0, false
	}
	if !IsTransient(err) && !IsRateLimited(err) {
		return 0, false
	}
	pause = max(r.backoff(tries, c.set.random()), retryAfter(err))
	if deadline, ok := ctx.Deadline(); pause > r.MaxPause || ok && time.Until(deadline) < pause {
		return 0, false
	}
	if c.set.logger != nil {
		c.set.logger.InfoContext(ctx, "graph: call repeated", "method", c.method, "path", c.shownPath(), "tries", tries, "pause", pause, "error", err)
	}
	return pause, true
}

// backoff is the pause after so many tries; random is in [0, 1).
func (r Retry) backoff(tries int, random float64) time.Duration {
	wait := r.Pause
	for i := 1; i < tries && wait < r.MaxPause; i++ {
		wait *= 2
	}
	wait = min(wait, r.MaxPause)
	return wait/2 + time.Duration(random*float64(wait/2))
}

// retryAfter is how long the API wants to be left alone.
func retryAfter(err error) time.Duration {
	e := apiError(err)
	if e == nil {
		return 0
	}
	var wait time.Duration
	if text := e.Header.Get("Retry-After"); text != "" {
		if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
			wait = time.Duration(seconds) * time.Second
		} else if at, err := http.ParseTime(text); err == nil {
			wait = time.Until(at)
		}
	}
	if IsRateLimited(err) {
		wait = max(wait, e.Usage.RegainAccess())
	}
	return wait
}

// usualLimit is the size of a page for which no limit was asked.
const usualLimit = 25

// halveLimit makes a call for less, if the API wants that.
func halveLimit(ctx context.Context, c *call, err error, out any) bool {
	if _, isList := out.(edge); !isList || !IsReduceData(err) {
		return false
	}
	limit, convErr := strconv.Atoi(c.param("limit"))
	if convErr != nil {
		limit = usualLimit
	}
	if limit < 2 {
		return false
	}
	c.setParam("limit", strconv.Itoa(limit/2))
	if c.set.logger != nil {
		c.set.logger.InfoContext(ctx, "graph: limit halved", "method", c.method, "path", c.shownPath(), "limit", limit/2)
	}
	return true
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
