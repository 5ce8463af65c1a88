package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const errInvalidParameter ErrorCode = 100

const fullError = `{"error":{
	"message":"(#100) Tried accessing nonexisting field (foo) on node type (Page)","type":"OAuthException","code":100,
	"error_subcode":33,"error_user_title":"Sorry","error_user_msg":"That did not work","is_transient":true,
	"error_data":{"blame":["foo"]},"fbtrace_id":"AbC"}}`

func errorOf(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	require.ErrorAs(t, err, &e)
	return e
}

func TestErrorHasAllThatTheAPISays(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("facebook-api-version", "v25.0")
		w.Header().Set("x-app-usage", `{"call_count":28,"total_time":"25","total_cputime":12.5}`)
		replies(400, fullError)(w, r)
	})
	resp := new(Response)
	out, err := list(t, api.client(), WithResponse(resp))
	assert.Nil(t, out)
	e := errorOf(t, err)
	assert.Equal(t, ErrorCode(100), e.Code)
	assert.Equal(t, 33, e.Subcode)
	assert.Equal(t, "OAuthException", e.Type)
	assert.Equal(t, "Sorry", e.UserTitle)
	assert.Equal(t, "That did not work", e.UserMessage)
	assert.Equal(t, "AbC", e.TraceID)
	assert.True(t, e.IsTransient)
	assert.JSONEq(t, `{"blame":["foo"]}`, string(e.ErrorData))
	assert.Equal(t, 400, e.HTTPStatus)
	assert.Equal(t, "v25.0", e.ServedVersion)
	assert.Equal(t, Load{CallCount: 28, TotalTime: 25, TotalCPUTime: 12.5}, e.Usage.App)
	assert.Equal(t, fullError, string(e.Raw))
	assert.Equal(t, "GET", e.Method)
	assert.Equal(t, "/1/conversations", e.Path)
	assert.EqualError(t, err, "graphapi: GET /1/conversations: (#100) Tried accessing nonexisting field (foo) on node type (Page) "+
		"(code 100, subcode 33, OAuthException, HTTP 400, trace AbC)")
	assert.Equal(t, 400, resp.Status, "the response is there beside an error")
	assert.Equal(t, e.Usage, resp.Usage)

	assert.ErrorIs(t, err, errInvalidParameter)
	assert.ErrorIs(t, err, errInvalidParameter.Sub(33))
	assert.ErrorIs(t, fmt.Errorf("wrapped: %w", err), Subcode{Code: 100, Subcode: 33})
	assert.NotErrorIs(t, err, errInvalidParameter.Sub(34))
	assert.NotErrorIs(t, err, ErrorCode(190))
	assert.NotErrorIs(t, err, ErrorCode(0))
	assert.NotErrorIs(t, err, io.EOF)

	field, ok := UnknownField(err)
	assert.True(t, ok)
	assert.Equal(t, Field("foo"), field)
}

