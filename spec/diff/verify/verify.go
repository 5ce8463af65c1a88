// Package verify proves what a report says of Go by other means: it has the
// packages that were generated for both sides type-checked, compares them with
// apidiff, the comparison of Go APIs that the Go project uses, and compiles a
// program that uses all of the old package with the new one.
//
// It needs neither the go command nor a module: what generated code imports is
// known to it by shape (see imports).
package verify

import (
	"cmp"
	"fmt"
	"go/types"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/spec/diff"
)

// Package is what was generated for one side.
type Package struct {
	diff.Side
	Files []File
}

// File is a generated file.
type File struct {
	Name    string
	Content []byte
}

// Run asks the oracles about a report on all changes from old to new. The error
// is one of the generated code: it does not compile.
func Run(r *diff.Report, old, new Package) (*diff.SelfCheck, error) {
	w := newWitness(old.Go)
	var was, is checked
	both(
		func() { was = check("OLD", old, w) },
		func() { is = check("NEW", new, w) },
	)
	if err := cmp.Or(was.err, is.err); err != nil {
		return nil, err
	}
	if len(was.broken) > 0 {
		return nil, fmt.Errorf("the witness does not compile with the package of OLD itself: %s", strings.Join(head(was.broken), ", "))
	}
	said := opinionsOf(r, old.Go, new.Go)
	s := &diff.SelfCheck{}
	s.APIDiff = said.compare(s, apidiffName, said.incompatible, apidiffOpinions(was.pkg, is.pkg))
	s.Witness = said.compare(s, "the witness", said.broken, failing(is.broken))
	hunks := unexplained(r, was, is)
	s.Unexplained = len(hunks)
	s.Disagreements = append(s.Disagreements, hunks...)
	return s, nil
}

// checked is a side, type-checked.
type checked struct {
	of       Package
	pkg      *types.Package
	declared map[string]declared
	broken   []string // the names whose lines of the witness do not compile with it
	err      error
}

func check(side string, p Package, w witness) checked {
	c := newChecker()
	files, errs := c.parse(p.Files)
	if len(errs) > 0 {
		return checked{err: notCompiling(side, errs)}
	}
	pkg, errs := c.check(packagePath, files, true)
	if len(errs) > 0 {
		return checked{err: notCompiling(side, errs)}
	}
	broken, err := c.broken(w, pkg)
	return checked{p, pkg, c.declarations(files), broken, err}
}

func notCompiling(side string, errs []error) error {
	return fmt.Errorf("the package of %s does not compile: %w", side, errs[0])
}

func both(a, b func()) {
	var sides sync.WaitGroup
	sides.Go(a)
	b()
	sides.Wait()
}

// head are the first few of many.
func head(names []string) []string { return names[:min(3, len(names))] }
