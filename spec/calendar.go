package spec

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
)

//go:embed versions.yaml
var versionsYAML []byte

// Versions are the dates of versions: those that the changelog among the pages
// of an API gives, and of the others what graphgen knows. They are data, and
// nothing is computed: real ends keep to no rule.
func Versions(api *API) ([]VersionDates, error) {
	var file struct {
		Format int            `yaml:"versions"`
		List   []VersionDates `yaml:"list"`
	}
	_, issues := ReadStrict("versions.yaml", versionsYAML, &file)
	if err := issues.Err(); err != nil {
		return nil, err
	}
	var list []VersionDates
	for _, p := range api.Pages {
		list = append(list, p.Versions...)
	}
	for _, v := range file.List {
		said := func(w VersionDates) bool { return w.API == v.API && w.Version == v.Version }
		if !slices.ContainsFunc(list, said) {
			list = append(list, v)
		}
	}
	return list, nil
}

// Ends is the last day of a version of the Graph API; empty if it is not
// announced.
func Ends(version string, versions []VersionDates) string {
	for _, v := range versions {
		if v.API == "graph" && v.Version == version {
			return v.Expires
		}
	}
	return ""
}

// Due is something that happens on a day, with a version, or when a version
// comes out.
type Due struct {
	When  string   // 2026-05-21, v3.3, "release v26.0", "now"
	Scope string   // the versions it is for: all, v6.0+
	What  string   // what happens: stops working, is deprecated, …
	Of    []string // the subjects: permission read_page_mailboxes, op GET /{page_id}/feed
	// Subjects are those of Of that are things of the API.
	Subjects []Subject
	Use      []string // what to use instead
	Text     string   // the statement, word for word
	Page     *Page    // nil for the end of a version
	Line     int
}

// IsDate tells what is due on a day from what is due with a version.
func (d Due) IsDate() bool { return IsDate(d.When) }

// Passed tells that what is due has come: its day is before today, or its version
// is no later than the one that a spec is of.
func (d Due) Passed(version, today string) bool {
	if d.IsDate() {
		return d.When < today
	}
	when := strings.TrimPrefix(d.When, "release ")
	return version != "" && IsVersion(when) && CompareVersions(when, version) <= 0
}

// Calendar lists what notes announce and when the version of the API ends:
// days first, then versions, then what comes with a release.
func Calendar(api *API, versions []VersionDates) []Due {
	var list []Due
	for _, p := range api.Pages {
		for i := range p.Notes {
			list = append(list, dues(&p.Notes[i], p, index("notes", i), nil)...)
		}
		for i := range p.Operations {
			if o := &p.Operations[i]; o.Deprecated != nil {
				list = append(list, dues(o.Deprecated, p, index("operations", i)+".deprecated", []Subject{{"op", o.Op}})...)
			}
		}
	}
	for _, v := range versions {
		if v.Version == api.Version && v.Expires != "" {
			list = append(list, Due{When: v.Expires, Scope: v.Version, What: "version ends", Of: []string{v.API + " API " + v.Version}})
		}
	}
	slices.SortStableFunc(list, compareDues)
	return list
}

// compareDues orders by day; what has no day comes behind.
func compareDues(a, b Due) int {
	byVersion := 0
	if IsVersion(a.When) && IsVersion(b.When) {
		byVersion = CompareVersions(a.When, b.When)
	}
	return cmp.Or(cmp.Compare(dueRank(a), dueRank(b)), byVersion, cmp.Compare(a.When, b.When),
		cmp.Compare(strings.Join(a.Of, " "), strings.Join(b.Of, " ")), cmp.Compare(a.Text, b.Text))
}

func dueRank(d Due) int {
	switch {
	case d.When == "now":
		return 0
	case IsDate(d.When):
		return 1
	case IsVersion(d.When):
		return 2
	}
	return 3
}

// dues are the phases of a note.
func dues(n *Note, p *Page, where string, of []Subject) []Due {
	if len(n.Subjects) > 0 {
		of = n.Subjects
	}
	at := p.at(where)
	var list []Due
	for _, f := range n.Phases {
		d := Due{
			When: cmp.Or(f.On, f.After, f.Version), Scope: f.Scope, What: effectOf(n),
			Of: subjectWords(of), Subjects: of, Use: subjectWords(n.Replacement), Text: CleanLine(n.Text), Page: p, Line: at.line,
		}
		switch {
		case f.Release != "":
			d.When = "release " + f.Release
		case f.Now:
			d.When = "now"
		case f.After != "":
			d.What = "after this day: " + d.What
		}
		list = append(list, d)
	}
	return list
}

func effectOf(n *Note) string {
	return cmp.Or(strings.ReplaceAll(n.Effect, "_", " "), n.Kind, "deprecation")
}

func subjectWords(subjects []Subject) []string {
	var words []string
	for _, s := range subjects {
		words = append(words, s.Type+" "+s.Name)
	}
	return words
}

// Concerns tells whether what is due is about an element, or about what stands
// in it. The end of a version is about everything.
func (d Due) Concerns(id string) bool {
	if d.Page == nil {
		return true
	}
	return slices.ContainsFunc(d.Subjects, func(s Subject) bool {
		owner, name, dotted := strings.Cut(s.Name, ".")
		switch s.Type {
		case "op":
			return id == OpID(s.Name) || strings.HasPrefix(id, OpID(s.Name)+"/")
		case "node":
			return id == NodeID(s.Name) || strings.HasPrefix(id, NodeID(s.Name)+"/")
		case "permission":
			return id == "perm/"+s.Name
		}
		if !dotted {
			return strings.HasSuffix(id, "/"+s.Type+"/"+s.Name)
		}
		return strings.HasSuffix(id, "/"+s.Type+"/"+name) && strings.Contains(id, "/"+owner+"/")
	})
}
