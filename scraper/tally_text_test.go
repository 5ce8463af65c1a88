package scraper_test

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

var (
	textError  = regexp.MustCompile(`^(\d{1,7})\D`)
	textStruct = regexp.MustCompile(`(?s)\nStruct \{\n.*?\n\}\n\n`)
	textOneRun = regexp.MustCompile(`^[^\s:]+$`)
	textName   = regexp.MustCompile(`^[A-Za-z_]\w*$`)
	textType   = regexp.MustCompile(`^(?:string|JSON object)$`)
)

// tallyText counts a copy of the localized_items_batch page as plain text, in
// any language: by the form of its lines, not by their words.
func tallyText(page string) tally {
	t := tally{}
	page = strings.ReplaceAll(page, "\r", "")
	if m := textStruct.FindString(page); m != "" {
		t.members(m)
	}
	before, after, _ := strings.Cut(page, "\nStruct {\n")
	for line := range strings.Lines(after) {
		if m := textError.FindStringSubmatch(line); m != nil {
			t.once("error code", m[1])
			t.once("error", "POST "+m[1])
		}
	}
	lines := strings.Split(strings.TrimRight(before, "\n"), "\n")
	name := ""
	for i, line := range lines {
		switch {
		case i+1 < len(lines) && textName.MatchString(line) && textType.MatchString(lines[i+1]):
			name = line
			t.add("param POST", name)
			t.add("type", name+" "+lines[i+1])
			t.add("doc", name+": "+docWords(lines[i+3]))
		case name != "" && textOneRun.MatchString(line) && !textType.MatchString(line) && i+2 < len(lines):
			t.once("Required", name)
		}
	}
	if strings.Contains(page, "the node to which you POSTed") {
		t.add("read after write", "self")
	}
	t.refusedText(before, after)
	return t
}

// refusedText counts the sections that refuse their operation: each holds the
// one line that such a page repeats, before the operation that it has (so it is
// the read) or after it (then they are the last ones).
func (t tally) refusedText(before, after string) {
	lines := strings.Split(before+"\n"+after, "\n")
	refusal := slices.MaxFunc(lines, func(a, b string) int {
		return cmp.Compare(repeats(lines, a), repeats(lines, b))
	})
	if repeats(lines, refusal) < 2 {
		return
	}
	if strings.Contains(before, refusal) {
		t.add("refused", "read")
	}
	last := []string{"update", "delete"}
	for _, op := range last[max(0, len(last)-strings.Count(after, refusal)):] {
		t.add("refused", op)
	}
}

// repeats is how often a line of words stands among the lines.
func repeats(lines []string, line string) int {
	if len(line) < 20 {
		return 0
	}
	return count(lines, line)
}
