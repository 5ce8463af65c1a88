package spec

import (
	"regexp"
	"strings"
)

// savedFrom is the comment that browsers write above a page that they save. The
// number is the length of the address.
var savedFrom = regexp.MustCompile(`<!--\s*saved from url=(?:\(\d+\))?(\S+?)\s*-->`)

// SavedFrom is the address that the browser wrote into a page that somebody
// saved; empty if it did not.
func SavedFrom(page string) string {
	m := savedFrom.FindStringSubmatch(page[:min(len(page), 8<<10)])
	if m == nil {
		return ""
	}
	return strings.ReplaceAll(m[1], "%2D%2D", "--") // which cannot stand in a comment
}
