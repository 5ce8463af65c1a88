package spec

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// IsDate tells a day as specs write it: 2020-06-30.
func IsDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// IsVersion tells v19.0.
func IsVersion(s string) bool { return version.MatchString(s) }

// Unversioned is the path of an address without what names a version: of
// /docs/graph-api/reference/v19.0/page it is /docs/graph-api/reference/page.
func Unversioned(path string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(path, "/"), IsVersion), "/")
}

// CompareVersions orders v2.12 after v2.9. What is no version comes first.
func CompareVersions(a, b string) int {
	majorA, minorA := splitVersion(a)
	majorB, minorB := splitVersion(b)
	return cmp.Or(cmp.Compare(majorA, majorB), cmp.Compare(minorA, minorB), cmp.Compare(a, b))
}

func splitVersion(v string) (major, minor int) {
	if !IsVersion(v) {
		return -1, -1
	}
	a, b, _ := strings.Cut(v[1:], ".")
	major, _ = strconv.Atoi(a)
	minor, _ = strconv.Atoi(b)
	return major, minor
}
