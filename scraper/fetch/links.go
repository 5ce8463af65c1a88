package fetch

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// maxLinks is how many links of one page count.
const maxLinks = 50_000

// linksOf are the addresses that a page links to, in its order, resolved
// against the page's own.
func linksOf(f format, base *url.URL, body []byte) []*url.URL {
	var refs []string
	switch f {
	case formatHTML:
		refs = htmlLinks(body)
	case formatXML:
		refs = sitemapLinks(body)
	default:
		refs = markdownLinks(body)
	}
	var links []*url.URL
	for _, ref := range refs[:min(len(refs), maxLinks)] {
		if u, err := base.Parse(strings.TrimSpace(ref)); err == nil {
			links = append(links, u)
		}
	}
	return links
}

func htmlLinks(body []byte) []string {
	var refs []string
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return refs
		case html.StartTagToken:
			name, hasAttr := z.TagName()
			if string(name) != "a" {
				continue
			}
			for hasAttr {
				var key, value []byte
				key, value, hasAttr = z.TagAttr()
				if string(key) == "href" {
					refs = append(refs, string(value))
				}
			}
		}
	}
}

// markdownLink matches a link's target, and an address that stands alone.
var markdownLink = regexp.MustCompile(`\]\(\s*<?([^\s()<>]+)|(https?://[^\s()<>\[\]"'` + "`" + `]+)`)

func markdownLinks(body []byte) []string {
	var refs []string
	for _, m := range markdownLink.FindAllSubmatch(body, maxLinks) {
		if len(m[1]) > 0 {
			refs = append(refs, string(m[1]))
		} else {
			refs = append(refs, strings.TrimRight(string(m[2]), ".,;:"))
		}
	}
	return refs
}

// sitemapLinks are the addresses of a sitemap, or of an index of sitemaps.
func sitemapLinks(body []byte) []string {
	var refs []string
	d := xml.NewDecoder(bytes.NewReader(body))
	inLoc := false
	for {
		t, err := d.Token()
		if err != nil {
			return refs
		}
		switch t := t.(type) {
		case xml.StartElement:
			inLoc = t.Name.Local == "loc"
		case xml.EndElement:
			inLoc = false
		case xml.CharData:
			if inLoc {
				refs = append(refs, string(t))
			}
		}
	}
}

// isList reports whether the address is that of a list of pages by its name:
// llms.txt, sitemap.xml.
func isList(u *url.URL) bool {
	name := path.Base(u.Path)
	return strings.HasPrefix(name, "llms") && strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".xml")
}
