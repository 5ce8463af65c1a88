package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file keeps a broken page, a scraper that no longer understands one, or
// half a folder of api_specs from emptying the spec: a run that would lose more
// than maxShrink of the facts of a page, or of all pages together, stops before
// it writes.

// maxShrink is the share of the facts on disk that a run may lose.
const maxShrink = 0.2

// minLost is the number of facts below which a loss is what small pages do.
const minLost = 3

// shownLost is how many lost facts a message names.
const shownLost = 5

// guardShrink returns an error that names what the changes to a spec would
// lose, if that is too much.
func guardShrink(changes []change) error {
	var errs []error
	var had, lost int
	for _, c := range changes {
		if c.old == nil || !hasSpecKey(c.old) {
			continue
		}
		before := factNames(c.path(), c.old)
		after := factNames(c.path(), c.new)
		var gone []string
		for _, f := range before.order {
			if !after.has[f] {
				gone = append(gone, f)
			}
		}
		had, lost = had+len(before.order), lost+len(gone)
		if c.new != nil && tooMuch(len(gone), len(before.order)) {
			errs = append(errs, shrunk(c.path(), gone, len(before.order)))
		}
	}
	if len(errs) == 0 && tooMuch(lost, had) {
		errs = append(errs, &failure{
			where: "the spec", what: fmt.Sprintf("%d of %d facts would be lost", lost, had), hint: shrinkHint, status: statusFound,
		})
	}
	return errors.Join(errs...)
}

const shrinkHint = "see that what was read is whole and right; if it is, accept the loss with --accept-shrink"

func tooMuch(lost, had int) bool { return lost >= minLost && float64(lost) > maxShrink*float64(had) }

func shrunk(path string, gone []string, had int) error {
	shown := gone
	more := ""
	if len(shown) > shownLost {
		shown, more = shown[:shownLost], fmt.Sprintf(" and %d more", len(gone)-shownLost)
	}
	return &failure{
		where: path, what: fmt.Sprintf("%d of %d facts would be lost: %s%s", len(gone), had, strings.Join(shown, ", "), more),
		hint: shrinkHint, status: statusFound,
	}
}

// names are the facts of a page, by what they are about and not what they say.
type names struct {
	order []string
	has   map[string]bool
}

func factNames(file string, content []byte) names {
	n := names{has: map[string]bool{}}
	if content == nil {
		return n
	}
	page, _ := spec.ReadPage(file, content)
	if page == nil {
		return n
	}
	api, _ := spec.Merge([]*spec.Page{page})
	for _, f := range spec.Facts(api) {
		name := strings.TrimSpace(f.Kind + " " + f.Of + " " + f.Name)
		if !n.has[name] {
			n.has[name] = true
			n.order = append(n.order, name)
		}
	}
	return n
}
