package main

import (
	"cmp"
	"sync"

	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/spec/diff/verify"
	"github.com/graphgen/graphgen/templates"
)

// verify has the oracles look at a report on all that changed between two
// sides, and notes in it what they say.
func (c *console) verify(r *diff.Report, old, new diff.Side, lock *templates.Lock) error {
	if old.Go == nil || new.Go == nil {
		return &failure{where: "--verify", what: "there is no Go to verify: no package can be made of one of the specs", hint: "graphgen generate says why"}
	}
	var was, is verify.Package
	var wasErr, isErr error
	var sides sync.WaitGroup
	sides.Go(func() { was, wasErr = generatedSide(old, lock) })
	sides.Go(func() { is, isErr = generatedSide(new, lock) })
	sides.Wait()
	err := cmp.Or(wasErr, isErr)
	if err == nil {
		r.SelfCheck, err = verify.Run(r, was, is)
	}
	if err != nil {
		return &failure{where: "--verify", what: err.Error(), hint: "report this: it is a bug of graphgen"}
	}
	return nil
}

// generatedSide is the package of a side.
func generatedSide(s diff.Side, lock *templates.Lock) (verify.Package, error) {
	files, _, err := templates.Generate(s.API, templates.Options{Package: "graphapi", Lock: lock, AllowRename: true})
	p := verify.Package{Side: s}
	for _, f := range files {
		p.Files = append(p.Files, verify.File(f))
	}
	return p, err
}

// sayCheck says the result of the oracles where the report has no room for it.
func (c *console) sayCheck(check *diff.SelfCheck, format string) {
	if check == nil || format != "github" {
		return
	}
	for _, line := range check.Lines() {
		c.say("%s", line)
	}
}

// disagreement is a finding if an oracle disagrees with a report.
func disagreement(check *diff.SelfCheck) error {
	if check == nil || len(check.Disagreements) == 0 {
		return nil
	}
	return found(plural(len(check.Disagreements), "disagreement")+" in the self-check", "report it, with both specs: it is a bug of graphgen")
}
