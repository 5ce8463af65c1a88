package metaspec

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// The places of a folder.
const (
	specsDir    = "specs"
	enumsFile   = "specs/enum_types.json"
	versionFile = "specs/version.txt"
)

// maxFileBytes bounds a file; the largest that exist have some 300 kB.
const maxFileBytes = 16 << 20

// source is a folder as read.
type source struct {
	version string  // empty where the folder has none
	nodes   []*node // sorted by name
	byName  map[string]*node
	enums   []enum // in the order of the file
	values  map[string][]string
}

// node is specs/<Name>.json.
type node struct {
	name, file string

	APIs   []api   `json:"apis"`
	Fields []field `json:"fields"`
}

type field struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// api is one call. A call on the node itself has no Endpoint.
type api struct {
	Name     string  `json:"name"` // #get, #update, #delete, genGet, …
	Method   string  `json:"method"`
	BasePath string  `json:"basePath"` // instead of the node's id
	Endpoint string  `json:"endpoint"`
	Params   []param `json:"params"`
	Return   string  `json:"return"`
}

type param struct {
	Name     string `json:"name"`
	Required bool   `json:"required"`
	Type     string `json:"type"`
}

// enum is a list of values. Node and FieldOrParam say for which the list was
// made, but types name lists by Name, and only that is exact.
type enum struct {
	Name         string   `json:"name"`
	Node         string   `json:"node"`
	FieldOrParam string   `json:"field_or_param"`
	Values       []string `json:"values"`
}

// read reads all files of the folder. That of the lists of values must be there:
// without it every list would be lost.
func read(fsys fs.FS) (*source, spec.Issues, error) {
	entries, err := fs.ReadDir(fsys, specsDir)
	if err == nil {
		_, err = fs.Stat(fsys, enumsFile)
	}
	if err != nil {
		return nil, nil, err
	}
	src := &source{byName: map[string]*node{}, values: map[string][]string{}}
	var issues spec.Issues
	for _, e := range entries {
		file := path.Join(specsDir, e.Name())
		name, isJSON := strings.CutSuffix(e.Name(), ".json")
		if e.IsDir() || name == "" || !isJSON && file != versionFile {
			issues.Add(spec.Issue{File: file, Severity: spec.Warning, ID: "unknown-file",
				Msg: "is no JSON file, and was not read", Hint: "name the folder that holds specs/"})
			continue
		}
		data, err := readFile(fsys, file)
		if err != nil {
			return nil, nil, err
		}
		switch file {
		case versionFile:
			src.version = spec.CleanLine(string(data))
		case enumsFile:
			decode(file, data, &src.enums, &issues)
		default:
			n := &node{name: name, file: file}
			if decode(file, data, n, &issues) {
				src.nodes = append(src.nodes, n)
				src.byName[name] = n
			}
		}
	}
	src.indexEnums(&issues)
	slices.SortFunc(src.nodes, func(a, b *node) int { return strings.Compare(a.name, b.name) })
	src.dropTwins(&issues)
	return src, issues, nil
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFileBytes+1))
	if err == nil && len(data) > maxFileBytes {
		err = fmt.Errorf("%s: more than %d bytes", name, maxFileBytes)
	}
	return data, err
}

// indexEnums makes the lists of values known by their names.
func (s *source) indexEnums(issues *spec.Issues) {
	for _, e := range s.enums {
		if _, ok := s.values[e.Name]; ok || e.Name == "" {
			issues.Add(spec.Issue{File: enumsFile, Where: e.Name, Severity: spec.Error, ID: "enum-twice",
				Msg: "two lists of values have this name; the first is used", Hint: "report it with the files"})
			continue
		}
		s.values[e.Name] = e.Values
	}
}

// dropTwins leaves out the second of two nodes whose calls would go to one path:
// those of Page and of page to /{page_id}.
func (s *source) dropTwins(issues *spec.Issues) {
	first := map[string]*node{}
	s.nodes = slices.DeleteFunc(s.nodes, func(n *node) bool {
		twin := first[placeholder(n.name)]
		if twin == nil {
			first[placeholder(n.name)] = n
			return false
		}
		issues.Add(spec.Issue{File: n.file, Severity: spec.Error, ID: "node-twice",
			Msg:  "is the same node as " + twin.file + ": the id of both is " + placeholder(n.name) + "; that file is used",
			Hint: "take one of them out"})
		delete(s.byName, n.name)
		return true
	})
}
