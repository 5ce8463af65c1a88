package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// newBatchAPI answers each part of a batch by itself; the answer "" is null.
func newBatchAPI(t *testing.T, answer func(r batchRequest) (status int, body string)) *fakeAPI {
	t.Helper()
	var api *fakeAPI
	api = newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
		var parts []json.RawMessage
		for _, r := range partsOf(t, api.last(t)) {
			status, body := answer(r)
			if body == "" {
				parts = append(parts, json.RawMessage("null"))
				continue
			}
			part, err := json.Marshal(map[string]any{
				"code": status, "body": body,
				"headers": []map[string]string{{"name": "facebook-api-version", "value": "v19.0"}, {"name": "x-app-usage", "value": `{"call_count":9}`}},
			})
			assert.NoError(t, err)
			parts = append(parts, part)
		}
		assert.NoError(t, json.NewEncoder(w).Encode(parts))
	})
	return api
}

func partsOf(t *testing.T, s sent) []batchRequest {
	t.Helper()
	form, err := url.ParseQuery(s.body)
	assert.NoError(t, err)
	var parts []batchRequest
	assert.NoError(t, json.Unmarshal([]byte(form.Get("batch")), &parts))
	return parts
}

func echo(r batchRequest) (int, string) {
	id, _, _ := strings.Cut(strings.TrimPrefix(r.RelativeURL, "v19.0/"), "/")
	id, _, _ = strings.Cut(id, "?")
	return 200, fmt.Sprintf(`{"id":%q}`, id)
}

type getRequest struct {
	ID     ID      `graph:"id,path"`
	Fields []Field `graph:"fields"`
	IDs    string  `graph:"ids"`
}

// getUser is as a generated method.
func getUser(ctx context.Context, c *Client, req *getRequest, opts ...CallOption) (*user, error) {
	out := new(user)
	return Result(out, c.Do(ctx, "GET", "/{id}", req, out, opts...))
}

func TestBatchFillsTheResultsOfItsCalls(t *testing.T) {
	api := newBatchAPI(t, echo)
	c := api.client(WithAppSecret("secret"))
	b := NewBatch(c)
	var users []*user
	for i := range 120 {
		u, err := getUser(t.Context(), c, &getRequest{ID: ID(fmt.Sprint(i + 1)), Fields: Fields("id")}, InBatch(b))
		require.NoError(t, err)
		assert.Equal(t, &user{}, u, "not yet")
		users = append(users, u)
	}
	out := new(created)
	resp := new(Response)
	require.NoError(t, c.Do(t.Context(), "POST", createPath, &createRequest{PageID: "p", Message: "a & b"}, out, InBatch(b), WithResponse(resp)))
	assert.Empty(t, api.requests())

	require.NoError(t, b.Do(t.Context()))
	for i, u := range users {
		assert.Equal(t, ID(fmt.Sprint(i+1)), u.ID)
	}
	assert.Equal(t, ID("p"), out.ID)
	assert.Equal(t, Float(9), resp.Usage.App.CallCount)
	assert.Equal(t, "v19.0", resp.ServedVersion)

	all := api.requests()
	require.Len(t, all, 3)
	sizes := []int{50, 50, 21}
	for i, r := range all {
		assert.Equal(t, "POST", r.method)
		assert.Equal(t, "/v19.0/", r.path)
		assert.Empty(t, r.query)
		assert.Equal(t, "Bearer "+testToken, r.header.Get("Authorization"))
		assert.Len(t, partsOf(t, r), sizes[i])
		assert.NotContains(t, r.body, "access_token")
		assert.Contains(t, r.body, "&appsecret_proof=")
	}
	proof := c.set.proof.reveal()
	assert.Equal(t, batchRequest{Method: "GET", RelativeURL: "v19.0/1?fields=id&appsecret_proof=" + proof}, partsOf(t, all[0])[0])
	assert.Equal(t, batchRequest{Method: "POST", RelativeURL: "v19.0/p/messages", Body: "message=a+%26+b&appsecret_proof=" + proof}, partsOf(t, all[2])[20])

	require.NoError(t, b.Do(t.Context()))
	assert.Len(t, api.requests(), 3, "all is answered")
}

