package scraper

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file uses the sample requests of a page: they name the operation where
// no sentence does.

// requests are the sample requests of the page, in order: those of the code
// blocks, then those of the links to the Graph API Explorer.
func (x *extractor) requests() []request {
	var code, links []request
	for _, p := range x.parts {
		for _, b := range p.blocks {
			switch b := b.(type) {
			case Code:
				if r, ok := parseRequest(b.Text); ok {
					code = append(code, r)
				}
			case Paragraph:
				for _, s := range b.Text {
					if r, ok := parseExplorer(s.Href); ok {
						links = append(links, r)
					}
				}
			}
		}
	}
	return append(code, links...)
}

// sampleLine reads lines that belong to a sample: tab labels, the link to the
// Graph API Explorer, a request in code.
func (x *extractor) sampleLine(t Text, text string) (verdict, bool) {
	for _, s := range t {
		if r, ok := parseExplorer(s.Href); ok {
			x.sample(r, false)
			return understood, true
		}
	}
	if text != "" && isTabBar(text) {
		return x.report.ignore("sample-tabs"), true
	}
	if r, ok := parseReference(text); ok && r.path != "" {
		return x.sample(r, true), true
	}
	return 0, false
}

// sample uses a sample request: where the section has no operation yet, the
// sample names it.
func (x *extractor) sample(r request, stated bool) verdict {
	if r.path == "" || structSample.MatchString(r.rawPath) {
		return noted
	}
	want := x.at.section.method()
	if x.spelt && x.at.section == secReading && r.method == "GET" && edgeOf(r.path) == edgeOf(x.path) {
		r.path = x.path // the same edge, whose owner the page's write spells out
	}
	switch {
	case x.at.section == secReading && r.method == "GET" && (x.path == "" || r.path == x.path):
		x.open("GET", r.path)
	case stated && r.method == want && x.at.section != secReading:
		x.open(r.method, r.path)
	case stated && (x.at.section == secReading || x.at.section == secOther) && r.method == "GET":
		x.open("GET", r.path)
	}
	return understood
}

// edgeOf is a path without its owner.
func edgeOf(path string) string {
	_, edge, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return edge
}

// badRequest reports a request line whose path cannot be one.
func (x *extractor) badRequest(line string) verdict {
	x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "bad-request-line",
		Msg: fmt.Sprintf("the path of this request is none that can be called: %q", clip(line, 120)), Hint: "add the operation in an overlay"})
	return unknown
}

// brokenRequest returns a first line that is meant as a request line and is
// none.
func brokenRequest(code string) (string, bool) {
	line, _, _ := strings.Cut(strings.TrimLeft(code, "\n "), "\n")
	return line, brokenLine.MatchString(line)
}

var brokenLine = regexp.MustCompile(`^(?:GET|POST|DELETE) .+ HTTP/[\d.]+\s*$`)

// request uses the request line of a sample.
func (x *extractor) request(r request, c Code) verdict {
	if structSample.MatchString(c.Text) {
		return understood
	}
	if r.path == "" {
		line, _, _ := strings.Cut(strings.TrimSpace(c.Text), "\n")
		return x.badRequest(line)
	}
	if x.class == classUnheaded {
		return x.unheadedRequest(r, c)
	}
	want := x.at.section.method()
	if r.path == "" || want == "" {
		return x.report.ignore("sample-code")
	}
	switch {
	case r.method == "GET" && want == "GET" && r.path == x.path:
		x.open("GET", r.path)
		return understood
	case r.method == "GET" && want == "GET" && len(r.query) == 0 && sameEdge(r.path, x.path):
		x.open("GET", r.path)
		return understood
	case x.class == classGenerated || x.class == classStruct:
		return understood // the sentences name the operations
	case r.method == want && len(x.ops) == 0 && strings.Contains(r.path, "{"):
		x.open(r.method, r.path)
		return understood
	}
	if want == "POST" && r.method == "GET" && len(r.query) > 0 {
		return x.example(r, c)
	}
	return understood
}

// sameEdge reports whether two paths are forms of one edge:
// /{app_id}/app_insights and /{app_id}/app_insights/{metric_name}.
func sameEdge(a, b string) bool {
	first, second := strings.Split(a, "/"), strings.Split(b, "/")
	return len(first) > 2 && len(second) > 2 && first[2] == second[2]
}

// example keeps a request that documents no operation of its own.
func (x *extractor) example(r request, c Code) verdict {
	line, _, _ := strings.Cut(strings.TrimSpace(c.Text), "\n")
	x.page.Examples = append(x.page.Examples, spec.Example{Where: x.at.where(), Text: line})
	x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "odd-example",
		Msg:  fmt.Sprintf("sample %s %s has a query of its own (%s); kept as an example, its query adds no parameter", r.method, r.path, strings.Join(sortedKeys(r.query), ", ")),
		Hint: "if these are parameters, add them in an overlay"})
	return noted
}
