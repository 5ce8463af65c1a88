package scraper

import (
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file tells the column titles of a table that lost its form. Text copies
// glue them together (FieldDescription), in any locale and sometimes in two
// (KesalahanDescription); one converter of Markdown does so too, another puts
// each in a paragraph of its own.

// gluedTitles cuts a header whose two titles stand side by side without a
// space. The second one is a "Description".
func gluedTitles(line string) (first, second string, ok bool) {
	const longest = 80
	if len(line) > longest {
		return "", "", false
	}
	folded := fold(line)
	for _, title := range words().texts[wordDescriptionTH] {
		head, found := strings.CutSuffix(folded, title)
		if !found || head == "" || strings.HasSuffix(head, " ") || !isColumnWord(head) {
			continue
		}
		runes := []rune(strings.TrimSpace(line))
		cut := len(runes) - len([]rune(title))
		return string(runes[:cut]), string(runes[cut:]), true
	}
	return "", "", false
}

func isDescriptionTitle(s string) bool { return is(s, wordDescriptionTH) }

// isErrorTitle reports whether a column so titled holds error codes.
func isErrorTitle(s string) bool { return is(s, wordErrorTH) || fold(s) == "error code" }

// isType reports whether s can stand where a table gives a type.
func isType(s string) bool {
	t, err := spec.ParseType(s)
	return err == nil && t.Kind != spec.KindUnknown && t.Kind != spec.KindNone
}

func plain(s string) Text { return Text{{Text: s}} }

func paragraph(s string) Block { return Paragraph{Text: plain(s)} }
