package scraper

import "strings"

// plainLines applies f to the lines of a Markdown text that stand outside
// fences.
func plainLines(text string, f func(string) string) string {
	var out strings.Builder
	out.Grow(len(text) + len(text)/8)
	fence := ""
	for line := range strings.Lines(text) {
		mark := fenceMark(line)
		switch {
		case fence == "" && mark != "":
			fence = mark
		case fence != "" && mark == fence:
			fence = ""
		case fence == "":
			line = f(line)
		}
		out.WriteString(line)
	}
	return out.String()
}

// fenceMark is the mark that opens or closes a fence on this line, if any.
func fenceMark(line string) string {
	line = strings.TrimLeft(line, " ")
	for _, mark := range []string{"```", "~~~"} {
		if strings.HasPrefix(line, mark) {
			return mark
		}
	}
	return ""
}
