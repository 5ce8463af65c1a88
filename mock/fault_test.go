package mock_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/mock"
)

func TestShapes(t *testing.T) {
	const target = "/1?fields=opened,kind,rating,tags,hours,owner,place,items.limit(1){id,price}"
	for _, tc := range []struct {
		fault mock.Fault
		want  string // in the reply
		not   string // but in the reply without the fault
	}{
		{mock.NumbersAsStrings(), `"rating":"1"`, `"rating":1`},
		{mock.IDsAsNumbers(), `"data":[{"id":990002702750000001`, `"data":[{"id":"990002702750000001"`},
		{mock.BareIDs(), `"owner":"9900`, `"owner":{"id":`},
		{mock.ObjectForList(), `"tags":{}`, `"tags":[`},
		{mock.CountForEdge(), `"items":{"count":0}`, `"items":{"data":`},
		{mock.ListForMap(), `"hours":[],`, `"hours":{`},
		{mock.ListForMap(), `"place":[],`, `"place":{`},
		{mock.Nulls(), `"opened":null,"kind":null,"rating":null`, `"kind":"ONLINE"`},
		{mock.UnixTimes(), `"opened":1704207845`, `"opened":"2024`},
		{mock.UnknownValues(), `"kind":"NEW_VALUE"`, `"kind":"ONLINE"`},
		{mock.UnknownFields(), `"new_field":{"since":"yesterday"}`, ``},
		{mock.BadTimes(), `"opened":{"date":"tomorrow"}`, `"opened":"2024`},
		{mock.NoNext(), `"paging":{"cursors"`, `"next":`},
	} {
		plain := newShop(t).get(target)
		spoilt := newShop(t, mock.WithFault(tc.fault)).get(target)
		assert.True(t, json.Valid([]byte(spoilt)), spoilt)
		assert.Contains(t, spoilt, tc.want)
		assert.Contains(t, plain, tc.not)
		if tc.not != "" {
			assert.NotContains(t, spoilt, tc.not)
		} else {
			assert.NotContains(t, plain, tc.want)
		}
	}
	stuck := newShop(t, mock.WithFault(mock.StuckCursor()))
	first, second := stuck.get("/1/items?limit=2&fields=id"), stuck.get("/1/items?limit=2&fields=id&after=MS9pdGVtczow")
	next := func(body string) string {
		_, after, _ := strings.Cut(body, `"next":`)
		return strings.Split(after, `"`)[1]
	}
	assert.Equal(t, next(first), next(second))
}

func TestBrokenReplies(t *testing.T) {
	whole := newShop(t).serve("GET", "/1", "", "").Body.String()
	for _, tc := range []struct {
		faults      []mock.Fault
		status      int
		contentType string
		body        string
	}{
		{[]mock.Fault{mock.Truncated()}, 200, "application/json", whole[:len(whole)/2]},
		{[]mock.Fault{mock.Empty()}, 200, "application/json", ""},
		{[]mock.Fault{mock.Gateway()}, 502, "text/html", "<!DOCTYPE html>"},
		{[]mock.Fault{mock.JavaScript()}, 200, "text/javascript", whole},
		{[]mock.Fault{mock.Failing(mock.Error{Code: 190, Subcode: 463, Message: "Expired"}), mock.JavaScript()}, 400, "text/javascript",
			`{"error":{"message":"Expired","type":"OAuthException","code":190,"error_subcode":463,"fbtrace_id":"mock0000001"}}`},
		{[]mock.Fault{mock.Failing(mock.Error{Code: 80001, Status: 200})}, 200, "application/json", `{"error":{"message":"(#80001) Too many calls"`},
		{[]mock.Fault{mock.Transient()}, 500, "application/json", `{"error":{"message":"An unexpected error has occurred. Please retry your request later.","type":"OAuthException","code":2,"is_transient":true`},
		{[]mock.Fault{mock.Failing(mock.Error{Code: 200, UserTitle: "No", UserMessage: "Not you"}), mock.Empty()}, 403, "application/json", ""},
		{[]mock.Fault{mock.Failing(mock.Error{Code: 803, UserTitle: "No", UserMessage: "Not it"})}, 404, "application/json",
			`{"error":{"message":"(#803) An error of the mock","type":"OAuthException","code":803,"error_user_title":"No","error_user_msg":"Not it"`},
	} {
		w := newShop(t, mock.WithFault(tc.faults...)).serve("GET", "/1", "", "")
		assert.Equal(t, tc.status, w.Code)
		assert.Contains(t, w.Header().Get("Content-Type"), tc.contentType)
		if tc.body == "" {
			assert.Empty(t, w.Body.String())
		} else {
			assert.Contains(t, w.Body.String(), tc.body)
		}
	}
	w := newShop(t, mock.WithFault(mock.Failing(mock.Error{Code: 190}))).serve("GET", "/1?suppress_http_code=1", "", "")
	assert.Equal(t, http.StatusOK, w.Code)
}

