package graph

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const redacted = "REDACTED"

// secretParams are the parameters whose values must not be seen, wherever
// their names stand in a text.
var secretParams = [...]string{
	"access_token",
	"appsecret_proof",
	"client_secret",
	"input_token",
	"fb_exchange_token",
	"signed_request",
}

// Redact replaces the values of access_token, appsecret_proof, client_secret
// and their like in a text: in URLs, also escaped ones, in JSON, and after
// "Bearer". Middleware that logs requests wants it.
func Redact(text string) string {
	text = redactPairs(text, pairSeparators[:])
	return redactAfter(text, "Bearer ", "")
}

// redactLinks is Redact for the URLs within JSON only: the members of the JSON
// keep their values, because a reply may have a token as its result.
func redactLinks(body []byte) []byte {
	for _, name := range secretParams {
		if bytes.Contains(body, []byte(name)) {
			return []byte(redactPairs(string(body), pairSeparators[:2]))
		}
	}
	return body
}

// pairSeparators stand between a parameter's name and its value.
var pairSeparators = [...]string{"=", "%3D", `":"`, `": "`, `\":\"`}

func redactPairs(text string, separators []string) string {
	for _, name := range secretParams {
		if !strings.Contains(text, name) {
			continue
		}
		for _, sep := range separators {
			text = redactAfter(text, name+sep, sep)
		}
	}
	return text
}

// redactAfter replaces what follows each occurrence of prefix.
func redactAfter(text, prefix, sep string) string {
	if !strings.Contains(text, prefix) {
		return text
	}
	var out bytes.Buffer
	for {
		before, after, found := strings.Cut(text, prefix)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		out.WriteString(prefix)
		end := valueEnd(after, sep == "%3D")
		if end > 0 {
			out.WriteString(redacted)
		}
		text = after[end:]
	}
}

// valueEnd is where a secret ends. Within JSON an ampersand may be written as
// an escape; any other escape belongs to the value.
func valueEnd(s string, escaped bool) int {
	for i := range len(s) {
		switch s[i] {
		case '&', '"', '\'', '<', '>', ' ', '\t', '\n', '\r', '#', ')', ',', ';':
			return i
		case '\\':
			if rest := s[i:]; strings.HasPrefix(rest, `\u0026`) || strings.HasPrefix(rest, `\"`) {
				return i
			}
		case '%':
			if escaped && strings.HasPrefix(s[i:], "%26") {
				return i
			}
		}
	}
	return len(s)
}

// redact removes the secrets of this call by value as well: the API likes to
// quote a malformed token in its message.
func (c *call) redact(text string) string {
	for _, s := range c.hidden {
		text = redactValue(text, s.reveal())
	}
	for _, s := range [...]secret{c.token, c.proof, c.set.token, c.set.proof, c.set.appSecret} {
		text = redactValue(text, s.reveal())
	}
	for _, p := range c.params {
		if isSecretParam(p.name) {
			text = redactValue(text, p.value)
		}
	}
	return Redact(text)
}

// redactValue leaves very short values alone: a text in which each "a" is
// redacted helps nobody, and no secret is that short.
func redactValue(text, value string) string {
	if len(value) < 6 {
		return text
	}
	for _, form := range [...]string{value, url.QueryEscape(value), url.PathEscape(value), strings.ReplaceAll(value, "/", `\/`)} {
		text = strings.ReplaceAll(text, form, redacted)
	}
	return text
}

// redactHeader is a copy of a header without secrets: Location and
// WWW-Authenticate quote the token, and a proxy may echo it anywhere.
func (c *call) redactHeader(h http.Header) http.Header {
	safe := make(http.Header, len(h))
	for name, values := range h {
		texts := make([]string, len(values))
		for i, value := range values {
			texts[i] = c.redact(value)
		}
		safe[name] = texts
	}
	return safe
}

// redactCause keeps an error as it is when its text holds no secret.
func (c *call) redactCause(err error) error {
	text := err.Error()
	if safe := c.redact(text); safe != text {
		return &redactedError{text: safe, err: err}
	}
	return err
}

// redactedError shows another text than the error it stands for. It answers
// errors.Is, but does not hand out the error, which still has the secret.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string        { return e.text }
func (e *redactedError) Is(target error) bool { return errors.Is(e.err, target) }
func (e *redactedError) GoString() string     { return e.text }

//go:noinline // it is a loop, at three places
func isSecretParam(name string) bool {
	return slices.Contains(secretParams[:], name)
}

// withoutSecrets drops the secret parameters from a URL's query and leaves the
// rest of the URL as it is.
func withoutSecrets(link string) string {
	head, query, found := strings.Cut(link, "?")
	if !found {
		return link
	}
	kept := make([]string, 0, 8)
	for more := true; more; {
		var pair string
		pair, query, more = strings.Cut(query, "&")
		name, _, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if !isSecretParam(name) {
			kept = append(kept, pair)
		}
	}
	return withQuery(head, strings.Join(kept, "&"))
}
