package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/graphgen/graphgen/scraper/fetch"
	"github.com/graphgen/graphgen/spec"
)

// fetching is the flags of fetch.
type fetching struct {
	store, urls                 string
	only                        []string
	version, locale             string
	depth, maxPages, maxFailed  int
	contact                     string
	rate                        float64
	timeout                     time.Duration
	allowHosts, headers         []string
	cookieFile                  string
	fromSaved, fromWARC, toWARC string
	verify, gc, json            bool
}

// job is what the flags and the arguments ask for.
func (f *fetching) job(urls []string) (job, error) {
	jobs := map[string]job{}
	add := func(asked bool, flag string, j job) {
		if asked {
			jobs[flag] = j
		}
	}
	add(f.fromSaved != "", "--from-saved", f.importSaved)
	add(f.fromWARC != "", "--from-warc", f.importWARC)
	add(f.toWARC != "", "--to-warc", f.exportWARC)
	add(f.verify, "--verify", f.verifyStore)
	add(f.gc, "--gc", f.sweepStore)
	add(len(urls) > 0 || f.urls != "", "URLs", func(ctx context.Context, c *console) error { return f.crawl(ctx, c, urls) })
	switch len(jobs) {
	case 0:
		return nil, &failure{what: "no URL given", hint: "the reference is at https://developers.facebook.com/docs/graph-api/reference; see graphgen fetch --help"}
	case 1:
		for _, j := range jobs {
			return j, nil
		}
	}
	return nil, &failure{what: strings.Join(slices.Sorted(maps.Keys(jobs)), " and ") + " are things to do one after the other", hint: "see graphgen fetch --help"}
}

// crawl asks the site.
func (f *fetching) crawl(ctx context.Context, c *console, urls []string) error {
	o, err := f.options(c, urls)
	if err != nil {
		return err
	}
	store, err := f.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	p := newFetchProgress(c)
	o.Progress, o.Logf = p.event, p.note
	sum, err := fetch.Crawl(ctx, store, o)
	p.end()
	interrupted := errors.Is(err, context.Canceled)
	if err != nil && !interrupted {
		return &failure{what: err.Error(), hint: "run the same command again: it goes on where it stopped"}
	}
	if err := f.report(c, sum); err != nil {
		return err
	}
	if interrupted {
		return found("was interrupted", "fetch again to go on")
	}
	return fetchVerdict(sum)
}

// options are those of a crawl.
func (f *fetching) options(c *console, urls []string) (fetch.Options, error) {
	o := fetch.Options{
		URLs: slices.Clone(urls), Only: f.only, Version: f.version, Locale: f.locale, Depth: f.depth, MaxPages: f.maxPages,
		Contact: f.contact, Timeout: f.timeout, MaxFailed: f.maxFailed, AllowHosts: f.allowHosts, Header: map[string][]string{},
		Classify: classify,
	}
	if f.contact == "" {
		return o, &failure{where: "--contact", what: "is missing", hint: "give an e-mail address or a URL: the site must be able to reach who is asking"}
	}
	if f.rate <= 0 {
		return o, &failure{where: "--rate", what: "must be more than 0 requests a second"}
	}
	if f.maxPages <= 0 || f.maxFailed <= 0 || f.depth < 0 || f.timeout <= 0 {
		return o, &failure{what: "--max-pages, --max-failed and --timeout must be more than 0, and --depth not less", hint: "leave them out for their defaults"}
	}
	if f.version != "" && !spec.IsVersion(f.version) {
		return o, &failure{where: "--version", what: fmt.Sprintf("%q is no version such as v25.0", f.version)}
	}
	o.Interval = max(time.Duration(float64(time.Second)/f.rate), time.Nanosecond)
	for n, line := range f.headers {
		name, value, err := fetch.ParseHeader(line)
		if err != nil {
			return o, &failure{where: fmt.Sprintf("--header %d", n+1), what: err.Error(), hint: "write it as 'Name: value'"}
		}
		o.Header[name] = append(o.Header[name], value)
	}
	if f.cookieFile != "" {
		file, err := os.Open(f.cookieFile)
		if err != nil {
			return o, fileError(f.cookieFile, err, "")
		}
		defer file.Close()
		if o.Cookies, err = fetch.ReadCookies(file); err != nil {
			return o, &failure{where: f.cookieFile, what: err.Error(), hint: "export the cookies of a browser as cookies.txt"}
		}
	}
	if f.urls != "" {
		more, err := readURLs(c, f.urls)
		if err != nil {
			return o, err
		}
		o.URLs = append(o.URLs, more...)
	}
	return o, nil
}