func TestRateLimits(t *testing.T) {
	s := newShop(t, mock.WithFault(mock.RateLimited(7).First(1)))
	w := s.serve("GET", "/1/items", "", "")
	assert.Contains(t, w.Body.String(), `"code":80001`, "the code that the reference lists")
	assert.JSONEq(t, `{"call_count":100,"total_cputime":50,"total_time":50}`, w.Header().Get("X-App-Usage"))
	assert.Contains(t, w.Header().Get("X-Business-Use-Case-Usage"), `"type":"pages","call_count":100,"total_cputime":50,"total_time":50,"estimated_time_to_regain_access":7`)
	assert.Equal(t, http.StatusOK, s.serve("GET", "/1/items", "", "").Code)
	s = newShop(t, mock.WithFault(mock.RateLimited(1)))
	assert.Contains(t, s.get("/1"), `"code":4,`)
}

func TestWhichRepliesAreSpoilt(t *testing.T) {
	statuses := func(s shopServer, requests ...string) string {
		var all []string
		for _, r := range requests {
			method, target, _ := strings.Cut(r, " ")
			all = append(all, fmt.Sprint(s.serve(method, target, "", "").Code))
		}
		return strings.Join(all, " ")
	}
	six := []string{"GET /1", "GET /1/items", "GET /1", "POST /1", "GET /1", "GET /1"}
	for want, fault := range map[string]mock.Fault{
		"502 502 502 502 502 502": mock.Gateway(),
		"200 502 200 502 200 502": mock.Gateway().Every(2),
		"502 502 200 200 200 200": mock.Gateway().First(2),
		"200 200 502 200 200 200": mock.Gateway().Every(3).First(3),
		"502 200 502 502 502 502": mock.Gateway().On("/{shop_id}"),
		"502 502 502 200 502 502": mock.Gateway().On("GET"),
		"200 200 200 502 200 200": mock.Gateway().On("POST /{shop-id}"),
		"200 200 502 200 200 502": mock.Gateway().On("GET /{shop_id}").Every(2),
	} {
		assert.Equal(t, want, statuses(newShop(t, mock.WithFault(fault)), six...))
	}
	assert.Equal(t, "404 200", statuses(newShop(t, mock.WithFault(mock.Failing(mock.Error{Code: 803}).First(1))), "GET /1", "GET /1"))
	assert.Equal(t, "400 502", statuses(newShop(t, mock.WithFault(mock.Gateway().First(1))), "GET /1?x=y", "GET /1"), "a refusal is not hidden, and does not count")

	s := newShop(t, mock.WithFault(mock.Gateway().Chance(0.25)))
	spoilt := strings.Count(statuses(s, strings.Split(strings.Repeat("GET /1,", 400), ",")[:400]...), "502")
	assert.InDelta(t, 100, spoilt, 30)
}

