package templates

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// pageIndex tells on which pages a node or an operation is described.
type pageIndex struct {
	pages map[string][]*spec.Page // by "node Page" or by operation
	noted []*spec.Page            // those that have notes
}

func newPageIndex(api *spec.API) pageIndex {
	ix := pageIndex{pages: map[string][]*spec.Page{}}
	for _, page := range api.Pages {
		if len(page.Notes) > 0 {
			ix.noted = append(ix.noted, page)
		}
		for _, n := range page.Nodes {
			ix.pages["node "+n.Name] = append(ix.pages["node "+n.Name], page)
		}
		for _, op := range page.Operations {
			ix.pages[op.Op] = append(ix.pages[op.Op], page)
		}
	}
	return ix
}

// see is the line that leads to the reference: to the page that has the name
// of the edge, or to the first.
func (ix pageIndex) see(key string) []string {
	var links []string
	for _, page := range ix.pages[key] {
		if link := docLink(page.Source.URL); link != "" {
			links = append(links, link)
		}
	}
	if len(links) == 0 {
		return nil
	}
	best := max(0, slices.IndexFunc(links, func(link string) bool { return path.Base(link) == path.Base(key) }))
	return []string{"See " + links[best]}
}

// referenceHost has the reference. A page can say that it lies anywhere; no
// reader of generated code is sent there.
const referenceHost = "developers.facebook.com"

// docLink is a link without version, locale and anchor, so that it changes
// only when the page moves. It is empty if raw is no link.
func docLink(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" || u.Host != referenceHost || path.Clean("/"+u.Path) != strings.TrimRight("/"+strings.TrimLeft(u.Path, "/"), "/") {
		return ""
	}
	clean := url.URL{Scheme: "https", Host: u.Host, Path: "/" + strings.Trim(spec.Unversioned(u.Path), "/")}
	return inline(clean.String())
}
