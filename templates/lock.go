package templates

import (
	"bytes"
	"cmp"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/graphgen/graphgen/spec"
)

// This file keeps names. A name that was given once stays, whatever becomes of
// the rule that made it and of the names around it: a caller's code depends on
// it. The file names.lock holds them, a line each: the element of the spec,
// what is named of it, the name.
//
//	node/Page	type	Page
//	node/Page/field/fan_count	field	FanCount
//	-node/Page/field/ad_campaign	field	AdCampaign
//
// The lock wins over the rule. A minus marks what the spec does not have any
// more: its name is never given to something else. To rename, edit the name;
// with the old one behind it, types and constants keep it as a deprecated alias:
//
//	node/Page	type	FacebookPage	was Page

// Lock is names.lock.
type Lock struct {
	file    string               // that it was read from
	entries map[string]lockEntry // by element and role

	pinned sync.Once
	pins   lockPins // once pinned
}

type lockEntry struct {
	name string
	was  string // an alias
	gone bool
	line int // of the file; 0 if it was not read
}

// LockHeader is the first line of a lock file.
const LockHeader = "# Go names that were given once; graphgen keeps to them. See names.lock in spec/FORMAT.md."

// ReadLock reads a lock file, strictly.
func ReadLock(file string, data []byte) (*Lock, spec.Issues) {
	l := &Lock{file: file, entries: make(map[string]lockEntry, bytes.Count(data, []byte("\n")))}
	var issues spec.Issues
	if !IsLock(data) {
		issues.Add(l.issue(1, "the first line is not that of a names.lock", "restore the file from git: it keeps the Go names that callers use"))
		return l, issues
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if n == 1 || line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, e, bad := readLockLine(line)
		if bad == nil && l.entries[key].name != "" {
			bad = &badLine{"names what a line above names", restoreLine}
		}
		if bad != nil {
			issues.Add(l.issue(n, "the line "+bad.what, bad.hint))
			continue
		}
		e.line = n
		l.entries[key] = e
	}
	return l, issues
}

// IsLock tells a lock file by its first line. Some editors put a byte order mark
// before it.
func IsLock(data []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\n"))
	return string(bytes.TrimSuffix(first, []byte("\r"))) == LockHeader
}

func (l *Lock) issue(line int, msg, hint string) spec.Issue {
	return spec.Issue{File: l.file, Line: line, Col: 1, Severity: spec.Error, ID: "names-lock", Msg: msg, Hint: hint}
}

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
		bad = checkLocked(role, e.was)
	}
	return line[:len(element)+1+len(role)], e, bad
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

func (l *Lock) hasFormerNames() bool {
	for _, e := range l.entries {
		if e.was != "" {
			return true
		}
	}
	return false
}

