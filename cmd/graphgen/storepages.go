package main

import (
	"bytes"
	"errors"
	"io"
	"os"

	"github.com/graphgen/graphgen/scraper/fetch"
)

// This file reads page stores as what they are: of a folder that fetch filled,
// only the pages count, not their sidecars, and not the indexes that led to
// them; and a page whose bytes are not those that were fetched is none.

// diskPages are the pages that args name: files, folders, page stores, globs.
func diskPages(args []string) ([]pageSource, error) {
	files, err := pageFiles(args)
	if err != nil {
		return nil, err
	}
	var sources []pageSource
	for _, f := range files {
		if fetch.IsSidecar(f) {
			continue
		}
		sidecar, err := fetch.SidecarOf(f)
		if sidecar == nil || sidecar.Kind == fetch.KindPage {
			sources = append(sources, pageSource{f, func() (io.ReadCloser, error) { return openPage(f, sidecar, err) }})
		}
	}
	if len(sources) == 0 {
		return nil, &failure{what: "there are no reference pages among the files of the page store", hint: "fetch some: graphgen fetch --help"}
	}
	return sources, nil
}

// openPage opens a page; one of a page store only as it was fetched.
func openPage(name string, sidecar *fetch.Sidecar, err error) (io.ReadCloser, error) {
	if err != nil {
		return nil, errors.New("its sidecar cannot be read: " + err.Error())
	}
	if sidecar == nil {
		return os.Open(name)
	}
	body, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if !sidecar.Describes(body) {
		return nil, errors.New("its bytes are not those that were fetched: fetch it again, or take its sidecar away")
	}
	return io.NopCloser(bytes.NewReader(body)), nil
}
