package fetch

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// WriteWARC writes the pages of a store as a web archive (WARC 1.1), packed
// record by record if asked to, and returns their number. Each page is a
// response with the HTTP headers that the store has kept. The same store gives
// the same bytes.
func WriteWARC(w io.Writer, s *Store, packed bool) (pages int, err error) {
	names, err := s.files()
	if err != nil {
		return 0, err
	}
	out := &warcWriter{w: w, packed: packed}
	for _, name := range names {
		page, isSidecar := cutSidecarExt(name)
		if !isSidecar || !exists(names, page) {
			continue
		}
		m, err := s.sidecar(page)
		if err != nil || m.Kind == KindRobots {
			continue
		}
		intact, body, err := s.read(page, m)
		if err != nil {
			return pages, err
		}
		if !intact {
			return pages, fmt.Errorf("%s: its bytes are not those that were fetched", page)
		}
		if pages == 0 {
			if err := out.info(m.Fetched); err != nil {
				return pages, err
			}
		}
		if err := out.response(m, body); err != nil {
			return pages, err
		}
		pages++
	}
	return pages, nil
}

type warcWriter struct {
	w      io.Writer
	packed bool
}

// info writes the record that tells what the archive is.
func (w *warcWriter) info(date time.Time) error {
	block := "software: graphgen\r\nformat: WARC File Format 1.1\r\n" +
		"description: reference pages; of the HTTP headers those that a page store keeps, bodies unpacked\r\n"
	return w.record("warcinfo", "", date, "application/warc-fields", []byte(block), "")
}

func (w *warcWriter) response(m *Sidecar, body []byte) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", m.Status, http.StatusText(m.Status))
	for _, h := range [][2]string{{"Content-Type", m.ContentType}, {"ETag", m.ETag}, {"Last-Modified", m.LastModified}} {
		if h[1] != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", h[0], headerValue(h[1]))
		}
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(body))
	b.Write(body)
	return w.record("response", m.Served, m.Fetched, "application/http; msgtype=response", b.Bytes(), "sha256:"+m.SHA256)
}

func (w *warcWriter) record(kind, target string, date time.Time, contentType string, block []byte, payload string) error {
	digest := sha256.Sum256(block)
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	fmt.Fprintf(&b, "WARC-Type: %s\r\n", kind)
	fmt.Fprintf(&b, "WARC-Record-ID: <urn:uuid:%s>\r\n", uuid(kind, target, date.String(), string(digest[:])))
	fmt.Fprintf(&b, "WARC-Date: %s\r\n", date.UTC().Format(time.RFC3339))
	if target != "" {
		fmt.Fprintf(&b, "WARC-Target-URI: %s\r\n", headerValue(target))
	}
	fmt.Fprintf(&b, "WARC-Block-Digest: sha256:%s\r\n", hex.EncodeToString(digest[:]))
	if payload != "" {
		fmt.Fprintf(&b, "WARC-Payload-Digest: %s\r\n", payload)
	}
	fmt.Fprintf(&b, "Content-Type: %s\r\nContent-Length: %d\r\n\r\n", contentType, len(block))
	b.Write(block)
	b.WriteString("\r\n\r\n")
	if !w.packed {
		_, err := w.w.Write(b.Bytes())
		return err
	}
	z := gzip.NewWriter(w.w)
	if _, err := z.Write(b.Bytes()); err != nil {
		return err
	}
	return z.Close()
}

// headerValue is v on one line: people can write into a sidecar what no server
// could send.
func headerValue(v string) string { return strings.Join(strings.Fields(v), " ") }

// uuid is an identifier made of what it identifies (RFC 9562, version 8).
func uuid(parts ...string) string {
	h := sha256.Sum256(fmt.Appendf(nil, "%q", parts))
	h[6] = h[6]&0x0f | 0x80
	h[8] = h[8]&0x3f | 0x80
	x := hex.EncodeToString(h[:16])
	return x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}
