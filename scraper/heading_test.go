package scraper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsTabBar(t *testing.T) {
	for _, s := range []string{"HTTP", "HTTPPHP SDKJavaScript SDKAndroid SDKiOS SDKcURL", "HTTP PHP SDK Graph API Explorer", "curl"} {
		assert.True(t, isTabBar(s), s)
	}
	for _, s := range []string{"HTTPS", "HTTP is a protocol", "PHP", "sdk"} {
		assert.False(t, isTabBar(s), s)
	}
}

func TestSectionOf(t *testing.T) {
	for text, want := range map[string]section{
		"Reading": secReading, "Lesen": "", "Membaca": secReading, "Publishing": secCreating, "Deleting": secDeleting,
		"UPDATING": secUpdating, "Edges": secEdges, "Reading list": "",
	} {
		got, ok := sectionOf(text)
		assert.Equal(t, want, got, text)
		assert.Equal(t, want != "", ok, text)
	}
}

func TestTopicOf(t *testing.T) {
	for text, want := range map[string]topic{
		"Parameters": topicParameters, "Parameter": topicParameters, "Fields": topicFields, "項目": topicFields,
		"Return Type": topicReturn, "Validation Rules": topicErrors, "Fehlercodes": "", "Error Codes": topicErrors,
		"Query String Parameters": topicParameters, "Path Parameters": topicPathParams,
		"/act_{ad_account_id}/ads": topicOperation, "data": topicData, "Feature Permissions": topicPermissions, "Tips": "",
	} {
		got, ok := topicOf(text)
		assert.Equal(t, want, got, text)
		assert.Equal(t, want != "", ok, text)
	}
}
