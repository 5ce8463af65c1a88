package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/templates"
)

func newGenerate(c *console) *cobra.Command {
	var g generation
	var configFile string
	var check bool
	cmd := &cobra.Command{
		Use:   "generate [SPEC]",
		Short: "Generate the Go package of a spec",
		Long: `Generate the Go package of a spec. graphgen.yaml says what to generate and where;
flags win over it. With SPEC graphgen.yaml is not read, and --out says where.
Names that were given once are kept: the names.lock beside the folder of the spec
is kept to, and updated, wherever --out leads. With SPEC none is begun.` + aboutSpec,
		Args: atMost(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			g.hasDepth = cmd.Flags().Changed("depth")
			if cmd.Flags().Changed("only") && len(g.only) == 0 {
				return &failure{where: "--only", what: "names nothing", hint: "name nodes and edges: Page,Conversation.messages,User.*"}
			}
			api, issues, err := g.complete(c, configFile, args)
			if err != nil {
				return err
			}
			if err := g.checkDepth(); err != nil {
				return err
			}
			if g.out == "" {
				return &failure{what: "no folder to write to", hint: "name one with --out"}
			}
			outputs, err := c.generate(api, issues, g)
			if err != nil {
				return err
			}
			changes, err := planOutputs(outputs...)
			if err != nil {
				return err
			}
			return c.write(changes, check)
		},
	}
	cmd.Flags().StringVar(&configFile, "config", defaultConfig, "the config `file`")
	cmd.Flags().StringVar(&g.out, "out", "", "the `folder` of the package")
	cmd.Flags().StringVar(&g.pkg, "package", "", "the `name` of the package (default: that of graphgen.yaml, or the folder's)")
	cmd.Flags().StringSliceVar(&g.only, "only", nil, "generate only these `nodes` and edges: Page,Conversation.messages,User.*")
	cmd.Flags().IntVar(&g.depth, "depth", 0, "of a selection, follow this `number` of references to other nodes (-1: all); those further away become objects")
	cmd.Flags().BoolVar(&g.allowRename, "allow-rename", false, "let Go names change that names.lock cannot keep")
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; print a diff and exit 1 if anything would change")
	return cmd
}

// generation is a package to generate.
type generation struct {
	out   string
	pkg   string // the folder's name if empty
	only  []string
	depth int // 0 leaves out the nodes that a selection only refers to: two edges of Meta's whole API would bring a hundred of them

	hasDepth    bool   // given by the flag
	lock        string // the file of the Go names that were given before; none if empty
	allowRename bool
	goNames     map[string]string // that an overlay gives
}

// everyReference is the depth that has no end.
const everyReference = -1

// checkDepth refuses a depth that says nothing.
func (g *generation) checkDepth() error {
	switch {
	case !g.hasDepth:
		return nil
	case g.depth < everyReference:
		return &failure{where: "--depth", what: fmt.Sprintf("%d is no number of references", g.depth), hint: "write 0 or more, or -1 for all"}
	case len(g.only) == 0:
		return &failure{where: "--depth", what: "there is no selection", hint: "select with --only, or leave --depth out: everything is generated"}
	}
	return nil
}

// complete reads the spec, and takes from the config what the flags leave
// open. Who names a spec, or names --out where there is no config, needs none.
func (g *generation) complete(c *console, configFile string, args []string) (*spec.API, spec.Issues, error) {
	if len(args) > 0 {
		g.lock = lockOfSpec(args[0])
		return c.readAnySpec(args[0])
	}
	cfg, err := loadConfig(configFile)
	switch {
	case errors.Is(err, fs.ErrNotExist) && configFile == defaultConfig && g.out != "":
		return c.readBundledSpec("")
	case err != nil:
		return nil, nil, err
	}
	g.out = cmp.Or(g.out, cfg.path(cfg.Go.Out))
	g.pkg = cmp.Or(g.pkg, cfg.Go.Name)
	if len(g.only) == 0 {
		g.only = cfg.Only
	}
	if !g.hasDepth {
		g.depth = cfg.Depth
	}
	g.lock = cfg.lockFile()
	scraped, issues, err := c.scrapedSpec(cfg)
	if err != nil {
		return nil, nil, err
	}
	done, err := c.overlay(cfg, scraped, issues)
	g.goNames = done.goNames
	return done.api, done.issues, err
}

// generate makes the package of an API, and its names.lock. With an error in
// the spec, there is no package; issues are what is known to be wrong already.
func (c *console) generate(api *spec.API, issues spec.Issues, g generation) ([]output, error) {
	issues = append(issues, spec.Check(api)...)
	issues.Sort()
	if err := issues.Err(); err != nil {
		return nil, err
	}
	name := cmp.Or(g.pkg, filepath.Base(g.out))
	if err := checkPackage(name, g.out); err != nil {
		return nil, err
	}
	o, err := g.options()
	if err != nil {
		return nil, err
	}
	files, lock, found, err := g.files(api, o)
	if err != nil {
		return nil, err
	}
	for _, i := range found {
		if i.ID == templates.Selected {
			c.say("%s", i.Msg)
		}
	}
	c.issues(append(ofSelection(api, o, issues), found...))
	outputs := []output{packageOutput(g.out, files)}
	if lock != nil {
		outputs = append(outputs, lockOutput(g.lock, lock))
	}
	return outputs, nil
}

// files are those of the package, and the names.lock after it if there is to be
// one.
func (g *generation) files(api *spec.API, o templates.Options) ([]templates.File, *templates.Lock, spec.Issues, error) {
	if g.lock == "" {
		files, issues, err := templates.Generate(api, o)
		return files, nil, issues, err
	}
	return templates.GenerateLocked(api, o)
}
