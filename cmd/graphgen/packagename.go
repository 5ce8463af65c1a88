package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// checkPackage refuses a name that no other package could import, and a folder
// that holds a package of another name: the files would not compile together.
func checkPackage(name, dir string) error {
	if !token.IsIdentifier(name) || name == "main" || name == "_" {
		return &failure{where: "--package", what: fmt.Sprintf("%q is no name for a package that others import", name),
			hint: "give one with --package, or under go: package: in graphgen.yaml"}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return fileError(dir, err, "")
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly)
		if err != nil {
			continue // it does not compile with or without our files
		}
		if strings.HasSuffix(file, "_test.go") && f.Name.Name == name+"_test" || f.Name.Name == name || ours(file) {
			continue
		}
		return &failure{where: file, what: fmt.Sprintf("is of package %s, so package %s cannot live beside it", f.Name.Name, name),
			hint: "choose another folder, or give --package " + f.Name.Name}
	}
	return nil
}

// ours reports whether graphgen wrote a Go file; a run may replace it.
func ours(file string) bool {
	content, err := os.ReadFile(file)
	return err == nil && goFiles.ours(content)
}
