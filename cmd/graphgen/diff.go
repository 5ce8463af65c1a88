package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
	"github.com/graphgen/graphgen/spec/webpage"
	"github.com/graphgen/graphgen/templates"
	"github.com/graphgen/graphgen/templates/usage"
)

func newDiff(c *console) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "What changed between two specs, by what it does to callers",
		Long: `Print what changed from one spec to another, the gravest first: data that changes
without an error, calls that fail, code that no longer compiles, what may matter,
and, folded, what nobody needs to act on.

With --go every declaration of the Go package that is new, gone or another is listed
behind that, by file, with the id of the change that explains it. With --verify both
packages are compiled, and a line says whether others agree with the report: apidiff,
a program that uses all of the old package, and the text of both packages.

OLD and NEW are folders or files of a spec, the name of a bundled version (v19.0),
or git:REV:PATH for a folder or file as it was in a commit.`,
		Args: exactlyTwo("OLD", "NEW"),
		RunE: func(_ *cobra.Command, args []string) error { return c.diffSpecs(args[0], args[1], o) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.format, "format", "text", "text, markdown, html (a page to go through), json or github (annotations)")
	flags.StringVar((*string)(&o.failOn), "fail-on", "", "exit 1 if there is a change of this `level`: silent, runtime, source or any")
	flags.BoolVar(&o.all, "all", false, "print every change in full, the quiet ones too")
	flags.StringSliceVar(&o.overlay, "overlay", nil, "correct both specs with these overlay `files`; what only they changed is told apart")
	flags.StringSliceVar(&o.usage, "usage", nil, "only what the code in these `packages` meets, with places: ./...")
	flags.BoolVar(&o.golang, "go", false, "also list what changed in the Go package, by file")
	flags.BoolVar(&o.verify, "verify", false, "prove what the report says of Go by compiling both packages; exit 1 on a disagreement")
	flags.StringVar(&o.accept, "accept", "", "the `file` of accepted changes, which do not count")
	return cmd
}

type diffOptions struct {
	format  string
	failOn  diff.Level
	all     bool
	golang  bool
	verify  bool
	accept  string   // file
	usage   []string // packages
	overlay []string // files
}

// diffFormats are the forms of a report.
var diffFormats = []string{"text", "markdown", "html", "json", "github"}

// diffSpecs compares two specs and prints the report.
func (c *console) diffSpecs(oldName, newName string, o diffOptions) error {
	if !slices.Contains(diffFormats, o.format) {
		return &failure{where: "--format", what: fmt.Sprintf("%q is none of %s", o.format, strings.Join(diffFormats, ", "))}
	}
	if o.failOn != diff.LevelNone && !o.failOn.Known() {
		return &failure{where: "--fail-on", what: fmt.Sprintf("%q is none of silent, runtime, source and any", o.failOn)}
	}
	if oldName == "-" && newName == "-" {
		return &failure{what: "OLD and NEW are both standard input", hint: "name a file for one of them"}
	}
	lock, old, new, err := c.diffSides(oldName, newName)
	if err != nil {
		return err
	}
	report := diff.Compare(old, new)
	if len(o.overlay) > 0 {
		scraped := report
		if old, err = c.corrected(old, lock, o.overlay); err != nil {
			return err
		}
		if new, err = c.corrected(new, lock, o.overlay); err != nil {
			return err
		}
		report = diff.Compare(old, new)
		report.Overlaid(scraped)
	}
	if o.verify {
		if err := c.verify(report, old, new, lock); err != nil {
			return err
		}
	}
	if len(o.usage) > 0 {
		uses, err := usage.Find(".", o.usage)
		if err != nil {
			return &failure{where: "--usage", what: err.Error(), hint: "generate the package from OLD first"}
		}
		report.Use(old.Go, uses.Names, uses.Fields)
	}
	if o.golang && old.Go != nil && new.Go != nil {
		report.ListGo(old.Go, new.Go)
	}
	if err := c.accept(report, o.accept); err != nil {
		return err
	}
	if err := c.printReport(c.paper, report, o); err != nil {
		return err
	}
	c.sayCheck(report.SelfCheck, o.format)
	if err := disagreement(report.SelfCheck); err != nil {
		return err
	}
	return failOn(report, o.failOn)
}

// defaultLock is the lock of the config in the working directory; nil if there
// is none of either.
func defaultLock() (*templates.Lock, error) {
	cfg, err := loadConfig(defaultConfig)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return readLock(cfg.lockFile())
}

// diffSides reads the lock and both specs, side by side.
func (c *console) diffSides(oldName, newName string) (lock *templates.Lock, old, new diff.Side, err error) {
	defer collectLess()()
	readLock := sync.OnceValues(defaultLock)
	var o, n specSide
	var sides sync.WaitGroup
	sides.Go(func() { readLock() })
	sides.Go(func() { o = c.diffSide(oldName, readLock) })
	sides.Go(func() { n = c.diffSide(newName, readLock) })
	sides.Wait()
	if lock, err = readLock(); err != nil {
		return lock, old, new, err
	}
	if old, err = c.tell(o); err != nil {
		return lock, old, new, err
	}
	new, err = c.tell(n)
	return lock, old, new, err
}

