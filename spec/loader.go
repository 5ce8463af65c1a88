package spec

import (
	"bytes"
	"crypto/sha256"
	"sync"
)

// Loader loads specs that have much in common: versions of one API. A page that
// says the same in two of them, but for the version, is read once. What such
// pages hold is one and the same, and must not be changed. The zero value is
// ready, for many goroutines too.
type Loader struct {
	read sync.Map // *samePage, by the hash of its text without the version
}

// samePage is what pages hold that differ in nothing but their version.
type samePage struct {
	once sync.Once
	page *Page // nil if each must be read for itself
}

// page is ReadPage. Only a page without issues is shared, and only if the version
// stands where it seems to: a text of several lines may look like one.
func (l *Loader) page(name string, data []byte) (page *Page, issues Issues) {
	from, to := versionIn(data)
	if from < 0 {
		return ReadPage(name, data)
	}
	known, _ := l.read.LoadOrStore(hashWithout(data, from, to), new(samePage))
	same := known.(*samePage)
	same.once.Do(func() {
		root, syntax := readYAML(name, data)
		if root == nil {
			issues = syntax
			return
		}
		page, issues = readPage(name, root, &pageLines{text: data})
		if v := valueAt(root, "version"); len(issues) == 0 && v != nil && v.Line == 1+bytes.Count(data[:from], []byte("\n")) {
			copied := *page
			same.page = &copied
		}
	})
	switch {
	case page != nil || issues != nil:
		return page, issues
	case same.page == nil:
		return ReadPage(name, data)
	}
	p := *same.page
	p.File, p.Version, p.lines = name, string(data[from:to]), &pageLines{text: data}
	return &p, nil
}

// versionIn is where a page writes its version; -1 if it may write it in another
// way.
func versionIn(data []byte) (from, to int) {
	const key = "\nversion: "
	if from = bytes.Index(data, []byte(key)); from < 0 {
		return -1, -1
	}
	from += len(key)
	to = bytes.IndexByte(data[from:], '\n') + from
	if to < from || !IsVersion(string(data[from:to])) {
		return -1, -1
	}
	return from, to
}

// hashWithout is the hash of a text without a part of it.
func hashWithout(data []byte, from, to int) [sha256.Size]byte {
	before, behind := sha256.Sum256(data[:from]), sha256.Sum256(data[to:])
	return sha256.Sum256(append(before[:], behind[:]...))
}
