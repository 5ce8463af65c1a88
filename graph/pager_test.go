package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pages answers with numbered pages, each with a link as the API writes it:
// to its own host, with the token.
func pages(n int, position string, last string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		i, _ := strconv.Atoi(q.Get(position))
		var next string
		if i+1 < n {
			q.Set(position, strconv.Itoa(i+1))
			q.Set("access_token", testToken)
			q.Set("limit", "2")
			text, _ := json.Marshal("https://graph.example/v19.0/other/path?" + q.Encode())
			next = `,"next":` + string(text)
		}
		_, _ = fmt.Fprintf(w, `{"data":[{"id":%d},{"id":%d}],"paging":{"cursors":{"after":"c%d"}%s%s}}`, 2*i, 2*i+1, i, next, last)
	}
}

func walk(t *testing.T, c *Client, opts ...CallOption) (ids []string, errs []error) {
	t.Helper()
	for v, err := range All[*thread](t.Context(), c, listPath, &listRequest{PageID: "1", Platform: "instagram", Fields: Fields("id")}, opts...) {
		if err != nil {
			assert.Nil(t, v)
			errs = append(errs, err)
			continue
		}
		ids = append(ids, string(v.ID))
	}
	return ids, errs
}

func TestAllWalksEveryWayOfPaging(t *testing.T) {
	for _, position := range []string{"after", "offset", "until", "__paging_token"} {
		t.Run(position, func(t *testing.T) {
			api := newFakeAPI(t, pages(3, position, `,"previous":"https://h/?before=x"`))
			ids, errs := walk(t, api.client())
			assert.Empty(t, errs)
			assert.Equal(t, []string{"0", "1", "2", "3", "4", "5"}, ids)
			all := api.requests()
			require.Len(t, all, 3)
			for i, r := range all {
				assert.Equal(t, "/v19.0/1/conversations", r.path, "never the path of the link")
				assert.NotContains(t, r.query, "access_token")
				assert.Equal(t, "Bearer "+testToken, r.header.Get("Authorization"))
				q, err := url.ParseQuery(r.query)
				require.NoError(t, err)
				assert.Equal(t, "instagram", q.Get("platform"))
				assert.Equal(t, "id", q.Get("fields"))
				if i > 0 {
					assert.Equal(t, strconv.Itoa(i), q.Get(position))
					assert.Equal(t, "2", q.Get("limit"), "what the link adds is kept")
				}
			}
		})
	}
}

func TestLinkThatNamesOnlyThePositionKeepsTheRest(t *testing.T) {
	api := newFakeAPI(t, inTurn(
		replies(200, `{"data":[{"id":1}],"paging":{"next":"/?after=x"}}`),
		replies(200, `{"data":[{"id":2}]}`)))
	req := &listRequest{PageID: "1", Platform: "messenger", Before: "b", Limit: 7}
	for _, err := range All[*thread](t.Context(), api.client(), listPath, req) {
		require.NoError(t, err)
	}
	assert.Equal(t, "platform=messenger&limit=7&after=x", api.last(t).query, "but not the position of the page before")
	assert.Equal(t, "b", req.Before, "the request is not changed")
}

func TestAllEndsOnAbsentNextThoughTheCursorIsThere(t *testing.T) {
	for _, paging := range []string{``, `,"paging":{"cursors":{"before":"a","after":"b"}}`, `,"paging":null`, `,"paging":[]`, `,"paging":{"next":null}`, `,"paging":{"next":false}`, `,"paging":{"next":""}`} {
		api := newFakeAPI(t, replies(200, `{"data":[{"id":1}]`+paging+`}`))
		ids, errs := walk(t, api.client())
		assert.Equal(t, []string{"1"}, ids, paging)
		assert.Empty(t, errs, paging)
		assert.Len(t, api.requests(), 1, paging)
	}
}

func TestAllGoesOnOverAnEmptyPage(t *testing.T) {
	api := newFakeAPI(t, inTurn(
		replies(200, `{"data":[],"paging":{"next":"https://h/?after=1"}}`),
		replies(200, `{"data":{},"paging":{"next":"https://h/?after=2"}}`),
		replies(200, `{"data":[{"id":1}]}`)))
	ids, errs := walk(t, api.client())
	assert.Empty(t, errs)
	assert.Equal(t, []string{"1"}, ids)
}

