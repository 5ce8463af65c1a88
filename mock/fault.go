package mock

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/graphgen/graphgen/spec"
)

// Fault is something that goes wrong with replies: with all of them, unless
// On, Every, First or Chance say with which. It is a value; these methods
// return another one.
//
// What changes the reply leaves alone the refusals of the server, so that no
// fault hides a wrong request; and of a batch it changes the items, while
// what delays or breaks the delivery does that to the batch as a whole.
type Fault struct {
	name         string
	method, path string
	every, first int
	chance       float64

	spoil func(*index, *route, *reply)
	wire  func(*delivery)
}

// On limits a fault to an operation of the spec, "GET /{page_id}/feed", to all
// operations of a path, "/{page_id}/feed", or to a method, "GET".
func (f Fault) On(op string) Fault {
	f.method, f.path = "", ""
	for word := range strings.FieldsSeq(op) {
		if strings.HasPrefix(word, "/") {
			f.path = spec.NormalizePath(word)
		} else {
			f.method = strings.ToUpper(word)
		}
	}
	return f
}

// Every limits a fault to each nth of the replies that it would spoil.
func (f Fault) Every(n int) Fault {
	f.every = n
	return f
}

// First limits a fault to the first n of the replies that it would spoil.
func (f Fault) First(n int) Fault {
	f.first = n
	return f
}

// Chance spoils a reply with a probability from 0 to 1. Which ones it spoils
// is the same in each run of a program that makes one call at a time.
func (f Fault) Chance(p float64) Fault {
	f.chance = p
	return f
}

// where is what On said.
func (f Fault) where() string { return strings.TrimSpace(f.method + " " + f.path) }

// Failing answers with an error of the API: Failing(Error{Code: 190}).
func Failing(e Error) Fault {
	return Fault{name: "error", spoil: func(x *index, _ *route, answer *reply) {
		e := e
		e.Message = cmp.Or(e.Message, x.message(e.Code))
		*answer = *refuse(answer.trace, &e)
	}}
}

// Transient answers with the error that the API itself calls transient.
func Transient() Fault {
	f := Failing(Error{Code: 2, Message: "An unexpected error has occurred. Please retry your request later.", Transient: true})
	f.name = "transient"
	return f
}

// RateLimited refuses with the code that the reference lists for too many calls
// of the operation, else 4, and says after how many minutes calls are answered
// again.
func RateLimited(minutes int) Fault {
	return Fault{name: "rate-limit", spoil: func(x *index, r *route, answer *reply) {
		kind, code := r.useCase()
		code = cmp.Or(code, 4)
		*answer = *refuse(answer.trace, &Error{Code: code, Subcode: 2446079, Message: x.message(code)})
		answer.usage = businessUsage{kind: cmp.Or(kind, "pages"), load: 100, minutes: minutes}
	}}
}

// LostInBatch has no reply to an item of a batch: the API sends null where the
// time of the batch ran out.
func LostInBatch() Fault {
	return Fault{name: "null-item", spoil: func(_ *index, _ *route, answer *reply) { answer.lost = true }}
}

// Gateway answers with the error page of a proxy: status 502 and HTML.
func Gateway() Fault {
	return rawFault("html", func(answer *reply) {
		answer.status = http.StatusBadGateway
		answer.header.Set("Content-Type", "text/html; charset=utf-8")
		answer.raw = []byte("<!DOCTYPE html>\n<html><head><title>Bad Gateway</title></head><body><h1>502</h1></body></html>\n")
	})
}

// Empty sends no body, with whatever status the reply has.
func Empty() Fault {
	return rawFault("empty", func(answer *reply) { answer.raw = []byte{} })
}

// Truncated sends half of the body as if it were all.
func Truncated() Fault {
	return rawFault("truncated", func(answer *reply) {
		body := answer.body()
		answer.raw = body[:len(body)/2]
	})
}

// JavaScript calls the body text/javascript, as the API at times does.
func JavaScript() Fault {
	return rawFault("javascript", func(answer *reply) {
		answer.header.Set("Content-Type", "text/javascript; charset=UTF-8")
	})
}

func rawFault(name string, spoil func(*reply)) Fault {
	return Fault{name: name, spoil: func(_ *index, _ *route, answer *reply) { spoil(answer) }}
}

// Latency waits before the reply.
func Latency(d time.Duration) Fault {
	return Fault{name: "latency", wire: func(to *delivery) { to.delay += d }}
}

// Slow sends the body in about ten parts and waits before each.
func Slow(d time.Duration) Fault {
	return Fault{name: "slow", wire: func(to *delivery) { to.pause += d }}
}

// Cut breaks the connection in the middle of the body.
func Cut() Fault {
	return Fault{name: "cut", wire: func(to *delivery) { to.cut = true }}
}

// message is what the spec says of a code.
func (x *index) message(code int) string {
	for _, e := range x.api.Errors {
		if e.Code == code {
			return fmt.Sprintf("(#%d) %s", code, e.Message)
		}
	}
	return fmt.Sprintf("(#%d) An error of the mock", code)
}

// armedFault is a fault of one server, which counts what it could spoil.
type armedFault struct {
	Fault
	place  uint64 // among the server's faults, so that each draws numbers of its own
	mu     sync.Mutex
	seen   int
	random *rand.Rand
}

// applies tells whether the fault spoils this reply.
func (f *armedFault) applies(r *route, method string) bool {
	switch {
	case f.method != "" && f.method != method,
		f.path != "" && (r == nil || r.path != f.path):
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen++
	if f.chance > 0 {
		if f.random == nil {
			f.random = rand.New(rand.NewPCG(1, f.place))
		}
		if f.random.Float64() >= f.chance {
			return false
		}
	}
	return (f.first == 0 || f.seen <= f.first) && (f.every == 0 || f.seen%f.every == 0)
}

// due are the faults that spoil the reply to one request. A refusal is only
// delivered badly, and an item of a batch is not delivered by itself.
func (s *Server) due(req *request, r *route, refused bool) []*armedFault {
	return slices.DeleteFunc(slices.Clone(s.faults), func(f *armedFault) bool {
		return refused && f.spoil != nil || req.batched && f.wire != nil || !f.applies(r, req.method)
	})
}

// wireFaults are those that spoil the delivery of a batch.
func (s *Server) wireFaults(method string) []*armedFault {
	return slices.DeleteFunc(slices.Clone(s.faults), func(f *armedFault) bool {
		return f.wire == nil || !f.applies(nil, method)
	})
}
