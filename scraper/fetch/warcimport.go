package fetch

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
)

// ImportWARC takes the reference pages of a web archive into a store. name is
// that of the archive, for messages. Of several copies of a page the latest
// counts.
func ImportWARC(s *Store, name string, r io.Reader, o ImportOptions) (*Summary, error) {
	i, err := newImporter(s, o)
	if err != nil {
		return &Summary{}, err
	}
	records, err := newWARCReader(r)
	if err != nil {
		return i.done(), err
	}
	for {
		rec, err := records.next(i.wantsRecord)
		switch {
		case errors.Is(err, io.EOF):
			return i.done(), nil
		case errors.Is(err, errNotWARC):
			return i.done(), err
		case err != nil:
			// What follows cannot be found any more, but what came before stays.
			i.damaged(name, "", err)
			return i.done(), nil
		}
		if !i.wantsRecord(rec) {
			i.sum.Skipped++
			continue
		}
		if err := i.record(name, records.n, rec); err != nil {
			return i.done(), err
		}
	}
}

// wantsRecord reports whether a record holds a page that the import is after.
func (i *importer) wantsRecord(rec *warcRecord) bool {
	if k := rec.kind(); k != "response" && k != "resource" {
		return false
	}
	u, err := parseURL(rec.target())
	return err == nil && i.wants(u)
}

// record takes the page of a record.
func (i *importer) record(name string, n int, rec *warcRecord) error {
	u, err := parseURL(rec.target())
	if err != nil {
		return err
	}
	where := fmt.Sprintf("record %d", n)
	switch {
	case rec.block == nil:
		i.damaged(name, where, tooLarge{maxBody})
		return nil
	case rec.header.Get("WARC-Truncated") != "":
		i.damaged(name, where, errors.New("was cut off when it was recorded"))
		return nil
	}
	if err := checkDigest(rec.header.Get("WARC-Block-Digest"), rec.block); err != nil {
		i.damaged(name, where, err)
		return nil
	}
	resp, err := rec.response()
	if err != nil {
		i.damaged(name, where, err)
		return nil
	}
	if resp.status != http.StatusOK {
		i.sum.Skipped++ // an error or a redirect, as recorded
		return nil
	}
	f, ok := formatOf(resp.header.Get("Content-Type"), u.Path)
	if !ok {
		i.sum.Skipped++
		return nil
	}
	return i.take(found{where: name, url: tidyQuery(u), f: f, body: resp.body, meta: Sidecar{
		Status: resp.status, ContentType: resp.header.Get("Content-Type"),
		ETag: resp.header.Get("ETag"), LastModified: resp.header.Get("Last-Modified"),
		Via: viaWARC, Fetched: rec.date(),
	}})
}

// response is the answer that a record holds.
func (r *warcRecord) response() (*answer, error) {
	if r.kind() == "resource" {
		return &answer{
			status: http.StatusOK,
			header: http.Header{"Content-Type": {r.header.Get("Content-Type")}},
			body:   r.block,
		}, nil
	}
	b := bufio.NewReader(bytes.NewReader(r.block))
	tp := textproto.NewReader(b)
	line, err := tp.ReadLine()
	if err != nil {
		return nil, errors.New("holds no HTTP answer")
	}
	proto, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	status, err := strconv.Atoi(code)
	if err != nil || !strings.HasPrefix(proto, "HTTP/") {
		return nil, errors.New("holds no HTTP answer")
	}
	header, err := tp.ReadMIMEHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errors.New("its HTTP header cannot be read")
	}
	raw, err := io.ReadAll(b)
	if err != nil {
		return nil, err
	}
	body, err := recordedBody(raw, http.Header(header))
	return &answer{status: status, header: http.Header(header), body: body}, err
}

// recordedBody undoes the encodings of a recorded body. Some recorders undo
// them already and keep the header, so that an encoding is believed only where
// the bytes have it.
func recordedBody(raw []byte, h http.Header) ([]byte, error) {
	if strings.Contains(strings.ToLower(h.Get("Transfer-Encoding")), "chunked") {
		if whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(raw))); err == nil {
			raw = whole
		}
	}
	encoding := h.Get("Content-Encoding")
	if encoding == "" {
		return raw, nil
	}
	body, err := readBody(bytes.NewReader(raw), encoding, maxBody)
	if err == nil || isTooLarge(err) {
		return body, err
	}
	gzipped := bytes.HasPrefix(raw, []byte{0x1f, 0x8b})
	if start := bytes.TrimSpace(raw); !gzipped && len(start) > 0 && (start[0] == '<' || start[0] == '#') {
		return raw, nil
	}
	return nil, errors.New("its body cannot be unpacked (" + encoding + ")")
}
