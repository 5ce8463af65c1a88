package graph

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Complaints from the issue threads of other clients, each as a test. Names
// are the repository and number of a thread: python, java, php and nodejs are
// Meta's business SDKs. What has a long test elsewhere has a short one here.
func TestComplaints(t *testing.T) {
	for name, complaint := range map[string]func(*testing.T){
		"python 71, airbyte 7133: numbers arrive as strings":            painNumbersAsStrings,
		"huandu 19: ids lose digits":                                    painIDsLoseDigits,
		"messenger-platform-go-sdk 2: an id is a string, then a number": painIDsOfTwoKinds,
		"java 441, restfb 478: an object for a string":                  painOtherShapes,
		"restfb 32, python 202: a count for a list":                     painCountForList,
		"java 144, restfb 1098: an unknown enum value":                  painUnknownEnum,
		"python 450, php 408: enum values in the exact case":            painEnumCase,
		"huandu 95: times without a colon":                              painTimes,
		"restfb 771: since in milliseconds is rejected":                 painSince,
		"gotgbot 31, gotgbot 168: zero values are sent by accident":     painZeroIsNotSent,
		"java 302, php 204: fields missing from the model":              painUnknownFields,
		"java 41, java 450: a field that does not exist any more":       painNonexistingField,
		"php 622, python 261: a file instead of its path":               painFile,
		"python 293, restfb 89: the subcode is ignored":                 painSubcode,
		"python 573, php 423: error_data is JSON in a string":           painErrorData,
		"nodejs 311: an empty error body":                               painEmptyError,
		"java 14, java 319: transient errors":                           painTransient,
		"nodejs 87, java 266: usage headers":                            painUsage,
		"exileum/meta-mcp 34, python 528: secrets in URLs":              painSecretsInURLs,
		"python 47: token and secret of different apps":                 painProofPerToken,
		"python 661, php 333: paging never ends":                        painPagingEnds,
		"python 203: manual paging eats memory":                         painPagingStops,
		"java 40, python 372, php-graph-sdk 619: batch items lost":      painBatch,
		"justwatch 75: reduce the amount of data":                       painReduceData,
		"justwatch 88: an own transport keeps token and retries":        painOwnTransport,
		"justwatch: not found is no success":                            painNotFound,
		"nodejs 6, java 124: a version that has expired":                painVersion,
	} {
		t.Run(name, complaint)
	}
}

func served(t *testing.T, body string) (*thread, error) {
	t.Helper()
	return get(t, newFakeAPI(t, replies(200, body)).client())
}

func painNumbersAsStrings(t *testing.T) {
	v, err := served(t, `{"message_count":"27155","score":"0.5","can_reply":"true"}`)
	require.NoError(t, err)
	assert.Equal(t, thread{Count: 27155, Score: 0.5, CanReply: true}, *v)
}

func painIDsLoseDigits(t *testing.T) {
	v, err := served(t, `{"id":10152368852405295123}`)
	require.NoError(t, err)
	assert.Equal(t, ID("10152368852405295123"), v.ID)
}

func painIDsOfTwoKinds(t *testing.T) {
	var hook struct {
		Entry []struct {
			ID   ID   `json:"id"`
			Time Time `json:"time"`
		} `json:"entry"`
	}
	require.NoError(t, json.Unmarshal([]byte(`{"entry":[{"id":"5","time":1458692752478},{"id":5,"time":1458692752}]}`), &hook))
	assert.Equal(t, hook.Entry[0].ID, hook.Entry[1].ID)
	assert.Equal(t, hook.Entry[0].Time.Unix(), hook.Entry[1].Time.Unix())
}

func painOtherShapes(t *testing.T) {
	resp := new(Response)
	api := newFakeAPI(t, replies(200, `{"id":"1","snippet":{"text":"x"},"score":0.5}`))
	v, err := get(t, api.client(), WithResponse(resp))
	var d *DecodeError
	require.ErrorAs(t, err, &d)
	assert.Equal(t, "snippet", d.Fields[0].Path)
	assert.Equal(t, thread{ID: "1", Score: 0.5}, *v, "the rest is there")
	text, err := Lookup[string](resp.Raw, d.Fields[0].Path+".text")
	require.NoError(t, err)
	assert.Equal(t, "x", text, "and the odd field is within reach")
}

func painCountForList(t *testing.T) {
	v, err := served(t, `{"id":"1","tags":{"count":0},"users":{},"messages":{"count":0},"labels":[]}`)
	require.NoError(t, err)
	assert.Empty(t, v.Tags)
	assert.Empty(t, v.Users)
	assert.Empty(t, v.Messages.Data)
	assert.Empty(t, v.Labels)
}

