package fetch

import (
	"errors"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/graphgen/graphgen/spec"
)

// savedExts are the files that ImportSaved reads.
var savedExts = []string{".html", ".htm", ".mhtml", ".mht", ".md", ".markdown"}

// ImportSaved takes the pages that somebody saved in a folder into a store:
// what browsers save (HTML with its "saved from url" comment, MHTML), what a
// browser rendered, and Markdown. The bytes stay as they are; of MHTML it is
// those of the page in it. A page must say its address itself.
func ImportSaved(s *Store, folder fs.FS, o ImportOptions) (*Summary, error) {
	i, err := newImporter(s, o)
	if err != nil {
		return &Summary{}, err
	}
	err = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(d.Name(), "_files")):
			return fs.SkipDir // what browsers put beside a page
		case d.IsDir() || !slices.Contains(savedExts, strings.ToLower(path.Ext(name))):
			return nil
		}
		return i.saved(folder, name)
	})
	return i.done(), err
}

// saved takes one file.
func (i *importer) saved(folder fs.FS, name string) error {
	body, modified, err := readSaved(folder, name)
	if isTooLarge(err) {
		i.damaged(name, "", err)
		return nil
	}
	if err != nil {
		return err
	}
	p := found{where: name, body: body, f: formatHTML, meta: Sidecar{Via: viaSaved, Status: 200, Fetched: modified}}
	address := ""
	switch strings.ToLower(path.Ext(name)) {
	case ".mhtml", ".mht":
		page, err := readMHTML(body)
		if err != nil {
			i.damaged(name, "", err)
			return nil
		}
		p.body, address = page.body, page.location
		if !page.date.IsZero() {
			p.meta.Fetched = page.date
		}
	case ".md", ".markdown":
		p.f = formatMarkdown
	}
	if !utf8.Valid(p.body) {
		i.damaged(name, "", errNotUTF8)
		return nil
	}
	p.meta.ContentType = p.f.contentType()
	if p.url, err = i.addressOf(name, address, p.body); err != nil {
		i.refuse(name, nil, &fault{id: "no-address", grave: true, msg: err.Error(),
			hint: "add a first line: <!-- saved from url=(0000)https://… -->"})
		return nil
	}
	if !i.wants(p.url) {
		i.sum.Skipped++
		return nil
	}
	return i.take(p)
}

func readSaved(folder fs.FS, name string) ([]byte, time.Time, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxBody+1))
	if err == nil && len(data) > maxBody {
		err = tooLarge{maxBody}
	}
	return data, info.ModTime(), err
}

// addressOf is the address of a saved page: of its MHTML, of the browser's
// comment, or what the page calls its own.
func (i *importer) addressOf(name, address string, body []byte) (*url.URL, error) {
	if address == "" {
		address = spec.SavedFrom(string(body))
	}
	if address == "" {
		address = i.want.classify(name, body).URL
	}
	if address == "" {
		return nil, errors.New("does not say its address")
	}
	u, err := parseURL(address)
	if err != nil {
		return nil, errors.New("its address " + err.Error())
	}
	return tidyQuery(u), nil
}
