package fetch

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode"
)

// Options is what Crawl fetches, and how. A zero field stands for its default.
type Options struct {
	URLs     []string // where to start
	Only     []string // Page, Conversation.messages, Page.*; none stands for all pages
	Version  string   // v25.0; none takes what the URLs say, or the latest
	Locale   string   // en_US
	Depth    int      // how many links away from the URLs; those of indexes don't count
	MaxPages int      // 1,000: how many pages to ask for

	Contact    string        // an e-mail address or a URL, told to the site; required
	Interval   time.Duration // 1s: between two requests to one host
	Timeout    time.Duration // 60s: of one request
	Attempts   int           // 4: for one page
	MaxWait    time.Duration // 5m: the longest Retry-After that is waited for
	MaxBytes   int64         // 32 MiB: of a page, unpacked
	MaxFailed  int           // 10: pages of a host in a row that fail, before it is left alone
	AllowHosts []string      // hosts that redirects may lead to
	Header     http.Header   // sent to the hosts of URLs
	Cookies    []*http.Cookie

	Classify Classifier           // required
	Progress func(Event)          // called after every page
	Logf     func(string, ...any) // what the crawl waits for; secrets are taken out

	Transport http.RoundTripper
	Clock     Clock
	Random    rand.Source
}

// Event tells of a page that is settled.
type Event struct {
	URL     string
	Outcome Outcome
	Issue   string // why it failed
	Done    int    // pages settled
	Left    int    // pages known and not settled
}

func (o Options) withDefaults() Options {
	setDefault(&o.Locale, plainLocale)
	setDefault(&o.MaxPages, 1000)
	setDefault(&o.Interval, time.Second)
	setDefault(&o.Timeout, time.Minute)
	setDefault(&o.Attempts, 4)
	setDefault(&o.MaxWait, 5*time.Minute)
	setDefault(&o.MaxFailed, 10)
	if o.MaxBytes <= 0 || o.MaxBytes > maxBody {
		o.MaxBytes = maxBody
	}
	o.Clock = o.Clock.withDefaults()
	if o.Random == nil {
		o.Random = rand.NewPCG(rand.Uint64(), rand.Uint64())
	}
	if o.Transport == nil {
		o.Transport = newTransport()
	}
	if o.Progress == nil {
		o.Progress = func(Event) {}
	}
	if o.Logf == nil {
		o.Logf = func(string, ...any) {}
	}
	return o
}

func setDefault[T comparable](v *T, value T) {
	var zero T
	if *v == zero {
		*v = value
	}
}

// newTransport bounds what net/http leaves open, and leaves bodies packed, so
// that unpacking is bounded too.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true,
		TLSHandshakeTimeout:    20 * time.Second,
		ResponseHeaderTimeout:  time.Minute,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 128 << 10,
		MaxIdleConnsPerHost:    1,
	}
}

// seeds are the addresses of o.URLs.
func (o Options) seeds() ([]*url.URL, error) {
	if len(o.URLs) == 0 {
		return nil, errors.New("no URL to start from")
	}
	var seeds []*url.URL
	var errs []error
	for n, raw := range o.URLs {
		u, err := parseURL(raw)
		if err != nil {
			errs = append(errs, fmt.Errorf("URL %d %w", n+1, err))
			continue
		}
		query := u.Query()
		query.Del("locale")
		u.RawQuery = query.Encode()
		seeds = append(seeds, u)
	}
	return seeds, errors.Join(errs...)
}

func (o Options) selectors() ([]*selector, error) {
	var only []*selector
	for _, text := range o.Only {
		s, err := parseSelector(text)
		if err != nil {
			return nil, err
		}
		only = append(only, s)
	}
	return only, nil
}

// userAgent names graphgen and who uses it. It does not pretend to be a
// browser: the site answers 400 to one that is none.
func (o Options) userAgent() (string, error) {
	contact := strings.TrimSpace(o.Contact)
	switch {
	case !strings.Contains(contact, "@") && !strings.Contains(contact, "://"):
		return "", errors.New("the contact is neither an e-mail address nor a URL")
	case len(contact) > 200 || strings.ContainsFunc(contact, func(r rune) bool {
		return r > unicode.MaxASCII || unicode.IsControl(r) || r == '(' || r == ')' || r == ' '
	}):
		return "", errors.New("the contact must be short, in ASCII, and without spaces and parentheses")
	}
	version := "0"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = strings.TrimPrefix(info.Main.Version, "v")
	}
	return fmt.Sprintf("%s/%s (+%s)", agentToken, version, contact), nil
}

// ReadURLs reads a list of URLs, one a line. Empty lines and comments (#) are
// left out.
func ReadURLs(r io.Reader) ([]string, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBody))
	if err != nil {
		return nil, err
	}
	var urls []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			urls = append(urls, line)
		}
	}
	return urls, nil
}
