package verify

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// This file looks at the text of both packages. Every exported declaration that
// is not as it was must have a change that tells of it. What is not exported
// follows from that: the table of an enum from its constants.

// declared is a declaration, or a member of one, as its file has it.
type declared struct {
	code  string
	words string // its comment, and the body of a function: what has no Go change
	owner string // of a member
}

// declarations are those of files, by name: Page, Page.FanCount.
func (c *checker) declarations(files []parsedFile) map[string]declared {
	all := map[string]declared{}
	for _, f := range files {
		for _, d := range f.tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				text := declared{code: c.text(f, d.Pos(), d.Type.End()), words: d.Doc.Text(), owner: receiver(d)}
				if d.Body != nil {
					text.words += c.text(f, d.Body.Pos(), d.Body.End())
				}
				all[strings.TrimPrefix(text.owner+"."+d.Name.Name, ".")] = text
			case *ast.GenDecl:
				for _, s := range d.Specs {
					c.declare(all, f, d, s)
				}
			}
		}
	}
	for name := range all {
		if _, member, ok := strings.Cut(name, "."); !ast.IsExported(name) || ok && !ast.IsExported(member) {
			delete(all, name)
		}
	}
	return all
}

// declare adds what one line of a declaration declares.
func (c *checker) declare(all map[string]declared, f parsedFile, d *ast.GenDecl, s ast.Spec) {
	doc := d.Doc
	if d.Lparen.IsValid() {
		doc = nil // that of a block, which follows from what is in it
	}
	switch s := s.(type) {
	case *ast.ValueSpec:
		text := declared{code: c.text(f, s.Pos(), s.End()), words: doc.Text() + s.Doc.Text()}
		if d.Tok == token.VAR && len(s.Values) > 0 { // a list, whose content no Go change tells of
			text.words, text.code = text.words+text.code, "var"
		}
		for _, name := range s.Names {
			all[name.Name] = text
		}
	case *ast.TypeSpec:
		st, ok := s.Type.(*ast.StructType)
		if !ok {
			all[s.Name.Name] = declared{code: c.text(f, s.Pos(), s.End()), words: doc.Text()}
			return
		}
		all[s.Name.Name] = declared{code: "struct", words: doc.Text()}
		for _, field := range st.Fields.List {
			for _, name := range field.Names {
				all[s.Name.Name+"."+name.Name] = declared{c.text(f, field.Pos(), field.End()), field.Doc.Text(), s.Name.Name}
			}
		}
	}
}

// text is a piece of a file without its layout.
func (c *checker) text(f parsedFile, from, to token.Pos) string {
	piece := f.content[c.fset.Position(from).Offset:c.fset.Position(to).Offset]
	return strings.Join(strings.Fields(string(piece)), " ")
}

// receiver is the type that a method belongs to.
func receiver(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	t := d.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if name, ok := t.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// unexplained are the declarations that are not as they were though no change
// tells of them: of their code by name, of their words by what they stand for.
func unexplained(r *diff.Report, old, new checked) []diff.Disagreement {
	t := newTold(r, old.of, new.of)
	var found []diff.Disagreement
	add := func(name, says string) {
		found = append(found, diff.Disagreement{Name: name, Report: nothing, Oracle: "the code", Says: says})
	}
	for name, was := range old.declared {
		switch is, kept := new.declared[name]; {
		case !kept && !t.names[name] && !t.went(was.owner, new):
			add(name, "removed")
		case kept && is.code != was.code && !t.names[name]:
			add(name, "changed")
		case kept && is.words != was.words && !t.names[name] && !t.elements(name, was.owner):
			add(name, "described in another way")
		}
	}
	for name, is := range new.declared {
		if _, kept := old.declared[name]; !kept && !t.names[name] && !t.went(is.owner, old) {
			add(name, "added")
		}
	}
	slices.SortFunc(found, func(a, b diff.Disagreement) int { return strings.Compare(a.Name, b.Name) })
	return found
}

// told is what a report tells of.
type told struct {
	names map[string]bool     // of Go
	ids   map[string]bool     // of elements that changed
	above map[string]bool     // of what those stand in
	of    map[string][]string // the elements of a name
}

func newTold(r *diff.Report, sides ...Package) told {
	t := told{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string][]string{}}
	pages := map[string]bool{}
	for _, c := range r.Changes {
		for _, g := range c.Go {
			t.names[g.Old], t.names[g.New] = true, true
		}
		for _, id := range append([]string{c.Subject, c.Renamed}, c.SeenBy...) {
			if title, ok := pageOf(id); ok {
				pages[title] = true
			}
			t.changed(id)
		}
	}
	for _, s := range sides {
		for _, d := range s.Go {
			t.of[d.Name] = append(t.of[d.Name], d.ID)
		}
		for _, p := range s.API.Pages {
			if pages[p.Title] {
				t.page(p)
			}
		}
	}
	return t
}

// pageOf is the page that an identity is about, of a note that on which it
// stands.
func pageOf(id string) (title string, ok bool) {
	if title, ok = strings.CutPrefix(id, "page/"); ok {
		return title, true
	}
	rest, ok := strings.CutPrefix(id, "note/")
	return rest[:max(0, strings.LastIndexByte(rest, '/'))], ok
}

func (t told) changed(id string) {
	t.ids[id] = true
	for up := diff.Holder(id); up != ""; up = diff.Holder(up) {
		t.above[up] = true
	}
}

// page takes all that a page describes, or has notes on, as changed.
func (t told) page(p *spec.Page) {
	for _, e := range spec.Elements(p) {
		t.changed(e.ID)
	}
	for _, n := range p.Notes {
		for _, s := range n.Subjects {
			switch s.Type {
			case "permission":
				t.changed("perm/" + s.Name)
			case "node":
				t.changed(spec.NodeID(s.Name))
			case "op":
				t.changed(spec.OpID(s.Name))
			}
		}
	}
}

// went tells that a type came or went, and the report says so.
func (t told) went(owner string, other checked) bool {
	_, there := other.declared[owner]
	return owner != "" && !there && t.names[owner]
}

// elements tells that something changed about the elements that a name, or the
// type it is a member of, stands for.
func (t told) elements(names ...string) bool {
	for _, name := range names {
		for _, id := range t.of[name] {
			if t.above[id] {
				return true
			}
			for ; id != ""; id = diff.Holder(id) {
				if t.ids[id] {
					return true
				}
			}
		}
	}
	return false
}
