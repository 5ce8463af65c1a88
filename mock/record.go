package mock

import (
	"maps"
	"net/http"
	"slices"
	"sync"
)

// Call is a call that the server answered, by itself or in a batch.
type Call struct {
	Method  string
	Path    string // as called, without the version
	Version string // as called
	Op      string // as in the spec; empty when it is none
	Token   string
	Params  map[string]string // without the token and its proof
	Files   []File
	Header  http.Header // of the request
	InBatch bool

	Status int
	Error  *Error   // why the server refused it; nil if it did not, whatever a fault made of the reply
	Faults []string // that spoilt the reply
}

// File is a file that was uploaded.
type File struct {
	Param       string
	Name        string
	ContentType string
	Size        int64
}

// Recorder keeps calls. Its Add is made for [WithObserver]; the zero value is
// ready for use.
type Recorder struct {
	mu    sync.Mutex
	calls []Call
}

// Add keeps a call.
func (r *Recorder) Add(c Call) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, c)
}

// Calls are the calls so far, in the order in which they were answered.
func (r *Recorder) Calls() []Call {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.calls)
}

// Refused are the calls that the server refused.
func (r *Recorder) Refused() []Call {
	return slices.DeleteFunc(r.Calls(), func(c Call) bool { return c.Error == nil })
}

func (req *request) call(r *route, answer *reply, refusal *Error, faults []*armedFault) Call {
	c := Call{
		Method: req.method, Path: req.path(), Version: req.version, Token: req.token,
		Params: maps.Clone(req.params), Files: slices.Clone(req.files), Header: req.header.Clone(), InBatch: req.batched,
		Status: answer.status, Error: refusal,
	}
	if r != nil {
		c.Op = r.op.Op
	}
	for _, f := range faults {
		c.Faults = append(c.Faults, f.name)
	}
	return c
}
