package graph

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is not as documented, and what becomes of it.
func TestToleranceForReplies(t *testing.T) {
	for _, tc := range []struct {
		name, in string
		want     thread
		err      string // "" for none
	}{
		{"unknown enum value", `{"folder":"archive"}`, thread{Folder: "archive"}, ""},
		{"unknown member", `{"id":"1","new":{"a":[1]}}`, thread{ID: "1"}, ""},
		{"null for a string", `{"snippet":null}`, thread{}, ""},
		{"null for numbers", `{"message_count":null,"score":null,"can_reply":null,"updated_time":null}`, thread{}, ""},
		{"null for a list", `{"tags":null,"users":null}`, thread{}, ""},
		{"null for objects", `{"from":null,"owner":null,"messages":null}`, thread{}, ""},
		{"null for a map", `{"labels":null}`, thread{}, ""},
		{"null within a list", `{"users":[null,{"id":"1"}]}`, thread{Users: []*user{{ID: "1"}}}, ""},
		{"int as a string", `{"message_count":"5"}`, thread{Count: 5}, ""},
		{"id as a number", `{"id":17841400000000001}`, thread{ID: "17841400000000001"}, ""},
		{"bare id for an object", `{"from":"7","snippet":"x"}`, thread{From: &user{ID: "7"}, Snippet: "x"}, ""},
		{"bare number for an object", `{"from":7}`, thread{From: &user{ID: "7"}}, ""},
		{"bare id for an unknown object", `{"owner":"7"}`, thread{Owner: &Object{ID: "7"}}, ""},
		{"ids in a list of objects", `{"users":["7",8]}`, thread{Users: []*user{{ID: "7"}, {ID: "8"}}}, ""},
		{"[] for a map", `{"labels":[]}`, thread{Labels: map[string]string{}}, ""},
		{"a list for a map", `{"labels":["a","b"]}`, thread{Labels: map[string]string{"0": "a", "1": "b"}}, ""},
		{"false for a map", `{"labels":false}`, thread{}, ""},
		{"numbers in a map of strings", `{"labels":{"a":1,"b":true}}`, thread{Labels: map[string]string{"a": "1", "b": "true"}}, ""},
		{"{} for a list", `{"tags":{},"users":{}}`, thread{}, ""},
		{"false for a list", `{"tags":false}`, thread{}, ""},
		{"count for a list", `{"tags":{"count":0}}`, thread{}, ""},
		{"numbers that count nothing for a list", `{"tags":{"1":"a","0000000001":"b"}}`, thread{}, `graph: tags: want a list, got {"1":"a","0000000001":"b"}`},
		{"numbered members for a list", `{"tags":{"2":"c","0":"a","10":"d"}}`, thread{Tags: []string{"a", "c", "d"}}, ""},
		{"an edge for a list", `{"users":{"data":[{"id":"1"}],"paging":{}}}`, thread{Users: []*user{{ID: "1"}}}, ""},
		{"one object for a list", `{"users":{"id":"1"}}`, thread{Users: []*user{{ID: "1"}}}, ""},
		{"one string for a list", `{"tags":"a"}`, thread{Tags: []string{"a"}}, ""},
		{"[] for an object", `{"from":[]}`, thread{From: &user{}}, ""},
		{"a list of one for an object", `{"from":[{"id":"1"}]}`, thread{From: &user{ID: "1"}}, ""},
		{"false for an object", `{"from":false,"id":"1"}`, thread{ID: "1"}, ""},
		{"{} for an edge", `{"messages":{}}`, thread{Messages: &Edge[*message]{}}, ""},
		{"count for an edge", `{"messages":{"count":0}}`, thread{Messages: &Edge[*message]{}}, ""},
		{"false for an edge", `{"messages":false}`, thread{}, ""},
		{"[] for an edge", `{"messages":[]}`, thread{Messages: &Edge[*message]{Data: []*message{}}}, ""},
		{"a list for an edge", `{"messages":[{"id":"1"}]}`, thread{Messages: &Edge[*message]{Data: []*message{{ID: "1"}}}}, ""},
		{"one object in an edge", `{"messages":{"data":{"id":"1"}}}`, thread{Messages: &Edge[*message]{Data: []*message{{ID: "1"}}}}, ""},
		{"{} in an edge", `{"messages":{"data":{}}}`, thread{Messages: &Edge[*message]{}}, ""},
		{"[] for paging", `{"messages":{"data":[],"paging":[]}}`, thread{Messages: &Edge[*message]{Data: []*message{}, Paging: &Paging{}}}, ""},
		{"a number for a string", `{"snippet":5}`, thread{Snippet: "5"}, ""},
		{"a number for an enum", `{"folder":5}`, thread{Folder: "5"}, ""},

		{"an object for a string", `{"id":"1","snippet":{"a":1}}`, thread{ID: "1"}, `graph: snippet: want a string, got {"a":1}`},
		{"half a number", `{"id":"1","message_count":34.5}`, thread{ID: "1"}, `graph: message_count: want a whole number, got 34.5`},
		{"a list for a time", `{"updated_time":[1],"id":"1"}`, thread{ID: "1"}, `graph: updated_time: want a time, got [1]`},
		{"true for a list", `{"id":"1","tags":true}`, thread{ID: "1"}, `graph: tags: want a list, got true`},
		{"an object for a list of strings", `{"id":"1","tags":{"a":"b"}}`, thread{ID: "1"}, `graph: tags: want a list, got {"a":"b"}`},
		{"a string for a map", `{"id":"1","labels":"x"}`, thread{ID: "1"}, `graph: labels: want an object, got "x"`},
		{"true for an object", `{"id":"1","from":true}`, thread{ID: "1"}, `graph: from: want an object, got true`},
		{"two objects for one", `{"id":"1","from":[{"id":"1"},{"id":"2"}]}`, thread{ID: "1"}, `graph: from: want an object, got [{"id":"1"},{"id":"2"}]`},
		{"a string for an edge", `{"id":"1","messages":"x"}`, thread{ID: "1"}, `graph: messages: want a list, got "x"`},
		{"one bad element", `{"users":[{"id":"1"},true,{"id":"3"}]}`, thread{Users: []*user{{ID: "1"}, {ID: "3"}}}, `graph: users[1]: want an object, got true`},
		{"a bad member of an element", `{"users":[{"id":[],"name":"x"}]}`, thread{Users: []*user{{Name: "x"}}}, `graph: users[0].id: want an id, got []`},
		{"a bad value in a map", `{"labels":{"a":"x","b":[]}}`, thread{Labels: map[string]string{"a": "x"}}, `graph: labels.b: want a string, got []`},
		{"deep", `{"messages":{"data":[{"id":"1","from":{"id":{},"name":"x"}}]}}`,
			thread{Messages: &Edge[*message]{Data: []*message{{ID: "1", From: &user{Name: "x"}}}}}, `graph: messages.data[0].from.id: want an id, got {}`},
		{"several", `{"message_count":[],"score":[],"can_reply":[],"updated_time":[],"id":"1"}`, thread{ID: "1"},
			`graph: updated_time: want a time, got []; message_count: want a whole number, got []; score: want a number, got []; and 1 more`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got thread
			err := Unmarshal([]byte(tc.in), &got)
			assert.Equal(t, tc.want, got)
			if tc.err == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, tc.err)
			assert.True(t, isPartial(err))
			var fe *FieldError
			require.ErrorAs(t, err, &fe)
			assert.NotEmpty(t, fe.Path)
		})
	}
}