func TestCursorThatDoesNotMoveIsAnError(t *testing.T) {
	for name, links := range map[string][]string{
		"stuck at once":     {"1"},
		"stuck after pages": {"1", "2", "3", "3"},
		"a circle":          {"1", "2", "3"},
		"a late circle":     {"a", "b", "c", "d", "e", "x", "y", "x", "y", "x", "y", "x", "y", "x", "y", "x", "y"},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			api := newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
				_, _ = fmt.Fprintf(w, `{"data":[{"id":%d}],"paging":{"next":"https://h/?after=%s&access_token=%d"}}`, n, links[n%len(links)], n)
				n++
			})
			ids, errs := walk(t, api.client())
			require.Len(t, errs, 1)
			require.ErrorIs(t, errs[0], ErrCursorStuck)
			require.EqualError(t, errs[0], "graphapi: GET /1/conversations: the next page is one that was there before")
			assert.NotEmpty(t, ids)
			assert.Less(t, len(ids), 3*len(links)+2)
		})
	}
}

func TestAllYieldsDecodeErrorsAfterTheirPageAndGoesOn(t *testing.T) {
	api := newFakeAPI(t, inTurn(
		replies(200, `{"data":[{"id":1},{"id":[]}],"paging":{"next":"https://h/?after=1"}}`),
		replies(200, `{"data":[{"id":2}]}`)))
	var seen []string
	for v, err := range All[*thread](t.Context(), api.client(), listPath, &listRequest{PageID: "1"}) {
		if err != nil {
			seen = append(seen, err.Error())
		} else {
			seen = append(seen, string(v.ID))
		}
	}
	assert.Equal(t, []string{"1", "", "graphapi: GET /1/conversations: data[1].id: want an id, got []", "2"}, seen)
}

func TestAllEndsWithTheErrorOfACall(t *testing.T) {
	api := newFakeAPI(t, inTurn(
		replies(200, `{"data":[{"id":1}],"paging":{"next":"https://h/?after=1"}}`),
		replies(400, `{"error":{"code":613,"message":"Calls"}}`)))
	ids, errs := walk(t, api.client())
	assert.Equal(t, []string{"1"}, ids)
	require.Len(t, errs, 1)
	assert.True(t, IsRateLimited(errs[0]))
	assert.Len(t, api.requests(), 2)

	_, errs = walk(t, api.client(), func(c *call) { c.template = "/{unknown}" })
	require.Len(t, errs, 1)
	var re *RequestError
	require.ErrorAs(t, errs[0], &re)
}

func TestAllChecksTheContextBetweenElementsAndPages(t *testing.T) {
	cause := errors.New("enough")
	for name, after := range map[string]int{"within a page": 1, "at the end of a page": 2} {
		t.Run(name, func(t *testing.T) {
			api := newFakeAPI(t, pages(3, "after", ""))
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			n := 0
			var last error
			for _, err := range All[*thread](ctx, api.client(), listPath, &listRequest{PageID: "1"}) {
				if last = err; err == nil {
					if n++; n == after {
						cancel(cause)
					}
				}
			}
			assert.Equal(t, after, n)
			require.ErrorIs(t, last, cause)
			require.ErrorIs(t, last, context.Canceled)
			assert.Len(t, api.requests(), 1)
		})
	}
}

func TestBreakingOffAsksForNothingMore(t *testing.T) {
	api := newFakeAPI(t, pages(3, "after", ""))
	for _, err := range All[*thread](t.Context(), api.client(), listPath, &listRequest{PageID: "1"}) {
		require.NoError(t, err)
		break
	}
	assert.Len(t, api.requests(), 1)
	all := All[*thread](t.Context(), api.client(), listPath, &listRequest{PageID: "1"})
	assert.Len(t, api.requests(), 1, "nothing is asked for before it is ranged over")
	for range 2 {
		n := 0
		for _, err := range all {
			require.NoError(t, err)
			n++
		}
		assert.Equal(t, 6, n, "it can be ranged over again")
	}
}

