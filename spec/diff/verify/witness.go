package verify

import (
	"errors"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// witness is a program that uses every declaration of a package in the ordinary
// way, with types pinned, a line each. It imports the package under no name: to
// be told that graphapi.Name does not exist takes the type checker a walk over
// all names there are.
type witness struct {
	src   string
	names []string // what each line is about
}

func newWitness(decls []*spec.Decl) witness {
	lines := []string{
		`package witness`,
		`import ("context"; "encoding/json"; "iter"; "time"; "` + graphPath + `"; . "` + packagePath + `")`,
		`var _ context.Context; var _ json.RawMessage; var _ iter.Seq2[int, int]; var _ time.Time; var _ graph.ID; var client *Client`,
	}
	names := make([]string, len(lines))
	seen := map[string]bool{}
	for i, d := range decls {
		if !seen[d.Name] {
			seen[d.Name] = true
			lines, names = append(lines, use(i, d)), append(names, d.Name)
		}
	}
	return witness{strings.Join(lines, "\n"), names}
}

// use is a line that uses a declaration.
func use(i int, d *spec.Decl) string {
	owner, member, isMember := strings.Cut(d.Name, ".")
	switch {
	case d.Role == "method":
		in, out, _ := strings.Cut(strings.TrimPrefix(d.Type, "func(*"), ") ")
		return fmt.Sprintf("func f%d() { var out %s; var err error; out, err = client.%s(context.Context(nil), &%s{}); _, _ = out, err }", i, out, member, in)
	case d.Role == "all":
		in, elem, _ := strings.Cut(strings.TrimPrefix(d.Type, "func(*"), ") ")
		return fmt.Sprintf("func f%d() { var all iter.Seq2[%s, error] = client.%s(nil, &%s{}); _ = all }", i, elem, member, in)
	case isMember:
		return fmt.Sprintf("func f%d(v *%s) { var x %s = v.%s; _ = %s{%s: x} }", i, owner, d.Type, member, owner, member)
	case d.Role == "const":
		return fmt.Sprintf("const c%d %s = %s", i, d.Type, d.Name)
	case d.Role == "values":
		return fmt.Sprintf("var v%d %s = %s()", i, strings.TrimPrefix(d.Type, "func() "), d.Name)
	case d.Role == "errors" || d.Role == "perms":
		return fmt.Sprintf("var l%d %s = %s", i, d.Type, d.Name)
	case d.Type == "string":
		return fmt.Sprintf("func f%d(v %s) string { return string(v) }", i, d.Name)
	}
	return fmt.Sprintf("var t%d %s", i, d.Name)
}

// broken are the names whose lines do not compile with a package.
func (c *checker) broken(w witness, p *types.Package) ([]string, error) {
	c.packages[packagePath] = p
	files, errs := c.parse([]File{{"witness.go", []byte(w.src)}})
	if len(errs) == 0 {
		_, errs = c.check("witness", files, false)
	}
	var names []string
	for _, err := range errs {
		var e types.Error
		line := 0
		if errors.As(err, &e) {
			line = c.fset.Position(e.Pos).Line
		}
		if line == 0 || w.names[line-1] == "" {
			return nil, fmt.Errorf("the witness is no program: %w", err)
		}
		names = append(names, w.names[line-1])
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
