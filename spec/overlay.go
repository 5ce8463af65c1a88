package spec

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// OverlayFormat is the version of the overlay format.
const OverlayFormat = 1

// Overlay is a file of corrections. Scraped pages are never edited: what they
// get wrong is corrected by actions, each with what it expects to find, so that
// a correction that is no longer needed, or no longer fits, is noticed.
type Overlay struct {
	Format  int          `yaml:"overlay"`
	Spec    OverlayScope `yaml:"spec,omitempty"`
	Actions []Action     `yaml:"actions,omitempty"`

	file string                       `yaml:"-"`
	at   func(string) (line, col int) `yaml:"-"`
}

// OverlayScope says which specs an overlay is for.
type OverlayScope struct {
	Versions string `yaml:"versions,omitempty"` // ">=v22.0", "v19.0"; empty for all
}

// Action is one correction: exactly one of Set, Add, Remove and RenameGo.
type Action struct {
	ID       string    `yaml:"id"`
	Target   string    `yaml:"target"`          // identity of an element; * stands for any text
	Count    *int      `yaml:"count,omitempty"` // of a target with *: how many elements it means
	Set      yaml.Node `yaml:"set,omitempty"`   // keys of the element and their values
	Add      yaml.Node `yaml:"add,omitempty"`   // the keys of a new element: a row, a node or an operation
	Remove   bool      `yaml:"remove,omitempty"`
	RenameGo string    `yaml:"rename_go,omitempty"` // the Go name of the element
	Expect   yaml.Node `yaml:"expect,omitempty"`    // what the page says: keys and values, or present
	Reason   string    `yaml:"reason"`
	Evidence string    `yaml:"evidence,omitempty"`  // a file or an address
	ReviewBy string    `yaml:"review_by,omitempty"` // 2027-01-31
	Issue    string    `yaml:"issue,omitempty"`     // where the page's error was reported
}

// Corrections.
var (
	overlayFormat = Rule{"overlay-format", Error,
		"The key overlay names the version of the format; another version means other things.",
		"write overlay: 1"}
	overlayAction = Rule{"overlay-action", Error,
		"An action does one thing, to a named target, and says what it expects to find there.",
		"see Overlay in spec/FORMAT.md"}
	overlayConflict = Rule{"overlay-conflict", Error,
		"The page says something else than the correction expects, so the correction may be wrong by now.",
		"look at the page; correct the action, or take it out"}
	overlayOrphan = Rule{"overlay-orphan", Error,
		"A correction of nothing: what it was made for is gone or has another name.",
		"correct the target, or take the action out"}
	overlayOverlap = Rule{"overlay-overlap", Error,
		"Two actions set the same key of one element, and only one can count.",
		"take one of them out"}
	overlayAbsorbed = Rule{"overlay-absorbed", Warning,
		"The page says by now what the correction made it say.",
		"take the action out"}
	overlayNoop = Rule{"overlay-noop", Warning,
		"The correction changes nothing.",
		"take the action out"}
	overlayLost = Rule{"overlay-lost", Error,
		"An edited copy says something that no action of an overlay can say, so the edit would be lost.",
		"take the edit out of the copy: an overlay corrects nodes, operations and what stands in them"}
	overlayExpired = Rule{"overlay-expired", Warning,
		"The day has passed on which somebody wanted to look at the correction again.",
		"look at the page; move review_by, or take the action out"}
)

// ReadOverlay reads an overlay file, strictly.
func ReadOverlay(name string, data []byte) (*Overlay, Issues) {
	o := &Overlay{file: name}
	at, issues := ReadStrict(name, data, o)
	o.at = at
	if issues.Count(Error) > 0 {
		return o, issues
	}
	if o.Format != OverlayFormat {
		o.report(&issues, overlayFormat, "overlay", "format %d, but this graphgen reads format %d", o.Format, OverlayFormat)
	}
	if _, err := versionRange(o.Spec.Versions); err != nil {
		o.report(&issues, badVersion, "spec.versions", "%v", err)
	}
	ids := map[string]bool{}
	for i := range o.Actions {
		o.check(&issues, i, ids)
	}
	issues.Sort()
	return o, issues
}

