package spec

import "reflect"

// ReadStrict reads a YAML file into the struct that v points to, as strictly as
// ReadPage reads pages. At finds the place of a YAML path, such as
// actions[0].target.
func ReadStrict(name string, data []byte, v any) (at func(where string) (line, col int), issues Issues) {
	r := reader{file: name, issues: &issues, lines: map[string]position{}}
	at = func(where string) (line, col int) { return r.lines[where].line, r.lines[where].col }
	if len(data) > MaxPageBytes {
		issues.add(tooLarge, place{file: name}, "the file has %d bytes, more than %d", len(data), MaxPageBytes)
		return at, issues
	}
	root, err := parseYAML(data)
	if err != nil {
		issues.add(yamlSyntax, syntaxPlace(name, err), "%s", syntaxText(err))
		return at, issues
	}
	r.read(root, reflect.ValueOf(v).Elem(), "")
	issues.Sort()
	return at, issues
}
