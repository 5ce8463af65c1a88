// Package templates turns a spec into the Go files of a typed client package.
// It writes no file itself.
package templates

import (
	"github.com/graphgen/graphgen/spec"
)

// Options says what to generate.
type Options struct {
	// Package is the name of the Go package.
	Package string
	// Only limits the output to these, with the types they need: a node and the
	// calls on it (Page), the calls on an edge (Page.conversations) or on all
	// edges (Page.*), or an operation (GET /{page_id}/conversations). None is
	// everything.
	Only []string
	// Depth is how many references to other nodes a selection follows; a node
	// further away is read as an object. Less than 0 follows all.
	Depth int
	// Lock holds the names that were given before; nil if none were.
	Lock *Lock
	// AllowRename lets names change that the Lock cannot keep, such as that of
	// a type which became two. Without it, they are an error.
	AllowRename bool
}

// File is one generated file.
type File struct {
	Name    string
	Content []byte
}

// Generate returns the Go files for api, sorted by name, and what there is to
// say of them: names that were taken, for example. The error, if there is one,
// lists everything that must be mended first.
func Generate(api *spec.API, o Options) ([]File, spec.Issues, error) {
	p, _, issues, err := settledPlan(api, o)
	if err != nil {
		return nil, issues, err
	}
	files, err := p.render() // printing only
	return files, issues, err
}

// GenerateLocked is Generate with the lock after it, as Names has it.
func GenerateLocked(api *spec.API, o Options) ([]File, *Lock, spec.Issues, error) {
	p, decls, issues, err := settledPlan(api, o)
	if err != nil {
		return nil, nil, issues, err
	}
	var lock *Lock
	switch {
	case len(o.Only) > 0:
		lock, err = Names(api, o)
	case decls == nil:
		lock = o.Lock.With(p.declarations())
	default:
		lock = o.Lock.With(decls)
	}
	if err != nil {
		return nil, nil, issues, err
	}
	files, err := p.render()
	return files, lock, issues, err
}

// settledPlan makes every decision and finds every error. The declarations are
// nil if no lock asked for them.
func settledPlan(api *spec.API, o Options) (*plan, []*spec.Decl, spec.Issues, error) {
	p, issues := newPlan(api, o)
	if err := issues.Err(); err != nil {
		return nil, nil, issues, err
	}
	if o.Lock == nil || o.AllowRename {
		return p, nil, issues, nil
	}
	decls := p.declarations()
	if moved := o.Lock.moved(decls); len(moved) > 0 {
		return nil, nil, append(issues, moved...), moved
	}
	return p, decls, issues, nil
}
