package fetch

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestParseHeader(t *testing.T) {
	name, value, err := ParseHeader("x-session:  a b ")
	require.NoError(t, err)
	assert.Equal(t, "X-Session", name)
	assert.Equal(t, "a b", value)
	for line, want := range map[string]string{
		"secret":           "is not of the form Name: value",
		"X Y: secret":      "is not of the form Name: value",
		"X: secret\r\nY:z": "is not of the form Name: value",
		": secret":         "is not of the form Name: value",
		"user-agent: Mo":   "User-Agent is set by graphgen itself",
		"host: x":          "Host is set by graphgen itself",
	} {
		_, _, err := ParseHeader(line)
		assert.EqualError(t, err, want)
	}
}

func TestReadCookies(t *testing.T) {
	cookies, err := ReadCookies(strings.NewReader("# Netscape HTTP Cookie File\n\n.example.org\tTRUE\t/\tTRUE\t1893456000\tc_user\t12345678\r\n#HttpOnly_example.org\tFALSE\t/docs\tFALSE\t0\txs\tsecret"))
	require.NoError(t, err)
	require.Len(t, cookies, 2)
	assert.Equal(t, ".example.org", cookies[0].Domain)
	assert.Equal(t, time.Unix(1893456000, 0), cookies[0].Expires)
	assert.True(t, cookies[0].Secure)
	assert.True(t, cookies[1].HttpOnly)
	_, err = ReadCookies(strings.NewReader("example.org\tsecret"))
	assert.EqualError(t, err, "line 1: has 2 fields, not 7 with tabs between (Netscape format)")
	_, err = ReadCookies(strings.NewReader("x.org\tFALSE\t/\tFALSE\t0\tbad name\tsecret"))
	assert.EqualError(t, err, "line 1: is no valid cookie")
}

func TestReadBody(t *testing.T) {
	_, err := readBody(strings.NewReader("12345"), "", 4)
	assert.EqualError(t, err, "has more than 4 bytes")
	body, err := readBody(strings.NewReader("1234"), "identity", 4)
	require.NoError(t, err)
	assert.Equal(t, "1234", string(body))
	_, err = readBody(bytes.NewReader([]byte{0x1f, 0x8b, 8}), "gzip", 100)
	assert.Error(t, err)
	_, err = readBody(strings.NewReader("x"), "gzip, br", 100)
	assert.ErrorIs(t, err, errEncoding)
}
