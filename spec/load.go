package spec

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"sync"
	"sync/atomic"
)

// Load reads every YAML file of a folder and merges them. The error is one of
// the file system; whatever is wrong with a file is an issue.
func Load(fsys fs.FS) (*API, Issues, error) { return new(Loader).Load(fsys) }

// Load is [Load] for a spec that may share pages with others which l has loaded.
func (l *Loader) Load(fsys fs.FS) (*API, Issues, error) {
	pages, issues, err := l.loadPages(fsys)
	if err != nil {
		return nil, nil, err
	}
	if len(pages) == 0 && len(issues) == 0 {
		issues.add(noPages, place{}, "no *.yaml file in the folder")
	}
	api, found := Merge(pages)
	issues = append(issues, found...)
	issues.Sort()
	return api, issues, nil
}

// LoadPages is Load without the merging.
func LoadPages(fsys fs.FS) ([]*Page, Issues, error) { return new(Loader).loadPages(fsys) }

func (l *Loader) loadPages(fsys fs.FS) ([]*Page, Issues, error) {
	names, err := pageFiles(fsys)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the spec: %w", err)
	}
	pages, issues, err := l.readPages(fsys, names)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the spec: %w", err)
	}
	return pages, issues, nil
}

// pageFiles are the YAML files of a folder.
func pageFiles(fsys fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".yaml" {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// readPages reads files, as many at once as there are processors. The error is
// that of the first file that could not be read.
func (l *Loader) readPages(fsys fs.FS, names []string) ([]*Page, Issues, error) {
	type result struct {
		page   *Page
		issues Issues
		err    error
	}
	results := make([]result, len(names))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(names), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				r := &results[i]
				var data []byte
				if data, r.err = readFile(fsys, names[i]); r.err == nil {
					r.page, r.issues = l.page(names[i], data)
				}
			}
		})
	}
	workers.Wait()

	var pages []*Page
	var issues Issues
	for _, r := range results {
		if r.err != nil {
			return nil, nil, r.err
		}
		if r.page != nil {
			pages = append(pages, r.page)
		}
		issues = append(issues, r.issues...)
	}
	return pages, issues, nil
}

// readFile reads a file, but not much more of it than a page may have.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b := bytes.NewBuffer(make([]byte, 0, min(info.Size(), MaxPageBytes)+bytes.MinRead)) // its text is kept
	_, err = b.ReadFrom(io.LimitReader(f, MaxPageBytes+1))
	return b.Bytes(), err
}
