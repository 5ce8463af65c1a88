package diff

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file compares what is generated. Every difference between the Go of
// both sides belongs to a change of the API, or becomes a change of its own:
// none is left without a reason.

// goNames gives every changed declaration to the change that caused it. With
// that it is known what breaks: a table of kinds only knows what is usual.
func (c *comparison) goNames() {
	for _, ch := range c.changes {
		if ch.Source == SourceBreak {
			ch.Source = SourceNone // until a declaration shows it
		}
	}
	g := &goComparison{comparison: c, old: c.old.decls, new: c.new.decls}
	g.anyMoved = slices.ContainsFunc(c.changes, func(ch *Change) bool { return ch.Renamed != "" })
	pairs, come := g.match()
	g.renames = g.typeRenames(pairs)
	g.took, g.brought = g.carriers(OpRemoved, c.old.API), g.carriers(OpAdded, c.new.API)
	for _, p := range pairs {
		if p.new != nil {
			g.compare(p.old, p.new)
		} else {
			g.gone(p.old)
		}
	}
	for _, n := range come {
		g.come(n)
	}
	g.check(pairs, come)
}

// declPair is a declaration on both sides; one that went has no new one.
type declPair struct{ old, new *spec.Decl }

// same tells that callers see no difference.
func (p declPair) same() bool {
	return p.new != nil && p.old.Name == p.new.Name && p.old.Type == p.new.Type && p.old.Tag == p.new.Tag && p.old.Value == p.new.Value
}

// match pairs the declarations of elements, and lists those that came.
func (g *goComparison) match() (pairs []declPair, come []*spec.Decl) {
	pairs = make([]declPair, len(g.old.decls))
	matched := make([]bool, len(g.new.decls))
	next := 0
	for i, o := range g.old.decls {
		pairs[i].old = o
		if at := g.new.find(g.moved(o.ID), o.Role, next); at >= 0 {
			pairs[i].new, matched[at], next = g.new.decls[at], true, at+1
		}
	}
	for i, ok := range matched {
		if !ok {
			come = append(come, g.new.decls[i])
		}
	}
	return pairs, come
}

// check looks at the result once more, by names alone: whatever callers see
// differently must be in a change.
func (g *goComparison) check(pairs []declPair, come []*spec.Decl) {
	explained := map[string]bool{}
	for _, ch := range g.changes {
		for _, change := range ch.Go {
			explained[change.Old], explained[change.New] = true, true
		}
	}
	var differ, added []GoChange
	for _, p := range pairs {
		name := p.old.Name
		if p.same() || explained[name] {
			continue
		}
		o, n := g.old.names[name], cmp.Or(g.new.names[name], &spec.Decl{})
		if !(declPair{o, n}).same() {
			explained[name] = true // once is enough
			differ = append(differ, GoChange{name, n.Name, o.Type, n.Type, o.Tag, n.Tag, o.File})
		}
	}
	for _, n := range come {
		if g.old.names[n.Name] == nil && !explained[n.Name] {
			explained[n.Name] = true
			added = append(added, GoChange{New: n.Name, NewType: n.Type, NewTag: n.Tag, File: n.File})
		}
	}
	slices.SortFunc(differ, func(a, b GoChange) int { return cmp.Compare(a.Old, b.Old) })
	slices.SortFunc(added, func(a, b GoChange) int { return cmp.Compare(a.New, b.New) })
	g.unexplained = slices.Concat(differ, added)
}

type goComparison struct {
	*comparison
	old, new goSide
	anyMoved bool               // whether an element has another identity on the new side
	renames  map[string]*Change // of types that every place calls otherwise now, by old and by new name

	took, brought map[string]*Change // the operation that took a code or a permission along, or brought it
}

// moved is the identity on the new side of an element of the old one.
func (g *goComparison) moved(id string) string {
	if !g.anyMoved {
		return id
	}
	for up := id; up != ""; up = Holder(up) {
		for _, ch := range g.by[up] {
			if ch.Renamed != "" && ch.Subject == up {
				return ch.Renamed + strings.TrimPrefix(id, up)
			}
		}
	}
	return id
}

