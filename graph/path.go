package graph

import (
	"fmt"
	"net/url"
	"strings"
)

// This file puts parameters into paths. A value fills exactly one segment:
// slashes, question marks and the like are percent-escaped, and the segments
// "." and "..", which some servers resolve even when escaped, are refused.

// expandPath replaces each {name} of the template. It returns the problems of
// the values, and names without a value.
func (c *call) expandPath(values []param) (problems []string) {
	var path strings.Builder
	path.Grow(len(c.template) + 16)
	rest := c.template
	for {
		before, tail, found := strings.Cut(rest, "{")
		path.WriteString(before)
		if !found {
			break
		}
		name, after, closed := strings.Cut(tail, "}")
		if !closed {
			return []string{"the path has a { without }"}
		}
		rest = after
		segment, problem := c.segment(name, values)
		if problem != "" {
			problems = append(problems, problem)
		}
		path.WriteString(segment)
	}
	c.path = path.String()
	return problems
}

func (c *call) segment(name string, values []param) (segment, problem string) {
	for _, v := range values {
		switch {
		case v.name != name:
			continue
		case v.value == "":
			return "", name + " is required"
		case v.value == "." || v.value == "..":
			return "", fmt.Sprintf("%s is %q, which is no id", name, v.value)
		default:
			return c.escape(v.value, url.PathEscape), ""
		}
	}
	return "", "the request has no field for path parameter " + name
}
