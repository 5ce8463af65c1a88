package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// MaxBatch is how many calls the API takes in one request. A [Batch] may have
// more: it is then sent in several requests, one after the other.
const MaxBatch = 50

var (
	// ErrBatchItemMissing is a call of a batch that the API did not answer,
	// because the time of the batch ran out. Calling [Batch.Do] again sends it
	// again. Whether a write had an effect, the API does not say.
	ErrBatchItemMissing = errors.New("the batch ended before this call was answered")

	// ErrBatchNotSent is a call of a batch that was not sent, because the request
	// failed as a whole, or one before it. Calling [Batch.Do] again sends it.
	ErrBatchNotSent = errors.New("the batch failed")
)

// Batch collects calls and sends them together, which saves time, though each
// still counts against the limits. Generated methods, and [Client.Do], queue
// their call instead of making it when they are given [InBatch]: they return at
// once, and [Batch.Do] fills their results later.
//
//	b := graph.NewBatch(client)
//	page, _ := api.GetPage(ctx, pageReq, graph.InBatch(b, graph.Name("page")))
//	posts, _ := api.ListPageFeed(ctx, feedReq, graph.InBatch(b))
//	if err := b.Do(ctx); err != nil {
//		for _, item := range b.Items() {
//			if item.Err != nil { … }
//		}
//	}
//
// What is wrong with a request is returned by the method, and that request is
// not queued. Of lists a batch gets the first page. Files cannot be sent.
// A call may use the result of one before it; see [ResultOf].
type Batch struct {
	client *Client

	sending sync.Mutex // held while requests are under way
	mu      sync.Mutex // guards the rest
	items   []*BatchItem
	names   map[string]int // index of the item
}

// NewBatch returns an empty batch. It is sent with the token and version of
// client; its calls keep those of the clients that made them.
func NewBatch(client *Client) *Batch {
	return &Batch{client: client, names: make(map[string]int)}
}

// BatchItem is one call of a batch.
type BatchItem struct {
	Name   string // what [Name] gave
	Method string
	Path   string // as sent, without version, query and secrets

	// Err is the error that the call would have returned by itself,
	// [ErrBatchItemMissing] or [ErrBatchNotSent]. It is set by [Batch.Do].
	Err error

	call *call
	out  any
	done bool  // the API has answered
	uses []int // items before it
	wire batchRequest
}

// InBatch queues the call in b instead of making it. Without a batch, the call is
// made.
func InBatch(b *Batch, opts ...CallOption) CallOption {
	return func(c *call) {
		if b != nil {
			c.queue = b
		}
		c.apply(opts)
	}
}

// Name names a call within a batch, so that later ones can use its result. A
// name has letters, digits, "-" and "_", and is used once in a batch.
func Name(name string) CallOption {
	return func(c *call) { c.name = name }
}

// DependsOn has a call of a batch made after the named one, which must be in
// the batch already. [ResultOf] has the same effect.
func DependsOn(name string) CallOption {
	return func(c *call) { c.dependsOn = name }
}

// ResultOf stands for a part of the result of a named call. It may be the value
// of any parameter of a later call in the same batch, or a part of one:
//
//	graph.ResultOf("posts", "$.data.*.id") // the ids of a list, with commas
//
// The path is a JSONPath. A reference to a name that is not in the batch is
// sent as the text that it is.
func ResultOf(name, path string) string {
	return resultPrefix + name + ":" + path + "}"
}

const resultPrefix = "{result="

// Items are the calls in the order in which they were queued.
func (b *Batch) Items() []*BatchItem {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.items)
}

// Item is the call of that name, or nil.
func (b *Batch) Item(name string) *BatchItem {
	b.mu.Lock()
	defer b.mu.Unlock()
	if i, ok := b.names[name]; ok {
		return b.items[i]
	}
	return nil
}

