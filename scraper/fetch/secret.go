package fetch

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
)

// secrets are the values that must not reach the store or a message.
type secrets []string

// minSecret is how long a value must be to be looked for: shorter ones are in
// every page.
const minSecret = 8

// secretsOf are the values of headers and cookies.
func secretsOf(header http.Header, cookies []*http.Cookie) secrets {
	var s secrets
	add := func(v string) {
		if len(v) >= minSecret {
			s = append(s, v)
		}
	}
	for _, values := range header {
		for _, v := range values {
			add(v)
			for _, word := range strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == ';' || r == '=' }) {
				if len(word) >= 2*minSecret { // Bearer TOKEN, name=value
					add(word)
				}
			}
		}
	}
	for _, c := range cookies {
		add(c.Value)
	}
	return s
}

// in reports whether body holds one of the secrets.
func (s secrets) in(body []byte) bool {
	for _, v := range s {
		if bytes.Contains(body, []byte(v)) {
			return true
		}
	}
	return false
}

// hide takes the secrets out of a message.
func (s secrets) hide(msg string) string {
	for _, v := range s {
		msg = strings.ReplaceAll(msg, v, "[secret]")
	}
	return msg
}

// ownHeaders are those that the crawler sets itself.
var ownHeaders = map[string]bool{
	"User-Agent": true, "Host": true, "Accept": true, "Accept-Encoding": true, "Content-Length": true,
	"Connection": true, "Transfer-Encoding": true, "If-None-Match": true, "If-Modified-Since": true,
}

var headerName = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

// ParseHeader reads "Name: value". Its errors do not repeat the value.
func ParseHeader(line string) (name, value string, err error) {
	name, value, ok := strings.Cut(line, ":")
	name, value = http.CanonicalHeaderKey(strings.TrimSpace(name)), strings.TrimSpace(value)
	switch {
	case !ok || !headerName.MatchString(name) || strings.ContainsFunc(value, unicode.IsControl):
		return "", "", fmt.Errorf("is not of the form Name: value")
	case ownHeaders[name]:
		return "", "", fmt.Errorf("%s is set by graphgen itself", name)
	}
	return name, value, nil
}

// ReadCookies reads a cookie file as browsers' export tools and curl write it
// (Netscape format). Its errors do not repeat what it holds.
func ReadCookies(r io.Reader) ([]*http.Cookie, error) {
	var cookies []*http.Cookie
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line, httpOnly := strings.CutPrefix(strings.TrimRight(lines.Text(), "\r"), "#HttpOnly_")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 7 {
			return nil, fmt.Errorf("line %d: has %d fields, not 7 with tabs between (Netscape format)", n, len(f))
		}
		c := &http.Cookie{Name: f[5], Value: f[6], Path: f[2], Secure: f[3] == "TRUE", HttpOnly: httpOnly, Domain: f[0]}
		if seconds, err := time.ParseDuration(f[4] + "s"); err == nil && seconds > 0 {
			c.Expires = time.Unix(0, 0).Add(seconds)
		}
		if err := c.Valid(); err != nil {
			return nil, fmt.Errorf("line %d: is no valid cookie", n)
		}
		cookies = append(cookies, c)
	}
	return cookies, lines.Err()
}

// jarOf is a cookie jar with cookies in it; nil for none. Without cookies of
// the user, a crawl has none of the site's either.
func jarOf(cookies []*http.Cookie) (http.CookieJar, error) {
	if len(cookies) == 0 {
		return nil, nil
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	for _, c := range cookies {
		own := *c
		u := &url.URL{Scheme: "https", Host: strings.TrimPrefix(own.Domain, "."), Path: "/"}
		if !strings.HasPrefix(own.Domain, ".") {
			own.Domain = "" // of this host only
		}
		jar.SetCookies(u, []*http.Cookie{&own})
	}
	return jar, nil
}
