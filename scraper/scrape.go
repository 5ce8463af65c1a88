package scraper

import (
	"io"

	"github.com/graphgen/graphgen/spec"
)

// Scrape reads a reference page and extracts what it says. The page is nil
// when it is no API reference; then the report says why. The error is about
// reading: a *PageError, or that of r.
func Scrape(name string, r io.Reader, l Limits) (*spec.Page, *Report, error) {
	d, err := Read(name, r, l)
	if err != nil {
		return nil, nil, err
	}
	page, report := Extract(d)
	return page, report, nil
}