// Do sends the calls that the API has not answered yet, and fills their results
// and errors. Its own error joins those of all calls. The results must not be
// read before Do has returned.
func (b *Batch) Do(ctx context.Context) error {
	b.sending.Lock()
	defer b.sending.Unlock()
	items := b.Items()
	var failed error
	for _, chunk := range chunks(items) {
		if len(chunk) > MaxBatch {
			for _, item := range chunk {
				item.Err = item.call.wrap(fmt.Errorf("one of %d calls that use each other's results; a request has at most %d", len(chunk), MaxBatch))
			}
			continue
		}
		if failed == nil {
			failed = b.send(ctx, chunk)
		}
		if failed != nil {
			for _, item := range chunk {
				item.Err = item.call.wrap(fmt.Errorf("%w: %w", ErrBatchNotSent, failed))
			}
		}
	}
	var errs []error
	for _, item := range items {
		if item.Err != nil {
			errs = append(errs, item.Err)
		}
	}
	return errors.Join(errs...)
}

// add queues a call. It returns what is wrong with it.
func (b *Batch) add(c *call, out any) error {
	item := &BatchItem{Name: c.name, Method: c.method, Path: c.shownPath(), call: c, out: out, wire: b.render(c)}
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, taken := b.names[c.name]; taken {
		return c.wrap(fmt.Errorf("the name %q is used twice in a batch", c.name))
	}
	if c.name != "" && !isBatchName(c.name) {
		return c.wrap(fmt.Errorf("%q cannot be the name of a call in a batch", c.name))
	}
	if c.dependsOn != "" {
		i, ok := b.names[c.dependsOn]
		if !ok {
			return c.wrap(fmt.Errorf("depends on %q, which is not in the batch", c.dependsOn))
		}
		item.uses = append(item.uses, i)
	}
	for _, text := range []string{item.wire.RelativeURL, item.wire.Body} {
		for name := range references(text) {
			if i, ok := b.names[name]; ok {
				item.uses = append(item.uses, i)
			}
		}
	}
	if c.name != "" {
		b.names[c.name] = len(b.items)
	}
	b.items = append(b.items, item)
	return nil
}

// has tells whether a call of that name was queued.
func (b *Batch) has(name string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, ok := b.names[name]
	return ok
}

func isBatchName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_' && r != '-'
	})
}

// chunks divides the calls without an answer into requests. Calls that use each
// other's results stay together: such a group begins a new request when it
// does not fit into the current one.
func chunks(items []*BatchItem) [][]*BatchItem {
	group := make([]int, len(items)) // the first item of the group
	for i, item := range items {
		group[i] = i
		for _, used := range item.uses {
			merge(group[:i+1], group[used], group[i])
		}
	}
	members := make(map[int][]*BatchItem)
	wanted := wanted(items)
	for i, item := range items {
		if wanted[i] {
			members[group[i]] = append(members[group[i]], item)
		}
	}
	var all [][]*BatchItem
	var chunk []*BatchItem
	for i := range items {
		next := members[i] // nil but for the first of a group
		if len(chunk)+len(next) > MaxBatch && len(chunk) > 0 {
			all, chunk = append(all, chunk), nil
		}
		chunk = append(chunk, next...)
	}
	if len(chunk) > 0 {
		all = append(all, chunk)
	}
	return all
}

// wanted tells which calls to send: those without an answer, and again those
// whose results they use, if that is safe.
func wanted(items []*BatchItem) []bool {
	wanted := make([]bool, len(items))
	for i := len(items) - 1; i >= 0; i-- {
		if wanted[i] = wanted[i] || !items[i].done; !wanted[i] {
			continue
		}
		for _, used := range items[i].uses {
			wanted[used] = wanted[used] || items[used].call.repeatable
		}
	}
	return wanted
}

// merge makes two groups one, named by its first item.
func merge(group []int, a, b int) {
	first, other := min(a, b), max(a, b)
	for i, g := range group {
		if g == other {
			group[i] = first
		}
	}
}
