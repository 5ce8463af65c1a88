package fetch

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"
	"time"
)

// This file reads robots.txt as RFC 9309 says: the groups of our agent joined,
// or else those of *; the longest matching rule wins, and an allow wins over a
// disallow of the same length. * stands for any characters, $ for the end.
// Before comparing, percent-encoding is normalised on both sides: /%7Ejoe and
// /~joe are one path, /a%2Fb and /a/b are two.

// agentToken is the name by which robots.txt knows us.
const agentToken = "graphgen"

// robotsLimit is how many bytes of a robots.txt count (RFC 9309, 2.5).
const robotsLimit = 512 << 10

// robots is what a host asks of us. The zero value allows everything.
type robots struct {
	rules []robotsRule
	delay time.Duration // Crawl-delay, not in the RFC but widely used
}

type robotsRule struct {
	allow   bool
	pattern string
}

// robotsGroup is a group while it is read.
type robotsGroup struct {
	agents []string
	robots
}

func parseRobots(data []byte) *robots {
	data = bytes.TrimPrefix(data[:min(len(data), robotsLimit)], []byte("\ufeff"))
	data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, robotsLimit+1)

	var groups []*robotsGroup
	var group *robotsGroup
	naming := false // the last line was a User-agent
	for lines.Scan() {
		line, _, _ := strings.Cut(lines.Text(), "#")
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "user-agent":
			if !naming {
				group = &robotsGroup{}
				groups = append(groups, group)
			}
			naming = true
			group.agents = append(group.agents, strings.ToLower(productToken(value)))
			continue
		case "allow", "disallow":
			if group != nil && value != "" {
				if value[0] != '/' && value[0] != '*' {
					value = "/" + value
				}
				allow := strings.EqualFold(strings.TrimSpace(name), "allow")
				group.rules = append(group.rules, robotsRule{allow, normalPath(value)})
			}
		case "crawl-delay":
			if s, err := strconv.ParseFloat(value, 64); err == nil && group != nil && s > 0 {
				group.delay = time.Duration(min(s, 3600) * float64(time.Second))
			}
		default:
			continue // other lines do not end a run of User-agent lines
		}
		naming = false
	}
	return joinGroups(groups)
}

// productToken is an agent's name as RFC 9309 spells it: letters, - and _. What
// follows, a version for example, does not count.
func productToken(s string) string {
	if s == "*" {
		return s
	}
	end := strings.IndexFunc(s, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '-' || r == '_')
	})
	if end < 0 {
		return s
	}
	return s[:end]
}

func joinGroups(groups []*robotsGroup) *robots {
	for _, agent := range []string{agentToken, "*"} {
		joined, found := &robots{}, false
		for _, g := range groups {
			for _, a := range g.agents {
				if a == agent {
					found = true
					joined.rules = append(joined.rules, g.rules...)
					joined.delay = max(joined.delay, g.delay)
					break
				}
			}
		}
		if found {
			return joined
		}
	}
	return &robots{}
}

// allows reports whether a path, with its query, may be asked for.
func (r *robots) allows(path string) bool {
	path = normalPath(path)
	if path == "/robots.txt" {
		return true
	}
	allowed, longest := true, -1
	for _, rule := range r.rules {
		if len(rule.pattern) < longest || !matchRobots(rule.pattern, path) {
			continue
		}
		if len(rule.pattern) > longest || rule.allow {
			allowed, longest = rule.allow, len(rule.pattern)
		}
	}
	return allowed
}

// matchRobots matches a pattern against the start of path, in time linear in
// both for each star.
func matchRobots(pattern, path string) bool {
	pattern, toEnd := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	rest := path[len(parts[0]):]
	for i, part := range parts[1:] {
		if toEnd && i == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !toEnd || rest == ""
}

// normalPath decodes what needs no percent-encoding and encodes the rest in
// capitals.
func normalPath(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if unreserved(byte(v)) {
					b.WriteByte(byte(v))
				} else {
					b.WriteString(strings.ToUpper(s[i : i+3]))
				}
				i += 2
				continue
			}
		}
		if c <= ' ' || c >= 0x7f {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
