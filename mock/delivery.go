package mock

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// delivery is how a reply is sent.
type delivery struct {
	delay time.Duration // before the reply
	pause time.Duration // before each part of the body
	cut   bool          // in the middle of the body
}

const parts = 10

func deliveryOf(faults []*armedFault) *delivery {
	d := &delivery{}
	for _, f := range faults {
		if f.wire != nil {
			f.wire(d)
		}
	}
	return d
}

// send writes the reply. It gives up when the client has.
func (d *delivery) send(w http.ResponseWriter, r *http.Request, answer *reply, sleep func(context.Context, time.Duration) error) {
	if d.delay > 0 && sleep(r.Context(), d.delay) != nil {
		return
	}
	body := answer.body()
	for name, values := range answer.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(answer.status)
	if d.cut {
		// net/http closes the connection when less is written than was promised.
		body = body[:len(body)/2]
	}
	size := len(body)
	if d.pause > 0 {
		size = len(body)/parts + 1
	}
	for len(body) > 0 {
		part := body[:min(size, len(body))]
		body = body[len(part):]
		if d.pause > 0 && sleep(r.Context(), d.pause) != nil {
			return
		}
		if _, err := w.Write(part); err != nil {
			return
		}
		if d.pause > 0 || d.cut {
			_ = http.NewResponseController(w).Flush() // a writer that cannot flush sends at the end
		}
	}
}