// gone is a declaration that the element does not have any more.
func (g *goComparison) gone(o *spec.Decl) {
	n, kept := g.new.names[o.Name]
	kept = kept && n.Type == o.Type // it stands for others still
	change := GoChange{Old: o.Name, OldType: o.Type, OldTag: o.Tag, File: o.File}
	if ch := cmp.Or(g.owner(o), g.renames[g.enumOf(g.old, o)], g.lister(o), g.took[o.ID], g.content(o)); ch != nil {
		ch.shows(change, !kept)
		return
	}
	if !kept {
		g.generated(IdentRemoved, "go/"+o.Name, o.Name, "").shows(change, true)
	}
}

// come is a declaration that the element did not have.
func (g *goComparison) come(n *spec.Decl) {
	change := GoChange{New: n.Name, NewType: n.Type, NewTag: n.Tag, File: n.File}
	if ch := cmp.Or(g.owner(n), g.renames[g.enumOf(g.new, n)], g.lister(n), g.brought[n.ID], g.content(n)); ch != nil {
		ch.shows(change, false)
		return
	}
	if _, known := g.old.names[n.Name]; !known {
		g.generated(IdentAdded, "go/"+n.Name, "", n.Name).shows(change, false)
	}
}

// compare is a declaration on both sides.
func (g *goComparison) compare(o, n *spec.Decl) {
	change := GoChange{o.Name, n.Name, o.Type, n.Type, o.Tag, n.Tag, n.File}
	switch {
	case o.Name != n.Name:
		kept := g.new.names[o.Name]
		gone := kept == nil || kept.Type != o.Type
		ch := cmp.Or(g.renames[o.Name], g.owner(o), g.renames[g.enumOf(g.old, o)], g.cause(ownerName(o.Name), ownerName(n.Name)))
		if ch == nil {
			ch = g.generated(IdentRenamed, o.ID, o.Name, n.Name)
		}
		ch.shows(change, gone)
	case o.Type != n.Type:
		ch := cmp.Or(g.owner(o), g.cause(o.Type, n.Type))
		switch {
		case ch != nil:
		case "*"+o.Type == n.Type || o.Type == "*"+n.Type:
			ch = g.generated(IdentPresence, o.ID, o.Type, n.Type)
		default:
			ch = g.generated(IdentRetyped, o.ID, o.Type, n.Type)
		}
		ch.shows(change, true)
	case o.Tag != n.Tag:
		ch := g.owner(o)
		if ch == nil {
			ch = g.generated(TagChanged, o.ID, o.Tag, n.Tag)
		}
		ch.shows(change, false)
	case o.Value != n.Value:
		ch := g.owner(o)
		if ch == nil {
			ch = g.generated(ConstValue, o.ID, o.Value, n.Value)
		}
		ch.shows(GoChange{Old: o.Name, New: n.Name, OldType: o.Value, NewType: n.Value, File: n.File}, false)
	case o.File != n.File:
		g.addShared(o.File+n.File, FileMoved, o.ID, o.File, n.File).Origin = OriginGenerator
	}
	if o.Comparable != n.Comparable && o.Type == n.Type && o.Name == n.Name {
		kind := either(n.Comparable, TypeComparable, TypeUncompared)
		g.generated(kind, "go/"+o.Name, "", "").shows(GoChange{Old: o.Name, New: n.Name, File: n.File}, false)
	}
}

// generated records a change of Go that no change of the API explains by
// itself.
func (g *goComparison) generated(k Kind, subject, old, new string) *Change {
	for _, ch := range g.by[subject] {
		if ch.Kind == k && ch.Old == old && ch.New == new {
			return ch
		}
	}
	ch := g.add(k, subject, old, new)
	ch.Origin = OriginGenerator
	return ch
}