func TestWholeReplies(t *testing.T) {
	for _, tc := range []struct {
		name, body string
		out, want  any
		err        string
	}{
		{"nothing within data", `{"data":[null,{"id":"1"},null]}`, new(Edge[*user]), &Edge[*user]{Data: []*user{{ID: "1"}}}, ""},
		{"a bare list", `[{"id":"1"}]`, new(Edge[*user]), &Edge[*user]{Data: []*user{{ID: "1"}}}, ""},
		{"a bare list for a struct with an edge", `[{"id":"1"}]`, new(struct{ Edge[*user] }), new(struct{ Edge[*user] }), `want an object, got [{"id":"1"}]`},
		{"an empty list of lists", `{"data":{}}`, new(Edge[[]string]), &Edge[[]string]{}, ""},
		{"a summary", `{"data":[],"summary":{"total_count":3}}`, new(Edge[*user]), &Edge[*user]{Data: []*user{}, Summary: json.RawMessage(`{"total_count":3}`)}, ""},
		{"true for success", `true`, new(created), &created{Success: true}, ""},
		{"success as a string", `{"success":"true"}`, new(created), &created{Success: true}, ""},
		{"a bare id", `"5"`, new(created), &created{ID: "5"}, ""},
		{"a node within data", `{"data":{"id":"5"}}`, new(user), &user{ID: "5"}, ""},
		{"a node within a list", `[{"id":"5"}]`, new(user), &user{ID: "5"}, ""},
		{"an empty node", `{}`, new(user), &user{}, ""},
		{"an empty node of PHP", `[]`, new(user), &user{}, ""},
		{"a map", `{"1":{"id":"1"},"2":"2"}`, new(map[ID]*user), &map[ID]*user{"1": {ID: "1"}, "2": {ID: "2"}}, ""},
		{"a map by number", `{"1":"7","-2":{"id":"8"}}`, new(map[int8]*user), &map[int8]*user{1: {ID: "7"}, -2: {ID: "8"}}, ""},
		{"a truth value", `false`, new(bool), new(bool), ""},
		{"true for a node", `true`, new(user), &user{}, "want an object, got true"},
		{"a string for a list", `"x"`, new(Edge[*user]), &Edge[*user]{}, `want a list, got "x"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			api := newFakeAPI(t, replies(200, tc.body))
			err := api.client().Do(t.Context(), "GET", "/1", nil, tc.out)
			assert.Equal(t, tc.want, tc.out)
			if tc.err == "" {
				require.NoError(t, err)
				return
			}
			require.EqualError(t, err, "graphapi: GET /1: "+tc.err)
			assert.False(t, isPartial(err), "there is no result")
		})
	}
}

// Keys of maps are those that encoding/json makes, also where a value beside
// them made it give up.
func TestKeysAreThoseOfEncodingJSON(t *testing.T) {
	for _, key := range []string{"1", "-2", "007", "+5", " 5 ", "300", "1.0"} {
		api := newFakeAPI(t, replies(200, `{`+strconv.Quote(key)+`:"7"}`))
		var got map[int8]*user
		err := api.client().Do(t.Context(), "GET", "/1", nil, &got)
		want := map[int8]json.RawMessage{}
		if json.Unmarshal([]byte(`{`+strconv.Quote(key)+`:"7"}`), &want) != nil {
			require.ErrorContains(t, err, "graphapi: GET /1: "+key+": the key: strconv.ParseInt: parsing "+strconv.Quote(key))
			assert.True(t, isPartial(err))
			assert.Empty(t, got)
			continue
		}
		require.NoError(t, err)
		require.Len(t, got, 1)
		for n := range want {
			assert.Equal(t, &user{ID: "7"}, got[n], key)
		}
	}
}

func TestOutMustBeAPointer(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{}`))
	for _, out := range []any{user{}, (*user)(nil)} {
		require.ErrorContains(t, api.client().Do(t.Context(), "GET", "/1", nil, out), "graphapi: GET /1: the result must be decoded into a pointer")
	}
}

