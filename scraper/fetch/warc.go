package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// This file reads WARC files (ISO 28500; 1.1 and before), plain or packed with
// gzip record by record, as far as pages are concerned: the records response
// and resource. The others are passed over.

// maxRecord is how many bytes of a record count: a page and its HTTP header.
const maxRecord = maxBody + 1<<20

// warcRecord is a record with its block. The block is nil if nobody asked for
// it, or if it is too large.
type warcRecord struct {
	header textproto.MIMEHeader
	block  []byte
}

func (r *warcRecord) kind() string { return strings.ToLower(r.header.Get("WARC-Type")) }

// target is the address that a record is about; some writers put it in <>.
func (r *warcRecord) target() string {
	return strings.Trim(strings.TrimSpace(r.header.Get("WARC-Target-URI")), "<>")
}

func (r *warcRecord) date() time.Time {
	t, err := time.Parse(time.RFC3339Nano, r.header.Get("WARC-Date"))
	if err != nil {
		return time.Time{}
	}
	return t
}

// warcReader reads the records of a file, one after the other.
type warcReader struct {
	r *bufio.Reader
	n int // records read
}

var errNotWARC = errors.New("is no WARC file")

func newWARCReader(r io.Reader) (*warcReader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	magic, err := b.Peek(2)
	if err != nil {
		return nil, errNotWARC
	}
	if magic[0] == 0x1f && magic[1] == 0x8b {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, errNotWARC
		}
		b = bufio.NewReaderSize(z, 64<<10)
	}
	return &warcReader{r: b}, nil
}

// next reads a record; of those that want does not take, only the header.
// After the last one the error is io.EOF.
func (w *warcReader) next(want func(*warcRecord) bool) (*warcRecord, error) {
	version, err := w.firstLine()
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "WARC/") {
		if w.n == 0 {
			return nil, errNotWARC
		}
		return nil, fmt.Errorf("record %d does not begin with WARC/", w.n+1)
	}
	w.n++
	header, err := textproto.NewReader(bufio.NewReader(io.LimitReader(headerReader{w.r}, 1<<20))).ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("record %d: its header cannot be read", w.n)
	}
	rec := &warcRecord{header: header}
	length, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
	if err != nil || length < 0 {
		return nil, fmt.Errorf("record %d: has no Content-Length", w.n)
	}
	if !want(rec) || length > maxRecord {
		n, err := io.CopyN(io.Discard, w.r, length)
		if err != nil {
			return nil, fmt.Errorf("record %d: ends after %d of %d bytes", w.n, n, length)
		}
		return rec, nil
	}
	var block bytes.Buffer
	if n, err := io.CopyN(&block, w.r, length); err != nil {
		return nil, fmt.Errorf("record %d: ends after %d of %d bytes", w.n, n, length)
	}
	rec.block = block.Bytes()
	return rec, nil
}

// firstLine passes over the empty lines between records.
func (w *warcReader) firstLine() (string, error) {
	for {
		line, err := w.r.ReadSlice('\n')
		text := strings.TrimSpace(string(line))
		switch {
		case text != "":
			return text, nil
		case errors.Is(err, io.EOF):
			return "", io.EOF
		case err != nil:
			return "", fmt.Errorf("after record %d: %w", w.n, err)
		}
	}
}

// headerReader gives a reader of headers one line at a time, and so keeps it
// from reading ahead into the block.
type headerReader struct{ r *bufio.Reader }

func (h headerReader) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		c, err := h.r.ReadByte()
		if err != nil {
			return n, err
		}
		p[n] = c
		n++
		if c == '\n' {
			break
		}
	}
	return n, nil
}

// checkDigest compares a block with a digest such as sha1:BASE32 or
// sha256:HEX. Algorithms that it does not know pass.
func checkDigest(digest string, block []byte) error {
	algorithm, want, ok := strings.Cut(strings.TrimSpace(digest), ":")
	if !ok {
		return nil
	}
	var got []byte
	switch strings.ToLower(algorithm) {
	case "sha1":
		s := sha1.Sum(block)
		got = s[:]
	case "sha256", "sha-256":
		s := sha256.Sum256(block)
		got = s[:]
	default:
		return nil
	}
	base := base32.StdEncoding.EncodeToString(got)
	if strings.EqualFold(want, hex.EncodeToString(got)) || strings.EqualFold(strings.TrimRight(want, "="), strings.TrimRight(base, "=")) {
		return nil
	}
	return errors.New("its bytes do not match their digest")
}
