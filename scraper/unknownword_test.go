package scraper

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUnknownWords checks that a page with a word of its own that no locale
// knows, or with none that any knows, says the same as in English or is
// reported: it never loses a fact silently.
func TestUnknownWords(t *testing.T) {
	english := localeWordings(t)["en_US"]
	for name, template := range localePages(t) {
		want := extracted(t, name, localised(template, english, english, 0))
		for _, key := range append(sortedKeys(english), ".*") {
			text := regexp.MustCompile("«"+key+"»").ReplaceAllString(template, "Xyq zyq")
			page, report, err := Scrape(name, bytes.NewReader(localised(text, english, english, 0)), Limits{})
			require.NoError(t, err)
			if len(report.Issues) == 0 {
				assert.Equal(t, factLines(want), factLines(page), "%s without %s", name, key)
				assert.Equal(t, want.Refused, page.Refused, "%s without %s", name, key)
			}
		}
	}
}
