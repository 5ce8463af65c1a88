package graph

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestRedact(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"nothing to hide", "GET /me?fields=id", "GET /me?fields=id"},
		{"query", "/me?access_token=EAAG|x&limit=5", "/me?access_token=REDACTED&limit=5"},
		{"twice", "access_token=a&b=c&access_token=d", "access_token=REDACTED&b=c&access_token=REDACTED"},
		{"end of text", "appsecret_proof=00ff", "appsecret_proof=REDACTED"},
		{"escaped within a URL", "/login?next=%2Fme%3Faccess_token%3DEAAG%26limit%3D5", "/login?next=%2Fme%3Faccess_token%3DREDACTED%26limit%3D5"},
		{"JSON member", `{"access_token":"EAAG","id":"1"}`, `{"access_token":"REDACTED","id":"1"}`},
		{"JSON member with a space", `{"client_secret": "abc"}`, `{"client_secret": "REDACTED"}`},
		{"JSON within JSON", `"{\"access_token\":\"EAAG\"}"`, `"{\"access_token\":\"REDACTED\"}"`},
		{"URL within JSON of PHP", `"next":"https:\/\/h\/me?access_token=EAAG\u0026limit=5"`, `"next":"https:\/\/h\/me?access_token=REDACTED\u0026limit=5"`},
		{"token with an escape", `"https://h?access_token=1\/2&x"`, `"https://h?access_token=REDACTED&x"`},
		{"header", "Authorization: Bearer EAAG\r\n", "Authorization: Bearer REDACTED\r\n"},
		{"debug_token", "/debug_token?input_token=EAAG", "/debug_token?input_token=REDACTED"},
		{"exchange", "grant_type=x&fb_exchange_token=EAAG&client_id=1", "grant_type=x&fb_exchange_token=REDACTED&client_id=1"},
		{"empty value", "access_token=&x", "access_token=&x"},
		{"the bare word", "the access_token is missing", "the access_token is missing"},
	} {
		assert.Equal(t, tc.want, Redact(tc.in), tc.name)
		assert.Equal(t, tc.want, Redact(tc.want), "%s: twice is once", tc.name)
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("x", "y")
	f.Add(`{"next":"`, `"}`)
	f.Add("%3F", "%26")
	f.Fuzz(func(t *testing.T, before, after string) {
		out := Redact(before + "access_token=SECRET&" + after)
		if !strings.Contains(before+after, "SECRET") {
			assert.NotContains(t, out, "SECRET")
		}
		assert.Equal(t, out, Redact(out))
	})
}

func TestLinksLoseTheirSecrets(t *testing.T) {
	for in, want := range map[string]string{
		"https://h/v1.0/1/x?access_token=a&limit=5&after=b":             "https://h/v1.0/1/x?limit=5&after=b",
		"https://h/x?limit=5&access_token=a":                            "https://h/x?limit=5",
		"https://h/x?access_token=a":                                    "https://h/x",
		"https://h/x?access%5Ftoken=a&q=%20":                            "https://h/x?q=%20",
		"https://h/x":                                                   "https://h/x",
		"https://h/x?appsecret_proof=a&after=MTAx%3D%3D&client_secret=": "https://h/x?after=MTAx%3D%3D",
	} {
		assert.Equal(t, want, withoutSecrets(in))
	}
}
