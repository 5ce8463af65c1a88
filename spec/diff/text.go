package diff

import (
	"fmt"
	"io"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// TextOptions says how a report is printed for a terminal.
type TextOptions struct {
	// All prints every change in full, the quiet ones one by one.
	All bool
	// Paint gives a text the style of a class; nil leaves it plain.
	Paint func(c Class, text string) string
}

// shownMembers is how many members of a quiet group are named.
const shownMembers = 5

// Text prints a report for people.
func (r *Report) Text(w io.Writer, o TextOptions) error {
	t := textWriter{paint: o.Paint}
	t.line("%s    %s", r.title(), plural(len(r.Changes), "change"))
	if counts := r.counts(); len(counts) > 0 {
		t.line("%s", strings.Join(counts, " · "))
	}
	if r.Untouched > 0 {
		t.line("%s more that your code does not meet", plural(r.Untouched, "change"))
	}
	if r.LeftOut > 0 {
		t.line("%s", r.leftOut())
	}
	for _, s := range r.sections() {
		t.line("")
		t.line("%s  %s", t.style(s.changes[0].Class, s.title), s.about)
		for _, g := range s.alike() {
			t.alike(g, o.All)
		}
	}
	t.quiet(r.quiet(), o.All)
	t.goDecls(r)
	if n := len(r.Unexplained); n > 0 {
		t.line("")
		t.line("UNEXPLAINED  %s without a change of the API: report this", plural(n, "Go declaration"))
		for _, g := range r.Unexplained {
			t.line("  %s", g)
		}
	}
	if r.SelfCheck != nil {
		t.line("")
		for _, line := range r.SelfCheck.Lines() {
			t.line("%s", line)
		}
	}
	_, err := io.WriteString(w, t.b.String())
	return err
}

type textWriter struct {
	b     strings.Builder
	paint func(Class, string) string
}

func (t *textWriter) line(format string, args ...any) {
	t.b.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

func (t *textWriter) style(c Class, text string) string {
	if t.paint == nil {
		return text
	}
	return t.paint(c, text)
}

func (t *textWriter) change(c *Change) {
	t.line("  %s  [%s %s]", t.style(c.Class, spec.Escape(c.headline())), c.Kind, c.ID)
	for _, detail := range c.details() {
		t.line("      %s", spec.Escape(detail))
	}
}

// alike prints changes of one kind: in full, or many of them in a line each.
func (t *textWriter) alike(g section, all bool) {
	if all || len(g.changes) < manyAlike {
		for _, c := range g.changes {
			t.change(c)
		}
		return
	}
	fix := g.changes[0].Fix
	t.line("  %d × %s: %s%s", len(g.changes), g.title, g.about, either(fix == "", "", "; fix: "+fix))
	for _, c := range g.changes {
		t.line("    %s  [%s]", t.style(c.Class, spec.Escape(c.headline())), c.ID)
		for _, detail := range c.brief() {
			t.line("        %s", spec.Escape(detail))
		}
	}
}

func (t *textWriter) quiet(groups []section, all bool) {
	if len(groups) == 0 {
		return
	}
	t.line("")
	t.line("QUIET  %s", either(all, "nothing to do", "nothing to do; --all prints each"))
	for _, g := range groups {
		if all {
			t.line("  %s", g.counted())
			for _, c := range g.changes {
				t.line("    %s  [%s %s]", spec.Escape(c.headline()), c.Kind, c.ID)
			}
			continue
		}
		members, more := g.members(), ""
		if n := len(members); n > shownMembers {
			members, more = members[:shownMembers], fmt.Sprintf(", and %d more", n-shownMembers)
		}
		t.line("  %s: %s%s", g.counted(), spec.Escape(strings.Join(members, ", ")), more)
	}
}

func (t *textWriter) goDecls(r *Report) {
	if len(r.GoDecls) == 0 {
		return
	}
	t.line("")
	t.line("GO  what changed in the package: %s", r.GoCounts())
	for _, f := range r.GoFiles() {
		t.line("  %s", f.Name)
		for _, d := range f.Decls {
			t.line("    %s  [%s]", spec.Escape(d.String()), d.because())
		}
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
