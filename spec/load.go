package spec

import (
	"fmt"
	"io"
	"io/fs"
	"path"
)

// Load reads every YAML file of a folder and merges them. The error is one of
// the file system; whatever is wrong with a file is an issue.
func Load(fsys fs.FS) (*API, Issues, error) {
	var pages []*Page
	var issues Issues
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		data, err := readFile(fsys, name)
		if err != nil {
			return err
		}
		page, found := ReadPage(name, data)
		if page != nil {
			pages = append(pages, page)
		}
		issues = append(issues, found...)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading the spec: %w", err)
	}
	if len(pages) == 0 && len(issues) == 0 {
		issues.add(noPages, place{}, "no *.yaml file in the folder")
	}
	api, found := Merge(pages)
	issues = append(issues, found...)
	issues.Sort()
	return api, issues, nil
}

// readFile reads a file, but not much more of it than a page may have.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxPageBytes+1))
}
