package fetch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"path"
	"regexp"
	"strings"
)

// This file names pages. A page has one key, whatever form and slashes its
// address has: HOST/path, which is also its place in the store:
//
//	https://developers.facebook.com/docs/graph-api/reference/page/?locale=en_US
//	→ developers.facebook.com/docs/graph-api/reference/page
//
// Addresses come from pages and archives. Nothing in them may lead out of the
// store or act on a file system, so that everything but plain letters and
// digits is percent-encoded again in a key.

// plainLocale is the locale that a key does not mention.
const plainLocale = "en_US"

const maxURL = 2048

// parseURL reads the address of a page. Errors do not repeat it, for it may
// hold a password.
func parseURL(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	u, err := url.Parse(raw)
	switch {
	case len(raw) > maxURL:
		return nil, errors.New("is too long for a URL")
	case err != nil:
		return nil, errors.New("is not a URL")
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return nil, errors.New("is not an http or https URL")
	case u.User != nil:
		return nil, errors.New("holds a user name or a password")
	}
	for name := range u.Query() {
		if secretParam.MatchString(name) {
			return nil, errors.New("holds a secret (" + name + ")")
		}
	}
	return tidy(u), nil
}

// secretParam matches parameters of a URL that hold a secret.
var secretParam = regexp.MustCompile(`(?i)token|secret|password|^(code|sig|signature)$`)

// tidy returns u as the store spells it: lower-case host without a default
// port, no fragment, no dot segments.
func tidy(u *url.URL) *url.URL {
	t := *u
	t.Scheme = strings.ToLower(t.Scheme)
	t.Host = strings.ToLower(t.Host)
	if t.Scheme == "https" {
		t.Host = strings.TrimSuffix(t.Host, ":443")
	} else {
		t.Host = strings.TrimSuffix(t.Host, ":80")
	}
	t.User, t.Fragment, t.RawFragment, t.RawPath, t.ForceQuery = nil, "", "", "", false
	slash := strings.HasSuffix(t.Path, "/")
	t.Path = path.Clean("/" + t.Path)
	if slash && t.Path != "/" {
		t.Path += "/"
	}
	return &t
}

// withoutQuery is u without its query.
func withoutQuery(u *url.URL) *url.URL {
	t := *u
	t.RawQuery = ""
	return &t
}

// pageExts are the endings that a key leaves out; the store appends the one of
// the format.
var pageExts = []string{".html", ".md", ".txt", ".xml"}

// keyOf is the key of the page at u.
func keyOf(u *url.URL) string {
	segments := strings.Split(strings.Trim(tidy(u).Path, "/"), "/")
	last := len(segments) - 1
	for _, ext := range pageExts {
		if stem, ok := strings.CutSuffix(segments[last], ext); ok && stem != "" {
			segments[last] = stem
			break
		}
	}
	if segments[last] == "" {
		segments[last] = "index"
	}
	query := u.Query()
	if query.Get("locale") == plainLocale {
		query.Del("locale")
	}
	if len(query) > 0 {
		segments[last] += "@" + query.Encode()
	}
	key := escapeSegment(tidy(u).Host)
	for _, s := range segments {
		key += "/" + escapeSegment(s)
	}
	return key
}

// deviceName matches the file names that Windows keeps for devices.
var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

const maxSegment = 120

// escapeSegment makes a file name of any text.
func escapeSegment(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		plain := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-_~+,=@", c) >= 0
		plain = plain || c == '.' && i > 0 && i < len(s)-1
		if i == 0 && deviceName.MatchString(s) {
			plain = false
		}
		if plain {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteString(strings.ToUpper(hex.EncodeToString([]byte{c})))
	}
	name := b.String()
	if len(name) <= maxSegment {
		return name
	}
	sum := sha256.Sum256([]byte(s))
	return name[:maxSegment-20] + "~" + hex.EncodeToString(sum[:8])
}

// shown is u as messages show it: without its query, which may hold what is
// nobody's business.
func shown(u *url.URL) string { return withoutQuery(u).String() }
