package graph

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// All of these decode with plain encoding/json, so they do in a webhook's
// payload or a stored reply.

func TestID(t *testing.T) {
	decodes(t, []decoding[ID]{
		{`"1234_5678"`, "1234_5678"},
		{`""`, ""},
		{`1234`, "1234"},
		{`-1`, "-1"},
		{`123456789012345678901234567890`, "123456789012345678901234567890"},
		{`17841400000000001`, "17841400000000001"},
		{`"a\u00e9\/b"`, "aé/b"},
		{`{"id":"5","name":"x"}`, "5"},
		{`{"id":17841400000000001}`, "17841400000000001"},
		{`null`, ""},
	}, `1.5`, `1e20`, `true`, `[]`, `{}`, `{"id":{"id":"1"}}`)
}

func TestInt(t *testing.T) {
	decodes(t, []decoding[Int]{
		{`34`, 34}, {`"34"`, 34}, {`34.0`, 34}, {`"34.00"`, 34}, {`-5`, -5}, {`3.4e1`, 34}, {`"+5"`, 5},
		{`9223372036854775807`, math.MaxInt64}, {`"-9223372036854775808"`, math.MinInt64},
		{`null`, 0}, {`""`, 0}, {`0`, 0},
	}, `34.5`, `"34.5"`, `"x"`, `" 5"`, `true`, `[]`, `{}`, `9223372036854775808`, `1e19`, `"0x10"`, `"1_000"`, `"NaN"`)
}

func TestFloat(t *testing.T) {
	decodes(t, []decoding[Float]{
		{`0.5`, 0.5}, {`"0.5"`, 0.5}, {`"27155"`, 27155}, {`-1e-3`, -0.001}, {`null`, 0}, {`""`, 0},
	}, `"NaN"`, `"Inf"`, `"0x1p-2"`, `"1_0"`, `"x"`, `1e999`, `true`, `[]`, `{}`)
}

func TestBool(t *testing.T) {
	decodes(t, []decoding[Bool]{
		{`true`, true}, {`"true"`, true}, {`1`, true}, {`"1"`, true}, {`"True"`, true},
		{`false`, false}, {`"false"`, false}, {`0`, false}, {`"0"`, false}, {`null`, false}, {`""`, false},
	}, `2`, `"maybe"`, `[]`, `{}`)
}

func TestTime(t *testing.T) {
	utc := time.Date(2019, 1, 2, 15, 4, 5, 0, time.UTC)
	for in, want := range map[string]time.Time{
		`"2019-01-02T15:04:05+0000"`:          utc,
		`"2019-01-02T15:04:05-0700"`:          utc.Add(7 * time.Hour),
		`"2019-01-02T15:04:05+05:30"`:         utc.Add(-5*time.Hour - 30*time.Minute),
		`"2019-01-02T15:04:05+05"`:            utc.Add(-5 * time.Hour),
		`"2019-01-02T15:04:05Z"`:              utc,
		`"2019-01-02T15:04:05.25Z"`:           utc.Add(250 * time.Millisecond),
		`"2019-01-02T15:04:05.123456789012Z"`: utc.Add(123456789),
		`"2019-01-02T15:04:05"`:               utc,
		`"2019-01-02 15:04:05"`:               utc,
		`"2019-01-02"`:                        time.Date(2019, 1, 2, 0, 0, 0, 0, time.UTC),
		`1546441445`:                          utc,
		`"1546441445"`:                        utc,
		`1546441445000`:                       utc,
		`"1546441445.5"`:                      utc.Add(500 * time.Millisecond),
		`0`:                                   time.Unix(0, 0),
		`-1`:                                  time.Unix(-1, 0),
		`null`:                                {},
		`""`:                                  {},
		`"2024-02-29T00:00:00+0000"`:          time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC),
	} {
		var got Time
		require.NoError(t, json.Unmarshal([]byte(in), &got), in)
		assert.True(t, want.Equal(got.Time), "%s: %s", in, got)
	}
	for _, in := range []string{
		`"soon"`, `"2019-13-02T15:04:05Z"`, `"2019-02-30"`, `"2019-01-02T25:04:05Z"`, `"2019-01-02T15:60:05Z"`,
		`"2019-01-02T15:04:05+24:00"`, `"2019-01-02T15:04:05+00x0"`, `"2019-01-02T15:04"`, `"2019-01-02T15:04:05.Z"`,
		`"2019-01-02T15:04:05Zx"`, `"0000-01-01"`, `true`, `{}`, `[]`, `1e300`, `99999999999999999`, `-99999999999`, `"2019-1-2"`,
	} {
		var got Time
		assert.Error(t, json.Unmarshal([]byte(in), &got), "%s: %s", in, got)
		assert.True(t, got.IsZero(), in)
	}
}

func TestTimeKeepsItsOffsetAndNotTheMachines(t *testing.T) {
	local := time.Local
	defer func() { time.Local = local }()
	time.Local = time.FixedZone("here", -7*3600)
	var got Time
	require.NoError(t, json.Unmarshal([]byte(`"2019-01-02T15:04:05-0700"`), &got))
	text, err := json.Marshal(got)
	require.NoError(t, err)
	assert.Equal(t, `"2019-01-02T15:04:05-07:00"`, string(text))
	assert.Equal(t, "2019-01-02 15:04:05 -0700 -0700", got.String())
	require.NoError(t, json.Unmarshal([]byte(`"2019-01-02T15:04:05+0000"`), &got))
	assert.Equal(t, time.UTC, got.Location())
}