// check finds what is wrong with an action by itself.
func (o *Overlay) check(issues *Issues, i int, ids map[string]bool) {
	a, where := &o.Actions[i], index("actions", i)
	report := func(format string, args ...any) { o.report(issues, overlayAction, where, format, args...) }
	switch {
	case a.ID == "":
		report("no id")
	case ids[a.ID]:
		report("id %q stands twice", a.ID)
	}
	ids[a.ID] = true
	if n := len(slices.DeleteFunc([]bool{given(&a.Set), given(&a.Add), a.Remove, a.RenameGo != ""}, func(b bool) bool { return !b })); n != 1 {
		report("%d of set, add, remove and rename_go; an action has one", n)
	}
	if a.Reason == "" {
		report("no reason")
	}
	if a.ReviewBy != "" && !IsDate(a.ReviewBy) {
		o.report(issues, badDate, where+".review_by", "%q is no date", a.ReviewBy)
	}
	if !targetPattern.MatchString(a.Target) {
		report("the target %q begins with none of node/, op/, enum/, error/ and perm/", a.Target)
	}
	if a.RenameGo != "" && !goNamePattern.MatchString(a.RenameGo) {
		report("%q is no Go name that others see: a capital letter, then letters and digits", a.RenameGo)
	}
	if isCode(a.Target) && a.RenameGo == "" {
		report("%s can only be renamed: where it stands is a key of its operations", Escape(a.Target))
	}
	glob := strings.Contains(a.Target, "*")
	switch {
	case a.Count != nil && *a.Count < 1:
		report("count is how many elements a target with * means, not %d", *a.Count)
	case glob && a.Count == nil:
		report("a target with * needs count: how many elements it means")
	case !glob && a.Count != nil:
		report("count is for a target with *")
	case glob && given(&a.Add):
		report("add names the one element it adds")
	}
	switch {
	case given(&a.Set) && !hasKeys(&a.Set):
		report("set has no keys")
	case given(&a.Set) && !hasKeys(&a.Expect):
		report("set needs expect: the values that the page gives, as in expect: {type: string}")
	case a.Remove && (a.Expect.Kind != yaml.ScalarNode || a.Expect.Value != "present"):
		report("remove needs expect: present")
	case (given(&a.Add) || a.RenameGo != "") && given(&a.Expect):
		report("expect is for set and remove")
	}
	if given(&a.Add) && !glob {
		o.checkAdded(issues, a, where)
	}
}

// checkAdded finds what is wrong with an element to add, as strictly as with one
// of a page.
func (o *Overlay) checkAdded(issues *Issues, a *Action, where string) {
	_, kind, name := SplitID(a.Target)
	switch _, hasKeys := typeOf(a.Target); {
	case !hasKeys:
		o.report(issues, overlayAction, where, "%s cannot be added by itself: set the list of what it stands in", Escape(a.Target))
		return
	case kind == "op" && OpID(name) != a.Target:
		o.report(issues, overlayAction, where, "the target is called %s; where the path is spelt in another way, say so with op: under add", Escape(OpID(name)))
		return
	}
	var found Issues
	item, _ := o.added(&found, a, where)
	if len(found) == 0 && !item.IsValid() {
		o.report(issues, overlayAction, where, "add calls it something else than the target")
	}
	*issues = append(*issues, found...)
}

// added is the element that an action adds, with its places below the action.
func (o *Overlay) added(issues *Issues, a *Action, where string) (item reflect.Value, lines map[string]position) {
	line, col := o.at(where + ".target")
	r := reader{file: o.file, issues: issues, lines: map[string]position{}}
	item = readApart(&r, a.Target, position{line: line, col: col}, &a.Add, where+".add")
	return item, r.below(where + ".add")
}

func given(n *yaml.Node) bool { return n.Kind != 0 }

func hasKeys(n *yaml.Node) bool { return n.Kind == yaml.MappingNode && len(n.Content) > 0 }

// What a target begins with, and what a Go name is made of: the JSON Schema says
// the same.
var (
	targetPattern = regexp.MustCompile(`^(node|op|enum|error|perm)/`)
	goNamePattern = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)
)

func (o *Overlay) report(issues *Issues, r Rule, where, format string, args ...any) {
	line, col := o.at(where)
	if line == 0 {
		line, col = o.at(parent(where))
	}
	issues.add(r, place{o.file, line, col, where}, format, args...)
}

var rangePattern = regexp.MustCompile(`^(>=|<=|>|<|=|)(v[0-9]+\.[0-9]+)$`)

// versionRange reads ">=v22.0 <v25.0".
func versionRange(s string) (func(version string) bool, error) {
	var tests []func(string) bool
	for word := range strings.FieldsSeq(s) {
		m := rangePattern.FindStringSubmatch(word)
		if m == nil {
			return nil, fmt.Errorf("%q is no range of versions such as >=v22.0", Escape(word))
		}
		tests = append(tests, func(v string) bool {
			c := CompareVersions(v, m[2])
			switch m[1] {
			case ">=":
				return c >= 0
			case "<=":
				return c <= 0
			case ">":
				return c > 0
			case "<":
				return c < 0
			}
			return c == 0
		})
	}
	return func(v string) bool {
		return !slices.ContainsFunc(tests, func(ok func(string) bool) bool { return !ok(v) })
	}, nil
}