// Each reply is a failure; what matters is that none is taken for a success.
func TestRepliesThatAreNoResult(t *testing.T) {
	for _, tc := range []struct {
		name       string
		status     int
		kind, body string
		want       string
		code       ErrorCode
		transient  bool
	}{
		{"JSON error", 400, "application/json", `{"error":{"message":"Bad","code":100}}`, "Bad (code 100, HTTP 400)", 100, false},
		{"as text/javascript", 400, "text/javascript; charset=UTF-8", `{"error":{"message":"Bad","code":100}}`, "Bad (code 100, HTTP 400)", 100, false},
		{"HTML page with 502", 502, "text/html", "<!DOCTYPE html><html><head><TITLE>Bad\n gateway</TITLE>", "502 Bad Gateway, an HTML page: Bad gateway (HTTP 502)", 0, true},
		{"HTML without a title", 500, "text/html", "<html><body>oops\x00\u202e", "500 Internal Server Error, an HTML page: <html><body>oops\ufffd\ufffd (HTTP 500)", 0, true},
		{"plain text with 503", 503, "text/plain", "try later", "503 Service Unavailable: try later (HTTP 503)", 0, true},
		{"empty body with 400", 400, "application/json", ``, "400 Bad Request, with an empty body (HTTP 400)", 0, false},
		{"unknown status", 599, "", ``, "599, with an empty body (HTTP 599)", 0, true},
		{"error within a 200", 200, "application/json", `{"error":{"message":"Bad","code":"190"}}`, "Bad (code 190, HTTP 200)", 190, false},
		{"error after data in a 200", 200, "application/json", `{"data":[],"error":{"message":"Half","code":2}}`, "Half (code 2, HTTP 200)", 2, true},
		{"empty body with 200", 200, "application/json", ``, "the reply is empty (HTTP 200)", 0, true},
		{"blank body with 200", 200, "application/json", " \n", "the reply is empty (HTTP 200)", 0, true},
		{"HTML page with 200", 200, "text/html", `<html>login`, "the reply is not JSON: <html>login (HTTP 200)", 0, true},
		{"truncated JSON", 200, "application/json", `{"data":[{"id":"1"},`, `the reply is not JSON: {"data":[{"id":"1"}, (HTTP 200)`, 0, true},
		{"null", 200, "application/json", `null`, "the reply is null instead of a result (HTTP 200)", 0, false},
		{"false", 200, "application/json", `false`, "the reply is false instead of a result (HTTP 200)", 0, false},
		{"OAuth error", 400, "application/json", `{"error":"invalid_request","error_description":"Missing redirect_uri"}`, "Missing redirect_uri (invalid_request, HTTP 400)", 0, false},
		{"OAuth error within a 200", 200, "application/json", `{"error":"invalid_request"}`, "invalid_request (invalid_request, HTTP 200)", 0, false},
		{"old error", 400, "application/json", `{"error_code":104,"error_msg":"Incorrect signature"}`, "Incorrect signature (code 104, HTTP 400)", 104, false},
		{"another old error", 400, "application/json", `{"error_type":"OAuthException","code":400,"error_message":"Bad"}`, "Bad (OAuthException, HTTP 400)", 0, false},
		{"members of the wrong kind", 400, "application/json", `{"error":{"message":["Bad"],"code":{"x":1},"type":7,"error_subcode":33}}`, "7 (subcode 33, 7, HTTP 400)", 0, false},
		{"JSON that is no object", 400, "application/json", `[1]`, "400 Bad Request: [1] (HTTP 400)", 0, false},
		{"an empty object", 401, "application/json", `{}`, "401 Unauthorized: {} (HTTP 401)", 0, false},
		{"lines in a message", 400, "application/json", `{"error":{"message":"a\nb\u0007"}}`, "a b\ufffd (HTTP 400)", 0, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			api := newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tc.kind)
				w.WriteHeader(tc.status)
				_, _ = io.WriteString(w, tc.body)
			})
			out, err := list(t, api.client())
			require.EqualError(t, err, "graphapi: GET /1/conversations: "+tc.want)
			assert.Nil(t, out)
			e := errorOf(t, err)
			assert.Equal(t, tc.code, e.Code)
			assert.Equal(t, tc.status, e.HTTPStatus)
			assert.Equal(t, tc.body, string(e.Raw))
			assert.Equal(t, tc.transient, IsTransient(err))
		})
	}
}

func TestFieldNamedErrorIsNoError(t *testing.T) {
	type node struct {
		ID    ID     `json:"id"`
		Error string `json:"error"`
	}
	for _, body := range []string{`{"id":"1","error":"x"}`, `{"id":"1","error":null}`, `{"id":"1","error":{"kind":"x"}}`, `{"id":"1","x":{"error":{"code":1}}}`} {
		api := newFakeAPI(t, replies(200, body))
		out := new(node)
		err := api.client().Do(t.Context(), "GET", "/1", nil, out)
		assert.Equal(t, ID("1"), out.ID, body)
		assert.True(t, err == nil || isPartial(err), body)
	}
}

func TestErrorDataIsUnwrapped(t *testing.T) {
	for in, want := range map[string]string{
		`{"a":1}`:             `{"a":1}`,
		`"{\"a\":1}"`:         `{"a":1}`,
		`"\"{\\\"a\\\":1}\""`: `{"a":1}`,
		`"\"null\""`:          ``,
		`"null"`:              ``,
		`null`:                ``,
		`""`:                  `""`,
		`"just text"`:         `"just text"`,
		`[]`:                  `[]`,
		`5`:                   `5`,
		`"{broken"`:           `"{broken"`,
	} {
		api := newFakeAPI(t, replies(400, `{"error":{"message":"Bad","code":1,"error_data":`+in+`}}`))
		_, err := list(t, api.client())
		e := errorOf(t, err)
		assert.Equal(t, want, string(e.ErrorData), in)
		assert.Equal(t, "Bad", e.Message)
	}
}

