package main

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// pageExts are the files that count as pages in a folder.
var pageExts = []string{".html", ".htm", ".md", ".markdown", ".txt"}

// pageFiles returns the files that args name: files as they are, the pages of
// folders, and what globs match, sorted and each once. In a glob, ** stands
// for any number of folders.
func pageFiles(args []string) ([]string, error) {
	var files []string
	var errs []error
	for _, arg := range args {
		names, err := expand(arg)
		files = append(files, names...)
		errs = append(errs, err)
	}
	slices.Sort(files)
	return slices.Compact(files), errors.Join(errs...)
}

func expand(arg string) ([]string, error) {
	if strings.HasPrefix(arg, "https://") || strings.HasPrefix(arg, "http://") {
		return nil, &failure{where: arg, what: "is a URL, and pages are read from files", hint: "fetch it first, into a page store: graphgen fetch --help"}
	}
	arg = filepath.Clean(arg)
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		names, err := walk(arg, func(name string) bool { return slices.Contains(pageExts, strings.ToLower(path.Ext(name))) })
		if err == nil && len(names) == 0 {
			return nil, &failure{where: arg, what: "no pages in this folder", hint: "pages are files ending in " + strings.Join(pageExts, ", ")}
		}
		return names, err
	case err == nil:
		return []string{arg}, nil
	case !strings.ContainsAny(arg, "*?["):
		return nil, fileError(arg, err, "check the path")
	}

	base, pattern := splitGlob(filepath.ToSlash(arg))
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, &failure{where: arg, what: "is not a glob: a [ without its ]", hint: "write the ], or \\[ for the letter"}
	}
	names, err := walk(filepath.FromSlash(base), func(name string) bool { return matchGlob(pattern, name) })
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(names) == 0 {
		return nil, &failure{where: arg, what: "no file matches", hint: "globs are relative to where they are written"}
	}
	return names, err
}

// walk returns the files below dir whose slash-separated name below dir is
// wanted. Folders that start with a dot are not entered.
func walk(dir string, want func(name string) bool) ([]string, error) {
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fileError(filepath.Join(dir, name), err, "")
		case d.IsDir() && name != "." && strings.HasPrefix(d.Name(), "."):
			return fs.SkipDir
		case !d.IsDir() && want(name):
			names = append(names, filepath.Join(dir, filepath.FromSlash(name)))
		}
		return nil
	})
	return names, err
}

// splitGlob splits a glob into the folder before its first magic segment and
// the rest.
func splitGlob(glob string) (base, pattern string) {
	segments := strings.Split(glob, "/")
	i := slices.IndexFunc(segments, func(s string) bool { return strings.ContainsAny(s, "*?[") })
	base = strings.Join(segments[:i], "/")
	switch {
	case i == 0:
		base = "."
	case base == "":
		base = "/"
	}
	return base, strings.Join(segments[i:], "/")
}

// matchGlob is path.Match with ** for any number of folders.
func matchGlob(pattern, name string) bool {
	first, rest, more := strings.Cut(pattern, "/")
	if first == "**" {
		if !more {
			return true
		}
		for {
			if matchGlob(rest, name) {
				return true
			}
			_, after, ok := strings.Cut(name, "/")
			if !ok {
				return false
			}
			name = after
		}
	}
	head, tail, deeper := strings.Cut(name, "/")
	if ok, err := path.Match(first, head); err != nil || !ok || more != deeper {
		return false
	}
	return !more || matchGlob(rest, tail)
}
