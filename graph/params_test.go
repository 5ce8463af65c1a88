package graph

import (
	"encoding/json"
	"math"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everything has a field of each kind that generated requests have.
type everything struct {
	Text     string          `graph:"text"`
	Enum     folder          `graph:"enum"`
	ID       ID              `graph:"id"`
	Number   int64           `graph:"number"`
	Maybe    *int64          `graph:"maybe"`
	Ratio    float64         `graph:"ratio"`
	MayRatio *float64        `graph:"may_ratio"`
	Flag     bool            `graph:"flag"`
	MayFlag  *bool           `graph:"may_flag"`
	MayText  *string         `graph:"may_text"`
	Unsigned uint32          `graph:"unsigned"`
	When     *time.Time      `graph:"when"`
	Since    time.Time       `graph:"since,unix"`
	Own      Time            `graph:"own"`
	IDs      []ID            `graph:"ids"`
	Matrix   [][]int         `graph:"matrix"`
	Map      map[string]any  `graph:"map"`
	Nested   *nested         `graph:"nested"`
	Value    nested          `graph:"value"`
	Any      any             `graph:"any"`
	Raw      json.RawMessage `graph:"raw"`
	Fields   []Field         `graph:"fields"`
	Ignored  string
	hidden   string `graph:"hidden"`
}

type nested struct {
	City string     `json:"city,omitzero"`
	At   *time.Time `json:"at,omitzero"`
}

func TestEncodingOfParameters(t *testing.T) {
	at := time.Date(2024, 2, 3, 4, 5, 6, 0, time.FixedZone("", 3600))
	for _, tc := range []struct {
		name string
		req  everything
		want string // of the decoded query
	}{
		{"unset is never sent", everything{hidden: "x", Ignored: "x"}, ""},
		{"text", everything{Text: "a&b=c d"}, "text=a&b=c d"},
		{"enum in its exact case", everything{Enum: "page_done"}, "enum=page_done"},
		{"number", everything{Number: -7}, "number=-7"},
		{"zero by pointer", everything{Maybe: new(int64(0))}, "maybe=0"},
		{"false by pointer", everything{MayFlag: new(false)}, "may_flag=false"},
		{"empty by pointer", everything{MayText: new("")}, "may_text="},
		{"float without exponent", everything{Ratio: 1e21}, "ratio=1000000000000000000000"},
		{"small float", everything{MayRatio: new(0.1)}, "may_ratio=0.1"},
		{"true", everything{Flag: true}, "flag=true"},
		{"unsigned", everything{Unsigned: math.MaxUint32}, "unsigned=4294967295"},
		{"time in RFC 3339 and UTC", everything{When: &at}, "when=2024-02-03T03:05:06Z"},
		{"time in unix seconds", everything{Since: at}, "since=1706929506"},
		{"graph.Time", everything{Own: Time{at}}, "own=2024-02-03T03:05:06Z"},
		{"list as JSON", everything{IDs: []ID{"1", "2"}}, `ids=["1","2"]`},
		{"an empty list, set on purpose", everything{IDs: []ID{}}, `ids=[]`},
		{"list of lists", everything{Matrix: [][]int{{1}, {2, 3}}}, `matrix=[[1],[2,3]]`},
		{"map as sorted JSON", everything{Map: map[string]any{"b": 1, "a": "x"}}, `map={"a":"x","b":1}`},
		{"struct as JSON", everything{Nested: &nested{City: "Köln"}}, `nested={"city":"Köln"}`},
		{"empty struct by pointer", everything{Nested: &nested{}}, `nested={}`},
		{"struct by value", everything{Value: nested{City: "x"}}, `value={"city":"x"}`},
		{"any with a string", everything{Any: "plain"}, `any=plain`},
		{"any with an object", everything{Any: map[string]int{"a": 1}}, `any={"a":1}`},
		{"any with a number", everything{Any: 5}, `any=5`},
		{"raw JSON", everything{Raw: json.RawMessage(`{"a": 1}`)}, `raw={"a":1}`},
		{"fields", everything{Fields: Fields("id", "name")}, `fields=id,name`},
		{"in the order of the struct", everything{Flag: true, Text: "x", ID: "5"}, `text=x&id=5&flag=true`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, err := New("").newCall("GET", "/me", &tc.req, nil)
			require.NoError(t, err)
			got, err := url.QueryUnescape(c.form())
			require.NoError(t, err)
			assert.Equal(t, tc.want, got)
			_, err = url.ParseQuery(c.form())
			require.NoError(t, err)
		})
	}
}