func painUnknownEnum(t *testing.T) {
	v, err := served(t, `{"folder":"MULTI_HASHES"}`)
	require.NoError(t, err)
	assert.Equal(t, folder("MULTI_HASHES"), v.Folder)
}

func painEnumCase(t *testing.T) {
	c, err := New("").newCall("GET", listPath, &listRequest{PageID: "1", Folder: "page_done", Platform: "INSTAGRAM"}, nil)
	require.NoError(t, err)
	assert.Equal(t, "folder=page_done&platform=INSTAGRAM", c.form())
}

func painTimes(t *testing.T) {
	v, err := served(t, `{"updated_time":"2016-05-17T10:05:09-0700"}`)
	require.NoError(t, err)
	assert.Equal(t, int64(1463504709), v.UpdatedTime.Unix())
}

func painSince(t *testing.T) {
	type request struct {
		Since time.Time `graph:"since,unix"`
	}
	c, err := New("").newCall("GET", "/me", &request{Since: time.UnixMilli(1463504709123)}, nil)
	require.NoError(t, err)
	assert.Equal(t, "since=1463504709", c.form())
}

func painZeroIsNotSent(t *testing.T) {
	c, err := New("").newCall("POST", "/me", &everything{}, nil)
	require.NoError(t, err)
	assert.Empty(t, c.form())
	c, err = New("").newCall("POST", "/me", &everything{Maybe: new(int64(0)), MayFlag: new(false)}, nil)
	require.NoError(t, err)
	assert.Equal(t, "maybe=0&may_flag=false", c.form())
}

func painUnknownFields(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"data":[{"id":"1","brand_new":{"a":"5"}}]}`))
	resp := new(Response)
	_, err := list(t, api.client(), WithResponse(resp), WithParam("new_param", "x"))
	require.NoError(t, err)
	n, err := Lookup[Int](resp.Raw, "data[0].brand_new.a")
	require.NoError(t, err)
	assert.Equal(t, Int(5), n)
	assert.Equal(t, "new_param=x", api.last(t).query)
}

// The field is dropped by the caller, who knows whether it can be spared.
func painNonexistingField(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Query().Get("fields"), "gone") {
			replies(400, `{"error":{"code":100,"message":"(#100) Tried accessing nonexisting field (gone) on node type (Page)"}}`)(w, r)
			return
		}
		replies(200, `{"id":"1"}`)(w, r)
	})
	fields := Fields("id", "gone", "name")
	for {
		u, err := getUser(t.Context(), api.client(), &getRequest{ID: "1", Fields: fields})
		if gone, ok := UnknownField(err); ok {
			var kept []Field
			for _, f := range fields {
				if f != gone {
					kept = append(kept, f)
				}
			}
			fields = kept
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, ID("1"), u.ID)
		break
	}
	assert.Equal(t, "fields=id%2Cname", api.last(t).query)
}

func painFile(t *testing.T) {
	var got received
	s := newUploadServer(t, &got)
	err := New("", WithBaseURL(s.URL)).Do(t.Context(), "POST", uploadPath,
		&uploadRequest{PageID: "1", Source: &File{Name: "v.mp4", Reader: strings.NewReader("video"), Size: 5}}, nil)
	require.NoError(t, err)
	assert.Equal(t, int64(5), got.size)
}

func painSubcode(t *testing.T) {
	api := newFakeAPI(t, replies(400, `{"error":{"code":2601,"error_subcode":1815107,"message":"x"}}`))
	_, err := list(t, api.client())
	require.ErrorIs(t, err, ErrorCode(2601))
	require.ErrorIs(t, err, ErrorCode(2601).Sub(1815107))
}

func painErrorData(t *testing.T) {
	api := newFakeAPI(t, replies(400, `{"error":{"code":100,"message":"x","error_data":"\"null\""}}`))
	_, err := list(t, api.client())
	assert.Nil(t, errorOf(t, err).ErrorData)
}

func painEmptyError(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-FB-Trace-Id", "T")
		w.WriteHeader(400)
	})
	_, err := list(t, api.client())
	e := errorOf(t, err)
	assert.Equal(t, "T", e.TraceID)
	assert.EqualError(t, err, "graphapi: GET /1/conversations: 400 Bad Request, with an empty body (HTTP 400, trace T)")
}

func painTransient(t *testing.T) {
	api := newFakeAPI(t, inTurn(replies(500, transient), replies(200, `{"id":"1"}`)))
	c := api.client(WithRetry(DefaultRetry))
	withoutPauses(c, 0)
	require.Error(t, c.Do(t.Context(), "POST", "/1", nil, nil), "a write is not repeated")
	api = newFakeAPI(t, inTurn(replies(500, transient), replies(200, `{"id":"1"}`)))
	c = api.client(WithRetry(DefaultRetry))
	withoutPauses(c, 0)
	_, err := get(t, c)
	require.NoError(t, err)
}

func painUsage(t *testing.T) {
	for _, status := range []int{200, 400} {
		api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("X-Page-Usage", `{"call_count":97}`)
			replies(status, `{"data":[]}`)(w, r)
		})
		resp := new(Response)
		_, err := list(t, api.client(), WithResponse(resp))
		assert.Equal(t, Float(97), resp.Usage.Page.CallCount)
		var e *Error
		if errors.As(err, &e) {
			assert.Equal(t, Float(97), e.Usage.Page.CallCount)
		}
	}
}

func painSecretsInURLs(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"data":[],"paging":{"next":"https://h/?access_token=`+testToken+`&after=a"}}`))
	resp := new(Response)
	page, err := list(t, api.client(), WithResponse(resp))
	require.NoError(t, err)
	assertNoSecret(t, string(page.Paging.Next), string(resp.Raw), api.last(t).query, api.client().String())
}

