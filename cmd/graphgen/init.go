package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/version"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/scraper/reference"
	"github.com/graphgen/graphgen/spec"
)

func newInit(c *console) *cobra.Command {
	var version, out, via string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Prepare a Go module for a generated client: graphgen.yaml and what goes with it",
		Long: `Prepare a Go module for a generated client. Writes graphgen.yaml, the file with
the go:generate line, an empty overlay and .gitattributes, and prints the next
commands. What is there already is left as it is, and graphgen.yaml is obeyed if
there is one.

--via says how go generate finds graphgen:

  tool       go tool graphgen; go.mod pins its version
  modfile    the same, but pinned in tools/go.mod, which keeps the dependencies
             of graphgen out of your go.mod
  run        go run …/cmd/graphgen@VERSION; nothing is pinned but by that line
  installed  the graphgen on the PATH`,
		Args: atMost(0),
		RunE: func(*cobra.Command, []string) error { return initModule(c, version, out, launcher(via), dryRun) },
	}
	cmd.Flags().StringVar(&version, "version", newestReference(), "the `version` of the Graph API")
	cmd.Flags().StringVar(&out, "out", "graphapi", "the `folder` of the package, named as the package")
	cmd.Flags().StringVar(&via, "via", string(viaTool), "the `way` in which go generate finds graphgen: tool, modfile, run or installed")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "write nothing; print the files")
	return cmd
}

// initModule writes the files of a client's module that are not there yet.
func initModule(c *console, apiVersion, out string, via launcher, dryRun bool) error {
	if !slices.Contains(launchers, via) {
		return &failure{where: "--via", what: fmt.Sprintf("%q is none of tool, modfile, run and installed", via), hint: "see graphgen init --help"}
	}
	mod, err := findModule()
	if err != nil {
		return err
	}
	cfg, err := clientConfig(apiVersion, out)
	if err != nil {
		return err
	}
	files, err := initFiles(cfg, mod, via)
	if err != nil {
		return err
	}
	changes, err := planNew(files)
	if err != nil {
		return err
	}
	if dryRun {
		return c.show(changes)
	}
	if err := applyChanges(changes); err != nil {
		return err
	}
	for _, ch := range changes {
		c.say("%s %s", map[string]string{"new": "wrote", "unchanged": "kept"}[ch.verb()], ch.path())
	}
	if v := mod.goVersion; v != "" && version.Compare("go"+v, "go"+leastGo) < 0 {
		c.say("go.mod says go %s; the generated code needs %s, and go get will raise it", v, leastGo)
	}
	c.say("next:")
	for _, command := range via.next(mod) {
		c.say("  %s", command)
	}
	return nil
}

// clientConfig is the config of the module: the one that is there, or one for
// the bundled pages of a version.
func clientConfig(version, out string) (*config, error) {
	cfg, err := loadConfig(defaultConfig)
	if !errors.Is(err, fs.ErrNotExist) {
		return cfg, err
	}
	if versions := reference.Versions(); !slices.Contains(versions, version) {
		return nil, &failure{
			where: "--version", what: "no pages of " + visible(version) + " come with graphgen",
			hint: "there are those of " + strings.Join(versions, ", ") + "; for others, name your pages in graphgen.yaml",
		}
	}
	pkg := filepath.Base(filepath.Clean(out))
	if !isPackageName(pkg) || !filepath.IsLocal(out) {
		return nil, &failure{
			where: "--out", what: fmt.Sprintf("%q is no folder of this module that can be named as a package", out),
			hint: "use small letters and digits, as in graphapi or internal/graphapi",
		}
	}
	return &config{
		Version: version, Spec: "spec/" + version, Overlay: []string{"spec/overlay.yaml"},
		Go: goPackage{pkg, filepath.ToSlash(filepath.Clean(out))}, file: defaultConfig,
	}, nil
}

// newestReference is the newest version that has bundled pages.
func newestReference() string { return slices.MaxFunc(reference.Versions(), spec.CompareVersions) }

