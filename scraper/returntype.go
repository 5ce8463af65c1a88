package scraper

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file gathers the lines of a Return Type section.

// returnLine reads a line of a Return Type section.
func (x *extractor) returnLine(text string) verdict {
	switch {
	case readAfterID.MatchString(text):
		x.each(func(o *spec.Operation) { o.ReadAfterWrite = "id" })
		return understood
	case readAfterSelf.MatchString(text):
		x.each(func(o *spec.Operation) { o.ReadAfterWrite = "self" })
		return understood
	}
	if len(x.result) == 0 && !resultStart.MatchString(text) {
		if len(x.ops) > 0 && isReadAfterWrite(text) {
			x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "read-after-write",
				Msg: fmt.Sprintf("does not say which node is read after the write: %q", clip(text, 160))})
			return noted
		}
		return x.note(text)
	}
	x.result = append(x.result, text)
	return understood
}

var resultStart = regexp.MustCompile(`^(?:Struct|Map|List)\s*[{\[]`)

func isReadAfterWrite(text string) bool { return !strings.Contains(text, "{") && len(text) < 400 }

// flushResult parses the return type that has been gathered.
func (x *extractor) flushResult() {
	if len(x.result) == 0 {
		return
	}
	text, blocks := strings.Join(x.result, "\n"), len(x.result)
	x.result = nil
	fields, ok := parseResult(text)
	if !ok {
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "unknown-return-type",
			Msg: fmt.Sprintf("return type not understood: %q", clip(text, 200))})
		x.page.Notes = append(x.page.Notes, spec.Note{Kind: "prose", Where: x.at.where(), Text: text})
		x.report.Blocks.misread(blocks)
		return
	}
	if !x.each(func(o *spec.Operation) { o.Result = mergeFields(o.Result, fields) }) {
		x.orphan("a return type")
	}
}
