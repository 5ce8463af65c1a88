package main

import (
	"io"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// visible escapes what would act on a terminal instead of being shown by it,
// but leaves lines and tabs. Pages, file names and YAML come from others, and
// messages quote them.
func visible(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		cells := strings.Split(line, "\t")
		for j, cell := range cells {
			cells[j] = spec.Escape(cell)
		}
		lines[i] = strings.Join(cells, "\t")
	}
	return strings.Join(lines, "\n")
}

// visibleWriter passes text on with everything made visible. A Write must end
// at the end of a character.
type visibleWriter struct{ w io.Writer }

func (v visibleWriter) Write(p []byte) (int, error) {
	if _, err := io.WriteString(v.w, visible(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}
