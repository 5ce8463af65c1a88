package main

import (
	"fmt"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
)

// write carries out changes or, with check, only shows what they are: then a
// difference is a finding.
func (c *console) write(changes []change, check bool) error {
	if !check {
		if err := applyChanges(changes); err != nil {
			return err
		}
		c.written(changes)
		return nil
	}
	stale := 0
	for _, ch := range changes {
		if ch.verb() == "unchanged" {
			continue
		}
		stale++
		if err := c.diff(ch); err != nil {
			return err
		}
	}
	if stale > 0 {
		return found(fmt.Sprintf("%s not up to date", pluralIs(stale, "file")), "run the same command without --check")
	}
	c.say("%s up to date", pluralIs(len(changes), "file"))
	return nil
}

// diff prints the unified diff of a change.
func (c *console) diff(ch change) error {
	before, after := "a/"+filepath.ToSlash(ch.path()), "b/"+filepath.ToSlash(ch.path())
	if ch.old == nil {
		before = "/dev/null"
	}
	if ch.new == nil {
		after = "/dev/null"
	}
	text := string(diff.Diff(before, ch.old, after, ch.new))
	if text == "" { // an empty file is new, or deleted
		text = fmt.Sprintf("diff %s %s\n", before, after)
	}
	_, err := fmt.Fprint(c.out, text)
	return err
}

func pluralIs(n int, noun string) string {
	if n == 1 {
		return "1 " + noun + " is"
	}
	return plural(n, noun) + " are"
}
