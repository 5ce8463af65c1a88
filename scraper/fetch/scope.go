package fetch

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// scope is where a crawl may go: below the references that it starts from, in
// one version, and of the pages there only those that are wanted.
type scope struct {
	roots   []root
	version string
	only    []*selector
}

// root is an address below which a crawl may go: a reference, or the folder of a
// list (llms.txt), in which every reference counts.
type root struct {
	scheme string // links from https pages to http ones are asked with https
	prefix string // HOST/path
}

func (r root) holds(address string) bool {
	rest, ok := strings.CutPrefix(address, r.prefix)
	return ok && (rest == "" || rest[0] == '/')
}

// newScope is the scope of a crawl that starts from seeds.
func newScope(seeds []*url.URL, version string, only []*selector) (*scope, error) {
	s := &scope{version: version, only: only}
	for _, u := range seeds {
		p, ok := placeOf(u)
		switch {
		case isList(u):
			s.roots = append(s.roots, root{u.Scheme, strings.TrimSuffix(u.Host+path.Dir(u.Path), "/")})
		case ok:
			s.roots = append(s.roots, root{u.Scheme, p.root})
		}
		if p.version == "" {
			continue
		}
		if s.version != "" && s.version != p.version {
			return nil, fmt.Errorf("pages of %s and of %s: fetch one version at a time", s.version, p.version)
		}
		s.version = p.version
	}
	return s, nil
}

// admit returns the address to ask for a link with; false if the link leads
// out of the scope.
func (s *scope) admit(link *url.URL) (*url.URL, bool) {
	if link.Scheme != "https" && link.Scheme != "http" || link.User != nil {
		return nil, false
	}
	u := withoutQuery(tidy(link))
	at := slices.IndexFunc(s.roots, func(r root) bool { return r.holds(u.Host + strings.TrimSuffix(u.Path, "/")) })
	if at < 0 {
		return nil, false
	}
	u.Scheme = s.roots[at].scheme
	p, ok := placeOf(u)
	switch {
	case isList(u):
		return u, true
	case !ok:
		return nil, false
	case s.version != "" && mannerOf(u).versioned:
		u = ofVersion(u, s.version)
		return u, p.version == "" || p.version == s.version
	default:
		return u, p.version == s.version || s.version != "" && p.version == ""
	}
}

// interest is what a crawl wants of a page.
type interest int

const (
	none  interest = iota
	onWay          // leads to a wanted page
	asked
)

// interest says what the crawl wants of the page at u. Lists, and what is in
// no reference, lead to everything.
func (s *scope) interest(u *url.URL) interest {
	if len(s.only) == 0 {
		return asked
	}
	p, ok := placeOf(u)
	if !ok || len(p.rest) == 0 {
		return onWay
	}
	best := none
	for _, sel := range s.only {
		best = max(best, sel.interest(p.rest))
	}
	return best
}

// leads reports whether the page at u leads to wanted ones, so that its links
// are followed no matter how deep.
func (s *scope) leads(u *url.URL) bool {
	p, ok := placeOf(u)
	return ok && slices.ContainsFunc(s.only, func(sel *selector) bool { return sel.interest(p.rest) == onWay })
}

// settle notes that a page was found for the selectors that ask for it.
func (s *scope) settle(u *url.URL) {
	p, ok := placeOf(u)
	if !ok {
		return
	}
	for _, sel := range s.only {
		if sel.interest(p.rest) == asked {
			sel.found = true
		}
	}
}

// unfound are issues about selectors for which no page was found.
func (s *scope) unfound() spec.Issues {
	var is spec.Issues
	for _, sel := range s.only {
		if !sel.found {
			is.Add(spec.Issue{File: "--only", Severity: spec.Error, ID: "not-found", Msg: "no page was found for " + sel.text,
				Hint: "start from a page that links to it, with a --depth, or give its URL"})
		}
	}
	return is
}

// selector is a node or an edge of --only: Page, Conversation.messages, Page.*
// for all edges.
type selector struct {
	text  string
	node  string // as letters: livevideo
	edge  string // as letters; empty for the node itself
	found bool
}

func parseSelector(text string) (*selector, error) {
	node, edge, dotted := strings.Cut(text, ".")
	s := &selector{text: text, node: letters(node), edge: letters(edge)}
	if edge == "*" {
		s.edge = "*"
	}
	if s.node == "" || dotted && s.edge == "" {
		return nil, fmt.Errorf("%q is neither a node (Page) nor an edge (Page.conversations)", text)
	}
	return s, nil
}

// interest compares the selector with the path of a page below its reference.
func (s *selector) interest(rest []string) interest {
	switch {
	case len(rest) == 0 || letters(rest[0]) != s.node:
		return none
	case s.edge == "" && len(rest) == 1:
		return asked
	case s.edge == "":
		return none
	case len(rest) == 1:
		return onWay
	case s.edge == "*" || letters(strings.Join(rest[1:], "")) == s.edge:
		return asked
	default:
		return none
	}
}

// letters is s without what separates its words, in lower case: a node is
// LiveVideo in a spec and live-video in an address.
func letters(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s))
}
