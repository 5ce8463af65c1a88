package graph

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Option changes a client that [New] makes.
type Option func(*settings)

// settings are what a client was made with. They are never changed once New
// has returned: clients share them.
type settings struct {
	pkg           string   // begins every error text
	base          *url.URL // never changed
	basePath      string   // its path, escaped, without a slash at its end
	version       string
	versionChosen bool

	token, appSecret, proof secret
	prove                   func(token secret) secret // makes the proof of a token

	http       *http.Client
	middleware []func(http.RoundTripper) http.RoundTripper
	userAgent  string
	maxBody    int64

	again       func(ctx context.Context, c *call, err error, tries int) error
	lessen      func(ctx context.Context, c *call, err error, out any) bool
	versionHook func(asked, served string)
	logger      Logger
	logVersion  func(ctx context.Context, c *call, served string)

	sleep  func(context.Context, time.Duration) error // this and the next of WithRetry
	random func() float64

	err error // the first wrong option
}

const (
	defaultUserAgent = "graphgen (+https://github.com/graphgen/graphgen)"
	defaultMaxBody   = 64 << 20
)

func defaults() *settings {
	return &settings{
		pkg:       "graph",
		base:      &url.URL{Scheme: "https", Host: defaultHost},
		userAgent: defaultUserAgent,
		maxBody:   defaultMaxBody,
	}
}

// WithHTTPClient makes the calls with hc: its transport, timeout and cookies.
// The client given is copied, not changed. Without it calls go through
// [http.DefaultTransport] and only the context limits their time.
func WithHTTPClient(hc *http.Client) Option {
	return func(s *settings) { s.http = hc }
}

// WithMiddleware wraps the transport, to log, trace or count calls. The first
// one given is the first to see a request. It sees each try of a call, with the
// Authorization header: what it logs is its own care, and [Redact] helps.
func WithMiddleware(wrap ...func(http.RoundTripper) http.RoundTripper) Option {
	return func(s *settings) { s.middleware = append(s.middleware, wrap...) }
}

// WithBaseURL sends the calls to another host, a test server for example. The
// URL may have a path but no query.
func WithBaseURL(base string) Option {
	return func(s *settings) {
		u, err := url.Parse(base)
		switch {
		case err != nil:
			s.fail("base URL is not a URL")
		case u.Scheme != "https" && u.Scheme != "http", u.Host == "", u.User != nil, u.RawQuery != "", u.Fragment != "":
			s.fail("base URL must look like https://host or https://host/path, got " + Redact(u.Redacted()))
		default:
			s.base = u
			s.basePath = strings.TrimRight(u.EscapedPath(), "/")
		}
	}
}

// WithVersion calls this version of the API, such as "v25.0", whatever version
// a package was generated from.
func WithVersion(version string) Option {
	return func(s *settings) {
		s.versionChosen = true
		s.setVersion(version)
	}
}

// WithAppSecret sends appsecret_proof with every call, made for the token that
// the call uses.
func WithAppSecret(appSecret string) Option {
	return func(s *settings) {
		s.appSecret = newSecret(appSecret)
		s.prove = func(token secret) secret { return proof(s.appSecret, token) }
	}
}

// WithUserAgent replaces the User-Agent header.
func WithUserAgent(agent string) Option {
	return func(s *settings) { s.userAgent = agent }
}

// WithMaxBody limits how many bytes of a reply are read; a longer one is an
// error. The default is 64 MiB.
func WithMaxBody(bytes int64) Option {
	return func(s *settings) {
		if bytes < 1 {
			s.fail("the largest body must have at least one byte")
		}
		s.maxBody = bytes
	}
}

// WithRetry repeats calls that fail for a reason that passes; see [Retry].
func WithRetry(r Retry) Option {
	return func(s *settings) {
		s.again = r.filled().again
		s.sleep = sleep
		s.random = rand.Float64
	}
}

// WithLimitHalving asks for a list again with half the limit when the API
// answers that it should reduce the amount of data, until one element a page is
// still too much. Pages that follow keep the smaller limit. Without a limit in
// the request, halving starts from 25, the API's usual default.
func WithLimitHalving() Option {
	return func(s *settings) { s.lessen = halveLimit }
}

// WithVersionHook calls hook for every reply that another version of the API
// served than the one asked for, as happens when a version has expired. The
// hook runs in the goroutine of the call.
func WithVersionHook(hook func(asked, served string)) Option {
	return func(s *settings) { s.versionHook = hook }
}

// Logger is a *slog.Logger, or what looks like one. As an interface it keeps
// log/slog out of programs that do not log.
type Logger interface {
	InfoContext(ctx context.Context, msg string, args ...any)
	WarnContext(ctx context.Context, msg string, args ...any)
}

// WithLogger logs what the client does by itself: a repeated call, a halved
// limit, a reply from another version. Tokens are never logged.
func WithLogger(logger Logger) Option {
	return func(s *settings) {
		s.logger = logger
		s.logVersion = logVersion
	}
}

func (s *settings) setVersion(version string) {
	if version != "" && !isVersion(version) {
		s.fail(fmt.Sprintf("version must look like v25.0, got %q", version))
		return
	}
	s.version = version
}

// proofOf is the proof of a token, where there is an app secret.
func (s *settings) proofOf(token secret) secret {
	if s.prove == nil {
		return nil
	}
	return s.prove(token)
}

// fail keeps the first wrong option for the first call.
func (s *settings) fail(msg string) {
	if s.err == nil {
		s.err = errors.New(s.pkg + ": " + msg)
	}
}

func isVersion(v string) bool {
	digits, ok := strings.CutPrefix(v, "v")
	major, minor, dot := strings.Cut(digits, ".")
	return ok && dot && isDigits(major) && isDigits(minor)
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
