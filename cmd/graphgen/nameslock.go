package main

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/graphgen/graphgen/templates"
)

// lockName is the file that keeps Go names.
const lockName = "names.lock"

var lockFiles = outputKind{ext: ".lock", ours: templates.IsLock}

// lockFile is where a config has its names.lock: beside the folder of the spec,
// so that all versions share it, else beside the config.
func (cfg *config) lockFile() string {
	dir := filepath.Dir(cfg.file)
	if cfg.Spec != "" {
		dir = filepath.Dir(cfg.path(cfg.Spec))
	}
	return filepath.Join(dir, lockName)
}

// lockOfSpec is the lock of a spec that somebody names: the one beside its
// folder, if a build wrote one. A part of a spec has none, for it would mark the
// names of all else as gone.
func lockOfSpec(name string) string {
	info, err := os.Stat(name)
	if err != nil || !info.IsDir() {
		return ""
	}
	file := filepath.Join(name, "..", lockName)
	if _, err := os.Lstat(file); err != nil {
		return ""
	}
	return file
}

// readLock reads a lock file; there need not be one yet.
func readLock(name string) (*templates.Lock, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fileError(name, err, "")
	}
	lock, issues := templates.ReadLock(name, data)
	return lock, issues.Err()
}

// options are those of the templates, with the names that were given before.
func (g *generation) options() (templates.Options, error) {
	o := templates.Options{Package: cmp.Or(g.pkg, filepath.Base(g.out)), Only: g.only, Depth: g.depth, AllowRename: g.allowRename}
	if g.lock == "" {
		return o, nil
	}
	var err error
	o.Lock, err = readLockWith(g.lock, g.goNames)
	return o, err
}

// readLockWith is a lock with the names that overlays give.
func readLockWith(file string, goNames map[string]string) (*templates.Lock, error) {
	lock, err := readLock(file)
	if err == nil && len(goNames) > 0 {
		lock = lock.Rename(goNames)
	}
	return lock, err
}

func lockOutput(file string, lock *templates.Lock) output {
	dir, name := filepath.Split(file)
	return output{dir: filepath.Clean(dir), kind: lockFiles, files: []outFile{{name, lock.Bytes()}}}
}
