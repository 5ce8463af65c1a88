package scraper

import (
	"regexp"
	"strings"
)

// This file reads what a Markdown copy says of itself: its front matter, and
// the lines that converters add above and below the title.

var (
	frontMatterLine = regexp.MustCompile(`^([A-Za-z_]+):\s*(.*?)\s*$`)
	sourceComment   = regexp.MustCompile(`(?i)<!--\s*source(?:[ _]url)?:\s*(https?://[^\s|>]+)`)
	sourceLine      = regexp.MustCompile(`(?i)^source(?:[ _]url)?:\s*(https?://\S+)$`)
	updatedLine     = regexp.MustCompile(`^Updated: (\w+ \d{1,2}, \d{4})$`)
	anchorSuffix    = regexp.MustCompile(`\s*\{#[\w-]+\}$`)
)

// frontMatter sets what the front matter or a leading comment says, and returns
// the text below.
func (s *source) frontMatter(d *Document) string {
	text := strings.ReplaceAll(s.text, "\r\n", "\n")
	if m := sourceComment.FindStringSubmatch(text[:min(len(text), 4096)]); m != nil {
		d.URL = m[1]
	}
	if !frontMatter.MatchString(text) {
		return text
	}
	head, body, closed := strings.Cut(text[len("---"):], "\n---\n")
	if !closed || len(head) > 64<<10 {
		return text
	}
	for line := range strings.SplitSeq(head, "\n") {
		m := frontMatterLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		value := oneLine(strings.Trim(m[2], `"'`))
		switch strings.ToLower(m[1]) {
		case "title":
			d.Title = value
		case "source", "source_url", "url", "canonical_url":
			d.URL = value
		case "lang", "language", "locale":
			d.Lang = strings.Replace(value, "-", "_", 1)
		case "version", "api_version":
			d.Version = value
		}
	}
	return body
}

// pageNotes takes the lines about the copy itself out of the blocks before the
// first section.
func pageNotes(d *Document, blocks []Block) []Block {
	var out []Block
	for i, bl := range blocks {
		if h, ok := bl.(Heading); ok && h.Level > 1 {
			return append(out, blocks[i:]...)
		}
		if text, ok := paragraphText(blocks, i); ok {
			if m := sourceLine.FindStringSubmatch(text); m != nil {
				d.URL = m[1]
				continue
			}
			if m := updatedLine.FindStringSubmatch(text); m != nil {
				d.Updated = m[1]
				continue
			}
		}
		out = append(out, bl)
	}
	return out
}

// headingAnchors removes the anchors that some Markdown writes after a heading:
// "Limits {#limits}".
func headingAnchors(blocks []Block) []Block {
	for i, bl := range blocks {
		h, ok := bl.(Heading)
		if !ok || len(h.Text) == 0 {
			continue
		}
		last := &h.Text[len(h.Text)-1]
		last.Text = anchorSuffix.ReplaceAllString(last.Text, "")
		blocks[i] = h
	}
	return blocks
}

var bracketed = regexp.MustCompile(`^\[\s*([^\[\]]+?)\s*\]`)

// inlineTooltips makes tooltips of the texts in brackets that official
// Markdown writes right behind a name: `name`[ This field is only …].
func inlineTooltips(blocks []Block) []Block {
	for _, bl := range blocks {
		t, ok := bl.(Table)
		if !ok {
			continue
		}
		for _, row := range t.Rows {
			if len(row.Cells) == 0 || len(row.Cells[0]) == 0 {
				continue
			}
			if p, ok := row.Cells[0][0].(Paragraph); ok {
				row.Cells[0][0] = Paragraph{Text: inlineTooltip(p.Text)}
			}
		}
	}
	return blocks
}

func inlineTooltip(text Text) Text {
	if len(text) < 2 || !text[0].Code {
		return text
	}
	m := bracketed.FindStringSubmatchIndex(text[1].Text)
	if m == nil || text[1].Code {
		return text
	}
	rest := text[1]
	tip := Span{Text: rest.Text[m[2]:m[3]], Tooltip: true}
	rest.Text = rest.Text[m[1]:]
	out := Text{text[0], tip}
	if rest.Text != "" {
		out = append(out, rest)
	}
	return append(out, text[2:]...)
}
