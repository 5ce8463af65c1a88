// Package webpage shows a spec, and what changed between two, to a reader with
// a browser. Each page is one HTML file that needs nothing else: no network, no
// font, no library. It can be read without its script, printed, and mailed.
package webpage

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

//go:embed assets
var assets embed.FS

// page is what all pages have in common.
type page struct {
	Title  string
	Policy string // what the browser may load: nothing but what stands in the page
	Style  template.CSS
	Script template.JS
}

// write fills the template of that name. Its script is what the pages share,
// then what this one adds.
func write(w io.Writer, name, title string, body any) error {
	style, err := assets.ReadFile("assets/page.css")
	if err != nil {
		return err
	}
	var script strings.Builder
	for _, file := range []string{"page.js", name + ".js"} {
		text, err := assets.ReadFile("assets/" + file)
		if err != nil {
			return err
		}
		script.Write(text)
	}
	funcs := template.FuncMap{"visible": visible, "facet": newFacetList}
	t, err := template.New("").Funcs(funcs).ParseFS(assets, "assets/page.tmpl", "assets/"+name+".tmpl")
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(w, "page.tmpl", struct {
		page
		Body any
	}{page{visible(title), policy(script.String()), template.CSS(style), template.JS(script.String())}, body})
}

// policy is the Content-Security-Policy of a page with one script. Even if a
// reference page managed to put a tag into it, nothing would run or load.
func policy(script string) string {
	sum := sha256.Sum256([]byte(script))
	return fmt.Sprintf("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'",
		base64.StdEncoding.EncodeToString(sum[:]))
}

// visible escapes what would reorder or hide text in a browser, line by line.
func visible(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = spec.Escape(line)
	}
	return strings.Join(lines, "\n")
}