// shows records what a change does to a declaration.
func (ch *Change) shows(change GoChange, breaks bool) {
	if breaks {
		ch.Source = SourceBreak
	}
	if !slices.Contains(ch.Go, change) {
		ch.Go = append(ch.Go, change)
	}
}

// owner is the change of the API that a declaration follows: that of its
// element, or of what the element stands in.
func (g *goComparison) owner(d *spec.Decl) *Change {
	for id := d.ID; id != ""; id = Holder(id) {
		for _, ch := range g.by[id] {
			if !ch.Missing && shapes[ch.Kind] && (id == d.ID || wholes[ch.Kind]) && concerns(ch.Kind, d.Role) {
				return ch
			}
		}
	}
	return nil
}

// content is the change by which a node lost its last field, or got its first:
// without any it has no type.
func (g *goComparison) content(d *spec.Decl) *Change {
	if d.Role != "type" {
		return nil
	}
	i := slices.IndexFunc(g.changes, func(ch *Change) bool { return fieldKinds[ch.Kind] && !ch.Missing && Holder(ch.Subject) == d.ID })
	if i < 0 {
		return nil
	}
	return g.changes[i]
}

var fieldKinds = kindSet(FieldAdded, FieldRemoved, EdgeAdded, EdgeRemoved)

// shapes are the kinds that change the declarations of their subject.
var shapes = kindSet(
	NodeAdded, NodeRemoved, NodeRenamed, TypeAdded, TypeRemoved, TypeRenamed, TypeKind, EdgeAdded, EdgeRemoved, EdgeTarget,
	EdgeShape, OpAdded, OpRemoved, OpMethod, OpPath, OpReturn, PagingKind, ErrorAdded, ErrorRemoved, PermAdded, PermRelaxed,
	PermUsual, ResultAdded, ResultRemoved, ParamAdded, ParamRequired, ParamRemoved, ParamMustGone, ParamRetyped, ParamEncoding,
	ParamOn, ParamOff, FieldAdded, FieldRemoved, FieldRetyped, FieldShape, FieldIDFormat, EnumAdded, EnumRemoved, ValueReply,
	ValueRequest, ValueGone, ValueGoneReply, VersionBase,
)

// wholes are those that change also what stands in their subject.
var wholes = kindSet(
	NodeAdded, NodeRemoved, NodeRenamed, TypeAdded, TypeRemoved, TypeRenamed, TypeKind, OpAdded, OpRemoved, OpMethod, OpPath,
	ResultAdded, ResultRemoved, ParamAdded, ParamRequired, ParamRemoved, ParamMustGone, ParamRetyped, EdgeAdded, EdgeRemoved,
	FieldAdded, FieldRemoved, FieldRetyped, FieldShape, EnumAdded, EnumRemoved,
)

func kindSet(list ...Kind) map[Kind]bool {
	m := map[Kind]bool{}
	for _, k := range list {
		m[k] = true
	}
	return m
}

// concerns tells whether a kind may change declarations of a role.
func concerns(k Kind, role string) bool {
	switch k {
	case OpReturn, PagingKind:
		return role == "method" || role == "all" || role == "response" || strings.HasPrefix(role, "general")
	case ErrorAdded, ErrorRemoved, PermAdded, PermRelaxed, PermUsual:
		return role == "const" || role == "errors" || role == "perms"
	}
	return true
}

// lister is the change of a code or a permission that made the list of an
// operation come or go.
func (g *goComparison) lister(d *spec.Decl) *Change {
	part := map[string]string{"errors": "/error/", "perms": "/perm/"}[d.Role]
	if part == "" {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(g.by)) {
		if strings.HasPrefix(id, d.ID+part) {
			return g.by[id][0]
		}
	}
	return nil
}