type needy struct {
	ID     ID             `graph:"id,path"`
	Name   string         `graph:"name,required"`
	Kind   folder         `graph:"kind,required"`
	List   []string       `graph:"list,required"`
	Map    map[string]any `graph:"map,required"`
	Any    any            `graph:"any,required"`
	Time   time.Time      `graph:"time,required"`
	Number int64          `graph:"number,required"`
	Flag   bool           `graph:"flag,required"`
	Ratio  float64        `graph:"ratio,required"`
	Object nested         `graph:"object,required"`
	File   *File          `graph:"file,required"`
}

func TestRequiredParametersAreCheckedAllAtOnceBeforeTheCall(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	const want = "graphapi: POST /{id}/labels: id is required; name is required; kind is required; list is required; " +
		"map is required; any is required; time is required; file is required"
	for name, req := range map[string]any{
		"zero": &needy{},
		"nil":  (*needy)(nil),
	} {
		err := api.client().Do(t.Context(), "POST", "/{id}/labels", req, nil)
		assert.EqualError(t, err, want, name)
		var re *RequestError
		require.ErrorAs(t, err, &re)
		assert.Len(t, re.Problems, 8)
	}
	assert.Empty(t, api.requests())
}

func TestRequiredNumbersAndFlagsAreAlwaysSent(t *testing.T) {
	type request struct {
		Number int64   `graph:"number,required"`
		Flag   bool    `graph:"flag,required"`
		Ratio  float64 `graph:"ratio,required"`
		Object nested  `graph:"object,required"`
	}
	c, err := New("").newCall("POST", "/me", &request{}, nil)
	require.NoError(t, err)
	assert.Equal(t, "number=0&flag=false&ratio=0&object=%7B%7D", c.form())
}

// Some required lists are usually empty: special_ad_categories of a campaign.
func TestRequiredListsMayBeEmpty(t *testing.T) {
	type request struct {
		List []string       `graph:"list,required"`
		Map  map[string]any `graph:"map,required"`
	}
	c, err := New("").newCall("POST", "/me", &request{List: []string{}, Map: map[string]any{}}, nil)
	require.NoError(t, err)
	assert.Equal(t, "list=%5B%5D&map=%7B%7D", c.form())
}

func TestWithParamGivesWhatIsRequired(t *testing.T) {
	c, err := New("").newCall("POST", "/{id}", &struct {
		ID   ID       `graph:"id,path"`
		List []string `graph:"list,required"`
	}{}, []CallOption{WithParam("list", "[]"), WithParam("id", "1")})
	require.NoError(t, err)
	assert.Equal(t, "/1", c.path)
	assert.Equal(t, "list=%5B%5D", c.form())
}

// What embeds a file is sent as what it is: an object.
func TestOnlyAFileIsAFile(t *testing.T) {
	type caption struct {
		*File `json:"-"`
		Text  string `json:"text"`
	}
	c, err := New("").newCall("POST", "/me", &struct {
		Value   caption  `graph:"value"`
		Pointer *caption `graph:"pointer"`
	}{caption{Text: "a"}, &caption{Text: "b"}}, nil)
	require.NoError(t, err)
	form, err := url.QueryUnescape(c.form())
	require.NoError(t, err)
	assert.Equal(t, `value={"text":"a"}&pointer={"text":"b"}`, form)
}

func TestValuesThatCannotBeSent(t *testing.T) {
	for want, req := range map[string]any{
		"ratio: NaN is not a number":     &everything{Ratio: math.NaN()},
		"may_ratio: +Inf is not":         &everything{MayRatio: new(math.Inf(1))},
		"any: cannot be sent as JSON":    &everything{Any: make(chan int)},
		"the request is a map[string]st": map[string]string{},
		`fields: "a,b" is not one field`: &everything{Fields: Fields("a,b")},
	} {
		err := New("").Do(t.Context(), "GET", "/me", req, nil)
		assert.ErrorContains(t, err, "graph: GET /me: "+want)
	}
}

