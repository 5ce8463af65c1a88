package main

import (
	"context"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/scraper/fetch"
	"github.com/graphgen/graphgen/spec"
)

const aboutFetch = `Bring reference pages into a page store: a folder with the pages as served, and
a sidecar (JSON) beside each that says where it comes from. scrape and build
take the folder as pages; keep it in git.

From the URLs given, an index (the first page of a reference, llms.txt, a
sitemap) leads to all its pages; --depth follows the links of pages, too. No
link leads out of the reference, or to another host.

The site is asked for one page a second, as far as its robots.txt allows, and
told who is asking: --contact is required. Pages that have not changed are not
transferred again. A fetch that was stopped goes on when it is called again.

  graphgen fetch --contact me@example.org --only 'Page,Page.*' \
    https://developers.facebook.com/docs/graph-api/reference

Without asking the site: --from-saved takes pages that were saved in a browser
(HTML, MHTML), --from-warc those of a web archive.`

func newFetch(c *console) *cobra.Command {
	var f fetching
	cmd := &cobra.Command{
		Use:   "fetch URL…",
		Short: "Bring reference pages into a page store",
		Long:  aboutFetch,
		RunE: func(cmd *cobra.Command, args []string) error {
			job, err := f.job(args)
			if err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt)
			defer stop()
			return job(ctx, c)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.store, "store", "pages", "the `folder` of the page store")
	flags.StringVar(&f.urls, "urls", "", "a `file` of URLs, one a line; - is standard input")
	flags.StringSliceVar(&f.only, "only", nil, "fetch only these `pages`: Page,Conversation.messages; Page.* are all its edges")
	flags.StringVar(&f.version, "version", "", "fetch the pages of this `version`, such as v25.0")
	flags.StringVar(&f.locale, "locale", "en_US", "the `language` of the pages; any takes what comes")
	flags.IntVar(&f.depth, "depth", 0, "follow the links of pages, up to this `number` of steps")
	flags.IntVar(&f.maxPages, "max-pages", 1000, "ask for at most this `number` of pages")

	flags.StringVar(&f.contact, "contact", "", "an e-mail address or a `URL` that the site is told with every request")
	flags.Float64Var(&f.rate, "rate", 1, "at most this `number` of requests a second")
	flags.DurationVar(&f.timeout, "timeout", time.Minute, "how long a page may take")
	flags.IntVar(&f.maxFailed, "max-failed", 10, "stop after this `number` of failures in a row")
	flags.StringSliceVar(&f.allowHosts, "allow-host", nil, "follow redirects to this `host`, too")
	flags.StringArrayVar(&f.headers, "header", nil, "send this `header` (Name: value) to the hosts of the URLs; it is kept secret")
	flags.StringVar(&f.cookieFile, "cookie-file", "", "send the cookies of this `file` (Netscape format); they are kept secret")

	flags.StringVar(&f.fromSaved, "from-saved", "", "take the pages that were saved in this `folder`")
	flags.StringVar(&f.fromWARC, "from-warc", "", "take the reference pages of this web archive (a WARC `file`)")
	flags.StringVar(&f.toWARC, "to-warc", "", "write the store as a web archive to this `file`; .gz packs it")
	flags.BoolVar(&f.verify, "verify", false, "compare all pages of the store with their sidecars")
	flags.BoolVar(&f.gc, "gc", false, "remove what stopped fetches left in the store; pages are never removed")
	flags.BoolVar(&f.json, "json", false, "print the summary as JSON")
	return cmd
}

// report says what a fetch or an import did.
func (f *fetching) report(c *console, sum *fetch.Summary) error {
	if f.json {
		return printJSON(c.out, struct {
			Version   int         `json:"version"`
			Store     string      `json:"store"`
			New       int         `json:"new"`
			Changed   int         `json:"changed"`
			Unchanged int         `json:"unchanged"`
			Resumed   int         `json:"resumed"`
			Failed    int         `json:"failed"`
			Skipped   int         `json:"skipped"`
			Left      int         `json:"left"`
			Requests  int         `json:"requests"`
			Bytes     int64       `json:"bytes"`
			Issues    []issueJSON `json:"issues"`
		}{1, f.store, sum.New, sum.Changed, sum.Unchanged, sum.Resumed, sum.Failed, sum.Skipped, sum.Left, sum.Requests, sum.Bytes, issuesJSON(sum.Issues)})
	}
	c.issues(sum.Issues)
	c.say("%s: %d new, %d changed, %d unchanged, %d failed", plural(sum.Pages()-sum.Resumed, "page"), sum.New, sum.Changed, sum.Unchanged, sum.Failed)
	if sum.Resumed > 0 {
		c.say("%s had been fetched before the last fetch was stopped", plural(sum.Resumed, "page"))
	}
	if sum.Left > 0 {
		c.say("%s left: fetch again to go on", plural(sum.Left, "page"))
	}
	return nil
}

// fetchVerdict is an error where not everything could be had.
func fetchVerdict(sum *fetch.Summary) error {
	got := sum.New + sum.Changed + sum.Unchanged + sum.Resumed
	switch n := sum.Issues.Count(spec.Error); {
	case n > 0 && got == 0 && sum.Requests > 0:
		return &failure{what: "no page could be had", hint: "see the issues above"}
	case n > 0:
		return found("not every page could be had: "+plural(n, "error"), "see the issues above; fetch again to try again")
	default:
		return nil
	}
}

// job is what a fetch does.
type job func(ctx context.Context, c *console) error
