package scraper

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads the path of an operation out of the places where a page
// writes one: the request line of a sample, the link to the Graph API
// Explorer, a heading, a sentence. Whatever the page's spelling,
// `{page-id}`, `{Page_ID}` and `<PAGE_ID>` become `{page_id}`.

// request is a sample request line.
type request struct {
	method  string
	version string // v2.12, or empty
	path    string // normalised
	query   url.Values
	rawPath string
}

var (
	requestLine  = regexp.MustCompile(`^(?i)(GET|POST|DELETE)\s+(?:/?(v\d+\.\d+))?(/?\S*)\s+HTTP/[\d.]+$`)
	operationRef = regexp.MustCompile(`^(GET|POST|DELETE)\s+(?:https?://graph\.(?:facebook|instagram)\.com)?(?:/(v\d+\.\d+))?(/[^\s?]+)(\?\S*)?$`)
	structSample = regexp.MustCompile(`fieldname_of_type_([A-Za-z0-9]+)`)
	placeholder  = regexp.MustCompile(`[{<]([A-Za-z][A-Za-z0-9 _.-]*)[}>]`)
	plainPath    = regexp.MustCompile(`^[!#$&(-;=?-\[\]^_a-z{|}~]+$`) // printable ASCII without quotes, % and \
	normalHolder = regexp.MustCompile(`\{[a-z0-9_]+\}`)
	versionIn    = regexp.MustCompile(`\bv\d{1,3}\.\d{1,2}\b`)
)

// parseRequest reads the first line of a sample: GET /v2.12/{page-id}/labels
// HTTP/1.1.
func parseRequest(code string) (request, bool) {
	line, _, _ := strings.Cut(strings.TrimLeft(code, "\n "), "\n")
	m := requestLine.FindStringSubmatch(strings.TrimSpace(line))
	if m == nil {
		return request{}, false
	}
	r := request{method: strings.ToUpper(m[1]), version: m[2]}
	r.setPath(m[3])
	return r, true
}

// parseReference reads `GET /{ig-media-id}?fields={fields}` as hand-written
// pages set it in code.
func parseReference(s string) (request, bool) {
	m := operationRef.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return request{}, false
	}
	r := request{method: m[1], version: m[2]}
	r.setPath(m[3] + m[4])
	return r, true
}

// parseSyntax reads the request of a Request Syntax block, whose query stands
// on lines of its own:
//
//	GET https://graph.facebook.com/{api-version}/{ig-user-id}/insights
//	  ?metric={metric}
func parseSyntax(code string) (request, bool) {
	joined := strings.ReplaceAll(strings.Join(strings.Fields(code), ""), `\`, "")
	m := requestSyntax.FindStringSubmatch(joined)
	if m == nil {
		return request{}, false
	}
	r := request{method: m[1]}
	r.setPath(m[2])
	return r, r.path != "" && strings.Contains(r.path, "{")
}

var requestSyntax = regexp.MustCompile(`^(GET|POST|DELETE)(?:https://)?graph\.(?:facebook|instagram)\.com(?:/[{<][A-Za-z_-]*(?i:version)[}>]|/v\d+\.\d+)?(/[{<][^?&]*)`)

// parseExplorer reads the link to the Graph API Explorer, whose path may be
// percent-encoded twice.
func parseExplorer(href string) (request, bool) {
	u, err := url.Parse(href)
	if err != nil || !strings.Contains(u.Path, "/tools/explorer") {
		return request{}, false
	}
	q := u.Query()
	path := q.Get("path")
	if path == "" {
		return request{}, false
	}
	if strings.Contains(path, "%") {
		if p, err := url.QueryUnescape(path); err == nil {
			path = p
		}
	}
	r := request{method: strings.ToUpper(q.Get("method")), version: q.Get("version")}
	if r.method == "" {
		r.method = "GET"
	}
	r.setPath("/" + strings.TrimPrefix(path, "/"))
	return r, true
}

// setPath splits off the query and normalises the path.
func (r *request) setPath(raw string) {
	path, query, _ := strings.Cut(raw, "?")
	if m := versionIn.FindString(path); m != "" && strings.HasPrefix(path, "/"+m) {
		r.version, path = m, strings.TrimPrefix(path, "/"+m)
	}
	r.rawPath = path
	r.path = normalPath(path)
	r.query, _ = url.ParseQuery(query)
}

// normalPath is the identity of a path: no trailing slash, placeholders in
// snake case. It is empty for what is no path.
func normalPath(path string) string {
	path, _, _ = strings.Cut(strings.TrimSpace(path), "?")
	if p, err := url.PathUnescape(path); err == nil {
		path = p
	}
	path = placeholder.ReplaceAllStringFunc(path, func(m string) string {
		return "{" + snake(m[1:len(m)-1]) + "}"
	})
	if path != "/" {
		path = strings.TrimRight(path, "/")
	}
	if strings.ContainsAny(normalHolder.ReplaceAllString(path, ""), "{}<>") {
		return ""
	}
	if !plainPath.MatchString(path) || strings.Contains(path, "..") {
		return ""
	}
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return bareOwner(path)
}

// bareOwner puts braces round an owner that a page writes without them:
// /page-id/feed.
func bareOwner(path string) string {
	first, rest, _ := strings.Cut(path[1:], "/")
	if strings.ContainsAny(first, "{}") || !(strings.HasSuffix(first, "-id") || strings.HasSuffix(first, "_id")) {
		return path
	}
	first = "{" + snake(first) + "}"
	if rest == "" {
		return "/" + first
	}
	return "/" + first + "/" + rest
}

// snake is the placeholder in snake case.
func snake(s string) string {
	return strings.ToLower(strings.NewReplacer("-", "_", " ", "_", ".", "_").Replace(strings.TrimSpace(s)))
}

// owner is the placeholder of a path without its _id, and whether the path is
// the node's own (has no edge). /{page_id}_{post_id} is owned by page_post.
func owner(path string) (name string, node bool) {
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	var names []string
	for _, m := range normalHolder.FindAllString(segments[0], -1) {
		names = append(names, strings.TrimSuffix(strings.Trim(m, "{}"), "_id"))
	}
	if len(names) == 0 {
		return "", false
	}
	return strings.Join(names, "_"), len(segments) == 1
}

// codePath joins the code spans of a text into a path, which pages split over
// two of them: `/{page_id}“/labels`.
func codePath(t Text) string {
	var b strings.Builder
	for _, s := range t {
		text := strings.TrimSpace(s.Text)
		switch {
		case s.Code && (b.Len() > 0 || strings.HasPrefix(text, "/")):
			b.WriteString(text)
		case b.Len() > 0 && text != "":
			return normalPath(b.String())
		}
	}
	if b.Len() > 0 {
		return normalPath(b.String())
	}
	for _, s := range t { // Meta's own Markdown sets paths as plain links
		if text := strings.TrimSpace(s.Text); s.Href != "" && strings.HasPrefix(text, "/") {
			return normalPath(text)
		}
	}
	for _, f := range strings.Fields(plainText(t)) {
		if strings.HasPrefix(f, "/") && len(f) > 1 {
			return normalPath(strings.TrimRight(f, ".,;:"))
		}
	}
	return ""
}

// pathFromURL guesses the read path of a page from its address: the last
// resort, always marked as inferred.
func pathFromURL(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	_, tail, _ := strings.Cut(spec.Unversioned(u.Path), "/reference/")
	node, rest, _ := strings.Cut(strings.Trim(tail, "/"), "/")
	if node == "" {
		return ""
	}
	return strings.TrimSuffix("/{"+snake(node)+"_id}/"+rest, "/")
}
