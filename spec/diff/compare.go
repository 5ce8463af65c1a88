package diff

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// version notes that another version is called. All other changes of the bump
// take effect with it.
func (c *comparison) version() {
	if o, n := c.old.API.Version, c.new.API.Version; o != n {
		c.add(VersionBase, "version", o, n)
	}
}

func (c *comparison) nodes() {
	old, new := map[string]*spec.Node{}, map[string]*spec.Node{}
	for _, n := range c.old.API.Nodes {
		old[n.Name] = n
	}
	for _, n := range c.new.API.Nodes {
		new[n.Name] = n
	}
	renamed := renamedNodes(old, new)
	taken := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(old)) {
		o, n := old[name], new[name]
		if n == nil {
			n = new[renamed[name]]
			if n == nil {
				c.add(either(isStruct(o), TypeRemoved, NodeRemoved), spec.NodeID(name), nodeWords(o), "")
				continue
			}
			ch := c.add(either(isStruct(o), TypeRenamed, NodeRenamed), spec.NodeID(name), name, n.Name)
			ch.Renamed = spec.NodeID(n.Name)
			c.by[ch.Renamed] = append(c.by[ch.Renamed], ch)
			taken[n.Name] = true
		}
		c.node(o, n)
	}
	for _, name := range slices.Sorted(maps.Keys(new)) {
		if old[name] == nil && !taken[name] {
			c.add(either(isStruct(new[name]), TypeAdded, NodeAdded), spec.NodeID(name), "", nodeWords(new[name]))
		}
	}
}

// renamedNodes are nodes that have another name now. The path of a node is its
// identity for the API, and a struct is what its fields are: neither name goes
// over the wire. A struct must have two fields to be recognised.
func renamedNodes(old, new map[string]*spec.Node) map[string]string {
	var gone, come []*spec.Node
	for name, n := range old {
		if new[name] == nil {
			gone = append(gone, n)
		}
	}
	for name, n := range new {
		if old[name] == nil {
			come = append(come, n)
		}
	}
	renamed := map[string]string{}
	for _, o := range gone {
		same := func(n *spec.Node) bool { return sameNode(o, n) }
		if i := slices.IndexFunc(come, same); i >= 0 && count(come, same) == 1 && count(gone, same) == 1 {
			renamed[o.Name] = come[i].Name
		}
	}
	return renamed
}

// sameNode tells one node under two names from two nodes.
func sameNode(a, b *spec.Node) bool {
	if a.Path != "" || b.Path != "" {
		return a.Path == b.Path
	}
	return len(a.Fields) > 1 && slices.Equal(fieldTypes(a), fieldTypes(b))
}

func count[T any](list []T, ok func(T) bool) int {
	n := 0
	for _, x := range list {
		if ok(x) {
			n++
		}
	}
	return n
}

func fieldTypes(n *spec.Node) []string {
	var out []string
	for _, f := range n.Fields {
		out = append(out, f.Name+" "+spec.NormalizeType(f.Type))
	}
	slices.Sort(out)
	return out
}

func isStruct(n *spec.Node) bool { return n.Path == "" }

func nodeWords(n *spec.Node) string {
	if n.Path != "" {
		return n.Path
	}
	return fmt.Sprintf("%d fields", len(n.Fields))
}

// node compares two forms of one node.
func (c *comparison) node(o, n *spec.Node) {
	if reflect.DeepEqual(o, n) {
		return
	}
	id := spec.NodeID(n.Name)
	switch {
	case isStruct(o) != isStruct(n):
		c.add(TypeKind, id, o.Path, n.Path)
	case o.Path != n.Path:
		c.add(NodePath, id, o.Path, n.Path)
	}
	c.text(id, o.Doc, n.Doc)
	order(c, id, o.Fields, n.Fields, fieldKey)
	order(c, id, o.Edges, n.Edges, edgeKey)
	c.fields(id+"/field/", spec.EnumID(n.Name, ""), "", o.Fields, n.Fields, false)

	edges := compareByName(o.Edges, n.Edges, edgeKey)
	for _, e := range edges {
		c.edge(id+"/edge/"+e.name, e.old, e.new)
	}
}

func (c *comparison) edge(id string, o, n *spec.Edge) {
	switch {
	case n == nil:
		c.add(EdgeRemoved, id, typeWords(o.Type), "").row = o
		return
	case o == nil:
		c.add(EdgeAdded, id, "", typeWords(n.Type)).row = n
		return
	}
	oldType, newType := parse(o.Type), parse(n.Type)
	switch {
	case same(oldType, newType):
	case isMany(oldType) != isMany(newType) && o.Type != "" && n.Type != "":
		c.add(EdgeShape, id, oldType.String(), newType.String())
	default:
		c.add(EdgeTarget, id, oldType.String(), newType.String())
	}
	c.edgeMarks(id, o, n)
}

