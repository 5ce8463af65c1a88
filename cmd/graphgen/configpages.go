package main

import (
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/scraper/reference"
)

// bundledPages stands under pages: for those that come with graphgen, so that a
// client can add a page to them.
const bundledPages = "bundled"

// sources are the pages of the config: the user's own, the bundled ones, or
// both.
func (cfg *config) sources() ([]pageSource, error) {
	var own []string
	bundled := len(cfg.Pages) == 0
	for _, p := range cfg.Pages {
		if p == bundledPages {
			bundled = true
		} else {
			own = append(own, cfg.path(p))
		}
	}
	var sources []pageSource
	if bundled {
		pages, err := cfg.bundledSources()
		if err != nil {
			return nil, err
		}
		sources = pages
	}
	if len(own) == 0 {
		return sources, nil
	}
	pages, err := diskPages(own)
	return append(sources, pages...), err
}

func (cfg *config) bundledSources() ([]pageSource, error) {
	if versions := reference.Versions(); !slices.Contains(versions, cfg.Version) {
		return nil, &failure{
			where: cfg.file,
			what:  "no pages of " + cfg.Version + " are bundled",
			hint:  "bundled are those of " + strings.Join(versions, ", ") + "; name other pages under pages:",
		}
	}
	return embeddedPages(reference.FS(), cfg.Version)
}

// embeddedPages are the pages of a version of the bundled reference.
func embeddedPages(reference fs.FS, version string) ([]pageSource, error) {
	var sources []pageSource
	err := fs.WalkDir(reference, version, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			sources = append(sources, pageSource{name, func() (io.ReadCloser, error) { return reference.Open(name) }})
		}
		return err
	})
	return sources, err
}
