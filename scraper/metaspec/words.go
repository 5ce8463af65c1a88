package metaspec

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/graphgen/graphgen/spec"
)

// word is a name inside a type expression.
var word = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// words are a type expression for the spec, and the values that it allows. The
// name of a list of values becomes enum: the list belongs to this one field or
// parameter, and the next one of the same name may have another.
func (i *importer) words(file, where, expression string) (words string, values []string) {
	lists := slices.DeleteFunc(word.FindAllString(expression, -1), func(w string) bool {
		_, ok := i.source.values[w]
		return !ok
	})
	switch len(lists) {
	case 0:
		words = expression
	case 1:
		i.used[lists[0]] = true
		values = i.source.values[lists[0]]
		words = word.ReplaceAllStringFunc(expression, func(w string) string {
			if w == lists[0] {
				return "enum"
			}
			return w
		})
	default:
		words = expression
		i.report(spec.Error, "many-enums", file, where,
			fmt.Sprintf("its type %q names %d lists of values, and a spec holds one", expression, len(lists)), "add the values with an overlay")
	}
	words = i.nodes(words)
	i.checkWords(file, where, words)
	return words, values
}

// nodes is a type expression in which the names of nodes mean nodes: node URL,
// since URL alone is a text.
func (i *importer) nodes(expression string) string {
	return word.ReplaceAllStringFunc(expression, func(w string) string {
		if i.source.byName[w] != nil {
			return spec.RefType(w)
		}
		return w
	})
}

// checkWords reports what a type expression says in words that no table knows.
func (i *importer) checkWords(file, where, words string) {
	t, err := spec.ParseType(words)
	if err != nil {
		i.report(spec.Error, "bad-type", file, where, err.Error(), "correct it with an overlay")
		return
	}
	for part := range t.All() {
		switch {
		case part.Kind == spec.KindUnknown:
			i.report(spec.Warning, "unknown-type", file, where, fmt.Sprintf("unknown type %q", part.Name), "add the words to the type table of the spec")
		case part.Kind == spec.KindRef && i.source.byName[part.Name] == nil:
			i.report(spec.Info, "type-without-spec", file, where, fmt.Sprintf("no file describes %s", part.Name), "it is kept by name, and read as an object")
		}
	}
}

// reportUnusedEnums reports the lists of values that no type names: they would
// be lost.
func (i *importer) reportUnusedEnums() {
	for _, e := range i.source.enums {
		if !i.used[e.Name] {
			i.report(spec.Warning, "enum-unused", enumsFile, e.Name,
				fmt.Sprintf("no type names this list of %d values", len(e.Values)), "add the values with an overlay where they belong")
		}
	}
}
