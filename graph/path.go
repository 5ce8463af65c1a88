package graph

import (
	"net/url"
	"strings"
)

// This file puts parameters into paths. A value fills exactly one segment:
// slashes, question marks and the like are percent-escaped, and the segments
// "." and "..", which some servers resolve even when escaped, are refused.

// expandPath replaces each {name} of the template. It returns the problems of
// the values, and names without a value.
func (c *call) expandPath(values []param) (problems []string) {
	path := make([]byte, 0, 128)
	rest := c.template
	for {
		before, tail, found := strings.Cut(rest, "{")
		path = append(path, before...)
		if !found {
			c.path = string(path)
			return problems
		}
		name, after, closed := strings.Cut(tail, "}")
		if !closed {
			return []string{"the path has a { without }"}
		}
		rest = after
		problem := ""
		switch p := find(values, name); {
		case p == nil:
			problem = "the request has no field for path parameter " + name
		case p.value == "":
			problem = name + " is required"
		case p.value == "." || p.value == "..":
			problem = name + ` is "` + p.value + `", which is no id`
		default:
			path = append(path, c.escape(p.value, url.PathEscape)...)
		}
		if problem != "" {
			problems = append(problems, problem)
		}
	}
}