// carriers are the changes of operations that came or went, by the codes and the
// permissions that these list: their constants are there as long as any
// operation lists them.
func (g *goComparison) carriers(k Kind, api *spec.API) map[string]*Change {
	operations := operationsByID(api)
	by := map[string]*Change{}
	for _, ch := range g.changes {
		if ch.Kind != k {
			continue
		}
		o := operations[ch.Subject]
		var ids []string
		for _, p := range slices.Concat(o.Permissions, o.UsualPermissions) {
			ids = append(ids, "perm/"+p)
		}
		for _, code := range o.Errors {
			ids = append(ids, "error/"+strconv.Itoa(code))
		}
		for _, id := range ids {
			by[id] = cmp.Or(by[id], ch)
		}
	}
	return by
}

// cause is the change of another element that explains why a declaration has
// another type: a node that came or went, a type with another name.
func (g *goComparison) cause(old, new string) *Change {
	for _, mention := range []struct {
		names []string
		side  goSide
	}{{without(typeNames(old), typeNames(new)), g.old}, {without(typeNames(new), typeNames(old)), g.new}} {
		for _, name := range mention.names {
			if ch := g.renames[name]; ch != nil {
				return ch
			}
			if d, ok := mention.side.types[name]; ok {
				if ch := g.owner(d); ch != nil {
					return ch
				}
			}
		}
	}
	return nil
}

// ownerName is the type that a name is built on: Page of Page.FanCount.
func ownerName(name string) string {
	owner, _, _ := strings.Cut(name, ".")
	return owner
}

var localType = regexp.MustCompile(`(^|[^.\w])([A-Z]\w*)`)

// typeNames are the types of the package that a type mentions.
func typeNames(t string) []string {
	var names []string
	for _, m := range localType.FindAllStringSubmatch(t, -1) {
		names = append(names, m[2])
	}
	return names
}

// enumOf is the name of the enum type that a value belongs to.
func (g *goComparison) enumOf(s goSide, d *spec.Decl) string {
	if !strings.HasPrefix(d.ID, "enum/") && d.Role != "values" {
		return ""
	}
	row := d.ID
	if strings.HasPrefix(row, "enum/") {
		row = Holder(row)
	}
	if at := s.find(row, "enum", 0); at >= 0 {
		return s.decls[at].Name
	}
	return ""
}

// typeRenames records the types that places call by another name though their
// elements did not change: one change for each type, not one for each place.
func (g *goComparison) typeRenames(pairs []declPair) map[string]*Change {
	pairs = slices.DeleteFunc(slices.Clone(pairs), func(p declPair) bool {
		return p.new == nil || !typeRoles[p.old.Role] || p.old.Type != p.new.Type
	})
	to, from := map[string][]string{}, map[string][]string{}
	for _, p := range pairs {
		o, n := p.old, p.new
		if !slices.Contains(to[o.Name], n.Name) {
			to[o.Name] = append(to[o.Name], n.Name)
		}
		if !slices.Contains(from[n.Name], o.Name) {
			from[n.Name] = append(from[n.Name], o.Name)
		}
	}
	renames := map[string]*Change{}
	for _, p := range pairs {
		o, n := p.old, p.new
		if o.Name == n.Name || g.owner(o) != nil {
			continue
		}
		kind, names := IdentRenamed, n.Name
		subject := "go/" + o.Name
		switch {
		case len(to[o.Name]) > 1:
			kind, names = TypeSplit, list(to[o.Name])
		case len(from[n.Name]) > 1:
			kind, names, subject = TypeMerged, list(from[n.Name]), "go/"+n.Name
		}
		var ch *Change
		if kind == TypeMerged {
			ch = g.generated(kind, subject, names, n.Name)
		} else {
			ch = g.generated(kind, subject, o.Name, names)
			if kind == IdentRenamed {
				ch.Renamed = "go/" + n.Name
			}
		}
		renames[o.Name], renames[n.Name] = ch, ch
	}
	return renames
}

var typeRoles = map[string]bool{"type": true, "enum": true, "request": true, "response": true, "summary": true}