func TestPages(t *testing.T) {
	api := newFakeAPI(t, pages(2, "after", `,"previous":"https://h/?before=x&access_token=`+testToken+`"`))
	resp := new(Response)
	for page, err := range Pages[*thread](t.Context(), api.client(), listPath, &listRequest{PageID: "1"}, WithResponse(resp)) {
		require.NoError(t, err)
		assert.Len(t, page.Data, 2)
		assert.Equal(t, "c0", page.Paging.Cursors.After)
		assert.Equal(t, 200, resp.Status)
		assertNoSecret(t, fmt.Sprintf("%v %+v %#v", page.Paging, page.Paging, page.Paging), string(resp.Raw))
		text, err := json.Marshal(page)
		require.NoError(t, err)
		assertNoSecret(t, string(text))
		break
	}
	assert.Len(t, api.requests(), 1)
}

func TestNextThatIsNoURL(t *testing.T) {
	for _, next := range []string{`"http://[::1"`, `"%zz://"`} {
		api := newFakeAPI(t, replies(200, `{"data":[{"id":1}],"paging":{"next":`+next+`}}`))
		ids, errs := walk(t, api.client())
		assert.Equal(t, []string{"1"}, ids)
		require.Len(t, errs, 1)
		assert.ErrorContains(t, errs[0], "paging.next is not a URL")
	}
}

const reduceData = `{"error":{"code":1,"message":"Please reduce the amount of data you're asking for, then retry your request"}}`

// upTo refuses limits beyond most.
func upTo(most int, answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		limit, err := strconv.Atoi(r.URL.Query().Get("limit"))
		if err != nil || limit > most {
			replies(500, reduceData)(w, r)
			return
		}
		answer(w, r)
	}
}

func TestTooMuchDataHalvesTheLimit(t *testing.T) {
	echo := func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if q.Get("after") == "" {
			_, _ = fmt.Fprintf(w, `{"data":[{"id":1}],"paging":{"next":"https://h/?after=1&limit=%s"}}`, q.Get("limit"))
			return
		}
		_, _ = io.WriteString(w, `{"data":[{"id":2}]}`)
	}
	api := newFakeAPI(t, upTo(6, echo))
	c := api.client(WithLimitHalving(), WithRetry(DefaultRetry))
	pauses := withoutPauses(c, 0)
	ids, errs := walk(t, c)
	assert.Empty(t, errs)
	assert.Equal(t, []string{"1", "2"}, ids)
	var limits []string
	for _, r := range api.requests() {
		q, _ := url.ParseQuery(r.query)
		limits = append(limits, q.Get("limit"))
	}
	assert.Equal(t, []string{"", "12", "6", "6"}, limits)
	assert.Empty(t, *pauses, "it is no matter of time")
}

func TestHalvingEndsAndMustBeAskedFor(t *testing.T) {
	api := newFakeAPI(t, upTo(0, replies(200, `{}`)))
	_, errs := walk(t, api.client(WithLimitHalving()))
	require.Len(t, errs, 1)
	assert.True(t, IsReduceData(errs[0]))
	assert.Len(t, api.requests(), 5, "25, 12, 6, 3, 1")

	_, errs = walk(t, api.client(WithRetry(DefaultRetry)))
	require.Len(t, errs, 1)
	assert.Len(t, api.requests(), 6, "without halving there is one call")

	_, err := get(t, api.client(WithLimitHalving()))
	require.Error(t, err)
	assert.Len(t, api.requests(), 7, "what is no list has no limit")
}

func TestHalvingIsLogged(t *testing.T) {
	api := newFakeAPI(t, upTo(12, replies(200, `{"data":[]}`)))
	var log strings.Builder
	_, errs := walk(t, api.client(WithLimitHalving(), WithLogger(newLogger(&log))))
	assert.Empty(t, errs)
	assert.Contains(t, log.String(), `msg="graph: limit halved" method=GET path=/1/conversations limit=12`)
}
