package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"

	"github.com/graphgen/graphgen/scraper"
	"github.com/graphgen/graphgen/spec"
)

// pageSource is a reference page to scrape.
type pageSource struct {
	name string // as messages name it
	open func() (io.ReadCloser, error)
}

// scraped is what a run understood of its pages, in the order of the sources.
type scraped struct {
	pages   []*spec.Page
	reports []*scraper.Report // one a page
	issues  spec.Issues       // of all reports
}

// scrapeOptions are what the user says about the pages of a run.
type scrapeOptions struct {
	limits     scraper.Limits
	version    string // of pages that do not say one; others must agree
	oneVersion bool   // pages of another version are refused
	lenient    bool   // leave out the pages that are none

	acceptShrink bool    // write whatever is lost
	minCoverage  float64 // percentage of table rows
}

// scrape reads all pages, a few at a time. The order of sources has no effect
// on the outcome. A source that is no reference page is an error, unless the
// options are lenient and there are others; what was not understood on a page
// is an issue.
func (c *console) scrape(sources []pageSource, o scrapeOptions) (*scraped, error) {
	results := make([]result, len(sources))
	progress := c.progress("pages", len(sources))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(sources)) {
		workers.Go(func() {
			for i := range next {
				results[i] = sources[i].scrape(o)
				progress.step()
			}
		})
	}
	for i := range sources {
		next <- i
	}
	close(next)
	workers.Wait()
	progress.end()

	s := &scraped{}
	var refused []error
	for _, r := range results {
		if r.err != nil {
			refused = append(refused, r.err)
			continue
		}
		s.pages = append(s.pages, r.page)
		s.reports = append(s.reports, r.report)
		s.issues = append(s.issues, r.report.Issues...)
	}
	for _, pages := range byVersion(s.pages) {
		_, found := spec.Paths(pages)
		s.issues = append(s.issues, found...)
	}
	s.issues.Sort()
	if len(refused) > 0 && (!o.lenient || len(s.pages) == 0) {
		return nil, errors.Join(refused...)
	}
	for _, err := range refused {
		c.failure(err)
	}
	return s, nil
}

// result is what became of one source.
type result struct {
	page   *spec.Page
	report *scraper.Report
	err    error
}

func (p pageSource) scrape(o scrapeOptions) result {
	r, err := p.open()
	if err != nil {
		return result{err: fileError(p.name, err, "")}
	}
	defer r.Close()
	page, report, err := scraper.Scrape(p.name, r, o.limits)
	var refused *scraper.PageError
	switch {
	case errors.As(err, &refused):
		hint := refused.Hint
		switch refused.Limit {
		case "":
		case "MaxBytes":
			hint = "if the page is right, raise --max-bytes"
		default:
			hint = "leave the page out; no page of the reference is like that"
		}
		return result{err: &failure{where: refused.Name, what: refused.Msg, hint: hint}}
	case err != nil:
		return result{err: fileError(p.name, err, "")}
	case page == nil:
		return result{err: refusal(p.name, report.Issues)}
	}
	page.File = p.name
	switch {
	case o.version == "" || page.Version == o.version || !o.oneVersion && page.Version != "":
	case page.Version == "":
		page.Version = o.version
	default:
		return result{err: &failure{
			where: p.name,
			what:  fmt.Sprintf("is a page of %s, not of %s", page.Version, o.version),
			hint:  "leave the page out, or ask for its version",
		}}
	}
	return result{page: page, report: report}
}

// refusal says why a page is none: the report's first error.
func refusal(name string, issues spec.Issues) error {
	for _, i := range issues {
		if i.Severity == spec.Error {
			return &failure{where: name, what: i.Msg, hint: i.Hint}
		}
	}
	return &failure{where: name, what: "is no reference page", hint: "take it out, or pass over such pages with --allow-unknown"}
}

// byVersion groups pages by version, the oldest first.
func byVersion(pages []*spec.Page) [][]*spec.Page {
	sorted := slices.SortedStableFunc(slices.Values(pages), func(a, b *spec.Page) int {
		return spec.CompareVersions(a.Version, b.Version)
	})
	var groups [][]*spec.Page
	for i, p := range sorted {
		if i == 0 || p.Version != sorted[i-1].Version {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], p)
	}
	return groups
}
