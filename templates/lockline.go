package templates

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads a line of names.lock.

// badLine says what is wrong with a line, and what to do.
type badLine struct{ what, hint string }

const (
	restoreLine = "restore the line from git; who renames edits the name only"
	otherName   = "choose a name with a capital letter in front that the package does not have yet"
)

// lockRoles are what a line may name of an element.
var lockRoles = []string{"type", "request", "response", "summary", "enum", "field", "const", "method", "all", "values", "errors", "perms"}

// readLockLine reads an element, a role and a name, and the former name if there
// is one; or says what is wrong with the line.
func readLockLine(line string) (key string, e lockEntry, bad *badLine) {
	line, e.gone = strings.CutPrefix(line, "-")
	element, rest, _ := strings.Cut(line, "\t")
	role, rest, ok := strings.Cut(rest, "\t")
	name, former, hasFormer := strings.Cut(rest, "\t")
	if hasFormer && ok {
		e.was, ok = strings.CutPrefix(former, "was ")
	}
	switch {
	case !ok || element == "" || strings.Contains(e.was, "\t"):
		return "", e, &badLine{"is not an element, a role and a name, apart by tabs", restoreLine}
	case !slices.Contains(lockRoles, role):
		return "", e, &badLine{fmt.Sprintf("names %q of an element, which nothing has", role), restoreLine}
	}
	e.name = name
	bad = checkLocked(role, name)
	if bad == nil && hasFormer {
		bad = checkFormer(role, e.was)
	}
	return line[:len(element)+1+len(role)], e, bad
}

// aliasRoles are what Go can give a second name.
var aliasRoles = []string{"type", "request", "response", "summary", "enum", "const"}

// checkFormer tells what is wrong with a former name for a role.
func checkFormer(role, was string) *badLine {
	if !slices.Contains(aliasRoles, role) {
		return &badLine{"has a former name, which only types and constants can keep", "take the words behind the name out of the line: was " + spec.Escape(was)}
	}
	return checkLocked(role, was)
}

// checkLocked tells what is wrong with a name for a role.
func checkLocked(role, name string) *badLine {
	switch {
	case !token.IsIdentifier(name) || !token.IsExported(name):
		return &badLine{fmt.Sprintf("has %q for a name, which is no exported one of Go", name), otherName}
	case isReserved(role, name):
		return &badLine{fmt.Sprintf("has the name %s, which every package has for something else", name), otherName}
	}
	return nil
}

// isReserved tells the names that are written for every package.
func isReserved(role, name string) bool {
	switch role {
	case "field":
		return false
	case "method", "all":
		return slices.Contains(reservedMethods, name)
	}
	return slices.Contains(reservedNames, name)
}
