package spec

import (
	"embed"
	"io/fs"
)

//go:embed graph
var bundled embed.FS

// Bundled is the spec that comes with graphgen, one folder a version.
func Bundled() fs.FS {
	sub, err := fs.Sub(bundled, "graph")
	if err != nil {
		return bundled // cannot be: the folder is embedded above
	}
	return sub
}
