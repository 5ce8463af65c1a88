package diff

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/graphgen/graphgen/spec"
)

// MarkdownLimit is the length that a report has at most: what a pull request
// takes, with some room for other words.
const MarkdownLimit = 60_000

// Markdown prints a report for a pull request. Quiet changes are folded. What
// does not fit is cut, and counted.
func (r *Report) Markdown(w io.Writer) error {
	m := markdownWriter{}
	m.add(fmt.Sprintf("## Graph API %s\n\n%s", escape(r.title()), plural(len(r.Changes), "change")))
	if counts := r.counts(); len(counts) > 0 {
		m.add(": " + strings.Join(counts, ", "))
	}
	m.add(".\n")
	if r.Untouched > 0 {
		m.add(fmt.Sprintf("\n%s more that the code does not meet.\n", plural(r.Untouched, "change")))
	}
	if r.LeftOut > 0 {
		m.add("\n" + r.leftOut() + ".\n")
	}
	for _, s := range r.sections() {
		m.section(s)
	}
	if len(r.GoDecls) > 0 {
		m.kept = roomForGo
	}
	m.quiet(r.quiet())
	m.kept = 0
	m.goDecls(r)
	m.selfCheck(r.SelfCheck)
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdownWriter struct {
	b    strings.Builder
	kept int // room for what comes later
}

// reserve is the room kept for the counts of what is cut, and roomForGo that for
// the declarations, if they are asked for: the quiet changes leave none.
const reserve, roomForGo = 2_000, 20_000

func (m *markdownWriter) add(s string) { m.b.WriteString(s) }

func (m *markdownWriter) fits(s string) bool { return m.b.Len()+len(s) < MarkdownLimit-reserve-m.kept }

func (m *markdownWriter) section(s section) {
	m.add(fmt.Sprintf("\n### %s: %s (%d)\n\n", sentenceCase(s.title), s.about, len(s.changes)))
	told := 0
	for _, g := range s.alike() {
		for _, item := range markdownItems(g) {
			if !m.fits(item) {
				m.add(fmt.Sprintf("- … and %d more, cut: `graphgen diff` prints them\n", len(s.changes)-told))
				return
			}
			m.add(item)
			told++
		}
	}
}

// markdownItems are the list items of changes of one kind: in full, or of many
// a line each.
func markdownItems(g section) []string {
	var items []string
	for i, c := range g.changes {
		var b strings.Builder
		lines := c.details()
		if len(g.changes) >= manyAlike {
			lines = c.brief()
			if i == 0 {
				fmt.Fprintf(&b, "\n`%s`: %s%s\n\n", c.Kind, escape(c.Reason), either(c.Fix == "", "", "; fix: "+escape(c.Fix)))
			}
			fmt.Fprintf(&b, "- %s `%s`\n", escape(c.headline()), c.ID)
		} else {
			fmt.Fprintf(&b, "- **%s** `%s` `%s`\n", escape(c.headline()), c.Kind, c.ID)
		}
		for _, line := range lines {
			fmt.Fprintf(&b, "  <br>%s\n", escape(line))
		}
		items = append(items, b.String())
	}
	return items
}

func (m *markdownWriter) quiet(groups []section) {
	if len(groups) == 0 {
		return
	}
	n := 0
	for _, g := range groups {
		n += len(g.changes)
	}
	m.add(fmt.Sprintf("\n<details>\n<summary>Quiet: %s, nothing to do</summary>\n\n", plural(n, "change")))
	for _, g := range groups {
		m.add(fmt.Sprintf("\n**%s**\n\n", g.counted()))
		for i, c := range g.changes {
			line := fmt.Sprintf("- %s `%s`\n", escape(c.headline()), c.ID)
			if !m.fits(line) {
				m.add(fmt.Sprintf("- … and %d more, cut\n", len(g.changes)-i))
				break
			}
			m.add(line)
		}
	}
	m.add("\n</details>\n")
}

func (m *markdownWriter) goDecls(r *Report) {
	if len(r.GoDecls) == 0 {
		return
	}
	m.add(fmt.Sprintf("\n<details>\n<summary>Go: %s</summary>\n\n", r.GoCounts()))
	told := 0
	for _, f := range r.GoFiles() {
		n := m.goFile(f)
		told += n
		if n < len(f.Decls) {
			break
		}
	}
	if n := len(r.GoDecls) - told; n > 0 {
		m.add(fmt.Sprintf("\n… and %d more, cut: `graphgen diff --go` prints them\n", n))
	}
	m.add("\n</details>\n")
}

// goFile adds the entries of a file that fit, and tells how many.
func (m *markdownWriter) goFile(f GoFile) int {
	head, foot := "\n**"+escape(f.Name)+"**\n\n```diff\n", "```\n"
	var lines []string
	for _, d := range f.Decls {
		// A line begins with a sign, so nothing in it can end the block.
		lines = append(lines, spec.Escape(d.String())+"  ["+d.because()+"]\n")
	}
	told := 0
	for length := len(head) + len(foot); told < len(lines); told++ {
		if length += len(lines[told]); m.b.Len()+length >= MarkdownLimit-reserve {
			break
		}
	}
	if told > 0 {
		m.add(head + strings.Join(lines[:told], "") + foot)
	}
	return told
}

func (m *markdownWriter) selfCheck(s *SelfCheck) {
	if s == nil {
		return
	}
	m.add("\nSelf-check: " + s.String() + ".\n")
	for i, d := range s.Disagreements {
		item := "\n- " + escape(d.String())
		if !m.fits(item) {
			m.add(fmt.Sprintf("\n- … and %d more, cut", len(s.Disagreements)-i))
			break
		}
		m.add(item)
	}
	if len(s.Disagreements) > 0 {
		m.add("\n")
	}
}

func sentenceCase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(r) + strings.ToLower(s[n:])
}

// escape makes text of a page plain in Markdown: no markup, no HTML, no
// mention of people.
func escape(s string) string {
	return markdownEscaper.Replace(spec.Escape(s))
}

var markdownEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "#", `\#`, "|", `\|`,
	"@", "@\u200b", "~", `\~`,
)
