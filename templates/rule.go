package templates

import "github.com/graphgen/graphgen/spec"

// Rules are what Check can find, for people who ask what an issue means.
func Rules() []spec.Rule {
	return []spec.Rule{
		{ID: "field-and-edge", Severity: spec.Info,
			Doc:  "A node has a field and an edge of one name. Asked for by it, the API answers with the edge, so the Go field has the edge's type.",
			Hint: "nothing needs to be done"},
		{ID: "go-name-locked", Severity: spec.Info,
			Doc:  "By the rule the Go name would be another one, but callers use the one in names.lock.",
			Hint: "edit names.lock to rename; callers of the old name will not compile"},
		{ID: "go-name-moved", Severity: spec.Error,
			Doc:  "A Go name that callers use would change, and names.lock cannot keep it: the type it stands for became two, say.",
			Hint: "allow it once with --allow-rename"},
		{ID: "go-name-taken", Severity: spec.Info,
			Doc:  "Two things of the API come to one Go name (LAST_7D and last_7d). The second gets a longer one.",
			Hint: "give a better name with rename_go in the overlay"},
		{ID: "members-unused", Severity: spec.Info,
			Doc:  "The reference lists members of something whose type has no place for them, so the Go type has none.",
			Hint: "correct the type with the overlay"},
		{ID: "names-lock", Severity: spec.Error,
			Doc:  "A line of names.lock is none, or gives a name that Go or the package cannot have there.",
			Hint: "restore the file from git; who renames edits the name only"},
		{ID: "name-twice", Severity: spec.Info,
			Doc:  "The reference lists the same name twice. The first counts.",
			Hint: "remove the wrong one with the overlay"},
	}
}

// Check finds what there is to say of the Go package of an API, without making
// it.
func Check(api *spec.API, o Options) spec.Issues {
	p, issues := newPlan(api, o)
	if issues.Err() == nil && !o.AllowRename {
		issues = append(issues, o.Lock.moved(p.declarations())...)
	}
	issues.Sort()
	return issues
}