func TestOneBadFieldNeverLosesThePage(t *testing.T) {
	api := newFakeAPI(t, replies(200, `{"data":[
		{"id":"1","snippet":"a"},
		{"id":"2","message_count":{"oops":1},"snippet":"b","from":{"id":{"x":1},"name":"n"}},
		{"id":3,"snippet":"c"}],"paging":{"cursors":{"after":"A"}}}`))
	page, err := list(t, api.client())
	require.EqualError(t, err, `graphapi: GET /1/conversations: data[1].message_count: want a whole number, got {"oops":1}; data[1].from.id: want an id, got {"x":1}`)
	require.NotNil(t, page)
	require.Len(t, page.Data, 3)
	assert.Equal(t, &thread{ID: "2", Snippet: "b", From: &user{Name: "n"}}, page.Data[1])
	assert.Equal(t, ID("3"), page.Data[2].ID)
	assert.Equal(t, "A", page.Paging.Cursors.After)
	var d *DecodeError
	require.ErrorAs(t, err, &d)
	assert.Equal(t, "data[1].from.id", d.Fields[1].Path)
	assert.Equal(t, `{"x":1}`, d.Fields[1].Value)
}

func TestPlainGoTypesAreTolerated(t *testing.T) {
	type embedded struct {
		Deep int `json:"deep"`
	}
	type plain struct {
		embedded
		N    int8           `json:"n"`
		F    float32        `json:"f"`
		B    bool           `json:"b"`
		P    **int          `json:"p"`
		M    map[int]string `json:"m"`
		NoID []user
		Skip string `json:"-"`
	}
	var got plain
	err := Unmarshal([]byte(`{"deep":"7","n":"5","f":"0.5","b":1,"p":"6","m":{"1":2,"x":"y"},"NoID":{},"-":"x"}`), &got)
	require.ErrorContains(t, err, "graph: m.x: ")
	six := 6
	p := &six
	assert.Equal(t, plain{embedded: embedded{7}, N: 5, F: 0.5, B: true, P: &p, M: map[int]string{1: "2"}}, got)
	require.EqualError(t, Unmarshal([]byte(`{"n":"500"}`), &got), `graph: n: want a smaller number, got "500"`)
}

