package spec

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Path is the file of the page, relative to the folder of its version:
// page/conversations.yaml. It comes from the page's address, else from the path
// of its node or first operation, else from a name or the title. Whatever a
// page says, the path stays below the folder and is a file name everywhere:
// lower-case ASCII letters, digits, dashes and underscores.
func (p *Page) Path() string {
	candidates := []string{referencePath(p.Source.URL)}
	for _, n := range p.Nodes {
		candidates = append(candidates, opPath(n.Path))
	}
	for _, o := range p.Operations {
		_, path := o.Split()
		candidates = append(candidates, opPath(path))
	}
	for _, n := range p.Nodes {
		candidates = append(candidates, kebab(n.Name))
	}
	candidates = append(candidates, p.Title)
	for _, c := range candidates {
		if file := safePath(c); file != "" {
			return p.folder() + file + ".yaml"
		}
	}
	return p.folder() + "page.yaml"
}

// ImportedFolder is where the imported pages of a spec are, in its folder.
const ImportedFolder = formatMetaspec

// folder keeps what was imported apart from what was scraped, since both
// describe the same operations.
func (p *Page) folder() string {
	if p.isMetaspec() {
		return ImportedFolder + "/"
	}
	return ""
}

// referencePath is what stands after /reference/ in the address of a page,
// without a version.
func referencePath(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	_, path, ok := strings.Cut(u.Path+"/", "/reference/")
	if !ok {
		return ""
	}
	return strings.TrimPrefix(Unversioned(path), "latest/")
}

// opPath is page/conversations for /{page_id}/conversations.
func opPath(path string) string {
	return placeholder.ReplaceAllStringFunc(strings.Replace(NormalizePath(path), "/act_{", "/{", 1), func(s string) string {
		return strings.TrimSuffix(s[1:len(s)-1], "_id")
	})
}

var wordStart = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// kebab is unified-thread for UnifiedThread.
func kebab(name string) string { return wordStart.ReplaceAllString(name, "$1-$2") }

const (
	maxSegments     = 6
	maxSegmentBytes = 60
)

var (
	unsafeRunes = regexp.MustCompile(`[^a-z0-9_-]+`)
	// reserved are the names that Windows keeps for devices.
	reserved = regexp.MustCompile(`^(?:con|prn|aux|nul|com\d|lpt\d)$`)
)

// safePath is the path with everything unsafe left out; empty where nothing
// remains.
func safePath(path string) string {
	var segments []string
	for segment := range strings.SplitSeq(strings.ToLower(path), "/") {
		segment = strings.Trim(unsafeRunes.ReplaceAllString(segment, "-"), "-")
		if segment == "" {
			continue
		}
		if reserved.MatchString(segment) {
			segment += "_"
		}
		segments = append(segments, shorten(segment))
	}
	if len(segments) > maxSegments {
		rest := strings.Join(segments[maxSegments-1:], "-")
		segments = append(segments[:maxSegments-1], shorten(rest))
	}
	return strings.Join(segments, "/")
}

// shorten cuts a long segment and tells what was cut by a hash of the whole.
func shorten(segment string) string {
	if len(segment) <= maxSegmentBytes {
		return segment
	}
	sum := sha256.Sum256([]byte(segment))
	return segment[:maxSegmentBytes-9] + "-" + hex.EncodeToString(sum[:4])
}

// Paths gives each of the pages of one folder a file of its own, in the order
// of pages. Of several with the same Path the first by content keeps it, the
// others get a number; each is an issue. The order of pages does not matter.
func Paths(pages []*Page) ([]string, Issues) {
	order := make([]int, len(pages))
	wanted := map[string]bool{}
	for i, p := range pages {
		order[i] = i
		wanted[p.Path()] = true
	}
	slices.SortStableFunc(order, func(a, b int) int { return comparePages(pages[a], pages[b]) })

	var issues Issues
	paths := make([]string, len(pages))
	given := map[string]*Page{}
	for _, i := range order {
		p, path := pages[i], pages[i].Path()
		if first := given[path]; first != nil {
			for n := 2; wanted[path] || given[path] != nil; n++ {
				path = fmt.Sprintf("%s-%d.yaml", strings.TrimSuffix(p.Path(), ".yaml"), n)
			}
			issues.add(samePath, place{file: p.name()}, "%s is the file of %s too; this page goes to %s",
				p.Path(), first.name(), path)
		}
		given[path], paths[i] = p, path
	}
	issues.Sort()
	return paths, issues
}

// name is how an issue names the page.
func (p *Page) name() string { return cmp.Or(p.File, p.Source.URL, p.Title, p.Path()) }

// comparePages orders pages by what they say, never by where they stand. What
// costs the most comes last: mostly the files differ.
func comparePages(a, b *Page) int {
	for _, key := range pageKeys {
		if c := cmp.Compare(key(a), key(b)); c != 0 {
			return c
		}
	}
	return 0
}

// pageKeys are what pages are ordered by.
var pageKeys = []func(*Page) string{
	func(p *Page) string { return p.File },
	func(p *Page) string { return p.Version },
	(*Page).Path,
	func(p *Page) string { return p.Source.URL },
	func(p *Page) string { return p.Source.Locale },
	func(p *Page) string { return p.Source.Format },
	func(p *Page) string { return p.Source.SHA256 },
	func(p *Page) string { return p.Title },
	(*Page).text,
}

// text is everything the page says.
func (p *Page) text() string {
	b, err := json.Marshal(p)
	if err != nil {
		return err.Error() // a Page has nothing that JSON cannot hold
	}
	return string(b)
}
