package templates

import (
	"cmp"
	"fmt"
	"go/token"
	"maps"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/graphgen/graphgen/spec"
)

// plan is the output with every Go name, type, file and import settled.
type plan struct {
	pkg   string
	files []*filePlan
}

// filePlan is one file.
type filePlan struct {
	name  string
	doc   comment // of the package
	decls []decl
}

// decl is a piece of a file: one or more declarations that stay together.
type decl interface {
	// position orders the pieces of a file.
	position() position
	// uses are the types of the output that the piece mentions.
	uses() []*ident
	emit(g *jen.Group)
}

// position is where in its file a piece stands.
type position struct {
	section section
	group   string // the call that the piece belongs to
	nested  bool
	name    string
}

type section int

const (
	sectionNode section = iota
	sectionNested
	sectionCall
	sectionEnum
)

func (a position) compare(b position) int {
	return cmp.Or(cmp.Compare(a.section, b.section), cmp.Compare(a.group, b.group),
		compareBool(a.nested, b.nested), cmp.Compare(a.name, b.name))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// newPlan decides everything. The plan is good if no issue is an error.
func newPlan(api *spec.API, o Options) (*plan, spec.Issues) {
	o.Only = trimmed(o.Only)
	p := namedPlanner(api, o)
	p.checkPackage(o.Package)
	p.limit(o)

	p.planNodes()
	p.planCalls()
	p.planEnums()
	p.settle()

	p.nameEnumValues()
	p.nameFields()
	p.planLists()
	p.settle()

	out := &plan{pkg: o.Package, files: p.files(p.selected(o.Only), o.Package)}
	if f := out.aliasesFile(o.Lock, p.pkg.holder, &p.issues); f != nil {
		out.files = slices.Insert(out.files, 0, f)
	}
	p.issues.Sort()
	return out, p.issues
}

// planner is what newPlan knows so far.
type planner struct {
	api    *spec.API // sorted: the order of the input does not matter
	words  namer
	issues spec.Issues

	locked    lockPins
	pkg       scope // package-level names
	methods   scope // of Client
	fileNames scope

	pages   pageIndex
	nodes   map[string]*nodePlan // by the spec's name
	folded  map[string]*nodePlan // by the name in small letters
	unknown map[*ident]bool      // the types of nodes without any field
	returns map[string]string    // of each operation
	owners  ownerIndex
	reach   reach
	calls   []*callPlan
	enums   enumSet
	codes   map[int]*codePlan
	perms   map[string]*permPlan

	placed []placedDecl
	file   map[string]*ident // file names by what the file is about
}

// placedDecl is a declaration with the file it goes to.
type placedDecl struct {
	file *ident
	decl decl
}

func newPlanner(api *spec.API, lock *Lock) *planner {
	locked := pinsOf(lock)
	sorted := &spec.API{
		Version: api.Version,
		Pages: slices.SortedFunc(slices.Values(api.Pages), func(a, b *spec.Page) int {
			return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Source.URL, b.Source.URL))
		}),
		Nodes:      slices.SortedFunc(slices.Values(api.Nodes), func(a, b *spec.Node) int { return cmp.Compare(a.Name, b.Name) }),
		Operations: slices.SortedFunc(slices.Values(api.Operations), func(a, b *spec.Operation) int { return cmp.Compare(a.Op, b.Op) }),
		Errors: slices.SortedFunc(slices.Values(api.Errors), func(a, b spec.ErrorMessage) int {
			return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
		}),
	}
	p := &planner{
		api:       sorted,
		words:     namer{},
		locked:    locked,
		pkg:       scope{where: "the package", locked: locked.pkg},
		methods:   scope{where: "the methods of Client", locked: locked.methods},
		fileNames: scope{where: "the file names"},
		pages:     newPageIndex(sorted),
		nodes:     map[string]*nodePlan{},
		folded:    map[string]*nodePlan{},
		unknown:   map[*ident]bool{},
		codes:     map[int]*codePlan{},
		perms:     map[string]*permPlan{},
		file:      map[string]*ident{},
		returns:   map[string]string{},
	}
	for _, op := range sorted.Operations {
		p.returns[op.Op] = op.Returns
	}
	p.pkg.reserve(reservedNames...)
	p.methods.reserve(reservedMethods...)
	p.fileNames.reserve(reservedFiles...)
	return p
}

// reservedNames and reservedMethods are what every package declares, and its
// Client has.
var (
	reservedNames   = []string{"Client", "New", "Version"}
	reservedMethods = []string{"Graph"}
)

// checkPackage refuses a package name that Go would refuse.
func (p *planner) checkPackage(name string) {
	if !token.IsIdentifier(name) || name == "_" {
		p.fail("options", "package-name", fmt.Sprintf("%q is no name for a Go package", name), "use small letters and digits, as in graphapi")
	}
}

// settle gives names to all that was claimed so far.
func (p *planner) settle() {
	p.methods.settle(&p.issues)
	p.pkg.settle(&p.issues)
	p.fileNames.settle(&p.issues)
}

// fail reports what makes a plan impossible.
func (p *planner) fail(where, id, msg, hint string) {
	p.issues.Add(spec.Issue{Where: where, Severity: spec.Error, ID: id, Msg: msg, Hint: hint})
}

// note reports a decision that a person may want to know of.
func (p *planner) note(where, id, msg string) {
	p.issues.Add(spec.Issue{Where: where, Severity: spec.Info, ID: id, Msg: msg})
}

// sortedKeys is the order in which maps are walked.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// place puts a declaration into a file.
func (p *planner) place(file *ident, d decl) {
	p.placed = append(p.placed, placedDecl{file, d})
}

// files gathers the selected declarations by file.
func (p *planner) files(selected []placedDecl, pkg string) []*filePlan {
	byName := map[string]*filePlan{}
	for _, d := range selected {
		name := d.file.name + ".go"
		if byName[name] == nil {
			byName[name] = &filePlan{name: name}
		}
		byName[name].decls = append(byName[name].decls, d.decl)
	}
	files := []*filePlan{
		{name: "client.go", doc: packageDoc(pkg), decls: []decl{clientPlan{pkg}}},
		{name: "version.go", decls: []decl{versionPlan{p.api.Version}}},
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		f := byName[name]
		slices.SortStableFunc(f.decls, func(a, b decl) int { return a.position().compare(b.position()) })
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *filePlan) int { return cmp.Compare(a.name, b.name) })
	return files
}