func TestManyFieldErrorsAreCounted(t *testing.T) {
	body := `{"data":[` + strings.Repeat(`{"id":[]},`, 499) + `{"id":[]}]}`
	var page Edge[*user]
	err := Unmarshal([]byte(body), &page)
	var d *DecodeError
	require.ErrorAs(t, err, &d)
	assert.Len(t, d.Fields, maxFieldErrors)
	assert.Equal(t, 400, d.More)
	assert.Len(t, page.Data, 500)
	assert.ErrorContains(t, err, "; and 497 more")
}

// A hostile reply must not cost much more than its size.
func TestDeepNestingIsBounded(t *testing.T) {
	type comment struct {
		ID       ID              `json:"id"`
		Comments *Edge[*comment] `json:"comments"`
	}
	const depth = 2000
	body := strings.Repeat(`{"comments":{"data":[`, depth) + `{"id":[]}` + strings.Repeat(`]}}`, depth)
	var got comment
	err := Unmarshal([]byte(body), &got)
	require.ErrorContains(t, err, "nested too deeply to be taken apart")
	assert.NotNil(t, got.Comments)
}

func TestTextThatIsNoJSON(t *testing.T) {
	for _, in := range []string{"", "{", `{"id":"1"} x`, "<html>"} {
		require.Error(t, Unmarshal([]byte(in), new(user)))
		assert.False(t, isPartial(Unmarshal([]byte(in), new(user))))
	}
	require.Error(t, Unmarshal([]byte(`{}`), nil))
	require.Error(t, Unmarshal([]byte(`{}`), user{}))
}

