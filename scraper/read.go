// Package scraper turns a page of the Graph API reference into a spec.Page.
// Reading makes a Document of the bytes, whatever their format; extracting
// makes a page of the spec of the Document.
package scraper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits bounds what a page may ask of the reader. A zero field stands for its
// default.
type Limits struct {
	MaxBytes int64 // of the page; 32 MiB
	MaxNodes int   // elements of the page (lines of a text); 300,000
	MaxDepth int   // of nested elements in the part that is read; 200
	MaxCell  int   // bytes of text in one table cell, paragraph or heading; 256 KiB
}

func (l Limits) withDefaults() Limits {
	if l.MaxBytes <= 0 {
		l.MaxBytes = 32 << 20
	}
	if l.MaxNodes <= 0 {
		l.MaxNodes = 300_000
	}
	if l.MaxDepth <= 0 {
		l.MaxDepth = 200
	}
	if l.MaxCell <= 0 {
		l.MaxCell = 256 << 10
	}
	return l
}

// Read reads a page of any format. The format is told by the content, never by
// the name, which is only used in messages. An error about the page itself is
// a *PageError.
func Read(name string, r io.Reader, l Limits) (*Document, error) {
	s, err := load(name, r, l)
	if err != nil {
		return nil, err
	}
	return s.read(s.format())
}

func (s *source) read(f format) (*Document, error) {
	switch f {
	case formatHTML:
		return s.readHTML()
	case formatMarkdown:
		return s.readMarkdown()
	case formatText:
		return s.readText()
	default:
		return nil, s.refuse(idNotAReference, "is data (JSON or XML), not a reference page",
			"give the page as HTML, Markdown or plain text")
	}
}

// source is the bytes of a page, checked to be text.
type source struct {
	name   string
	text   string // without its byte order mark
	sum    string // sha256 of the bytes as read
	limits Limits
}

// load reads at most MaxBytes and refuses what is not text.
func load(name string, r io.Reader, l Limits) (*source, error) {
	l = l.withDefaults()
	data, err := io.ReadAll(io.LimitReader(r, l.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", oneLine(name), err)
	}
	s := &source{name: name, limits: l}
	if int64(len(data)) > l.MaxBytes {
		return nil, s.tooLarge("the page", "bytes", l.MaxBytes, "MaxBytes")
	}
	sum := sha256.Sum256(data)
	s.sum = hex.EncodeToString(sum[:])
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, s.refuse(idEmptyFile, "is empty", "save the page again")
	}
	if bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data) {
		return nil, s.refuse(idBinaryFile, "is a binary file, or text that is not UTF-8",
			"save the page as HTML, Markdown or plain text in UTF-8")
	}
	s.text = string(data)
	return s, nil
}

// document is an empty Document for the source.
func (s *source) document(f format) *Document {
	return &Document{Name: s.name, Format: string(f), SHA256: s.sum}
}

// oneLine makes s fit for a message: white space and control characters become
// single spaces, and the length is bounded.
func oneLine(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	const most = 300
	if len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}