func TestBatchHasAnErrorForEachItem(t *testing.T) {
	api := newBatchAPI(t, func(r batchRequest) (int, string) {
		switch {
		case strings.Contains(r.RelativeURL, "bad"):
			return 400, `{"error":{"code":100,"message":"Bad, and ` + testToken + `"}}`
		case strings.Contains(r.RelativeURL, "partial"):
			return 200, `{"id":[],"name":"n"}`
		case strings.Contains(r.RelativeURL, "html"):
			return 502, `<html>`
		case strings.Contains(r.RelativeURL, "blank"):
			return 200, ` `
		default:
			return echo(r)
		}
	})
	c := api.client()
	b := NewBatch(c)
	results := map[string]*user{}
	for _, id := range []string{"1", "bad", "partial", "html", "blank", "2"} {
		u, err := getUser(t.Context(), c, &getRequest{ID: ID(id)}, InBatch(b, Name("call-"+id)))
		require.NoError(t, err)
		results[id] = u
	}
	err := b.Do(t.Context())
	require.ErrorIs(t, err, errInvalidParameter)
	assertNoSecret(t, err.Error())
	assert.Equal(t, &user{ID: "1"}, results["1"])
	assert.Equal(t, &user{ID: "2"}, results["2"])
	assert.Equal(t, &user{Name: "n"}, results["partial"])
	assert.Equal(t, &user{}, results["bad"])
	require.NoError(t, b.Item("call-1").Err)
	require.EqualError(t, b.Item("call-bad").Err, "graphapi: GET /bad: Bad, and REDACTED (code 100, HTTP 400)")
	require.EqualError(t, b.Item("call-partial").Err, "graphapi: GET /partial: id: want an id, got []")
	require.EqualError(t, b.Item("call-html").Err, "graphapi: GET /html: 502 Bad Gateway, an HTML page: <html> (HTTP 502)")
	require.EqualError(t, b.Item("call-blank").Err, "graphapi: GET /blank: the reply is empty (HTTP 200)")
	assert.Nil(t, b.Item("other"))
	items := b.Items()
	require.Len(t, items, 6)
	assert.Equal(t, "call-html", items[3].Name)
	assert.Equal(t, "GET", items[3].Method)
	assert.Equal(t, "/html", items[3].Path)
}

func TestBatchItemsThatWereNotAnsweredAreSentAgain(t *testing.T) {
	first := true
	api := newBatchAPI(t, func(r batchRequest) (int, string) {
		if first && !strings.Contains(r.RelativeURL, "/1") {
			return 0, ""
		}
		return echo(r)
	})
	c := api.client()
	b := NewBatch(c)
	one, _ := getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b))
	two, _ := getUser(t.Context(), c, &getRequest{ID: "2"}, InBatch(b))
	three, _ := getUser(t.Context(), c, &getRequest{ID: "3"}, InBatch(b))
	err := b.Do(t.Context())
	require.ErrorIs(t, err, ErrBatchItemMissing)
	assert.ErrorContains(t, err, "graphapi: GET /2: the batch ended before this call was answered")
	assert.Equal(t, ID("1"), one.ID)
	first = false
	require.NoError(t, b.Do(t.Context()))
	assert.Equal(t, []ID{"1", "2", "3"}, []ID{one.ID, two.ID, three.ID})
	assert.Len(t, partsOf(t, api.last(t)), 2)
}

func TestBatchWithFewerRepliesThanCalls(t *testing.T) {
	api := newFakeAPI(t, replies(200, `[{"code":"200","body":{"id":"1"}}]`))
	c := api.client()
	b := NewBatch(c)
	one, _ := getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b))
	_, _ = getUser(t.Context(), c, &getRequest{ID: "2"}, InBatch(b))
	require.ErrorIs(t, b.Do(t.Context()), ErrBatchItemMissing)
	assert.Equal(t, ID("1"), one.ID, "a body that is no string is read too")
}

