package fetch

import (
	"mime"
	"strings"
)

// format is what a body is, by its content type.
type format string

const (
	formatHTML     format = "html"
	formatMarkdown format = "md"
	formatText     format = "txt"
	formatXML      format = "xml"
)

var formats = map[string]format{
	"text/html":             formatHTML,
	"application/xhtml+xml": formatHTML,
	"text/markdown":         formatMarkdown,
	"text/x-markdown":       formatMarkdown,
	"text/plain":            formatText,
	"text/xml":              formatXML,
	"application/xml":       formatXML,
}

// formatOf tells the format of a body by its content type. Plain text at an
// address that ends in .md is Markdown.
func formatOf(contentType, path string) (format, bool) {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil && media == "" {
		media = strings.TrimSpace(strings.ToLower(contentType))
	}
	f, ok := formats[media]
	if f == formatText && strings.HasSuffix(path, ".md") {
		f = formatMarkdown
	}
	return f, ok
}

// contentType is the content type of a format that did not come with one.
func (f format) contentType() string {
	switch f {
	case formatHTML:
		return "text/html; charset=utf-8"
	case formatMarkdown:
		return "text/markdown; charset=utf-8"
	case formatXML:
		return "application/xml"
	default:
		return "text/plain; charset=utf-8"
	}
}

// ext is the ending of a format's files.
func (f format) ext() string { return "." + string(f) }
