package fetch

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// Verify reads the whole store and returns the number of its pages, and what
// is wrong with it: pages whose bytes are not those of their sidecar, pages
// and sidecars alone.
func (s *Store) Verify() (pages int, issues spec.Issues, err error) {
	names, err := s.files()
	if err != nil {
		return 0, nil, err
	}
	damaged := func(name, id, msg, hint string) {
		issues.Add(spec.Issue{File: path.Join(s.dir, name), Severity: spec.Error, ID: id, Msg: msg, Hint: hint})
	}
	for _, name := range names {
		page, isSidecar := cutSidecarExt(name)
		_, hasSidecar := slices.BinarySearch(names, name+sidecarExt)
		switch {
		case isSidecar:
			m, err := s.sidecar(page)
			switch {
			case errors.Is(err, errNoSidecar) && !slices.Contains(pageExts, path.Ext(page)):
				// a JSON file of someone else
			case err != nil:
				damaged(name, "bad-sidecar", reason(err), "fetch the page again")
			case keyed(m)+path.Ext(page) != page:
				damaged(name, "misplaced-page", "is about "+m.Served+", whose place is elsewhere", "move the page and its sidecar back, or fetch it again")
			case !exists(names, page):
				damaged(name, "lone-sidecar", "its page is missing", "fetch it again, or remove the sidecar with --gc")
			default:
				intact, _, err := s.read(page, m)
				if err != nil {
					return pages, issues, err
				}
				if !intact {
					damaged(page, "changed-page", "its bytes are not those that were fetched", "fetch the page again")
					continue
				}
				pages++
			}
		case !hasSidecar && slices.Contains(pageExts, path.Ext(name)):
			damaged(name, "lone-page", "has no sidecar: nobody knows where it comes from", "fetch it, or import it with --from-saved")
		}
	}
	issues.Sort()
	return pages, issues, nil
}

func exists(sorted []string, name string) bool {
	_, ok := slices.BinarySearch(sorted, name)
	return ok
}

// Sweep removes what fetches that were killed left behind: temporary files,
// notes on how far they got, sidecars without a page, and empty folders. It
// returns what it removed. Pages are never removed.
func (s *Store) Sweep() ([]string, error) {
	unlock, err := s.lock.Lock()
	if err != nil {
		return nil, err
	}
	defer unlock()

	var removed []string
	drop := func(name string) error {
		err := remove(s.root, name)
		if err == nil {
			removed = append(removed, name)
		}
		return err
	}
	state, err := fs.ReadDir(s.root.FS(), stateDir)
	if err != nil {
		return nil, err
	}
	for _, f := range state {
		if f.Name() == "lock" || f.Name() == ".gitignore" {
			continue
		}
		if err := drop(stateDir + "/" + f.Name()); err != nil {
			return removed, err
		}
	}
	names, err := s.files()
	if err != nil {
		return removed, err
	}
	for _, name := range names {
		page, isSidecar := cutSidecarExt(name)
		if !isSidecar || exists(names, page) {
			continue
		}
		if _, err := s.sidecar(page); err != nil {
			continue
		}
		if err := drop(name); err != nil {
			return removed, err
		}
	}
	return removed, s.removeEmptyFolders()
}

func (s *Store) removeEmptyFolders() error {
	var folders []string
	err := fs.WalkDir(s.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name != "." {
			if strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			folders = append(folders, name)
		}
		return err
	})
	for _, f := range slices.Backward(folders) {
		_ = s.root.Remove(f) // fails where something is in it, as it should
	}
	return err
}

// reason is err without the file's name, which stands elsewhere in a message.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