func TestBatchPartThatIsNoReplyFailsByItself(t *testing.T) {
	api := newFakeAPI(t, replies(200, `[7,{"code":200,"body":"{\"id\":\"2\"}"}]`))
	c := api.client()
	b := NewBatch(c)
	_, err := getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b))
	require.NoError(t, err)
	second, err := getUser(t.Context(), c, &getRequest{ID: "2"}, InBatch(b))
	require.NoError(t, err)
	require.EqualError(t, b.Do(t.Context()), "graphapi: GET /1: the reply is 7 instead of a result (HTTP 0)")
	assert.Equal(t, ID("2"), second.ID, "each call has the reply at its own place")
}

func TestBatchThatFailsAsAWhole(t *testing.T) {
	api := newFakeAPI(t, inTurn(replies(400, `{"error":{"code":4,"message":"limit"}}`), replies(200, `[{"code":200,"body":"{}"}]`)))
	c := api.client()
	b := NewBatch(c)
	for i := range 60 {
		_, err := getUser(t.Context(), c, &getRequest{ID: ID(fmt.Sprint(i))}, InBatch(b))
		require.NoError(t, err)
	}
	err := b.Do(t.Context())
	require.ErrorIs(t, err, ErrBatchNotSent)
	assert.True(t, IsRateLimited(err))
	assert.Len(t, api.requests(), 1, "the second request is not tried")
	for _, item := range b.Items() {
		require.ErrorIs(t, item.Err, ErrBatchNotSent)
	}
	require.ErrorIs(t, b.Do(t.Context()), ErrBatchItemMissing)
	require.NoError(t, b.Items()[0].Err)
}

func TestBatchUsesResultsByName(t *testing.T) {
	api := newBatchAPI(t, echo)
	c := api.client()
	b := NewBatch(c)
	_, err := getUser(t.Context(), c, &getRequest{ID: "me"}, InBatch(b, Name("first")))
	require.NoError(t, err)
	_, err = getUser(t.Context(), c, &getRequest{ID: ID(ResultOf("first", "$.id")), IDs: "1," + ResultOf("first", "$.data.*.id")}, InBatch(b))
	require.NoError(t, err)
	require.NoError(t, c.Do(t.Context(), "POST", createPath,
		&createRequest{PageID: "1", Message: `{"x":"` + ResultOf("first", "$.data[0].id") + `"} & ` + ResultOf("unknown", "$.id")},
		nil, InBatch(b, Name("second"), DependsOn("first"))))
	require.NoError(t, b.Do(t.Context()))
	parts := partsOf(t, api.last(t))
	require.Len(t, parts, 3)
	assert.Equal(t, batchRequest{Method: "GET", RelativeURL: "v19.0/me", Name: "first", OmitResponse: new(false)}, parts[0])
	assert.Equal(t, "v19.0/{result=first:$.id}?ids=1%2C{result=first:$.data.*.id}", parts[1].RelativeURL)
	assert.Equal(t, "message=%7B%22x%22%3A%22{result=first:$.data[0].id}%22%7D+%26+%7Bresult%3Dunknown%3A%24.id%7D", parts[2].Body)
	assert.Equal(t, "first", parts[2].DependsOn)
	assert.Contains(t, api.last(t).body, "omit_response_on_success%22%3Afalse")
}

func TestTextOfAUserIsNoReference(t *testing.T) {
	api := newBatchAPI(t, echo)
	c := api.client()
	b := NewBatch(c)
	_, _ = getUser(t.Context(), c, &getRequest{ID: "me"}, InBatch(b, Name("first")))
	for _, text := range []string{
		"{result=first:$.id&access_token=x}", "{result=first:$.id", "{result=first}", "{result=:$.id}",
		"{result={result=first:$ }", "{result=first:id}", "{result=fir st:$.id}",
	} {
		require.NoError(t, c.Do(t.Context(), "POST", createPath, &createRequest{PageID: "1", Message: text}, nil, InBatch(b)))
		items := b.Items()
		assert.Equal(t, "message="+url.QueryEscape(text), items[len(items)-1].wire.Body)
	}
}