// initFiles are the files of a client's module, the config first.
func initFiles(cfg *config, mod *goModule, via launcher) ([]outFile, error) {
	generate, err := generateFile(cfg, via)
	if err != nil {
		return nil, err
	}
	files := []outFile{
		{defaultConfig, configFile(cfg)},
		generate,
		{".gitattributes", attributesFile(cfg)},
	}
	for _, name := range cfg.Overlay {
		files = append(files, outFile{name, []byte(emptyOverlay)})
	}
	if via == viaModfile {
		files = append(files, outFile{"tools/go.mod", fmt.Appendf(nil, "module %s/tools\n\ngo %s\n", mod.path, cmp.Or(mod.goVersion, leastGo))})
	}
	return files, nil
}

// planNew is the change that each file is: new, or none where a file of that
// name is there already, whatever it holds.
func planNew(files []outFile) ([]change, error) {
	var changes []change
	for _, f := range files {
		old, err := os.ReadFile(filepath.FromSlash(f.name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			changes = append(changes, change{dir: ".", name: f.name, new: f.content})
		case err != nil:
			return nil, fileError(f.name, err, "")
		default:
			changes = append(changes, change{dir: ".", name: f.name, old: old, new: old})
		}
	}
	return changes, nil
}

// show prints the files that would be written.
func (c *console) show(changes []change) error {
	for _, ch := range changes {
		if ch.verb() != "new" {
			c.say("%s is there and stays as it is", ch.path())
			continue
		}
		if err := c.diff(ch); err != nil {
			return err
		}
	}
	return nil
}

// configSchemaURL is where editors find the schema of graphgen.yaml.
const configSchemaURL = "https://raw.githubusercontent.com/graphgen/graphgen/main/cmd/graphgen/config.schema.json"

func configFile(cfg *config) []byte {
	return fmt.Appendf(nil, `# yaml-language-server: $schema=%s

# The version of the Graph API.
version: %s

# Reference pages of your own beside those that come with graphgen.
# pages: [bundled, reference]

# Where graphgen writes what the pages say. Keep it in git.
spec: %s

# Corrections of the spec, which is never edited itself.
overlay: [%s]

# Generate only these, and everything they need. Without it, everything.
# only: [Page.conversations, Conversation.messages]

# The package.
go:
  package: %s
  out: %s
`, configSchemaURL, cfg.Version, cfg.Spec, strings.Join(cfg.Overlay, ", "), cfg.Go.Name, cfg.Go.Out)
}

// overlaySchemaURL is where editors find the schema of an overlay.
const overlaySchemaURL = "https://raw.githubusercontent.com/graphgen/graphgen/main/spec/overlay.schema.json"

// emptyOverlay corrects nothing, and shows how to.
const emptyOverlay = "# yaml-language-server: $schema=" + overlaySchemaURL + `

# Corrections of what the reference pages say; graphgen help corrections tells more.
# Each names an element as graphgen list and graphgen blame do, what it expects
# the page to say, and why the page is wrong:
#
# actions:
#   - id: page-fan-count
#     target: node/Page/field/fan_count
#     set: {type: int64}
#     expect: {type: unsigned int32}
#     reason: the API answers with more than 32 bits
#     review_by: 2027-01-31
overlay: 1
`

// generateFile is the Go file with the go:generate line. It stands in the
// folder of the package: a folder that go generate visits in any case, and
// whose package name is known. It is the last file there, because go generate
// fails at a file that it finds deleted when it comes to it.
func generateFile(cfg *config, via launcher) (outFile, error) {
	up, err := filepath.Rel(filepath.FromSlash(cfg.Go.Out), ".")
	if err != nil {
		return outFile{}, &failure{where: cfg.file, what: "go.out: no way back from " + cfg.Go.Out, hint: "name a folder of this module"}
	}
	up = filepath.ToSlash(up)
	return outFile{cfg.Go.Out + "/zz_generate.go", fmt.Appendf(nil,
		"package %s\n\n//go:generate %s build --config %s/%s\n", cfg.Go.Name, via.command(up), up, defaultConfig)}, nil
}

// attributesFile offers a driver, but does not hide generated files: their
// diff is what there is to review.
func attributesFile(cfg *config) []byte {
	pages := cmp.Or(cfg.Spec, "spec/"+cfg.Version)
	if dir, version := path.Split(pages); spec.IsVersion(version) {
		pages = dir + "v*" // those to come too
	}
	return fmt.Appendf(nil, `# git diff shows a spec as facts, one a line, once git knows the driver:
#
#	git config diff.graphgen.textconv "graphgen list"
#
# Generated files are not hidden from review.
%s/**/*.yaml diff=graphgen
`, pages)
}
