package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFieldsAreWrittenAsTheAPIReadsThem(t *testing.T) {
	for _, tc := range []struct {
		want   string
		fields []Field
	}{
		{"id,name", Fields("id", "name")},
		{"from{id,name}", Fields(Expand("from", "id", "name"))},
		{"from", Fields(Expand("from"))},
		{"messages.limit(5).order(reverse_chronological){id,message}",
			Fields(Expand("messages", "id", "message").Limit(5).Order("reverse_chronological"))},
		{"messages.limit(5){id}", Fields(Expand(Field("messages").Limit(5), "id"))},
		{"comments.filter(toplevel).summary(true)", Fields(Field("comments").Filter("toplevel").Param("summary", true))},
		{"id,posts.limit(2){comments.limit(3){from{name},message},id}", Fields("id",
			Expand("posts", Expand("comments", Expand("from", "name"), "message").Limit(3), "id").Limit(2))},
		{`insights.time_range({"since":"2024-01-01","until":"2024-02-01"}).level(ad){spend}`, Fields(
			Expand("insights", "spend").Param("time_range", struct {
				Since string `json:"since"`
				Until string `json:"until"`
			}{"2024-01-01", "2024-02-01"}).Param("level", "ad"))},
		{"picture.type(large).width(100){url}", Fields("picture.type(large).width(100){url}")},
		{"messages.since(2024-01-01T00:00:00+0000){id}", Fields(Expand("messages", "id").Param("since", "2024-01-01T00:00:00+0000"))},
		{`a.x(["p","q"])`, Fields(Field("a").Param("x", []string{"p", "q"}))},
		{`a.x("b){c}"){d}.limit(1)`, nil},
	} {
		if tc.fields == nil {
			_, err := joinFields([]Field{Field(tc.want)})
			require.Error(t, err)
			continue
		}
		got, err := joinFields(tc.fields)
		require.NoError(t, err)
		assert.Equal(t, tc.want, got)
	}
}

func TestTextOfAUserCannotBreakOutOfAField(t *testing.T) {
	for _, text := range []string{
		"x){access_token}.limit(1", "x)", "(", "x},y{", "a,b)", "\"", "'", "`", "\\", "a\nb", "\x00", "[", "{",
	} {
		for _, f := range []Field{
			Field("comments").Order(text),
			Field("comments").Filter(text),
			Expand("comments", "id").Param("x", text),
			Expand("posts", Expand("comments", "id").Order(text)),
		} {
			_, err := joinFields([]Field{"id", f})
			assert.ErrorContains(t, err, "has a character that cannot be in a parameter", "%q", text)
		}
		// As JSON every text is fine, and stays one value.
		f := Expand("comments", "id").Param("x", []string{text})
		out, err := joinFields([]Field{f})
		require.NoError(t, err)
		value := strings.TrimSuffix(strings.TrimPrefix(out, "comments.x("), "){id}")
		assert.NotContains(t, strings.Trim(value, "[]"), "(")
		assert.NotContains(t, value, ")")
		var back []string
		require.NoError(t, json.Unmarshal([]byte(value), &back), value)
		assert.Equal(t, []string{text}, back)
	}
}

func TestRefusedFieldIsSafeToPrint(t *testing.T) {
	for _, f := range []Field{
		Field("a").Limit(0), Field("a\x00\x1b[2J").Limit(0), Field("a").Order("\x00\n"), Field("a").Param("\x00", 1),
		Expand("a\x00", "b\x00"), Expand(Field("a").Limit(0), "b"), Field("a").Param("x", refusing{}),
	} {
		assert.Error(t, f.check())
		text := fmt.Sprint(f)
		assert.True(t, strings.HasPrefix(text, "%!("), text)
		assert.Equal(t, oneLine(text), text)
	}
	assert.Equal(t, `%!("messages": limit 0 is less than 1)`, string(Field("messages").Limit(0).Order("x").Limit(2)))
	assert.EqualError(t, Field("messages").Limit(0).check(), `field "messages": limit 0 is less than 1`)
}

type refusing struct{}

func (refusing) MarshalJSON() ([]byte, error) { return nil, errors.New("no\x00\nnever") }

func TestWrongFields(t *testing.T) {
	for f, want := range map[Field]string{
		"":                                       `"" is not one field, at character 1`,
		"id,name":                                `"id,name" is not one field, at character 3`,
		"id{":                                    "is not one field",
		"id{}":                                   "is not one field",
		"id}":                                    "is not one field",
		"id name":                                "is not one field",
		"id&access_token=1":                      "is not one field",
		"a.b":                                    "is not one field",
		"a.limit(1":                              "is not one field",
		"a.limit((1)":                            "is not one field",
		"a.limit(1)){b}":                         "is not one field",
		"a.limit([1)]":                           "is not one field",
		`a.x("b)`:                                "is not one field",
		"a.x(\n)":                                "is not one field",
		"é":                                      "is not one field",
		Field("a").Limit(0):                      `field "a": limit 0 is less than 1`,
		Field("a").Limit(-1).Order("x").Limit(2): `field "a": limit -1 is less than 1`,
		Field("a").Param("x(", "y"):              `"x(" is not a parameter`,
		Field("a").Param("x", make(chan int)):    "unsupported type",
		Expand("a{b}", "c"):                      `field "a{b}": has fields already`,
		Expand("a", "b,c"):                       `field "a": "b,c" is not one field`,
		Expand("a", Field("b").Limit(0)):         "limit 0 is less than 1",
		Field(strings.Repeat("a{", 50) + "b" + strings.Repeat("}", 50)): "is not one field",
	} {
		_, err := joinFields([]Field{f})
		assert.ErrorContains(t, err, want, string(f))
	}
}

func FuzzField(f *testing.F) {
	f.Add("messages", "reverse_chronological", "id", 5)
	f.Add("a){b", "x)", "{", -1)
	f.Add("a.b(c){d}", `"`, "a{b}", 1)
	f.Fuzz(func(t *testing.T, name, text, child string, limit int) {
		field := Expand(Field(name), Field(child), "id").Limit(limit).Param("x", text).Param("y", []string{text})
		out, err := joinFields([]Field{field, "last"})
		if err != nil {
			return
		}
		// Whatever came in, it is two fields, and the first has two children.
		require.True(t, strings.HasSuffix(out, ",last"))
		first := strings.TrimSuffix(out, ",last")
		require.NoError(t, Field(first).check())
		r := fieldReader{text: first}
		require.True(t, r.field(0))
		require.Equal(t, len(first), r.at, "the first field ends before %q", first[r.at:])
		require.True(t, strings.HasSuffix(first, ",id}"), first)
		assert.NoError(t, Field(child).check())
	})
}
