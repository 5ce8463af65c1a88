package fetch

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file knows how the documentation sites lay out and answer their pages,
// as far as that can be told from an address.

// manner is how the pages below a path like to be asked for.
type manner struct {
	below     string
	markdown  bool // answers Markdown to an Accept header, or with .md appended
	locale    bool // answers in any language unless ?locale= names one
	versioned bool // has old versions at reference/vX.Y/…
}

// manners are the known ones; the first that fits counts.
var manners = []manner{
	{below: "/documentation/", markdown: true},
	{below: "/docs/marketing-api/", markdown: true},
	{below: "/docs/graph-api/", locale: true, versioned: true},
	{below: "/docs/", locale: true},
}

func mannerOf(u *url.URL) manner {
	if isList(u) || u.Path == "/robots.txt" {
		return manner{}
	}
	for _, m := range manners {
		if strings.HasPrefix(u.Path, m.below) {
			return m
		}
	}
	return manner{}
}

// accept is the Accept header for a page.
func (m manner) accept() string {
	if m.markdown {
		return "text/markdown, text/html;q=0.5"
	}
	return "text/html, text/markdown;q=0.9, text/plain;q=0.5, */*;q=0.1"
}

// referenceSegment is the part of a path below which reference pages are.
const referenceSegment = "reference"

// place is an address taken apart:
//
//	/docs/graph-api/reference/v19.0/page/conversations
//	 root                     version rest
type place struct {
	root    string // HOST/docs/graph-api/reference
	version string
	rest    []string // page, conversations
}

// placeOf takes an address apart; false if it is not below a reference.
func placeOf(u *url.URL) (place, bool) {
	segments := strings.Split(strings.Trim(u.Path, "/"), "/")
	at := slices.Index(segments, referenceSegment)
	if at < 0 {
		return place{}, false
	}
	p := place{root: u.Host + "/" + strings.Join(segments[:at+1], "/"), rest: segments[at+1:]}
	if len(p.rest) > 0 && spec.IsVersion(p.rest[0]) {
		p.version, p.rest = p.rest[0], p.rest[1:]
	}
	if n := len(p.rest); n > 0 {
		p.rest = slices.Clone(p.rest)
		p.rest[n-1] = strings.TrimSuffix(p.rest[n-1], ".md")
	}
	return p, true
}

// ofVersion is u as the address of a version of the page.
func ofVersion(u *url.URL, version string) *url.URL {
	p, ok := placeOf(u)
	if !ok || p.version == version || !mannerOf(u).versioned {
		return u
	}
	_, root, _ := strings.Cut(p.root, "/")
	v := *u
	v.Path = path.Join("/", root, version, path.Join(p.rest...))
	if strings.HasSuffix(u.Path, "/") {
		v.Path += "/"
	}
	return &v
}

// isLogin reports whether the address is that of a login form.
func isLogin(u *url.URL) bool {
	return strings.HasPrefix(u.Path, "/login") || strings.HasPrefix(u.Path, "/checkpoint") || strings.HasPrefix(u.Path, "/accounts/login")
}
