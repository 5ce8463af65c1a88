package main

import (
	"bytes"
	"errors"

	"github.com/graphgen/graphgen/scraper"
	"github.com/graphgen/graphgen/scraper/fetch"
)

// verdicts are what the scraper's reasons to refuse a page mean to a crawl. All
// others say that the page is something else.
var verdicts = map[string]fetch.Verdict{
	"login-page":     fetch.IsLogin,
	"not-found-page": fetch.IsGone,
	"error-shell":    fetch.IsShell,
	"truncated-page": fetch.IsCut,
	"empty-file":     fetch.IsCut,
}

// classify says what a fetched page is, with the eyes of the scraper.
func classify(name string, body []byte) fetch.PageInfo {
	doc, err := scraper.Read(name, bytes.NewReader(body), scraper.Limits{})
	var refused *scraper.PageError
	switch {
	case errors.As(err, &refused):
		info := fetch.PageInfo{Verdict: fetch.IsOther, Why: refused.Msg}
		if v, ok := verdicts[refused.ID]; ok {
			info.Verdict = v
		}
		return info
	case err != nil:
		return fetch.PageInfo{Verdict: fetch.IsOther, Why: err.Error()}
	}
	page, report := scraper.Extract(doc)
	if page == nil {
		return fetch.PageInfo{Verdict: fetch.IsOther, Why: report.Issues[0].Msg, URL: doc.URL}
	}
	return fetch.PageInfo{Verdict: fetch.IsPage, URL: doc.URL, Locale: page.Source.Locale, Version: page.Version}
}
