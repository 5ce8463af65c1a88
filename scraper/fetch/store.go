package fetch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Store is a folder of pages: HOST/path.html or .md as served, and a sidecar
// beside each. It is meant to be kept in git; what is in .fetch is not.
//
// A page and its sidecar are written under a lock, the sidecar first, so that
// neither a fetch that is killed nor two at once leave a page that says
// something wrong of itself: bytes that do not match their sidecar are no page,
// and are fetched again. All access goes through os.Root, so that nothing leads
// out of the folder.
type Store struct {
	dir  string
	root *os.Root
	lock *lockedfile.Mutex
}

// stateDir holds what only a running fetch needs.
const stateDir = ".fetch"

const (
	tempPage    = stateDir + "/page.tmp"
	tempSidecar = stateDir + "/sidecar.tmp"
)

// OpenStore opens the store in the folder dir, which is made if there is none.
func OpenStore(dir string) (*Store, error) {
	if err := os.MkdirAll(filepath.Join(dir, stateDir), 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, root: root, lock: lockedfile.MutexAt(filepath.Join(dir, stateDir, "lock"))}
	if err := root.WriteFile(stateDir+"/.gitignore", []byte("*\n"), 0o644); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close releases the store.
func (s *Store) Close() error { return s.root.Close() }

// Outcome is what became of a page.
type Outcome string

// The outcomes of a page.
const (
	New       Outcome = "new"
	Changed   Outcome = "changed"
	Unchanged Outcome = "unchanged"
	Failed    Outcome = "failed"
)

// put writes a page and its sidecar. Where the store has the same bytes
// already, nothing changes that would make a diff without a change of the page.
func (s *Store) put(key string, f format, m Sidecar, body []byte) (Outcome, error) {
	unlock, err := s.lock.Lock()
	if err != nil {
		return Failed, err
	}
	defer unlock()

	m.Graphgen, m.SHA256 = sidecarFormat, sum(body)
	name := key + f.ext()
	outcome := New
	if old, err := s.sidecar(name); err == nil {
		if keyed(old) != key {
			return Failed, taken{name, old.Served}
		}
		outcome = Changed
		if intact, _, err := s.read(name, old); err == nil && intact && old.SHA256 == m.SHA256 {
			outcome = Unchanged
			m.URL, m.Via, m.Fetched = old.URL, old.Via, old.Fetched
			if m == *old {
				return Unchanged, nil
			}
		}
	}
	if err := s.write(name, m, body, outcome != Unchanged); err != nil {
		return Failed, err
	}
	return outcome, s.removeOtherForms(key, f)
}

// taken is the place of a page where another one is: on file systems that do
// not tell Page from page.
type taken struct{ name, by string }

func (t taken) Error() string {
	return fmt.Sprintf("its place in the store, %s, is taken by %s", t.name, t.by)
}

func isTaken(err error) bool { return errors.As(err, new(taken)) }

// keyed is the key of the page that a sidecar describes.
func keyed(m *Sidecar) string {
	u, err := url.Parse(m.Served)
	if err != nil {
		return ""
	}
	return keyOf(u)
}

func (s *Store) write(name string, m Sidecar, body []byte, withPage bool) error {
	content, err := m.encode()
	if err != nil {
		return err
	}
	if err := s.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	if err := s.root.WriteFile(tempSidecar, content, 0o644); err != nil {
		return err
	}
	if withPage {
		if err := s.root.WriteFile(tempPage, body, 0o644); err != nil {
			return err
		}
	}
	if err := s.root.Rename(tempSidecar, name+sidecarExt); err != nil || !withPage {
		return err
	}
	return s.root.Rename(tempPage, name)
}

// removeOtherForms removes the HTML of a page that now comes as Markdown, and
// the other way round: a page is in the store once.
func (s *Store) removeOtherForms(key string, keep format) error {
	for _, f := range []format{formatHTML, formatMarkdown} {
		name := key + f.ext()
		if f == keep {
			continue
		}
		if m, err := s.sidecar(name); err != nil || keyed(m) != key {
			continue
		}
		if err := errors.Join(remove(s.root, name), remove(s.root, name+sidecarExt)); err != nil {
			return err
		}
	}
	return nil
}

func remove(root *os.Root, name string) error {
	if err := root.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// get returns the page of a key and its bytes; nil if the store has none, or
// has one whose bytes do not match its sidecar.
func (s *Store) get(key string) (*Sidecar, []byte, error) {
	for _, ext := range pageExts {
		m, err := s.sidecar(key + ext)
		if err != nil || keyed(m) != key {
			continue
		}
		intact, body, err := s.read(key+ext, m)
		if err != nil || intact {
			return m, body, err
		}
	}
	return nil, nil, nil
}

// sidecar reads the sidecar of the file name.
func (s *Store) sidecar(name string) (*Sidecar, error) {
	data, err := s.readFile(name+sidecarExt, maxSidecar)
	if err != nil {
		return nil, err
	}
	return decodeSidecar(data)
}

// read reads a page, and reports whether it is the one of its sidecar.
func (s *Store) read(name string, m *Sidecar) (intact bool, body []byte, err error) {
	body, err = s.readFile(name, maxBody)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil, nil
	}
	return err == nil && m.Describes(body), body, err
}

func (s *Store) readFile(name string, limit int64) ([]byte, error) {
	f, err := s.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("%s: has more than %d bytes", name, limit)
	}
	return data, err
}

// files are the names of all files outside of .fetch, sorted.
func (s *Store) files() ([]string, error) {
	var names []string
	err := fs.WalkDir(s.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && d.Name()[0] == '.':
			return fs.SkipDir
		case !d.IsDir():
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}
