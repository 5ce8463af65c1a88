package verify

import "go/types"

// byName is a package whose declarations refer to each other by name. To apidiff
// two types are one under two names if it meets them in the same place first;
// what it then says depends on the order in which it walks a map, and blames
// types that did not change. Types of another package it compares by name, and
// so to this one those of p are.
func byName(p *types.Package) *types.Package {
	view := types.NewPackage(p.Path(), p.Name())
	for _, name := range p.Scope().Names() {
		switch o := p.Scope().Lookup(name).(type) {
		case *types.Const:
			view.Scope().Insert(types.NewConst(o.Pos(), view, name, o.Type(), o.Val()))
		case *types.Var:
			view.Scope().Insert(types.NewVar(o.Pos(), view, name, o.Type()))
		case *types.Func:
			view.Scope().Insert(types.NewFunc(o.Pos(), view, name, o.Signature()))
		case *types.TypeName:
			view.Scope().Insert(typeByName(view, o))
		}
	}
	view.MarkComplete()
	return view
}

// typeByName is a type with its methods, as one of view.
func typeByName(view *types.Package, o *types.TypeName) *types.TypeName {
	tn := types.NewTypeName(o.Pos(), view, o.Name(), nil)
	of, ok := o.Type().(*types.Named)
	if !ok {
		types.NewAlias(tn, types.Unalias(o.Type()))
		return tn
	}
	named := types.NewNamed(tn, of.Underlying(), nil)
	for m := range of.Methods() {
		sig := m.Signature()
		var receiver types.Type = named
		if _, ok := sig.Recv().Type().(*types.Pointer); ok {
			receiver = types.NewPointer(named)
		}
		recv := types.NewVar(sig.Recv().Pos(), view, "", receiver)
		named.AddMethod(types.NewFunc(m.Pos(), view, m.Name(), types.NewSignatureType(recv, nil, nil, sig.Params(), sig.Results(), sig.Variadic())))
	}
	return tn
}