// edgeMarks compares all but the name and the type.
func (c *comparison) edgeMarks(id string, o, n *spec.Edge) {
	c.flag(EdgeDefaultIn, EdgeDefaultOut, id, o.Default, n.Default)
	c.flag(EdgeDeprecated, EdgeReinstated, id, o.Deprecated, n.Deprecated)
	c.facts(id, facts(o.Since, o.Core, false), facts(n.Since, n.Core, false))
	c.text(id, o.Doc, n.Doc)
}

// fields compares the fields of a node, or of an answer.
func (c *comparison) fields(id, enum, under string, old, new []spec.Field, answer bool) {
	added, removed := FieldAdded, FieldRemoved
	if answer {
		added, removed = ResultAdded, ResultRemoved
	}
	for _, f := range compareByName(old, new, fieldKey) {
		name := under + f.name
		switch o, n := f.old, f.new; {
		case n == nil:
			ch := c.add(removed, id+name, typeWords(o.Type), "")
			ch.row = o
			if o.Default && !answer {
				ch.Deployed = RuntimeSilent
				ch.Reason += "; it came unasked, so programs that do not ask for it read nothing"
			}
		case o == nil:
			c.add(added, id+name, "", typeWords(n.Type)).row = n
		default:
			c.field(id, enum, name, o, n, answer)
		}
	}
}

func (c *comparison) field(id, enum, name string, o, n *spec.Field, answer bool) {
	subject := id + name
	c.fieldType(subject, enum+name, o, n)
	if !c.members(subject, len(o.Fields), len(n.Fields)) {
		c.fields(id, enum, name+".", o.Fields, n.Fields, answer)
	}
	c.fieldMarks(subject, o, n)
}

// fieldMarks compares all but the name, the type and the members.
func (c *comparison) fieldMarks(subject string, o, n *spec.Field) {
	c.flag(FieldDefaultIn, FieldDefaultOut, subject, o.Default, n.Default)
	c.flag(FieldCoreIn, FieldCoreOut, subject, o.Core, n.Core)
	c.flag(FieldDeprecated, FieldReinstated, subject, o.Deprecated, n.Deprecated)
	c.facts(subject, facts(o.Since, o.Emoji, o.Flat), facts(n.Since, n.Emoji, n.Flat))
	c.text(subject, o.Doc, n.Doc)
}

// members tells that a row gained its first members or lost them all. That is
// one change of its type, not one of each member.
func (c *comparison) members(subject string, old, new int) bool {
	if (old == 0) == (new == 0) {
		return false
	}
	for _, ch := range c.by[subject] {
		switch ch.Kind {
		case FieldRetyped, FieldShape, ParamRetyped, EnumAdded, EnumRemoved, FieldIDFormat:
			return true
		}
	}
	kind := FieldRetyped
	if strings.Contains(subject, "/param/") {
		kind = ParamRetyped
	}
	ch := c.add(kind, subject, memberWords(old), memberWords(new))
	ch.Move = either(new > 0, "better", "worse")
	ch.Runtime, ch.Deployed = RuntimeNone, RuntimeNone
	return true
}

func memberWords(n int) string {
	if n == 0 {
		return "no members"
	}
	return fmt.Sprintf("%d members", n)
}

// errors compares the messages of the error codes. Which operations list a code
// is compared with the operations.
func (c *comparison) errors() {
	old, new := map[int]string{}, map[int]string{}
	for _, e := range c.old.API.Errors {
		old[e.Code] = e.Message
	}
	for _, e := range c.new.API.Errors {
		new[e.Code] = e.Message
	}
	for _, code := range slices.Sorted(maps.Keys(old)) {
		id := "error/" + strconv.Itoa(code)
		switch n, ok := new[code]; {
		case ok && n != old[code]:
			c.add(ErrorMeaning, id, old[code], n)
		case !ok && c.by[id] == nil:
			c.add(ErrorRemoved, id, strconv.Itoa(code), "")
		}
	}
	for _, code := range slices.Sorted(maps.Keys(new)) {
		id := "error/" + strconv.Itoa(code)
		if _, ok := old[code]; !ok && c.by[id] == nil {
			c.add(ErrorAdded, id, "", strconv.Itoa(code))
		}
	}
}

// missing tells of what is there only because nobody said that it was removed.
func (c *comparison) missing() {
	for _, id := range without(c.new.Missing, c.old.Missing) {
		_, kind, _ := spec.SplitID(id)
		removed := map[string]Kind{
			"node": NodeRemoved, "op": OpRemoved, "field": FieldRemoved, "edge": EdgeRemoved, "param": ParamRemoved,
			"value": ValueGone, "error": ErrorRemoved, "perm": PermRelaxed,
		}[kind]
		if removed == "" {
			removed = ResultRemoved
		}
		ch := c.add(removed, id, "", "")
		ch.Missing = true
		ch.Source, ch.Runtime, ch.Deployed = SourceNone, RuntimePossible, RuntimePossible
		ch.Reason, ch.Fix = "absent from the page, and not announced; the Go name is kept until another scrape lacks it too", "look at the page; take it out of missing.yaml if it is gone"
	}
}
