package fetch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"
)

// Kind says what the bytes of a store's file are.
type Kind string

// The kinds of files in a store. Only a page is a page of the reference; the
// others are kept so that they need not be asked for again.
const (
	KindPage   Kind = "page"
	KindIndex  Kind = "index"  // leads to pages: a list of nodes, llms.txt, a sitemap
	KindRobots Kind = "robots" // the robots.txt of a host
)

// The ways on which a page can have come into a store.
const (
	viaHTTP  = "http"
	viaSaved = "saved"
	viaWARC  = "warc"
)

// sidecarFormat is the version of the format of sidecars.
const sidecarFormat = 1

// sidecarExt is what the name of a sidecar adds to that of its page.
const sidecarExt = ".json"

// maxSidecar is how many bytes a sidecar may have.
const maxSidecar = 64 << 10

// Sidecar says where the bytes of a page come from. It is a small JSON file
// beside the page: conversation.html has conversation.html.json.
type Sidecar struct {
	Graphgen     int       `json:"graphgen"` // the format of sidecars
	Kind         Kind      `json:"kind"`
	URL          string    `json:"url"`    // asked
	Served       string    `json:"served"` // after redirects
	Status       int       `json:"status"`
	ContentType  string    `json:"content_type"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	SHA256       string    `json:"sha256"` // of the bytes, hexadecimal
	Locale       string    `json:"locale,omitempty"`
	Version      string    `json:"version,omitempty"`
	Via          string    `json:"via"`        // http, saved or warc
	Fetched      time.Time `json:"fetched_at"` // when these bytes were received first
}

// encode is the sidecar as its file has it.
func (m Sidecar) encode() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(m)
	return b.Bytes(), err
}

var errNoSidecar = errors.New("is no sidecar of a page store")

// decodeSidecar reads a sidecar. Keys that it does not know are left to later
// versions of the format.
func decodeSidecar(data []byte) (*Sidecar, error) {
	var m Sidecar
	if err := json.Unmarshal(data, &m); err != nil || m.Graphgen == 0 || m.SHA256 == "" {
		return nil, errNoSidecar
	}
	if m.Graphgen > sidecarFormat {
		return nil, fmt.Errorf("has format %d, and this graphgen knows %d", m.Graphgen, sidecarFormat)
	}
	return &m, nil
}

// SidecarOf returns the sidecar of the page in the file name; nil if the file
// has none, and so does not stand in a page store.
func SidecarOf(name string) (*Sidecar, error) {
	info, err := os.Stat(name + sidecarExt)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case info.Size() > maxSidecar:
		return nil, nil
	}
	data, err := os.ReadFile(name + sidecarExt)
	if err != nil {
		return nil, err
	}
	m, err := decodeSidecar(data)
	if errors.Is(err, errNoSidecar) {
		return nil, nil
	}
	return m, err
}

// IsSidecar reports whether the file name is the sidecar of a page.
func IsSidecar(name string) bool {
	page, ok := cutSidecarExt(name)
	if !ok {
		return false
	}
	m, err := SidecarOf(page)
	return m != nil || err != nil
}

func cutSidecarExt(name string) (string, bool) {
	n := len(name) - len(sidecarExt)
	if n <= 0 || name[n:] != sidecarExt {
		return name, false
	}
	return name[:n], true
}

// Describes reports whether body is what the sidecar was written for.
func (m *Sidecar) Describes(body []byte) bool { return m.SHA256 == sum(body) }

func sum(body []byte) string {
	s := sha256.Sum256(body)
	return hex.EncodeToString(s[:])
}