func TestLookup(t *testing.T) {
	raw := json.RawMessage(`{"data":[{"from":{"id":7,"full name":"x"}},[1,2]],"summary":{"total_count":"5"},"list":{}}`)
	count, err := Lookup[Int](raw, "summary.total_count")
	require.NoError(t, err)
	assert.Equal(t, Int(5), count)
	id, err := Lookup[ID](raw, "data[0].from.id")
	require.NoError(t, err)
	assert.Equal(t, ID("7"), id)
	name, err := Lookup[string](raw, "data[0].from.full name")
	require.NoError(t, err)
	assert.Equal(t, "x", name)
	two, err := Lookup[int](raw, "data[1][1]")
	require.NoError(t, err)
	assert.Equal(t, 2, two)
	tags, err := Lookup[[]string](raw, "list")
	require.NoError(t, err)
	assert.Empty(t, tags)
	all, err := Lookup[map[string]any](raw, "")
	require.NoError(t, err)
	assert.Len(t, all, 3)

	for path, at := range map[string]string{
		"nothing": "nothing", "data[5]": "[5]", "data[-1]": "[-1]", "data.from": "from",
		"summary[0]": "[0]", "data[0].from.id.x": "x",
	} {
		_, err := Lookup[string](raw, path)
		require.ErrorIs(t, err, ErrNoValue, path)
		assert.EqualError(t, err, fmt.Sprintf("graph: %q at %q: no such value", path, at))
	}
	_, err = Lookup[Int](nil, "summary.total_count")
	require.ErrorIs(t, err, ErrNoValue, "an edge without a summary")
	_, err = Lookup[Int](nil, "")
	require.ErrorIs(t, err, ErrNoValue)
}

func TestLookupOfAWrongPathSaysSo(t *testing.T) {
	for _, path := range []string{"a[0", "a[x]", "a[]", "[", "a.", ".a", "a..b", "a[0]b", "a.[0]", "a]b[", "."} {
		_, err := Lookup[Int](json.RawMessage(`{}`), path)
		assert.EqualError(t, err, fmt.Sprintf("graph: %q is not a path such as data[0].from.name", path))
		assert.NotErrorIs(t, err, ErrNoValue)
	}
}

func TestLookupInTextThatIsNoJSONSaysSo(t *testing.T) {
	for _, text := range []string{"{", "<html>", `{"a":1}}`} {
		_, err := Lookup[Int](json.RawMessage(text), "a")
		require.ErrorContains(t, err, `graph: "a": not JSON: `, text)
		assert.NotErrorIs(t, err, ErrNoValue)
	}
}

func TestLookupOfAnotherTypeNamesTheValueOnce(t *testing.T) {
	count, err := Lookup[Int](json.RawMessage(`{"a":[{"b":"x"}]}`), "a[0].b")
	require.EqualError(t, err, `graph: "a[0].b": want a whole number, got "x"`)
	assert.Zero(t, count)
	users, err := Lookup[[]user](json.RawMessage(`{"a":[{"id":"1"},{"id":{}}]}`), "a")
	require.EqualError(t, err, `graph: "a": [1].id: want an id, got {}`)
	assert.Len(t, users, 2)
	var partial *DecodeError
	require.ErrorAs(t, err, &partial)
}

func FuzzUnmarshal(f *testing.F) {
	for _, seed := range []string{
		`{"data":[{"id":5,"from":"7","tags":{},"labels":[],"messages":{"data":{"id":1}}}],"paging":{"next":"https://h/?access_token=a"}}`,
		`[{"id":"1"}]`, `{"data":{"0":{"id":[]}}}`, `{"data":[[[]]]}`, `true`, `{"data":[{"users":{"id":{"id":1}},"updated_time":[]}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var page, plain Edge[*thread]
		err := Unmarshal(data, &page)
		if json.Unmarshal(data, &plain) == nil {
			require.NoError(t, err)
			assert.Equal(t, plain, page, "the same as encoding/json, where that has a result")
		}
		if err != nil {
			assert.NotEmpty(t, err.Error())
			assert.False(t, json.Valid(data) && !isDecodeError(err), "%v", err)
		}
		if len(data) > 0 {
			_ = decodeReply(data, new(thread), Redact)
		}
		_, _ = Lookup[string](data, string(data))
	})
}

func isDecodeError(err error) bool {
	_, ok := err.(*DecodeError)
	return ok
}
