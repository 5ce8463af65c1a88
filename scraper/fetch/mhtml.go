package fetch

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"
)

// mhtmlPage is the page of an MHTML file (RFC 2557): its first part of HTML.
// The other parts are images, styles and frames.
type mhtmlPage struct {
	location string
	date     time.Time
	body     []byte
}

func readMHTML(data []byte) (*mhtmlPage, error) {
	r := bufio.NewReader(bytes.NewReader(data))
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil {
		return nil, errors.New("is no MHTML: its header cannot be read")
	}
	media, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return nil, errors.New("is no MHTML: it has no content type")
	}
	page := &mhtmlPage{location: header.Get("Snapshot-Content-Location")}
	if date, err := mail.ParseDate(header.Get("Date")); err == nil {
		page.date = date
	}
	if media == "text/html" {
		return page, page.take(header, r)
	}
	if !strings.HasPrefix(media, "multipart/") || params["boundary"] == "" {
		return nil, errors.New("is no MHTML: it is " + media)
	}
	parts := multipart.NewReader(r, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil, errors.New("has no page in it")
		}
		if err != nil {
			return nil, errors.New("ends in the middle")
		}
		if media, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); media == "text/html" {
			return page, page.take(part.Header, part)
		}
	}
}

// take decodes the part with the page.
func (p *mhtmlPage) take(header textproto.MIMEHeader, r io.Reader) error {
	if p.location == "" {
		p.location = header.Get("Content-Location")
	}
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	body, err := io.ReadAll(io.LimitReader(r, maxBody+1))
	switch {
	case err != nil:
		return errors.New("ends in the middle")
	case len(body) > maxBody:
		return tooLarge{maxBody}
	}
	p.body = body
	return nil
}
