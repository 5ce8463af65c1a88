package graph

import (
	"context"
	"errors"
	"iter"
	"maps"
	"net/url"
	"slices"
)

// ErrCursorStuck ends a list whose next page is one that was there before. The
// API does this at times; without a check the list would never end.
var ErrCursorStuck = errors.New("the next page is one that was there before")

// All walks a list, page after page, until the API names no next page. It makes
// the first call when ranged over, and each further one when its elements are
// wanted; breaking off costs nothing.
//
// A *[DecodeError] comes after the elements of its page, and the list goes on.
// Any other error is the last thing that the list yields: those of [Client.Do],
// [ErrCursorStuck], and the context's, which is checked before each element.
//
//go:noinline // a package has hundreds of methods that are nothing but this call
func All[T any](ctx context.Context, c *Client, path string, req any, opts ...CallOption) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		for page, err := range Pages[T](ctx, c, path, req, opts...) {
			if page != nil {
				for _, element := range page.Data {
					if err := canceled(ctx); err != nil {
						yield(zero, err)
						return
					}
					if !yield(element, nil) {
						return
					}
				}
			}
			if err != nil && !yield(zero, err) {
				return
			}
		}
	}
}

// Pages is [All] page by page, for summaries and for batches of work. A page
// is nil beside an error, except beside a *[DecodeError].
//
// The client of a generated package calls the package's version. The path is
// that of the package's List method:
//
//	graph.Pages[*graphapi.Post](ctx, api.Graph(), "/{page_id}/feed", &graphapi.ListPageFeedRequest{…})
func Pages[T any](ctx context.Context, c *Client, path string, req any, opts ...CallOption) iter.Seq2[*Edge[T], error] {
	return func(yield func(*Edge[T], error) bool) {
		p := newPager(c, path, req, opts)
		for !p.done {
			page := new(Edge[T])
			if !yield(Result(page, p.fetch(ctx, page))) {
				return
			}
		}
	}
}

// pager walks a list without knowing its elements.
type pager struct {
	call *call
	err  error // to be returned by the next fetch
	done bool

	last, mark   string // queries of pages that were there
	steps, power int    // when the mark moves on
}

func newPager(c *Client, path string, req any, opts []CallOption) *pager {
	call, err := c.newCall("GET", path, req, opts)
	if err == nil && call.queue != nil {
		err = call.wrap(errors.New("a batch has no next page; make this call by itself"))
	}
	return &pager{call: call, err: err, power: 1}
}

// fetch gets the next page.
func (p *pager) fetch(ctx context.Context, page edge) error {
	if err := canceled(ctx); err != nil && p.err == nil {
		p.err = p.call.wrap(err)
	}
	if p.err != nil {
		p.done = true
		return p.err
	}
	err := p.call.run(ctx, page)
	if err != nil && !isPartial(err) {
		p.done = true
		return err
	}
	p.advance(page.pages())
	return err
}

// advance points the call to the next page. It takes over the query of the
// link, whatever way of paging that stands for - cursors, offsets or times -
// but never its host, its path or its token.
func (p *pager) advance(paging *Paging) {
	if paging == nil || paging.Next == "" {
		p.done = true
		return
	}
	next, err := url.Parse(string(paging.Next))
	if err != nil {
		p.err = p.call.wrap(errors.New("paging.next is not a URL: " + excerpt([]byte(p.call.redact(string(paging.Next))))))
		return
	}
	query := next.Query()
	p.drop("after", "before", "offset", "__paging_token", "__previous")
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !isSecretParam(name) {
			p.call.setParam(name, query.Get(name))
		}
	}
	if p.seen(query.Encode()) {
		p.err = p.call.wrap(ErrCursorStuck)
	}
}

// drop removes what positioned the previous page.
func (p *pager) drop(names ...string) {
	p.call.params = slices.DeleteFunc(p.call.params, func(p param) bool {
		return slices.Contains(names, p.name)
	})
}

// seen tells whether a page was there before. Besides the last page it
// remembers one mark, which moves on after 1, 2, 4, 8 … pages: any circle is
// found by its second round, without remembering all pages (Brent).
func (p *pager) seen(query string) bool {
	if query == p.last || query == p.mark {
		return true
	}
	p.last = query
	if p.steps++; p.steps == p.power {
		p.mark, p.steps, p.power = query, 0, 2*p.power
	}
	return false
}
