package main

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
)

// runWith runs the command in this process.
func runWith(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, err bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &err, nil)
	return status, out.String(), err.String()
}

const hostilePage = `# Page ` + "\x1b[2J" + `Labels

Text with ` + "\u202e" + `turned letters, a bell ` + "\a" + ` and a */ //go:build ignore.

## Reading

Lists the labels of a Page.

### Example

` + "```\nGET /v19.0/{page-id}/../../labels HTTP/1.1\n```" + `

### Parameters

| Para` + "\x1b[2J" + `meter | Mo` + "\u202e" + `od |
| --- | --- |
| ` + "`../../tab`" + `<br><br>str` + "\x9b" + `ing | red |

## Creating

You can't perform this operation on this endpoint.

## Updating

You can't perform this operation on this endpoint.

## Deleting

You can't perform this operation on this endpoint.
`

func TestHostilePageIsHarmlessOnATerminal(t *testing.T) {
	for _, args := range [][]string{
		{"scrape", "-v", "-"},
		{"scrape", "-v", "-", "--version", "v\x1b[2J"},
		{"scrape", "-", "\x1b]0;title\a"},
		{"list", "-"},
		{"lint", "-"},
		{"no\x1b[2Jverb"},
	} {
		_, stdout, stderr := runWith(strings.ReplaceAll(hostilePage, "\x9b", ""), args...)
		for _, r := range stdout + stderr {
			if r == '\n' || r == '\t' {
				continue
			}
			assert.False(t, unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r), "%q: %q", args, r)
		}
	}
}

func TestColor(t *testing.T) {
	_, _, plain := runWith("", "scarpe")
	assert.Equal(t, "graphgen: \"scarpe\" is not a verb\nhint: did you mean scrape?\n", plain, "a buffer is no terminal")
	_, _, painted := runWith("", "scarpe", "--color=always")
	assert.Equal(t, "\x1b[31mgraphgen:\x1b[0m \"scarpe\" is not a verb\n\x1b[1mhint:\x1b[0m did you mean scrape?\n", painted)
}
