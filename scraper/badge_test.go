package scraper

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestUnknownBadge checks that a word in the place of a badge is reported when
// no locale knows it. A Required badge that is missed makes a required
// parameter optional without any other sign.
func TestUnknownBadge(t *testing.T) {
	english := localeWordings(t)["en_US"]
	for name, template := range localePages(t) {
		for _, word := range []string{"Zwingend", "Wajib diisi", "必需", "จำเป็น"} {
			t.Run(name+"/"+word, func(t *testing.T) {
				text := localised(strings.Replace(template, "«required»", word, 1), english, english, 0)
				_, report, err := Scrape(name, bytes.NewReader(text), Limits{})
				require.NoError(t, err)
				assert.Contains(t, issuesText(report.Issues), word)
			})
		}
	}
}