func TestErrorsHaveNoSecrets(t *testing.T) {
	escaped := strings.ReplaceAll(testToken, "/", `\/`)
	for _, body := range []string{
		`{"error":{"message":"Malformed access token ` + testToken + `","code":190,"error_data":{"t":"` + testToken + `"}}}`,
		`{"error":{"message":"Malformed access token ` + escaped + `","code":190,"error_user_msg":"` + escaped + `","error_user_title":"` + escaped + `"}}`,
		`{"error":{"message":"see https://h/?access_token=` + testToken + `","code":190}}`,
		`<html>` + testToken,
		`{"data":[{"id":{"access_token":"` + testToken + `"}}]}`,
		`{"data":[{"id":["` + testToken + `"]}]}`,
		`{"data":[{"id":["` + strings.Repeat("x", 100) + testToken + `"]}]}`,
		`"` + testToken + `"`,
	} {
		for _, status := range []int{200, 400} {
			api := newFakeAPI(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("WWW-Authenticate", `OAuth "Facebook Platform" "invalid_token" "`+testToken+`"`)
				w.WriteHeader(status)
				_, _ = io.WriteString(w, body)
			})
			_, err := list(t, api.client(WithAppSecret("the-app-secret")))
			require.Error(t, err)
			var log strings.Builder
			slog.New(slog.NewTextHandler(&log, nil)).Error("failed", "err", err)
			slog.New(slog.NewJSONHandler(&log, nil)).Error("failed", "err", err)
			var e *Error
			if errors.As(err, &e) {
				js, jsErr := json.Marshal(e)
				require.NoError(t, jsErr)
				assertNoSecret(t, string(e.Raw), string(e.ErrorData), e.Message, e.UserMessage, e.UserTitle, string(js))
				assertNoSecret(t, fmt.Sprint(e.Header))
			}
			var d *DecodeError
			if errors.As(err, &d) {
				for _, f := range d.Fields {
					assertNoSecret(t, f.Value, f.Err.Error(), fmt.Sprintf("%#v", f.Err))
				}
			}
			assertNoSecret(t, err.Error(), log.String(), fmt.Sprintf("%v %+v %s %q", err, err, err, err))
		}
	}
}

func TestErrorClasses(t *testing.T) {
	type classes struct{ limited, auth, permission, notFound, transient, reduce bool }
	for _, tc := range []struct {
		name string
		err  Error
		want classes
	}{
		{"app limit", Error{Code: 4}, classes{limited: true}},
		{"user limit", Error{Code: 17}, classes{limited: true}},
		{"page limit", Error{Code: 32}, classes{limited: true}},
		{"custom limit", Error{Code: 613}, classes{limited: true}},
		{"messenger limit", Error{Code: 80006}, classes{limited: true}},
		{"limit flagged as transient", Error{Code: 4, IsTransient: true}, classes{limited: true, transient: true}},
		{"429", Error{HTTPStatus: 429}, classes{limited: true}},
		{"token", Error{Code: 190, Subcode: 463}, classes{auth: true}},
		{"no token", Error{Code: 2500}, classes{auth: true}},
		{"401", Error{HTTPStatus: 401}, classes{auth: true}},
		{"401 with another code", Error{Code: 100, HTTPStatus: 401}, classes{}},
		{"permission", Error{Code: 200}, classes{permission: true}},
		{"permission 10", Error{Code: 10}, classes{permission: true}},
		{"permission 230", Error{Code: 230}, classes{permission: true}},
		{"not 300", Error{Code: 300}, classes{}},
		{"403", Error{HTTPStatus: 403}, classes{permission: true}},
		{"not found", Error{Code: 100, Subcode: 33, HTTPStatus: 400}, classes{notFound: true}},
		{"alias", Error{Code: 803}, classes{notFound: true}},
		{"404", Error{HTTPStatus: 404}, classes{notFound: true}},
		{"unknown", Error{Code: 1, HTTPStatus: 500}, classes{transient: true}},
		{"service", Error{Code: 2, HTTPStatus: 500}, classes{transient: true}},
		{"flagged", Error{Code: 368, IsTransient: true}, classes{transient: true}},
		{"gateway", Error{HTTPStatus: 502}, classes{transient: true}},
		{"a code with 500", Error{Code: 100, HTTPStatus: 500}, classes{}},
		{"reduce", Error{Code: 1, Message: "Please reduce the amount of data you're asking for, then retry your request", HTTPStatus: 500}, classes{reduce: true}},
		{"reduce insights", Error{Code: 100, Subcode: 1487534}, classes{reduce: true}},
		{"invalid parameter", Error{Code: 100, HTTPStatus: 400}, classes{}},
	} {
		err := fmt.Errorf("wrapped: %w", &tc.err)
		assert.Equal(t, tc.want, classes{IsRateLimited(err), IsAuth(err), IsPermission(err), IsNotFound(err), IsTransient(err), IsReduceData(err)}, tc.name)
	}
	for _, err := range []error{nil, io.EOF, errInvalidParameter} {
		assert.False(t, IsRateLimited(err) || IsAuth(err) || IsPermission(err) || IsNotFound(err) || IsTransient(err) || IsReduceData(err))
	}
}

