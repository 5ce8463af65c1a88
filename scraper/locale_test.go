package scraper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLookup(t *testing.T) {
	for _, tc := range []struct {
		in   string
		keys []word
		want word
	}{
		{"Reading", []word{wordReading}, wordReading},
		{"  READING ", []word{wordReading}, wordReading},
		{"Wird gelöscht", []word{wordReading, wordDeleting}, wordDeleting},
		{"更新中…", []word{wordUpdating}, wordUpdating},
		{"Parameter", []word{wordParameterTH}, wordParameterTH},
		{"Parameter", []word{wordParameters}, wordParameters}, // German: heading and title are one word
		{"경기장", []word{wordFieldTH}, wordFieldTH},
		{"Par défaut\u00a0:", []word{wordDefaultValue}, wordDefaultValue},
		{"You can’t perform this operation on this endpoint.", []word{wordCantPerform}, wordCantPerform},
		{"Reading", []word{wordCreating}, ""},
		{"Required reading", []word{wordRequired}, ""},
		{"", []word{wordReading}, ""},
	} {
		got, ok := lookup(tc.in, tc.keys...)
		assert.Equal(t, tc.want, got, tc.in)
		assert.Equal(t, tc.want != "", ok, tc.in)
	}
}

func TestSlot(t *testing.T) {
	for _, tc := range []struct {
		in   string
		key  word
		want string
	}{
		{"A list of PageLabel nodes.", wordListOfNodes, "PageLabel"},
		{"a list of PageLabel nodes", wordListOfNodes, "PageLabel"},
		{"Uma lista de nós PageLabel.", wordListOfNodes, "PageLabel"},
		{"PageLabelノードの一覧です。", wordListOfNodes, "PageLabel"},
		{"When posting to this edge, an\u00a0Offer will be created.", wordWhenPosting, "Offer"},
		{"When posting to this edge, a PageLabel will be created.", wordWhenPosting, "PageLabel"},
		{"이 에지에 게시할 때 an Offer이(가) 생성됩니다.", wordWhenPosting, "Offer"},
		{"You can make a POST request to owned_apps edge from the following paths:", wordPostPaths, "owned_apps"},
		{"你可以通过下列路径向 labels 连线发出 POST 请求:", wordPostPaths, "labels"},
		{"A list of things", wordListOfNodes, ""},
	} {
		got, ok := slot(tc.in, tc.key)
		assert.Equal(t, tc.want, got, tc.in)
		assert.Equal(t, tc.want != "", ok, tc.in)
	}
}

func TestCutLabel(t *testing.T) {
	for _, tc := range []struct {
		in, want string
		ok       bool
	}{
		{"Default value: OPEN", "OPEN", true},
		{"default value:OPEN", "OPEN", true},
		{"Default value:", "", true},
		{"Standardwert: ÄÖÜ Straße", "ÄÖÜ Straße", true},
		{"Par défaut\u00a0: vrai", "vrai", true},
		{"Значение по умолчанию: ДА", "ДА", true},
		{"기본 값: İstanbul", "İstanbul", true}, // its lower case is longer
		{"The default value: OPEN", "The default value: OPEN", false},
		{"", "", false},
	} {
		got, ok := cutLabel(tc.in, wordDefaultValue)
		assert.Equal(t, tc.want, got, tc.in)
		assert.Equal(t, tc.ok, ok, tc.in)
	}
}

func TestLocaleOf(t *testing.T) {
	assert.Equal(t, "en_US", localeOf([]string{"Reading", "Creating", "Whatever"}))
	assert.Equal(t, "de_DE", localeOf([]string{"Wird gelesen", "Error Codes", "Parameter"}))
	assert.Equal(t, "", localeOf([]string{"Lectura"}), "two locales say so")
	assert.Equal(t, "", localeOf(nil))
}
