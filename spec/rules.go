package spec

import (
	"cmp"
	"fmt"
	"slices"
)

// Rule is one thing that reading, merging or Check can find.
type Rule struct {
	ID       string // unknown-type
	Severity Severity
	Doc      string // why it matters, for people who ask
	Hint     string // what to do
}

// Reading a file.
var (
	yamlSyntax = Rule{"yaml-syntax", Error,
		"The file is no YAML that holds one page.",
		"correct the YAML, or write the file anew with scrape"}
	tooLarge = Rule{"too-large", Error,
		"A page has a few hundred kilobytes at most; what is far larger is no page, and reading it could take all memory.",
		"split the file, or scrape the page again"}
	notPlain = Rule{"not-plain", Error,
		"Anchors, aliases and tags can make a small file unfold into a huge one, and no diff shows what they mean.",
		"write the value out"}
	unknownKey = Rule{"unknown-key", Error,
		"A key that the format does not have would be ignored in silence, and mostly it is a misspelt one.",
		"see the keys in spec/FORMAT.md"}
	duplicateKey = Rule{"duplicate-key", Error,
		"Of a key that stands twice only one value could count.",
		"keep one of them"}
	missingKey = Rule{"missing-key", Error,
		"Without this key nothing can be done with what it stands in.",
		"see the keys in spec/FORMAT.md"}
	nullValue = Rule{"null-value", Error,
		"A key without a value is mostly a value that got lost.",
		"give it a value, or leave the key out"}
	wrongKind = Rule{"wrong-kind", Error,
		"The value is of another kind than the format asks for: a list for text, a number for a string.",
		"see the keys in spec/FORMAT.md"}
	formatVersion = Rule{"format-version", Error,
		"The key graphgen names the version of the format; another version means other things.",
		"write the file anew with scrape, or use the graphgen that wrote it"}
	unsafeText = Rule{"unsafe-text", Error,
		"Control characters and characters that reorder text can make a terminal, an editor or a reviewer see what is not there.",
		"remove the characters"}
	noPages = Rule{"no-pages", Error,
		"The folder holds no YAML file, so there is nothing to work on.",
		"name the folder that scrape wrote"}
)

// Bringing pages together.
var (
	samePath = Rule{"same-path", Warning,
		"Two pages of one folder cannot have the same file, so one of them gets a number. Mostly it is one page scraped twice.",
		"scrape only one of the two, or correct the url of one"}
	contradiction = Rule{"contradiction", Warning,
		"Two pages describe the same thing in different ways, and only one can be right. The page named second counts.",
		"correct it with an overlay, or leave one of the pages out"}
	manyMessages = Rule{"many-messages", Info,
		"Pages give one error code several messages. The most frequent one is used.",
		"nothing needs to be done"}
)

// Rules are all the rules of this package, by ID.
func Rules() []Rule {
	rules := []Rule{
		yamlSyntax, tooLarge, notPlain, unknownKey, duplicateKey, missingKey, nullValue, wrongKind,
		formatVersion, unsafeText, noPages,
		samePath, contradiction, manyMessages,
	}
	slices.SortFunc(rules, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return rules
}

// add appends an issue of a rule, with the rule's hint.
func (is *Issues) add(r Rule, at place, format string, args ...any) {
	is.addHint(r, at, r.Hint, format, args...)
}

func (is *Issues) addHint(r Rule, at place, hint, format string, args ...any) {
	is.Add(Issue{
		File: at.file, Line: at.line, Col: at.col, Where: at.where,
		Severity: r.Severity, ID: r.ID, Msg: fmt.Sprintf(format, args...), Hint: cmp.Or(hint, r.Hint),
	})
}
