package templates

import (
	"go/token"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestGoName(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"id", "ID"},
		{"ids", "IDs"},
		{"page_id", "PageID"},
		{"utm_urls", "UTMURLs"},
		{"action.type", "ActionType"},
		{"rtb-dynamic-post", "RTBDynamicPost"},
		{"feed/photos", "FeedPhotos"},
		{"Facebook App", "FacebookApp"},
		{"purchase_roas", "PurchaseROAS"},
		{"cpm", "CPM"},
		{"1d_click", "N1dClick"},
		{"100x100", "N100x100"},
		{"9_16_ratio", "N916Ratio"},
		{"id2", "ID2"},
		{"age13plus", "Age13plus"},
		{"UnifiedThread", "UnifiedThread"},
		{"IGUser", "IGUser"},
		{"IosAppLink", "IosAppLink"},
		{"ApplicationObjectStoreURLs", "ApplicationObjectStoreURLs"},
		{"pageId", "PageID"},
		{"ambiX_4", "AmbiX4"},
		{"MESSENGER_INSTAGRAM", "MessengerInstagram"},
		{"LAST_7D", "Last7d"},
		{"last_7d", "Last7d"},
		{"test-users", "TestUsers"},
		{"Don't allow", "DontAllow"},
		{"Cajun/Creole", "CajunCreole"},
		{"Anyone (13+)", "Anyone13Plus"},
		{"-1", "Minus1"},
		{"a-1", "A1"},
		{"+", "Plus"},
		{"_", "Underscore"},
		{"...", "DotDotDot"},
		{"", "Empty"},
		{"é", "U00E9"},
		{"日本", "U65E5U672C"},
		{"type", "Type"},
		{"string", "String"},
		{"*/", "StarSlash"},
		{"\u202e", "U202E"},
		{"\x00", "U0000"},
	} {
		t.Run(tc.in, func(t *testing.T) {
			if tc.in == "-1" {
				assert.Equal(t, "Minus1", namePart(tc.in))
			}
			assert.Equal(t, tc.want, goName(tc.in))
		})
	}
}

func TestSnakeCase(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"Page", "page"},
		{"UnifiedThread", "unified_thread"},
		{"RTBDynamicPost", "rtb_dynamic_post"},
		{"IGUser", "ig_user"},
		{"PageURLs", "page_urls"},
		{"AdAccountID", "ad_account_id"},
		{"N1dClick", "n1d_click"},
	} {
		assert.Equal(t, tc.want, snakeCase(tc.in))
	}
}

func FuzzGoName(f *testing.F) {
	for _, s := range []string{"id", "1d_click", "100x100", "LAST_7D", "Don't", "日本", "", "-", "\xff", "aB1c", "ǆ", "ſ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := goName(name)
		assert.True(t, token.IsIdentifier(got) && token.IsExported(got), "%q gives %q", name, got)
		assert.Equal(t, got, goName(name))
		assert.True(t, token.IsIdentifier("X"+namePart(name)))
	})
}

func TestUnexported(t *testing.T) {
	for name, want := range map[string]string{
		"Folder": "folder", "URLScheme": "urlScheme", "ID": "id", "IGUserInsightsMetric": "igUserInsightsMetric",
		"N1dClick": "n1dClick", "X": "x",
	} {
		assert.Equal(t, want, unexported(name), name)
	}
}
