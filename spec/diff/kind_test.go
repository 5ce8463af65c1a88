package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/graphgen/graphgen/spec"
	"github.com/graphgen/graphgen/spec/diff"
)

// Every mutation of the base has exactly the expected changes, forwards and
// backwards, and read backwards each is the mirror of itself.
func TestMutations(t *testing.T) {
	files := base(t)
	old := side(t, files)
	var b strings.Builder
	for _, m := range mutations {
		new := side(t, edit(t, files, m.edits...))
		there, back := diff.Compare(old, new), diff.Compare(new, old)
		fmt.Fprintf(&b, "== %s\n%s-- and back\n%s\n", m.name, lines(there), lines(back))

		assert.Empty(t, there.Unexplained, m.name)
		assert.Equal(t, mirrored(there), plain(back), m.name)
	}
	golden(t, "testdata/mutations.golden", b.String())
}

// mirrored is a report as its opposite must list it.
func mirrored(r *diff.Report) []string {
	exact := map[string]string{}
	var renames []string // what stands in something renamed has the new name on each side
	for _, c := range r.Changes {
		if c.Renamed != "" {
			before, after := strings.TrimPrefix(strings.TrimPrefix(c.Subject, "op/"), "node/"), strings.TrimPrefix(strings.TrimPrefix(c.Renamed, "op/"), "node/")
			exact[c.Renamed] = c.Subject
			renames = append(renames, c.Renamed+"/", c.Subject+"/", "enum/"+after+"/", "enum/"+before+"/", "enum/"+after+"#", "enum/"+before+"#")
		}
	}
	var out []string
	for _, c := range r.Changes {
		subject := strings.NewReplacer(renames...).Replace(c.Subject)
		switch was, ok := exact[c.Subject]; {
		case c.Renamed != "":
			subject = c.Renamed
		case ok:
			subject = was
		}
		out = append(out, fmt.Sprintf("%s %s %q to %q", c.Kind.Mirror(), subject, c.New, c.Old))
	}
	slices.Sort(out)
	return out
}

func plain(r *diff.Report) []string {
	var out []string
	for _, c := range r.Changes {
		out = append(out, fmt.Sprintf("%s %s %q to %q", c.Kind, c.Subject, c.Old, c.New))
	}
	slices.Sort(out)
	return out
}

// Every kind of the taxonomy is shown by a mutation, and has a mirror that
// leads back to it.
func TestEveryKindIsShown(t *testing.T) {
	files := base(t)
	old := side(t, files)
	shown := map[diff.Kind]bool{}
	for _, m := range mutations {
		new := side(t, edit(t, files, m.edits...))
		for _, r := range []*diff.Report{diff.Compare(old, new), diff.Compare(new, old)} {
			for _, c := range r.Changes {
				shown[c.Kind] = true
			}
		}
	}
	for _, tc := range generatorChanges {
		for _, c := range slices.Concat(tc.compare(t)) {
			shown[c.Kind] = true
		}
	}
	for _, k := range diff.Kinds() {
		assert.True(t, shown[k], "no mutation shows %s", k)
		assert.Equal(t, k, k.Mirror().Mirror(), "%s", k)
	}
}

// generatorChange is another package made of the same API.
type generatorChange struct {
	name string
	edit func(d *spec.Decl)
	want string
}

var generatorChanges = []generatorChange{
	{"renamed", func(d *spec.Decl) { rename(d, "Page.FanCount", "Page.Fans") },
		`ident.renamed node/Page/field/fan_count source=break runtime=none deployed=none "Page.FanCount" to "Page.Fans" origin=generator` + "\n"},
	{"retyped", func(d *spec.Decl) { retype(d, "Page.FanCount", "int64") },
		`ident.retyped node/Page/field/fan_count source=break runtime=possible deployed=none "graph.Int" to "int64" origin=generator` + "\n"},
	{"presence", func(d *spec.Decl) { retype(d, "Page.FanCount", "*graph.Int") },
		`field.presence node/Page/field/fan_count source=break runtime=silent deployed=none "graph.Int" to "*graph.Int" origin=generator` + "\n"},
	{"tag", func(d *spec.Decl) {
		if d.Name == "Page.FanCount" {
			d.Tag = "json:fan_count"
		}
	}, `tag.changed node/Page/field/fan_count source=none runtime=silent deployed=none "json:fan_count,omitzero" to "json:fan_count" origin=generator` + "\n"},
	{"constant", func(d *spec.Decl) {
		if d.Name == "PageFieldFanCount" {
			d.Value = "fans"
		}
	}, `const.value node/Page/field/fan_count source=none runtime=none deployed=none "fan_count" to "fans" origin=generator` + "\n"},
	{"file", func(d *spec.Decl) {
		if d.Name == "Page.FanCount" {
			d.File = "fans.go"
		}
	}, `file.moved node/Page/field/fan_count source=none runtime=none deployed=none "page.go" to "fans.go" origin=generator` + "\n"},
	{"comparable", func(d *spec.Decl) {
		if d.Name == "CoverPhoto" {
			d.Comparable = false
		}
	}, `type.not-comparable go/CoverPhoto source=unusual runtime=none deployed=none origin=generator` + "\n"},
	{"gone", func(d *spec.Decl) {
		if d.Name == "PageFieldFanCount" {
			d.ID, d.Role, d.Name = "version", "dropped", "Dropped"
		}
	}, `ident.removed go/PageFieldFanCount source=break runtime=none deployed=none "PageFieldFanCount" to "" origin=generator` + "\n" +
		`ident.added go/Dropped source=none runtime=none deployed=none "" to "Dropped" origin=generator` + "\n"},
	{"nothing", func(*spec.Decl) {}, ""},
}

func rename(d *spec.Decl, old, new string) {
	if d.Name == old {
		d.Name = new
	}
}

func retype(d *spec.Decl, name, typ string) {
	if d.Name == name {
		d.Type = typ
	}
}

func (g generatorChange) compare(t *testing.T) []*diff.Change {
	old := side(t, base(t))
	new := old
	new.Go = slices.Clone(old.Go)
	for i := range new.Go {
		d := *new.Go[i]
		g.edit(&d)
		new.Go[i] = &d
	}
	return diff.Compare(old, new).Changes
}

// What changes though no page did is the generator's doing, and says so.
func TestGeneratorChanges(t *testing.T) {
	for _, tc := range generatorChanges {
		t.Run(tc.name, func(t *testing.T) {
			assert.Equal(t, tc.want, lines(&diff.Report{Changes: tc.compare(t)}))
		})
	}
}