func TestTimeAsMapKeyAndZero(t *testing.T) {
	var m map[Time]int
	require.NoError(t, json.Unmarshal([]byte(`{"2019-01-02T15:04:05+0000":1}`), &m))
	assert.Equal(t, map[Time]int{{time.Date(2019, 1, 2, 15, 4, 5, 0, time.UTC)}: 1}, m)
	require.Error(t, json.Unmarshal([]byte(`{"soon":1}`), &m))
	var at Time
	require.NoError(t, at.UnmarshalText([]byte("2019-01-02T15:04:05+0000")), "as in a configuration file")
	assert.Equal(t, int64(1546441445), at.Unix())
	require.Error(t, at.UnmarshalText([]byte("soon")))
	text, err := json.Marshal(struct {
		A Time `json:"a,omitzero"`
		B Time `json:"b"`
	}{})
	require.NoError(t, err)
	assert.Equal(t, `{"b":null}`, string(text))
}

func TestObject(t *testing.T) {
	for in, want := range map[string]Object{
		`{"id":"5","x":[1]}`: {ID: "5", Raw: json.RawMessage(`{"id":"5","x":[1]}`)},
		`{"id":{"odd":1}}`:   {Raw: json.RawMessage(`{"id":{"odd":1}}`)},
		`"5"`:                {ID: "5"},
		`17841400000000001`:  {ID: "17841400000000001"},
		`[]`:                 {Raw: json.RawMessage(`{}`)},
		`null`:               {},
	} {
		var got Object
		require.NoError(t, json.Unmarshal([]byte(in), &got), in)
		assert.Equal(t, want, got, in)
	}
	assert.Error(t, json.Unmarshal([]byte(`[1]`), new(Object)))
	for _, o := range []Object{{}, {ID: "5"}, {ID: "5", Raw: json.RawMessage(`{"id":"5","x":1}`)}} {
		text, err := json.Marshal(o)
		require.NoError(t, err)
		var again Object
		require.NoError(t, json.Unmarshal(text, &again))
		assert.Equal(t, o.ID, again.ID)
	}
	text, err := json.Marshal(struct {
		O Object `json:"o,omitzero"`
	}{})
	require.NoError(t, err)
	assert.Equal(t, `{}`, string(text))
}

type decoding[T any] struct {
	in   string
	want T
}

// decodes checks what decodes, that it survives being encoded, and what is
// refused without a change.
func decodes[T comparable](t *testing.T, good []decoding[T], bad ...string) {
	t.Helper()
	for _, d := range good {
		var got, again T
		require.NoError(t, json.Unmarshal([]byte(d.in), &got), d.in)
		assert.Equal(t, d.want, got, d.in)
		text, err := json.Marshal(got)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(text, &again))
		assert.Equal(t, got, again, d.in)
	}
	for _, in := range bad {
		var got, zero T
		assert.Error(t, json.Unmarshal([]byte(in), &got), in)
		assert.Equal(t, zero, got, in)
	}
}

// Scalars can be called with anything; they must not crash on it.
func TestScalarsOfTextThatIsNoJSON(t *testing.T) {
	for _, in := range []string{"", `"`, `"\`, `"\x"`, "x", "-", "{", "["} {
		for _, v := range []json.Unmarshaler{new(ID), new(Int), new(Float), new(Bool), new(Time), new(Object), new(Link)} {
			assert.Error(t, v.UnmarshalJSON([]byte(in)), "%T %q", v, in)
		}
	}
}

func FuzzScalars(f *testing.F) {
	for _, seed := range []string{`1`, `"1"`, `1.0`, `"2019-01-02T15:04:05+0000"`, `"2019-01-02T15:04:05.999-07:00"`, `true`, `"a\u0000"`, `{"id":1}`, `1e5`, `-0`, `123456789012345678901`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		roundTrips[ID](t, data)
		roundTrips[Int](t, data)
		roundTrips[Float](t, data)
		roundTrips[Bool](t, data)
		roundTrips[Object](t, data)
		var at, again Time
		if json.Unmarshal(data, &at) == nil {
			text, err := json.Marshal(at)
			require.NoError(t, err)
			require.NoError(t, json.Unmarshal(text, &again))
			assert.True(t, at.Equal(again.Time), "%s: %s, then %s", data, at, again)
		}
		// What is a whole number keeps each of its digits.
		if text := strings.TrimSpace(string(data)); isDigits(text) && json.Valid(data) {
			var id ID
			require.NoError(t, json.Unmarshal(data, &id))
			assert.Equal(t, text, string(id))
		}
	})
}

func roundTrips[T any](t *testing.T, data []byte) {
	var v, again T
	if json.Unmarshal(data, &v) != nil {
		return
	}
	text, err := json.Marshal(v)
	require.NoError(t, err, "%s", data)
	require.NoError(t, json.Unmarshal(text, &again), "%s", data)
	text2, err := json.Marshal(again)
	require.NoError(t, err)
	assert.JSONEq(t, string(text), string(text2))
}

func FuzzTime(f *testing.F) {
	for _, seed := range []string{"2019-01-02T15:04:05+0000", "2019-01-02T15:04:05Z", "2019-01-02T15:04:05.5-07:00", "1546441445", "9999-12-31T23:59:59-2359"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := parseTime([]byte(text))
		want, err := time.Parse(time.RFC3339, text)
		if err == nil && want.Year() > 0 && ok {
			assert.True(t, want.Equal(got), "%s: want %s, got %s", text, want, got)
		}
		if ok {
			_, err := json.Marshal(Time{got})
			assert.NoError(t, err, text)
		}
	})
}