func painProofPerToken(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"data":[]}`))
	c := api.client(WithAppSecret("secret"))
	_, err := list(t, c, WithToken("one"))
	require.NoError(t, err)
	one := api.last(t).query
	_, err = list(t, c, WithToken("two"))
	require.NoError(t, err)
	assert.NotEqual(t, one, api.last(t).query)
	assert.Equal(t, "appsecret_proof="+proof(newSecret("secret"), newSecret("two")).reveal(), api.last(t).query)
}

func painPagingEnds(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"data":[{"id":"1"}],"paging":{"cursors":{"after":"still there"}}}`))
	ids, errs := walk(t, api.client())
	assert.Empty(t, errs)
	assert.Equal(t, []string{"1"}, ids)
}

func painPagingStops(t *testing.T) {
	api := newFakeAPI(t, pages(1000, "after", ""))
	n := 0
	for _, err := range All[*thread](t.Context(), api.client(), listPath, &listRequest{PageID: "1"}) {
		require.NoError(t, err)
		if n++; n == 5 {
			break
		}
	}
	assert.Len(t, api.requests(), 3)
}

func painBatch(t *testing.T) {
	api := newBatchAPI(t, func(r batchRequest) (int, string) {
		if strings.HasSuffix(r.RelativeURL, "/7") {
			return 0, ""
		}
		return echo(r)
	})
	c := api.client()
	b := NewBatch(c)
	for i := range 51 {
		_, err := getUser(t.Context(), c, &getRequest{ID: ID(strings.Repeat("7", i+1))}, InBatch(b))
		require.NoError(t, err)
	}
	require.ErrorIs(t, b.Do(t.Context()), ErrBatchItemMissing)
	assert.Len(t, api.requests(), 2)
	require.Error(t, b.Items()[0].Err)
	require.NoError(t, b.Items()[50].Err)
}

func painReduceData(t *testing.T) {
	api := newFakeAPI(t, upTo(5, replies(200, `{"data":[{"id":"1"}]}`)))
	out := new(Edge[*thread])
	require.NoError(t, api.client(WithLimitHalving()).Do(t.Context(), "GET", listPath, &listRequest{PageID: "1", Limit: 10}, out))
	assert.Len(t, out.Data, 1)
}

func painOwnTransport(t *testing.T) {
	s := httptest.NewTLSServer(inTurn(replies(500, transient), func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"snippet":"`+r.Header.Get("Authorization")+`"}`)
	}))
	defer s.Close()
	c := New("t0ken", WithBaseURL(s.URL), WithHTTPClient(s.Client()), WithRetry(DefaultRetry))
	withoutPauses(c, 0)
	v, err := get(t, c)
	require.NoError(t, err)
	assert.Equal(t, "Bearer t0ken", v.Snippet)
}

func painNotFound(t *testing.T) {
	api := newFakeAPI(t, replies(400, `{"error":{"message":"Unsupported get request. Object with ID '1' does not exist","type":"GraphMethodException","code":100,"error_subcode":33}}`))
	v, err := get(t, api.client())
	assert.Nil(t, v)
	assert.True(t, IsNotFound(err))
}

func painVersion(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("facebook-api-version", "v21.0")
		replies(400, `{"error":{"code":2635,"message":"You are calling a deprecated version of the Ads API."}}`)(w, r)
	})
	var served string
	_, err := list(t, api.client(WithVersionHook(func(_, s string) { served = s })))
	require.ErrorIs(t, err, ErrorCode(2635))
	assert.Equal(t, "v21.0", served)
	assert.Equal(t, "v21.0", errorOf(t, err).ServedVersion)
}