// Bytes is the file, its lines sorted.
func (l *Lock) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(LockHeader + "\n")
	for _, key := range slices.Sorted(maps.Keys(l.entries)) {
		e := l.entries[key]
		if e.gone {
			b.WriteByte('-')
		}
		b.WriteString(key + "\t" + e.name)
		if e.was != "" {
			b.WriteString("\twas " + e.was)
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// With is the lock after a generation: new names are added, and what is not
// declared any more is marked.
func (l *Lock) With(decls []Decl) *Lock {
	next := &Lock{entries: map[string]lockEntry{}}
	if l != nil {
		for key, e := range l.entries {
			e.gone = true
			next.entries[key] = e
		}
	}
	for _, d := range decls {
		key, name, ok := d.lock()
		if !ok {
			continue
		}
		e := next.entries[key]
		next.entries[key] = lockEntry{name: name, was: e.was}
	}
	return next
}

// Rename is the lock with other names for elements: of a node its type, of an
// operation its method, of the others the field.
func (l *Lock) Rename(names map[string]string) *Lock {
	next := &Lock{entries: map[string]lockEntry{}}
	if l != nil {
		next.file = l.file
		maps.Copy(next.entries, l.entries)
	}
	for _, id := range slices.Sorted(maps.Keys(names)) {
		role := "field"
		switch _, kind, _ := spec.SplitID(id); kind {
		case "node":
			role = "type"
		case "op":
			role = "method"
		case "value", "error", "perm":
			role = "const"
		}
		key := lockKey(id, role)
		e := next.entries[key]
		e.name, e.gone, e.line = names[id], false, 0
		next.entries[key] = e
	}
	return next
}

// lock is the line of a declaration. What every request has is not locked, and
// neither is what is written for every package.
func (d Decl) lock() (key, name string, ok bool) {
	if d.ID == "version" || strings.Contains(d.Role, " ") {
		return "", "", false
	}
	return lockKey(d.ID, d.Role), d.Name[strings.LastIndexByte(d.Name, '.')+1:], true
}

func lockKey(id, role string) string { return spec.Escape(id) + "\t" + role }

// moved are the names of the lock that a generation would change.
func (l *Lock) moved(decls []Decl) spec.Issues {
	var issues spec.Issues
	if l == nil {
		return nil
	}
	for _, d := range decls {
		key, name, ok := d.lock()
		e, known := l.entries[key]
		if !ok || !known || e.gone || e.name == name {
			continue
		}
		file := l.file
		if e.line == 0 {
			file = ""
		}
		issues.Add(spec.Issue{
			File: file, Line: e.line, Col: min(e.line, 1), Where: d.ID, Severity: spec.Error, ID: "go-name-moved",
			Msg:  fmt.Sprintf("the %s %s would be renamed to %s", d.Role, e.name, name),
			Hint: "run generate or build once with --allow-rename, which changes names.lock; callers of the old name will not compile",
		})
	}
	issues.Sort()
	return issues
}

// pins are the names of a lock that concern one scope.
type pins struct {
	names  map[string]string // by element and role
	holder map[string]string // the element and role that hold a name
}

func (p *pins) add(key string, e lockEntry) {
	if p.names == nil {
		p.names, p.holder = map[string]string{}, map[string]string{}
	}
	if !e.gone {
		p.names[key] = e.name
	}
	if other := p.holder[e.name]; other == "" || !e.gone {
		p.holder[e.name] = key
	}
	if e.was != "" && p.holder[e.was] == "" {
		p.holder[e.was] = key
	}
}

// allows tells whether an element may have a name: it has no other one, and
// nobody else has that.
func (p *pins) allows(name, key string) bool {
	own, known := p.names[key]
	holder := p.holder[name]
	return (!known || own == name) && (holder == "" || holder == key)
}

// lockPins are the pins of all scopes.
type lockPins struct {
	pkg, methods pins
	structs      map[string]pins // by what the fields stand in
}

// pinsOf are those of a lock, worked out once; nobody changes them.
func pinsOf(l *Lock) lockPins {
	if l == nil {
		return lockPins{}
	}
	l.pinned.Do(func() { l.pins = l.allPins() })
	return l.pins
}

func (l *Lock) allPins() lockPins {
	lp := lockPins{structs: map[string]pins{}}
	for _, key := range slices.Sorted(maps.Keys(l.entries)) {
		id, role, _ := strings.Cut(key, "\t")
		switch role {
		case "method", "all":
			lp.methods.add(key, l.entries[key])
		case "field":
			owner := structOf(id)
			s := lp.structs[owner]
			s.add(key, l.entries[key])
			lp.structs[owner] = s
		default:
			lp.pkg.add(key, l.entries[key])
		}
	}
	return lp
}

// structOf tells the struct that a field of this identity stands in.
func structOf(id string) string {
	holder, kind, name := spec.SplitID(id)
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return holder + "/" + kind + "/" + name[:i]
	}
	if kind == "edge" {
		kind = "field"
	}
	return cmp.Or(holder, name) + "/" + kind
}