func TestDelays(t *testing.T) {
	var slept []time.Duration
	sleep := mock.WithSleep(func(_ context.Context, d time.Duration) error {
		slept = append(slept, d)
		return nil
	})
	w := newShop(t, sleep, mock.WithFault(mock.Latency(time.Second), mock.Slow(time.Minute))).serve("GET", "/1", "", "")
	assert.Equal(t, time.Second, slept[0])
	assert.Len(t, slept, 1+8, "32 bytes in parts of four")
	assert.True(t, w.Flushed)
	assert.JSONEq(t, `{"id":"1","name":"example name"}`, w.Body.String())
}

func TestCutConnection(t *testing.T) {
	server := httptest.NewServer(newShop(t, mock.WithFault(mock.Cut().First(1))))
	defer server.Close()
	resp, err := http.Get(server.URL + "/1?access_token=x")
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	assert.NotEmpty(t, body)
}

func TestParseFault(t *testing.T) {
	value := map[string]string{"CODE[/SUBCODE]": "190/463", "MINUTES": "5", "TIME": "1ms"}
	for _, form := range mock.FaultForms() {
		name, want, _ := strings.Cut(form.Form, "=")
		text := name
		if want != "" {
			text += "=" + value[want]
		}
		f, err := mock.ParseFault(text + ",on=GET /{shop_id}/items,every=2,first=4")
		require.NoError(t, err, text)
		var calls mock.Recorder
		s := newShop(t, mock.WithFault(f), mock.WithObserver(calls.Add), mock.WithSleep(func(context.Context, time.Duration) error { return nil }))
		s.get("/1/items")
		s.get("/1/items")
		assert.Empty(t, calls.Calls()[0].Faults)
		assert.Equal(t, []string{name}, calls.Calls()[1].Faults)
		assert.NotEmpty(t, form.Doc)
	}
	for text, want := range map[string]string{
		"":              `there is no fault ""`,
		"fire":          `there is no fault "fire"`,
		"cut=1":         `"cut=1" must look like cut`,
		"latency":       `"latency" must look like latency=TIME`,
		"latency=soon":  `latency: "soon" is no time such as 200ms`,
		"rate-limit=x":  `rate-limit: "x" is no number of minutes`,
		"error=x":       `error: "x" is no code such as 190 or 190/463`,
		"error=1/x":     `error: "1/x" is no code such as 190 or 190/463`,
		"cut,first=0":   `cut: first must be a number from 1, not "0"`,
		"cut,chance=2":  `cut: chance must be a number between 0 and 1, not "2"`,
		"cut,sometimes": `cut: "sometimes" is none of on, every, first, chance`,
	} {
		_, err := mock.ParseFault(text)
		assert.EqualError(t, err, want)
	}
}