func TestCallsThatUseEachOtherStayInOneRequest(t *testing.T) {
	api := newBatchAPI(t, echo)
	c := api.client()
	b := NewBatch(c)
	_, _ = getUser(t.Context(), c, &getRequest{ID: "0"}, InBatch(b))
	for i := range 45 {
		_, _ = getUser(t.Context(), c, &getRequest{ID: ID(fmt.Sprint(i + 1))}, InBatch(b))
	}
	_, _ = getUser(t.Context(), c, &getRequest{ID: "first"}, InBatch(b, Name("first")))
	for range 10 {
		_, _ = getUser(t.Context(), c, &getRequest{ID: ID(ResultOf("first", "$.id"))}, InBatch(b))
	}
	_, _ = getUser(t.Context(), c, &getRequest{ID: "last"}, InBatch(b))
	require.NoError(t, b.Do(t.Context()))
	all := api.requests()
	require.Len(t, all, 2)
	assert.Len(t, partsOf(t, all[0]), 46)
	second := partsOf(t, all[1])
	require.Len(t, second, 12)
	assert.Equal(t, "first", second[0].Name)
	assert.Equal(t, "v19.0/last", second[11].RelativeURL)
}

func TestTooManyCallsThatUseEachOther(t *testing.T) {
	api := newBatchAPI(t, echo)
	c := api.client()
	b := NewBatch(c)
	_, _ = getUser(t.Context(), c, &getRequest{ID: "first"}, InBatch(b, Name("first")))
	for range 50 {
		_, _ = getUser(t.Context(), c, &getRequest{ID: ID(ResultOf("first", "$.id"))}, InBatch(b))
	}
	other, _ := getUser(t.Context(), c, &getRequest{ID: "other"}, InBatch(b))
	err := b.Do(t.Context())
	require.ErrorContains(t, err, "graphapi: GET /first: one of 51 calls that use each other's results; a request has at most 50")
	assert.Equal(t, ID("other"), other.ID)
}

// A dependent call that was not answered cannot be sent without the call that it
// depends on, which is repeated if that is safe.
func TestSendingAgainWithWhatItDependsOn(t *testing.T) {
	first := true
	api := newBatchAPI(t, func(r batchRequest) (int, string) {
		if first && r.Name == "" {
			return 0, ""
		}
		return echo(r)
	})
	c := api.client()
	b := NewBatch(c)
	me, _ := getUser(t.Context(), c, &getRequest{ID: "me"}, InBatch(b, Name("first")))
	_, _ = getUser(t.Context(), c, &getRequest{ID: ID(ResultOf("first", "$.id"))}, InBatch(b))
	require.NoError(t, c.Do(t.Context(), "POST", createPath, &createRequest{PageID: "1", Message: "x"}, nil, InBatch(b, Name("post"))))
	_, _ = getUser(t.Context(), c, &getRequest{ID: "5"}, InBatch(b, DependsOn("post")))
	require.ErrorIs(t, b.Do(t.Context()), ErrBatchItemMissing)
	first = false
	require.NoError(t, b.Do(t.Context()))
	var sent []string
	for _, r := range partsOf(t, api.last(t)) {
		sent = append(sent, r.RelativeURL)
	}
	assert.Equal(t, []string{"v19.0/me", "v19.0/{result=first:$.id}", "v19.0/5"}, sent)
	assert.Equal(t, ID("me"), me.ID)
}

func TestBatchRefusesWrongNames(t *testing.T) {
	c := New("")
	b := NewBatch(c)
	_, err := getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b, Name("a")))
	require.NoError(t, err)
	for want, opt := range map[string]CallOption{
		`the name "a" is used twice in a batch`:           Name("a"),
		`"a:b" cannot be the name of a call in a batch`:   Name("a:b"),
		`depends on "unknown", which is not in the batch`: DependsOn("unknown"),
	} {
		u, err := getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b, opt))
		require.EqualError(t, err, "graph: GET /1: "+want)
		assert.Nil(t, u)
	}
	_, err = getUser(t.Context(), c, &getRequest{}, InBatch(b))
	require.EqualError(t, err, "graph: GET /{id}: id is required")
	assert.Len(t, b.Items(), 1)
}