// collectLess lets the heap grow to twice of what it would, until restore is
// called. Of what reading a spec makes most is kept: to look through a small
// heap again and again takes a tenth of the time, and frees little.
func collectLess() (restore func()) {
	percent := debug.SetGCPercent(-1)
	debug.SetGCPercent(3 * percent)
	return func() { debug.SetGCPercent(percent) }
}

// specSide is one of the two specs as far as it could be read. Nothing is said
// before both are.
type specSide struct {
	diff.Side
	unnamed error       // why no package can be made of it: it is compared without
	lost    spec.Issues // what missing.yaml keeps of it that has no place
	err     error
}

// tell returns a side, and says what it lacks.
func (c *console) tell(s specSide) (diff.Side, error) {
	c.issues(s.lost)
	if s.unnamed != nil {
		c.say("comparing without Go names: %v", s.unnamed)
	}
	return s.Side, s.err
}

// diffSide reads one of the two specs.
func (c *console) diffSide(name string, readLock func() (*templates.Lock, error)) specSide {
	api, issues, absent, err := c.keptSpec(name)
	if err != nil {
		return specSide{err: err}
	}
	if err := issues.Err(); err != nil {
		return specSide{err: &failure{where: name, what: "the spec has errors", hint: "graphgen lint " + name + " names them", err: err}}
	}
	lock, err := readLock()
	if err != nil {
		return specSide{err: err}
	}
	s := sideOf(api, templates.Options{Package: "graphapi", Lock: lock})
	s.Missing = absent
	s.lost = slices.DeleteFunc(slices.Clone(issues), func(i spec.Issue) bool { return i.ID != spec.MissingEntry })
	return s
}

// sideOf is an API with what is generated for it.
func sideOf(api *spec.API, o templates.Options) specSide {
	versions, err := spec.Versions(api)
	if err != nil {
		return specSide{err: err}
	}
	s := specSide{Side: diff.Side{API: api, Ends: spec.Ends(api.Version, versions)}}
	decls, err := templates.Declarations(api, o)
	if err != nil {
		s.unnamed = err
		return s
	}
	s.Go = decls
	return s
}

// corrected is a side with overlays applied.
func (c *console) corrected(s diff.Side, lock *templates.Lock, files []string) (diff.Side, error) {
	done, err := c.overlay(&config{Overlay: files}, s.API, nil)
	if err == nil {
		err = done.corrections.Err()
	}
	if err != nil {
		return s, err
	}
	next := sideOf(done.api, templates.Options{Package: "graphapi", Lock: lock})
	next.Missing = s.Missing
	return c.tell(next)
}

// accept takes accepted changes out of the count.
func (c *console) accept(r *diff.Report, file string) error {
	if file == "" {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fileError(file, err, "")
	}
	accepted, issues := diff.ReadAccepted(file, data)
	if err := issues.Err(); err != nil {
		return &failure{what: err.Error(), hint: "an entry reads {id: 26053d0a717d, reason: why it may pass}; graphgen diff prints the ids"}
	}
	today, err := c.today()
	if err != nil {
		return err
	}
	c.issues(r.Accept(accepted, today))
	return nil
}

func (c *console) printReport(w io.Writer, r *diff.Report, o diffOptions) error {
	switch o.format {
	case "markdown":
		return r.Markdown(w)
	case "html":
		return webpage.Review(w, r)
	case "json":
		return r.JSON(w)
	case "github":
		return r.GitHub(w)
	}
	text := diff.TextOptions{All: o.all}
	if c.colorful(w) {
		text.Paint = func(class diff.Class, s string) string { return classStyles[class].apply(s) }
	}
	return r.Text(w, text)
}

var classStyles = map[diff.Class]style{
	diff.Silent: red, diff.Loud: red, diff.Break: yellow, diff.Unusual: yellow,
	diff.Possible: bold, diff.Additive: bold, diff.Docs: bold,
}

// failOn is a finding if changes of a level are not accepted.
func failOn(r *diff.Report, l diff.Level) error {
	if n := r.Reaches(l); n > 0 {
		return found(fmt.Sprintf("%s at --fail-on %s", plural(n, "change"), l), "accept them by id in an --accept file, or mend the callers")
	}
	return nil
}

// exactlyTwo is cobra's check of the number of arguments, in our words.
func exactlyTwo(first, second string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < 2 {
			return &failure{what: "needs " + first + " and " + second, hint: "see " + cmd.CommandPath() + " --help"}
		}
		return atMost(2)(cmd, args)
	}
}