func TestBatch(t *testing.T) {
	var calls mock.Recorder
	s := newShop(t, mock.WithElements(2), mock.WithObserver(calls.Add))
	batch := func(items string) string { return s.post("/", "include_headers=false&batch="+items) }
	assert.JSONEq(t, `[
		{"code":200,"body":"{\"data\":[{\"price\":1,\"id\":\"990002702750000001\"},{\"price\":1,\"id\":\"990002702750000002\"}],\"paging\":{\"cursors\":{\"before\":\"MS9pdGVtczow\",\"after\":\"MS9pdGVtczox\"}}}"},
		null,
		{"code":200,"body":"{\"990002702750000001\":{\"price\":1,\"id\":\"990002702750000001\"},\"990002702750000002\":{\"price\":1,\"id\":\"990002702750000002\"}}"},
		{"code":400,"body":"{\"error\":{\"message\":\"(#100) The parameter price is required\",\"type\":\"OAuthException\",\"code\":100,\"error_data\":\"{\\\"blame_field_specs\\\":[[\\\"price\\\"]]}\",\"fbtrace_id\":\"mock0000001\"}}"},
		{"code":200,"body":"{\"id\":\"990002595160000001\"}"},
		null]`,
		strings.ReplaceAll(batch(`[
			{"method":"GET","relative_url":"v19.0/1/items?fields=price","name":"items","omit_response_on_success":false},
			{"method":"GET","relative_url":"1/items?fields=price","name":"kept"},
			{"method":"GET","relative_url":"?ids={result=items:$.data.*.id}%26fields=price","depends_on":"kept"},
			{"method":"POST","relative_url":"1/items","name":"failed"},
			{"method":"POST","relative_url":"1/items","body":"price=3"},
			{"method":"GET","relative_url":"1","depends_on":"failed"}]`), "/v19.0", ""))
	assert.Len(t, calls.Calls(), 5)
	assert.True(t, calls.Calls()[0].InBatch)
	assert.Contains(t, batch(`[{"method":"GET","relative_url":"{result=nobody:$.id}"}]`), "[null]")
	assert.Contains(t, batch(`{}`), "Param batch must be an array of requests")
	assert.Contains(t, batch(`[]`), "Param batch must not be empty")
	assert.Contains(t, batch("["+strings.Repeat(`{"method":"GET","relative_url":"1"},`, 50)+`{"method":"GET","relative_url":"1"}]`), "Maximum batch size is 50")

	s = newShop(t, mock.WithToken("token"), mock.WithToken("reader", "nothing"), mock.WithFault(mock.LostInBatch().Every(2), mock.Cut().On("GET")))
	assert.Regexp(t, `^\[\{"code":200,"headers":\[\{"name":"Content-Type".*\},null,\{"code":403`, s.post("/",
		`batch=[{"method":"GET","relative_url":"1"},{"method":"GET","relative_url":"1"},{"method":"POST","relative_url":"1","body":"access_token=reader"}]`))
	s = newShop(t, mock.WithToken("other"))
	assert.Contains(t, s.post("/", `batch=[{"method":"GET","relative_url":"1"}]`), `"code":190`)
}

func TestSameRequestsSameReplies(t *testing.T) {
	targets := []string{"/1", "/1/items", "/1?fields=owner,items{price}", "/1/nothing", "/me", "/?ids=3,4"}
	var runs [2]bytes.Buffer
	for i := range runs {
		s := newShop(t, mock.WithFault(mock.Gateway().Chance(0.5)))
		for _, target := range targets {
			w := s.serve("GET", target, "", "")
			fmt.Fprintln(&runs[i], w.Code, w.Header(), w.Body)
		}
	}
	assert.Equal(t, runs[0].String(), runs[1].String())
}

func TestServeEndsWithItsContext(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- newShop(t).Serve(ctx, listener) }()
	resp, err := http.Get("http://" + listener.Addr().String() + "/1?access_token=x")
	require.NoError(t, err)
	require.NoError(t, resp.Body.Close())
	assert.Equal(t, http.StatusOK, resp.StatusCode)
	cancel()
	require.NoError(t, <-ended)
	require.Error(t, newShop(t).Serve(t.Context(), listener), "the listener is closed")
}

func FuzzServer(f *testing.F) {
	for _, seed := range []string{
		"/1?fields=items.limit(2){price},place{city}", "/1/items?after=MS9pdGVtczow&summary=true", "/?ids=1,2", "/act_1", "/v19.0/me",
		`/1?place={"city":[]}`, "/1?fields=a.fields(b.as(c))", `/?batch=[{"method":"GET","relative_url":"{result=a:$.b}"}]`,
	} {
		f.Add(seed)
	}
	api := shopAPI(f)
	f.Fuzz(func(t *testing.T, target string) {
		path, query, _ := strings.Cut(target, "?")
		for _, method := range []string{"GET", "POST"} {
			r := httptest.NewRequest(method, "/", strings.NewReader(query))
			r.URL.Path, r.URL.RawPath = path, ""
			if method == "GET" {
				r.URL.RawQuery = query
			}
			r.Header.Set("Authorization", "Bearer x")
			r.Header.Set("Content-Type", formType)
			w := httptest.NewRecorder()
			mock.New(api).ServeHTTP(w, r)
			assert.True(t, json.Valid(w.Body.Bytes()), w.Body)
			if w.Code != http.StatusOK {
				assert.Contains(t, w.Body.String(), `"error":{"message":`)
			}
		}
	})
}
