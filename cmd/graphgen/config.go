package main

import (
	_ "embed"
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/graphgen/graphgen/spec"
)

// defaultConfig is the file that build and generate read when no flag names
// another.
const defaultConfig = "graphgen.yaml"

// configSchema is the JSON Schema of graphgen.yaml, for editors.
//
//go:embed config.schema.json
var configSchema []byte

// config is graphgen.yaml. Paths in it are relative to the file.
type config struct {
	Version string            // v19.0
	Pages   []string          // files, folders and globs; none stands for the bundled reference
	Spec    string            // folder of the YAML; none stands for the bundled spec
	Overlay []string          // corrections of the spec
	Only    []string          // what to generate; none stands for everything
	Lint    map[string]string // severities of rules, by id: off, info, warning or error
	Package string            // go.package
	Out     string            // go.out

	file string
}

// loadConfig reads the config file name.
func loadConfig(name string) (*config, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fileError(name, err, "graphgen init writes one; another one is named with --config")
	}
	if err != nil {
		return nil, fileError(name, err, "")
	}
	return readConfig(name, data)
}

// path is a path of the config as seen from the working directory.
func (c *config) path(p string) string {
	p = filepath.FromSlash(p)
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(filepath.Dir(c.file), p)
}

// readConfig reads a config strictly: what it does not know is an error, and
// all errors come at once, each with its line and column.
func readConfig(name string, data []byte) (*config, error) {
	c := &config{file: name}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, &failure{where: name, what: strings.TrimPrefix(err.Error(), "yaml: "), hint: "the file is no YAML there: look for an open bracket, a tab, or a quote"}
	}
	if len(doc.Content) == 0 {
		return nil, &failure{where: name, what: "is empty", hint: "delete it, and graphgen init writes another"}
	}
	r := &configReader{file: name}
	r.keys(map[string]setting{
		"version": r.text(&c.Version, "a version such as v19.0", isVersion),
		"pages":   r.texts(&c.Pages, "a file, a folder or a glob"),
		"spec":    r.text(&c.Spec, "a folder", nil),
		"overlay": r.texts(&c.Overlay, "a file"),
		"lint":    r.levels(&c.Lint),
		"only":    r.texts(&c.Only, "a node or an edge such as Page.conversations"),
		"go": r.keys(map[string]setting{
			"package": r.text(&c.Package, "a package name", isPackageName),
			"out":     r.text(&c.Out, "a folder", nil),
		}, "package", "out"),
	}, "version", "go")(doc.Content[0], "")
	r.issues.Sort()
	var errs []error
	for _, i := range r.issues {
		errs = append(errs, &failure{what: i.String(), hint: i.Hint})
	}
	return c, errors.Join(errs...)
}

var versionPattern = regexp.MustCompile(`^v[0-9]+\.[0-9]+$`)

func isVersion(s string) bool { return versionPattern.MatchString(s) }

func isPackageName(s string) bool {
	return token.IsIdentifier(s) && s != "_" && s == strings.ToLower(s)
}

type configReader struct {
	file   string
	issues spec.Issues
}

// setting reads the value of one key.
type setting func(value *yaml.Node, where string)

func (r *configReader) add(n *yaml.Node, where, hint, format string, args ...any) {
	r.issues.Add(spec.Issue{
		File: r.file, Line: n.Line, Col: n.Column, Where: where,
		Severity: spec.Error, ID: "config", Msg: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// keys reads a mapping that may hold the known keys, and must hold the
// required ones.
func (r *configReader) keys(known map[string]setting, required ...string) setting {
	return func(n *yaml.Node, where string) {
		if n.Kind != yaml.MappingNode {
			r.add(n, where, "", "must hold keys")
			return
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			read, ok := known[key.Value]
			switch {
			case !ok:
				r.add(key, where, "known keys: "+strings.Join(slices.Sorted(maps.Keys(known)), ", "), "unknown key %q", key.Value)
			case seen[key.Value]:
				r.add(key, where, "", "key %q stands here twice", key.Value)
			default:
				read(value, strings.TrimPrefix(where+"."+key.Value, "."))
			}
			seen[key.Value] = true
		}
		for _, key := range required {
			if !seen[key] {
				r.add(n, where, "", "key %q is missing", key)
			}
		}
	}
}

func (r *configReader) text(dst *string, want string, valid func(string) bool) setting {
	return func(n *yaml.Node, where string) {
		if n.Kind != yaml.ScalarNode || n.Tag != "!!str" || n.Value == "" || valid != nil && !valid(n.Value) {
			r.add(n, where, "", "must be %s", want)
			return
		}
		*dst = n.Value
	}
}

// levels reads the severities of lint.
func (r *configReader) levels(dst *map[string]string) setting {
	return func(n *yaml.Node, where string) {
		known := map[string]setting{}
		*dst = map[string]string{}
		for _, rule := range rules() {
			known[rule.ID] = func(n *yaml.Node, where string) {
				if _, ok := lintLevels[n.Value]; !ok && n.Value != "off" || n.Kind != yaml.ScalarNode {
					r.add(n, where, "", "must be off, info, warning or error")
					return
				}
				(*dst)[rule.ID] = n.Value
			}
		}
		r.keys(known)(n, where)
	}
}

func (r *configReader) texts(dst *[]string, want string) setting {
	return func(n *yaml.Node, where string) {
		if n.Kind != yaml.SequenceNode {
			r.add(n, where, "", "must be a list")
			return
		}
		for i, item := range n.Content {
			var s string
			r.text(&s, want, nil)(item, fmt.Sprintf("%s[%d]", where, i))
			*dst = append(*dst, s)
		}
	}
}
