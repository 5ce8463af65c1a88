package scraper

import (
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/graphgen/graphgen/spec"
)

// The parts of a reference page that every version of the site has kept.
var (
	mainPart  = cascadia.MustCompile(`[data-click-area="main"]`)
	pagelet   = cascadia.MustCompile(`#documentation_body_pagelet`)
	ogURL     = cascadia.MustCompile(`meta[property="og:url"]`)
	ogLocale  = cascadia.MustCompile(`meta[property="og:locale"]`)
	canonical = cascadia.MustCompile(`link[rel="canonical"]`)
	htmlTag   = cascadia.MustCompile(`html`)
	titleTag  = cascadia.MustCompile(`title`)
)

// readHTML reads the main part of the page, and the boxes between the page's body
// and its main part: the version picker and the banners about an outdated or
// removed feature. Navigation, footer, toolbar and scripts are left out.
func (s *source) readHTML() (*Document, error) {
	if err := s.checkHTML(); err != nil {
		return nil, err
	}
	root, err := html.Parse(strings.NewReader(s.text))
	if err != nil {
		return nil, s.tooLarge("the nesting of the page", "levels", 512, "MaxDepth (at most 512)")
	}
	page := goquery.NewDocumentFromNode(root)
	main := page.FindMatcher(mainPart).First()
	if main.Length() == 0 {
		return nil, s.noMainPart(page)
	}
	if !followed(main.Nodes[0]) {
		return nil, s.truncated()
	}

	b := newBuilder(s)
	b.tooltips = tooltips(page)
	if body := main.ParentsMatcher(pagelet).First(); body.Length() > 0 {
		b.before(body.Nodes[0], main.Nodes[0])
	}
	b.block(main.Nodes[0])
	blocks, err := b.finish()
	if err != nil {
		return nil, err
	}

	d := s.document(formatHTML)
	d.Title = oneLine(page.FindMatcher(titleTag).First().Text())
	d.URL = s.htmlURL(page)
	d.Lang = htmlLang(page)
	d.Blocks = codeOf(takeVersion(d, titleBelow(blocks)))
	return d, nil
}

// followed reports whether any element comes after n in the page. A page that
// was cut inside its main part has nothing after it, for the parser closes
// what the page left open; a whole page has a toolbar and a footer.
func followed(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		for next := n.NextSibling; next != nil; next = next.NextSibling {
			if next.Type == html.ElementNode {
				return true
			}
		}
	}
	return false
}

func (s *source) htmlURL(page *goquery.Document) string {
	if u := page.FindMatcher(ogURL).AttrOr("content", ""); u != "" {
		return oneLine(u)
	}
	if u := page.FindMatcher(canonical).AttrOr("href", ""); u != "" {
		return oneLine(u)
	}
	return oneLine(spec.SavedFrom(s.text))
}

var localeName = regexp.MustCompile(`^[a-z]{2,3}([-_][A-Z]{2})?$`)

// htmlLang is the locale that the page declares. og:locale comes first: it
// names the country, which the lang attribute often leaves out.
func htmlLang(page *goquery.Document) string {
	for _, l := range []string{
		page.FindMatcher(ogLocale).AttrOr("content", ""),
		page.FindMatcher(htmlTag).AttrOr("lang", ""),
	} {
		if localeName.MatchString(l) {
			return strings.Replace(l, "-", "_", 1)
		}
	}
	return ""
}