func TestBatchOfDifferentTokensAndVersions(t *testing.T) {
	api := newBatchAPI(t, echo)
	bare := New(testToken, WithBaseURL(api.URL), WithAppSecret("secret"))
	c := bare.ForPackage("graphapi", "v19.0")
	b := NewBatch(bare)
	_, err := getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b), WithToken("page-token"))
	require.NoError(t, err)
	require.NoError(t, c.Do(t.Context(), "POST", createPath, &createRequest{PageID: "1", Message: "x"}, nil, InBatch(b), WithToken("page-token")))
	require.NoError(t, b.Do(t.Context()))
	s := api.last(t)
	assert.Equal(t, "/", s.path)
	assert.Empty(t, s.query, "tokens travel in the body")
	assert.Equal(t, "Bearer "+testToken, s.header.Get("Authorization"))
	pageProof := proof(newSecret("secret"), newSecret("page-token")).reveal()
	parts := partsOf(t, s)
	assert.Equal(t, "v19.0/1?access_token=page-token&appsecret_proof="+pageProof, parts[0].RelativeURL)
	assert.Equal(t, "message=x&access_token=page-token&appsecret_proof="+pageProof, parts[1].Body)
}

func TestErrorOfABatchHidesTheTokensOfItsItems(t *testing.T) {
	api := newFakeAPI(t, replies(400, `{"error":{"message":"Malformed access token page-token","code":190}}`))
	c := api.client()
	b := NewBatch(c)
	_, _ = getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b), WithToken("page-token"))
	err := b.Do(t.Context())
	require.True(t, IsAuth(err))
	assert.NotContains(t, err.Error(), "page-token")
}

func TestListInABatchAndNoIterator(t *testing.T) {
	api := newBatchAPI(t, func(batchRequest) (int, string) {
		return 200, `{"data":[null,{"id":1}],"paging":{"next":"https://h/?access_token=a&after=b"}}`
	})
	c := api.client()
	b := NewBatch(c)
	page, err := list(t, c, InBatch(b))
	require.NoError(t, err)
	for _, err := range All[*thread](t.Context(), c, listPath, &listRequest{PageID: "1"}, InBatch(b)) {
		require.EqualError(t, err, "graphapi: GET /1/conversations: a batch has no next page; make this call by itself")
	}
	require.NoError(t, b.Do(t.Context()))
	require.Len(t, page.Data, 1)
	assert.Equal(t, Link("https://h/?after=b"), page.Paging.Next)
}

func TestBatchOfReadsIsRepeatedAndOneWithWritesIsNot(t *testing.T) {
	for _, method := range []string{"GET", "POST"} {
		api := newFakeAPI(t, replies(500, transient))
		c := api.client(WithRetry(DefaultRetry))
		withoutPauses(c, 0)
		b := NewBatch(c)
		_, _ = getUser(t.Context(), c, &getRequest{ID: "1"}, InBatch(b))
		require.NoError(t, c.Do(t.Context(), method, "/2", nil, nil, InBatch(b)))
		require.Error(t, b.Do(t.Context()))
		assert.Len(t, api.requests(), map[string]int{"GET": 4, "POST": 1}[method])
	}
}

func TestBatchIsSafeForManyGoroutines(t *testing.T) {
	api := newBatchAPI(t, echo)
	c := api.client()
	b := NewBatch(c)
	users := make([]*user, 100)
	var wg sync.WaitGroup
	for i := range users {
		wg.Go(func() {
			users[i], _ = getUser(t.Context(), c, &getRequest{ID: ID(fmt.Sprint(i)), IDs: ResultOf("name-1", "$.id")}, InBatch(b, Name(fmt.Sprintf("name-%d", i))))
			b.Items()
		})
	}
	wg.Wait()
	_ = b.Do(t.Context())
	for _, item := range b.Items() {
		if item.Err != nil {
			assert.ErrorContains(t, item.Err, "calls that use each other's results")
		}
	}
}

func TestEmptyBatchSendsNothing(t *testing.T) {
	api := newBatchAPI(t, echo)
	require.NoError(t, NewBatch(api.client()).Do(t.Context()))
	assert.Empty(t, api.requests())
	b := NewBatch(nil)
	_, err := getUser(t.Context(), api.client(), &getRequest{ID: "1"}, InBatch(b))
	require.NoError(t, err)
	require.ErrorIs(t, b.Do(t.Context()), errNoClient)
}
