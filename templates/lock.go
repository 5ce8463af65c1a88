package templates

import (
	"bytes"
	"fmt"
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
func (l *Lock) With(decls []*spec.Decl) *Lock {
	next := &Lock{entries: map[string]lockEntry{}}
	if l != nil {
		for key, e := range l.entries {
			e.gone = true
			next.entries[key] = e
		}
	}
	for _, d := range decls {
		key, name, ok := lockedName(d)
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

// lockedName is the line of a declaration. What every request has is not locked, and
// neither is what is written for every package.
func lockedName(d *spec.Decl) (key, name string, ok bool) {
	if d.ID == "version" || strings.Contains(d.Role, " ") {
		return "", "", false
	}
	return lockKey(d.ID, d.Role), d.Name[strings.LastIndexByte(d.Name, '.')+1:], true
}

func lockKey(id, role string) string { return spec.Escape(id) + "\t" + role }

// moved are the names of the lock that a generation would change.
func (l *Lock) moved(decls []*spec.Decl) spec.Issues {
	var issues spec.Issues
	if l == nil {
		return nil
	}
	var named map[string][]string
	for _, d := range decls {
		key, name, ok := lockedName(d)
		e, known := l.entries[key]
		if !ok || !known || e.gone || e.name == name {
			continue
		}
		i := spec.Issue{
			Where: d.ID, Severity: spec.Error, ID: "go-name-moved",
			Msg:  fmt.Sprintf("the %s %s would be renamed to %s", d.Role, e.name, name),
			Hint: "run generate or build once with --allow-rename, which changes names.lock; callers of the old name will not compile",
		}
		if e.line > 0 {
			i.File, i.Line, i.Col = l.file, e.line, 1
		}
		if named == nil {
			named = l.byName()
		}
		if other := l.twin(key, named[e.name]); other != "" {
			i.Msg = fmt.Sprintf("the %s %s has the name of the %s", d.Role, e.name, other)
			i.Hint = "give one of the two another name"
		}
		issues.Add(i)
	}
	issues.Sort()
	return issues
}

// byName are the elements and roles that the lock has now, by their names.
func (l *Lock) byName() map[string][]string {
	keys := map[string][]string{}
	for _, key := range slices.Sorted(maps.Keys(l.entries)) {
		if e := l.entries[key]; !e.gone {
			keys[e.name] = append(keys[e.name], key)
		}
	}
	return keys
}

// twin is another line with the name of an element, where only an edit can have
// put it: what takes the same values may well have been one type.
func (l *Lock) twin(key string, named []string) string {
	scope, role := lockScope(key)
	for _, other := range named {
		otherScope, otherRole := lockScope(other)
		isShared := role == otherRole && slices.Contains([]string{"enum", "values", "const"}, role)
		if other != key && scope == otherScope && !isShared {
			id, _, _ := strings.Cut(other, "\t")
			twin := otherRole + " of " + id
			if line := l.entries[other].line; line > 0 { // else an overlay names it
				twin += fmt.Sprintf(" on line %d", line)
			}
			return twin
		}
	}
	return ""
}
