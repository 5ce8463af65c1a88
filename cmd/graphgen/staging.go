package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
)

// applyChanges writes what planOutputs decided. Every new content is staged in
// a temporary file beside its place first; only when all of them are on disk
// are they renamed over the old files and the stale ones removed. A folder
// that cannot be written is thus found out before anything has changed.
func applyChanges(changes []change) error {
	s := &staging{roots: map[string]*os.Root{}}
	defer s.close()
	s.sweep(changes)
	for _, c := range changes {
		if c.new == nil || bytes.Equal(c.old, c.new) && c.old != nil {
			continue
		}
		if err := s.stage(c); err != nil {
			s.rollback()
			return fileError(c.path(), err, "nothing was written; see that the folder can be written")
		}
	}
	return s.commit(changes)
}

// staging is what is on disk, but not yet in its place.
type staging struct {
	roots map[string]*os.Root // by folder
	made  []string            // the folders made for them, outer ones first
	files []stagedFile
}

type stagedFile struct {
	root       *os.Root
	temp, name string
	path       string
}

// tempName is that of a staged file.
var tempName = regexp.MustCompile(`^\..+\.\d+\.tmp$`)

// sweep removes what a run that was killed has left beside the files of this
// one. What cannot be removed harms nobody.
func (s *staging) sweep(changes []change) {
	seen := map[[2]string]bool{}
	for _, c := range changes {
		at := [2]string{c.dir, path.Dir(c.name)}
		if seen[at] {
			continue
		}
		seen[at] = true
		entries, _ := os.ReadDir(filepath.Join(c.dir, filepath.FromSlash(at[1])))
		for _, e := range entries {
			if !e.Type().IsRegular() || !tempName.MatchString(e.Name()) {
				continue
			}
			if root, err := s.root(c.dir); err == nil {
				_ = root.Remove(path.Join(at[1], e.Name()))
			}
		}
	}
}

func (s *staging) stage(c change) error {
	root, err := s.root(c.dir)
	if err != nil {
		return err
	}
	folder, base := path.Split(c.name)
	if err := root.MkdirAll(path.Clean(folder), 0o755); err != nil {
		return err
	}
	temp := folder + fmt.Sprintf(".%s.%d.tmp", base, os.Getpid())
	s.files = append(s.files, stagedFile{root, temp, c.name, c.path()})
	return root.WriteFile(temp, c.new, 0o644)
}

// root opens dir, and makes it where it does not exist.
func (s *staging) root(dir string) (*os.Root, error) {
	if r := s.roots[dir]; r != nil {
		return r, nil
	}
	var missing []string
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, d)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	slices.Reverse(missing)
	s.made = append(s.made, missing...)
	r, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s.roots[dir] = r
	return r, nil
}

// commit puts the staged files in their place and removes the stale ones.
func (s *staging) commit(changes []change) error {
	for _, f := range s.files {
		if err := f.root.Rename(f.temp, f.name); err != nil {
			return fileError(f.path, err, "")
		}
	}
	for _, c := range changes {
		if c.new != nil {
			continue
		}
		root, err := s.root(c.dir)
		if err != nil {
			return fileError(c.dir, err, "")
		}
		if err := root.Remove(c.name); err != nil {
			return fileError(c.path(), err, "")
		}
		removeEmpty(root, path.Dir(c.name))
	}
	return nil
}

// rollback removes what was staged. It is the best that can be done after an
// error, so its own errors are of no use to anybody.
func (s *staging) rollback() {
	for _, f := range s.files {
		_ = f.root.Remove(f.temp)
		removeEmpty(f.root, path.Dir(f.name))
	}
	for _, dir := range slices.Backward(s.made) {
		_ = os.Remove(dir)
	}
}

// removeEmpty removes dir and the folders above it, up to the root, as long as
// they are empty.
func removeEmpty(root *os.Root, dir string) {
	for ; dir != "."; dir = path.Dir(dir) {
		if root.Remove(dir) != nil {
			return
		}
	}
}

func (s *staging) close() {
	for _, r := range s.roots {
		r.Close()
	}
}
