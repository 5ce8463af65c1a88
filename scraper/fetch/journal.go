package fetch

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"strings"
)

// journal is how far a crawl got: the keys of the pages that are settled, one
// a line. A crawl that ends on its own removes it; one that was killed leaves
// it, and the next one with the same options goes on from there.
type journal struct {
	store *Store
	name  string
	file  *os.File
	done  map[string]bool
}

// openJournal reads the journal of the crawl that options, in any one
// spelling, describe.
func (s *Store) openJournal(options ...any) (*journal, error) {
	id := sha256.Sum256(fmt.Appendf(nil, "%q", options))
	j := &journal{store: s, name: stateDir + "/journal-" + hex.EncodeToString(id[:6]), done: map[string]bool{}}
	var err error
	if j.file, err = s.root.OpenFile(j.name, os.O_RDWR|os.O_APPEND|os.O_CREATE, 0o644); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(j.file); lines.Scan(); {
		if key, whole := strings.CutSuffix(lines.Text(), "\t"); whole {
			j.done[key] = true
		}
	}
	// A line that a killed fetch did not finish must not become part of the next.
	_, err = j.file.WriteString("\n")
	return j, err
}

// add notes that a page is settled. The tab marks a whole line.
func (j *journal) add(key string) error {
	_, err := j.file.WriteString(key + "\t\n")
	return err
}

// close closes the journal, and removes it where the crawl is complete.
func (j *journal) close(complete bool) error {
	err := j.file.Close()
	if complete {
		err = remove(j.store.root, j.name)
	}
	return err
}
