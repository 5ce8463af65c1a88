package diff

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// JSONVersion is that of the JSON form. It grows when a reader of the old one
// would be misled.
const JSONVersion = 1

//go:embed report.schema.json
var schema []byte

// Schema is the JSON Schema (draft-07) of what JSON prints.
func Schema() []byte { return schema }

// JSON prints a report for programs.
func (r *Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	report := *r
	if report.Changes == nil {
		report.Changes = []*Change{}
	}
	return e.Encode(struct {
		Version int `json:"version"`
		Report
	}{JSONVersion, report})
}

// GitHub prints what needs a person as annotations of GitHub's workflow
// commands, each at its place in the new spec.
func (r *Report) GitHub(w io.Writer) error {
	var b strings.Builder
	for _, s := range r.sections() {
		for _, c := range s.changes {
			if c.Accepted != "" {
				continue
			}
			at := c.NewPlace
			if at.File == "" {
				at = c.OldPlace
			}
			command := "warning"
			switch c.Class {
			case Silent, Loud:
				command = "error"
			case Possible, Unusual:
				command = "notice"
			}
			var place []string
			if at.File != "" {
				place = append(place, "file="+property(at.File))
			}
			if at.Line > 0 {
				place = append(place, fmt.Sprintf("line=%d", at.Line))
			}
			place = append(place, "title="+property(string(c.Kind)))
			fmt.Fprintf(&b, "::%s %s::%s\n", command, strings.Join(place, ","),
				message(c.headline()+"\n"+strings.Join(c.details(), "\n")))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// message and property escape what ends a workflow command.
func message(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = spec.Escape(line)
	}
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(strings.Join(lines, "\n"))
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(message(s))
}