func TestTextOfCodes(t *testing.T) {
	assert.EqualError(t, errInvalidParameter, "graph: error code 100")
	assert.EqualError(t, errInvalidParameter.Sub(33), "graph: error code 100, subcode 33")
}

func TestUnknownFieldOfOtherErrors(t *testing.T) {
	for _, err := range []error{
		nil, io.EOF, &Error{Code: 100, Message: "Invalid parameter"},
		&Error{Code: 190, Message: "nonexisting field (foo)"},
		&Error{Code: 100, Message: "nonexisting field (a,b)"},
		&Error{Code: 100, Message: "nonexisting field (foo"},
	} {
		_, ok := UnknownField(err)
		assert.False(t, ok, err)
	}
}

func TestUsageHeaders(t *testing.T) {
	api := newFakeAPI(t, func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-App-Usage", `{"call_count":1,"total_time":2,"total_cputime":3}`)
		h.Set("X-Page-Usage", `{"call_count":4,"total_time":5,"total_cputime":6}`)
		h.Set("X-Ad-Account-Usage", `{"acc_id_util_pct":9.67,"reset_time_duration":100,"ads_api_access_tier":"standard_access"}`)
		h.Set("X-Business-Use-Case-Usage", `{
			"22":[{"type":"messenger","call_count":95,"total_cputime":20,"total_time":"30","estimated_time_to_regain_access":7}],
			"11":[{"type":"pages","call_count":1},{"type":"instagram","call_count":2,"estimated_time_to_regain_access":3}]}`)
		h.Set("X-FB-Trace-ID", "T1")
		h.Set("Facebook-API-Version", "v19.0")
		replies(200, `{"data":[],"paging":{"next":"https:\/\/h\/?access_token=`+testToken+`\u0026after=1"}}`)(w, r)
	})
	resp := new(Response)
	_, err := list(t, api.client(), WithResponse(resp))
	require.NoError(t, err)
	assert.Equal(t, Usage{
		App:       Load{1, 2, 3},
		Page:      Load{4, 5, 6},
		AdAccount: AdAccountUsage{Used: 9.67, ResetTimeDuration: 100, AccessTier: "standard_access"},
		BusinessUseCase: []BusinessUsage{
			{BusinessID: "11", Kind: "pages", Load: Load{CallCount: 1}},
			{BusinessID: "11", Kind: "instagram", Load: Load{CallCount: 2}, RegainAccess: 3},
			{BusinessID: "22", Kind: "messenger", Load: Load{CallCount: 95, TotalTime: 30, TotalCPUTime: 20}, RegainAccess: 7},
		},
	}, resp.Usage)
	assert.Equal(t, "7m0s", resp.Usage.RegainAccess().String())
	assert.Equal(t, "T1", resp.TraceID)
	assert.Equal(t, "v19.0", resp.ServedVersion)
	assert.Equal(t, 200, resp.Status)
	assert.Equal(t, `{"data":[],"paging":{"next":"https:\/\/h\/?access_token=REDACTED\u0026after=1"}}`, string(resp.Raw))
}

func TestBrokenUsageHeadersSayNothing(t *testing.T) {
	h := http.Header{"X-App-Usage": {"{"}, "X-Business-Use-Case-Usage": {"[]"}, "X-Page-Usage": {`{"call_count":"many"}`}}
	assert.Equal(t, Usage{}, usageOf(h))
}

func TestVersionHook(t *testing.T) {
	api := newFakeAPI(t, inTurn(
		func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("facebook-api-version", "v19.0")
			replies(200, `{"data":[]}`)(w, r)
		},
		func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("facebook-api-version", "v21.0")
			replies(400, fullError)(w, r)
		},
		replies(200, `{"data":[]}`),
	))
	var seen [][2]string
	var log strings.Builder
	c := api.client(
		WithVersionHook(func(asked, served string) { seen = append(seen, [2]string{asked, served}) }),
		WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
	for range 3 {
		_, _ = list(t, c)
	}
	assert.Equal(t, [][2]string{{"v19.0", "v21.0"}}, seen)
	assert.Contains(t, log.String(), `msg="graph: served by another version" method=GET path=/1/conversations asked=v19.0 served=v21.0`)
}