func readURLs(c *console, name string) ([]string, error) {
	r := c.in
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, fileError(name, err, "")
		}
		defer file.Close()
		r = file
	}
	urls, err := fetch.ReadURLs(r)
	if err != nil {
		return nil, fileError(name, err, "")
	}
	return urls, nil
}

// open opens the store; one that does not exist only if it may be made.
func (f *fetching) open(make bool) (*fetch.Store, error) {
	if _, err := os.Stat(f.store); err != nil && (!make || !errors.Is(err, fs.ErrNotExist)) {
		return nil, fileError(f.store, err, "name the page store with --store")
	}
	s, err := fetch.OpenStore(f.store)
	if err != nil {
		return nil, fileError(f.store, err, "name another folder with --store")
	}
	return s, nil
}

func (f *fetching) importOptions(p *fetchProgress) fetch.ImportOptions {
	return fetch.ImportOptions{Only: f.only, Version: f.version, Locale: f.locale, Classify: classify, Progress: p.event}
}

// importSaved takes pages that were saved by hand.
func (f *fetching) importSaved(_ context.Context, c *console) error {
	return f.bring(c, f.fromSaved, func(s *fetch.Store, o fetch.ImportOptions) (*fetch.Summary, error) {
		if _, err := fs.ReadDir(os.DirFS(f.fromSaved), "."); err != nil {
			return nil, err
		}
		return fetch.ImportSaved(s, os.DirFS(f.fromSaved), o)
	})
}

// importWARC takes the pages of a web archive.
func (f *fetching) importWARC(_ context.Context, c *console) error {
	return f.bring(c, f.fromWARC, func(s *fetch.Store, o fetch.ImportOptions) (*fetch.Summary, error) {
		file, err := os.Open(f.fromWARC)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		return fetch.ImportWARC(s, f.fromWARC, file, o)
	})
}

// bring runs an import.
func (f *fetching) bring(c *console, from string, take func(*fetch.Store, fetch.ImportOptions) (*fetch.Summary, error)) error {
	store, err := f.open(true)
	if err != nil {
		return err
	}
	defer store.Close()
	p := newFetchProgress(c)
	sum, err := take(store, f.importOptions(p))
	p.end()
	if err != nil {
		return fileError(from, err, "")
	}
	if err := f.report(c, sum); err != nil {
		return err
	}
	return fetchVerdict(sum)
}

// exportWARC writes the store as a web archive.
func (f *fetching) exportWARC(_ context.Context, c *console) error {
	store, err := f.open(false)
	if err != nil {
		return err
	}
	defer store.Close()
	temp := f.toWARC + ".tmp"
	file, err := os.Create(temp)
	if err != nil {
		return fileError(f.toWARC, err, "")
	}
	n, err := fetch.WriteWARC(file, store, strings.HasSuffix(f.toWARC, ".gz"))
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(temp, f.toWARC)
	}
	if err != nil {
		return errors.Join(fileError(f.toWARC, err, "see graphgen fetch --verify"), os.Remove(temp))
	}
	c.say("wrote %s to %s", plural(n, "page"), f.toWARC)
	return nil
}

// verifyStore compares the pages with their sidecars.
func (f *fetching) verifyStore(_ context.Context, c *console) error {
	store, err := f.open(false)
	if err != nil {
		return err
	}
	defer store.Close()
	pages, issues, err := store.Verify()
	if err != nil {
		return fileError(f.store, err, "")
	}
	if f.json {
		if err := printJSON(c.out, struct {
			Version int         `json:"version"`
			Pages   int         `json:"pages"`
			Issues  []issueJSON `json:"issues"`
		}{1, pages, issuesJSON(issues)}); err != nil {
			return err
		}
	} else {
		c.issues(issues)
		c.say("%s as fetched", plural(pages, "file"))
	}
	if n := issues.Count(spec.Error); n > 0 {
		return found("the store is damaged: "+plural(n, "error"), "see the issues above")
	}
	return nil
}

// sweepStore removes what stopped fetches left.
func (f *fetching) sweepStore(_ context.Context, c *console) error {
	store, err := f.open(false)
	if err != nil {
		return err
	}
	defer store.Close()
	removed, err := store.Sweep()
	for _, name := range removed {
		c.detail("removed %s", name)
	}
	if err != nil {
		return fileError(f.store, err, "")
	}
	c.say("removed %s", plural(len(removed), "file"))
	return nil
}
