package scraper

import (
	"fmt"
	"strings"
)

// dump writes a document as text, one block a line, for golden files.
func dump(d *Document) string {
	var b strings.Builder
	for _, f := range []struct{ key, value string }{
		{"format", d.Format}, {"title", d.Title}, {"url", d.URL},
		{"version", d.Version}, {"lang", d.Lang}, {"updated", d.Updated},
	} {
		if f.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", f.key, f.value)
		}
	}
	dumpBlocks(&b, d.Blocks, "")
	return b.String()
}

func dumpBlocks(b *strings.Builder, blocks []Block, indent string) {
	for _, bl := range blocks {
		switch bl := bl.(type) {
		case Heading:
			fmt.Fprintf(b, "%sh%d %s\n", indent, bl.Level, dumpText(bl.Text))
		case Paragraph:
			fmt.Fprintf(b, "%sp  %s\n", indent, dumpText(bl.Text))
		case Code:
			fmt.Fprintf(b, "%scode%s\n", indent, strings.TrimRight(" "+bl.Lang, " "))
			for line := range strings.SplitSeq(bl.Text, "\n") {
				b.WriteString(strings.TrimRight(indent+"   | "+line, " ") + "\n")
			}
		case List:
			fmt.Fprintf(b, "%slist\n", indent)
			for _, item := range bl.Items {
				fmt.Fprintf(b, "%s  item\n", indent)
				dumpBlocks(b, item, indent+"    ")
			}
		case Table:
			dumpTable(b, bl, indent)
		default:
			fmt.Fprintf(b, "%sunknown block %T\n", indent, bl)
		}
	}
}

func dumpTable(b *strings.Builder, t Table, indent string) {
	fmt.Fprintf(b, "%stable", indent)
	for _, h := range t.Header {
		fmt.Fprintf(b, " | %s", dumpText(h))
	}
	b.WriteByte('\n')
	for _, row := range t.Rows {
		fmt.Fprintf(b, "%s  row", indent)
		if row.Path != nil {
			fmt.Fprintf(b, " %v", row.Path)
		}
		b.WriteByte('\n')
		for _, cell := range row.Cells {
			fmt.Fprintf(b, "%s    cell\n", indent)
			dumpBlocks(b, cell, indent+"      ")
		}
	}
}

// dumpText shows plain text as it is, and marked text as {marks:text}.
func dumpText(t Text) string {
	var b strings.Builder
	for _, s := range t {
		var marks []string
		for _, m := range []struct {
			name string
			on   bool
		}{
			{"code", s.Code}, {"em", s.Em}, {"strong", s.Strong},
			{"badge", s.Badge}, {"struck", s.Struck}, {"tooltip", s.Tooltip},
		} {
			if m.on {
				marks = append(marks, m.name)
			}
		}
		if s.Href != "" {
			marks = append(marks, "->"+s.Href)
		}
		text := strings.ReplaceAll(s.Text, "\n", `\n`)
		if len(marks) > 0 {
			text = "{" + strings.Join(marks, " ") + ":" + text + "}"
		}
		b.WriteString(text)
	}
	return b.String()
}
