package scraper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestPermissionsIn(t *testing.T) {
	code := func(s string) Span { return Span{Text: s, Code: true} }
	for _, tc := range []struct {
		name string
		in   Text
		want []string
	}{
		{"bullet", Text{{Text: "The "}, code("pages_show_list"), {Text: " permission"}}, []string{"pages_show_list"}},
		{"nothing else", Text{code("manage_pages")}, []string{"manage_pages"}},
		{"two", Text{{Text: "The "}, code("ads_read"), {Text: " and "}, code("email"), {Text: " permissions"}}, []string{"ads_read", "email"}},
		{"several in one", Text{{Text: "permissions "}, code("ads_read ads_management")}, []string{"ads_read", "ads_management"}},
		{"without code", Text{{Text: "The instagram_basic, and pages_manage_metadata permissions"}}, []string{"instagram_basic", "pages_manage_metadata"}},
		{"twice", Text{code("ads_read"), {Text: " permission, or "}, code("ads_read")}, []string{"ads_read"}},
		{"a token and an id", Text{{Text: "permission on "}, code("page_id"), {Text: " with "}, code("user_access_token")}, nil},
		{"a task", Text{{Text: "someone with the "}, code("MODERATE"), {Text: " task"}}, nil},
		{"code of something else", Text{{Text: "set "}, code("is_hidden"), {Text: " first"}}, nil},
		{"gone", Text{{Text: "The "}, code("read_stream"), {Text: " permission was deprecated"}}, nil},
		{"prose", Text{{Text: "Any valid token."}}, nil},
		{"empty", nil, nil},
	} {
		assert.Equal(t, tc.want, permissionsIn(tc.in), tc.name)
	}
}
