package main

import (
	"io/fs"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper/fetch"
	"github.com/graphgen/graphgen/scraper/reference"
)

// What the scraper refuses, a crawl must know for what it is.
func TestClassify(t *testing.T) {
	page, err := fs.ReadFile(reference.FS(), "v19.0/page.html")
	require.NoError(t, err)
	for want, body := range map[fetch.Verdict]string{
		fetch.IsPage:  string(page),
		fetch.IsCut:   string(page[:len(page)/2]),
		fetch.IsLogin: siteLogin,
		fetch.IsGone:  "<!DOCTYPE html><html><body>This content isn't available right now</body></html>",
		fetch.IsShell: "<!DOCTYPE html><html><body>Sorry, something went wrong.</body></html>",
		fetch.IsOther: string(siteIndex()),
	} {
		info := classify("page", []byte(body))
		assert.Equal(t, want, info.Verdict, info.Why)
		if want == fetch.IsPage {
			assert.Equal(t, "en_US v19.0 https://developers.facebook.com/docs/graph-api/reference/v19.0/page/", info.Locale+" "+info.Version+" "+info.URL)
		} else {
			assert.NotEmpty(t, info.Why)
		}
	}
}

func TestFetchBar(t *testing.T) {
	p := newFetchProgress(quietConsole())
	p.counts = map[fetch.Outcome]int{fetch.New: 49, fetch.Changed: 1, fetch.Unchanged: 1, fetch.Failed: 1}
	e := fetch.Event{Done: 52, Left: 156}
	assert.Equal(t, "[======                  ] 52 of 208 · 50 new, 1 unchanged, 1 failed · 1.0/s · 2m36s left", p.line(e, 52*time.Second))
	assert.Equal(t, "[======                  ] 52 of 208 · 50 new, 1 unchanged, 1 failed", p.line(e, time.Millisecond))
	assert.Equal(t, "[                        ] 0 of 0 · 50 new, 1 unchanged, 1 failed", p.line(fetch.Event{}, time.Minute))
}
