package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/graphgen/graphgen/scraper/reference"
)

// site is the script command
//
//	site
//
// that serves the bundled reference pages as the documentation site does, at
// $SITE; a page store has them below $SITEDIR.
func site(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: site")
	}
	s := httptest.NewServer(http.HandlerFunc(serveReference))
	ts.Defer(s.Close)
	ts.Setenv("SITE", s.URL)
	ts.Setenv("SITEDIR", strings.ReplaceAll(strings.TrimPrefix(s.URL, "http://"), ":", "%3A"))
}

const (
	sitePages = "/docs/graph-api/reference"
	siteLogin = `<!DOCTYPE html><html><body><form id="login_form" action="/login/"><input type="password"></form></body></html>`
)

var siteVersion = regexp.MustCompile(`^/v\d+\.\d+`)

// serveReference answers as the site does: 400 to browsers that are none, a
// login wall around some pages, German unless English is asked for, one version
// in the place of another.
func serveReference(w http.ResponseWriter, r *http.Request) {
	name, isPage := strings.CutPrefix(strings.TrimSuffix(r.URL.Path, "/"), sitePages)
	name = siteVersion.ReplaceAllString(name, "")
	switch {
	case strings.Contains(r.UserAgent(), "Mozilla"):
		w.WriteHeader(http.StatusBadRequest)
	case r.URL.Path == "/robots.txt":
		answer(w, r, "text/plain", []byte("User-agent: *\nDisallow: "+sitePages+"/v19.0/post\n"))
	case name == "/unified-thread" && r.Header.Get("X-Session") == "":
		answer(w, r, "text/html", []byte(siteLogin))
	case isPage && name == "":
		answer(w, r, "text/html", siteIndex())
	case isPage:
		page, err := fs.ReadFile(reference.FS(), path.Join("v19.0", name)+".html")
		if err != nil {
			http.NotFound(w, r)
			return
		}
		if r.URL.Query().Get("locale") != "en_US" {
			page = bytes.ReplaceAll(page, []byte("en_US"), []byte("de_DE"))
		}
		answer(w, r, "text/html; charset=utf-8", page)
	default:
		http.NotFound(w, r)
	}
}

func answer(w http.ResponseWriter, r *http.Request, contentType string, body []byte) {
	sum := sha256.Sum256(body)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(body)
}

// siteIndex is the first page of the reference: it leads to the nodes.
func siteIndex() []byte {
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html><html><head><title>Graph API Reference</title></head><body><div id=\"documentation_body_pagelet\"><ul>")
	pages, _ := fs.Glob(reference.FS(), "v19.0/*.html")
	for _, p := range pages {
		name := strings.TrimSuffix(path.Base(p), ".html")
		b.WriteString(`<li><a href="` + sitePages + "/" + name + `">` + name + `</a></li>`)
	}
	b.WriteString("</ul></div></body></html>")
	return b.Bytes()
}
