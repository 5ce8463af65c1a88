// Package reference bundles reference pages of the Graph API: what graphgen
// reads when it is given no input. The pages have the structure of the real
// ones and state the same facts, in words written for this project.
package reference

import (
	"embed"
	"io/fs"
)

//go:embed all:v19.0 all:v25.0
var files embed.FS

// The bundled spec of a version that graphgen.yaml does not build.
//
//go:generate go run ../../cmd/graphgen scrape v25.0/**/*.html --out ../../spec/graph

// FS holds the pages, each at its version and its place in the reference:
// v19.0/page/conversations.html.
func FS() fs.FS { return files }

// Versions lists the API versions that have pages.
func Versions() []string {
	// Glob fails only on a malformed pattern.
	versions, _ := fs.Glob(files, "v*")
	return versions
}
