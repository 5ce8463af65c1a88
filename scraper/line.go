package scraper

import "strings"

// This file flattens blocks into lines and lines into text.

// lines cuts the inline content of blocks into lines. Blocks that are no
// paragraphs become lines of their own.
func lines(blocks []Block) []Text {
	var out []Text
	for _, b := range blocks {
		switch b := b.(type) {
		case Paragraph:
			out = append(out, splitLines(b.Text)...)
		case Heading:
			out = append(out, splitLines(b.Text)...)
		case Code:
			out = append(out, Text{{Text: b.Text, Code: true}})
		case List:
			for _, item := range b.Items {
				for i, l := range lines(item) {
					if i == 0 {
						l = append(Text{{Text: "- "}}, l...)
					}
					out = append(out, l)
				}
			}
		case Table:
			for _, r := range b.Rows {
				var l Text
				for i, c := range r.Cells {
					if i > 0 {
						l = append(l, Span{Text: " | "})
					}
					for _, cl := range lines(c) {
						l = append(l, cl...)
					}
				}
				out = append(out, l)
			}
		}
	}
	return out
}

func splitLines(t Text) []Text {
	var out []Text
	var cur Text
	for _, s := range t {
		parts := strings.Split(s.Text, "\n")
		for i, p := range parts {
			if i > 0 {
				out = append(out, cur)
				cur = nil
			}
			if p != "" || s.Tooltip {
				s := s
				s.Text = p
				cur = append(cur, s)
			}
		}
	}
	return append(out, cur)
}

func cellText(blocks []Block) string {
	var parts []string
	for _, l := range lines(blocks) {
		if t := plainText(l); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

func startsWithCode(l Text) bool {
	for _, s := range l {
		if strings.TrimSpace(s.Text) != "" {
			return s.Code
		}
	}
	return false
}

func isEm(l Text) bool {
	for _, s := range l {
		if strings.TrimSpace(s.Text) != "" && !s.Em {
			return false
		}
	}
	return true
}

// beforeCode is the part of a line above its first code span.
func beforeCode(t Text) Text {
	for i, s := range t {
		if s.Code {
			return t[:i]
		}
	}
	return t
}