func TestWithParamAddsAndReplaces(t *testing.T) {
	c, err := New("").newCall("GET", "/me", &everything{Text: "a"}, []CallOption{WithParam("text", "b"), WithParam("new", "c")})
	require.NoError(t, err)
	assert.Equal(t, "text=b&new=c", c.form())
}

func TestWithParamReplacesAPartOfThePath(t *testing.T) {
	for _, req := range []any{&listRequest{PageID: "1", Limit: 5}, &listRequest{Limit: 5}} {
		c, err := New("").newCall("GET", listPath, req, []CallOption{WithParam("page_id", "6"), WithParam("page_id", "7/8")})
		require.NoError(t, err)
		assert.Equal(t, "/7%2F8/conversations", c.path)
		assert.Equal(t, "limit=5", c.form())
	}
	_, err := New("").newCall("GET", listPath, &listRequest{PageID: "1"}, []CallOption{WithParam("page_id", "..")})
	require.EqualError(t, err, `graph: GET /{page_id}/conversations: page_id is "..", which is no id`)
}

func TestParamWithoutANameIsRefused(t *testing.T) {
	err := New("").Do(t.Context(), "GET", "/me", nil, nil, WithParam("", "x"))
	require.EqualError(t, err, "graph: GET /me: a parameter was given without a name")
}

func TestPathValuesFillOneSegment(t *testing.T) {
	for _, tc := range []struct{ id, want, problem string }{
		{"1234", "/v1.0/1234/conversations", ""},
		{"1234_5678", "/v1.0/1234_5678/conversations", ""},
		{"t_100:mid.$c", "/v1.0/t_100:mid.$c/conversations", ""},
		{"a/b", "/v1.0/a%2Fb/conversations", ""},
		{"../me", "/v1.0/..%2Fme/conversations", ""},
		{"1?fields=x", "/v1.0/1%3Ffields=x/conversations", ""},
		{"1#x", "/v1.0/1%23x/conversations", ""},
		{"%2e%2e", "/v1.0/%252e%252e/conversations", ""},
		{"a\r\nHost: b", "/v1.0/a%0D%0AHost:%20b/conversations", ""},
		{"{result=x:$.id}", "/v1.0/%7Bresult=x:$.id%7D/conversations", ""},
		{`a\b`, "/v1.0/a%5Cb/conversations", ""},
		{"", "", "page_id is required"},
		{".", "", `page_id is ".", which is no id`},
		{"..", "", `page_id is "..", which is no id`},
	} {
		api := newFakeAPI(t, replies(200, `{}`))
		c := api.client(WithVersion("v1.0"))
		err := c.Do(t.Context(), "GET", listPath, &listRequest{PageID: ID(tc.id)}, nil)
		if tc.problem != "" {
			require.EqualError(t, err, "graphapi: GET /{page_id}/conversations: "+tc.problem)
			assert.Empty(t, api.requests())
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, tc.want, api.last(t).rawPath)
		assert.Empty(t, api.last(t).query)
	}
}

func FuzzPathValue(f *testing.F) {
	for _, seed := range []string{"1", "..", "a/b", "?x", "{result=a:$.id}", "%2e", "\x00"} {
		f.Add(seed)
	}
	c := New("")
	f.Fuzz(func(t *testing.T, id string) {
		call, err := c.newCall("GET", listPath, &listRequest{PageID: ID(id)}, nil)
		if err != nil {
			return
		}
		u, err := url.Parse("https://h" + call.versioned())
		require.NoError(t, err)
		assert.Equal(t, "/"+id+"/conversations", u.Path)
		assert.Empty(t, u.RawQuery)
		assert.Empty(t, u.Fragment)
		assert.Equal(t, u.ResolveReference(&url.URL{Path: ""}).EscapedPath(), u.EscapedPath())
	})
}

func TestPathTemplatesThatDoNotFitTheRequest(t *testing.T) {
	err := New("").Do(t.Context(), "GET", "/{other}/x", &listRequest{PageID: "1"}, nil)
	require.EqualError(t, err, "graph: GET /{other}/x: the request has no field for path parameter other")
	err = New("").Do(t.Context(), "GET", "/{other", nil, nil)
	require.EqualError(t, err, "graph: GET /{other: the path has a { without }")
}
