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
		"The file is not YAML, or not one document.",
		"look there for an open bracket, a tab or a quote; scrape writes a page anew"}
	tooLarge = Rule{"too-large", Error,
		"A page has a few hundred kilobytes at most; what is far larger is no page, and reading it could take all memory.",
		"split the file, or scrape the page again"}
	notPlain = Rule{"not-plain", Error,
		"Anchors, aliases and tags can make a small file unfold into a huge one, and no diff shows what they mean.",
		"write the value out"}
	unknownKey = Rule{"unknown-key", Error,
		"A key that the format does not have would be ignored in silence, and mostly it is a misspelt one.",
		"the JSON Schema has the keys: graphgen schema spec, config or overlay"}
	duplicateKey = Rule{"duplicate-key", Error,
		"Of a key that stands twice only one value could count.",
		"keep one of them"}
	missingKey = Rule{"missing-key", Error,
		"Without this key nothing can be done with what it stands in.",
		"the JSON Schema has the keys: graphgen schema spec, config or overlay"}
	nullValue = Rule{"null-value", Error,
		"A key without a value is mostly a value that got lost.",
		"give it a value, or leave the key out"}
	wrongKind = Rule{"wrong-kind", Error,
		"The value is of another kind than the format asks for: a list for text, a number for a string.",
		"the JSON Schema has the keys: graphgen schema spec, config or overlay"}
	formatVersion = Rule{"format-version", Error,
		"The key graphgen names the version of the format; another version means other things.",
		"write the file anew with scrape, or use the graphgen that wrote it"}
	unsafeText = Rule{"unsafe-text", Error,
		"Control characters and characters that reorder text can make a terminal, an editor or a reviewer see what is not there.",
		"remove the characters"}
	tooDeep = Rule{"too-deep", Error,
		"Members have members, but no page nests them a hundred deep.",
		"look at the page, and scrape it again"}
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

// Names, types and values.
var (
	emptyName = Rule{"empty-name", Error,
		"What has no name cannot be asked for, and no Go name can be made for it.",
		"correct it with an overlay, or leave it out"}
	oddName = Rule{"odd-name", Warning,
		"Names of the API are single words. A name with white space, or a very long one, is mostly a sentence that a reader took for a name.",
		"look at the page; correct the reader or add to the overlay"}
	duplicateName = Rule{"duplicate-name", Warning,
		"Two entries of one list have the same name. They are merged, so what tells them apart is lost.",
		"look at the page; rows of different parents are marked as flat"}
	duplicateValue = Rule{"duplicate-value", Warning,
		"A value that stands twice gives two Go constants for one thing.",
		"leave one of them out with an overlay"}
	emptyValue = Rule{"empty-value", Info,
		"The API may answer with an empty value, but a request cannot send one: an empty parameter is left out.",
		"nothing needs to be done"}
	badType = Rule{"bad-type", Error,
		"The type expression has a bracket too many or too few, so it has no meaning.",
		"correct the expression; spec/FORMAT.md has the grammar"}
	unknownType = Rule{"unknown-type", Warning,
		"No table knows these words. They are kept, and the Go code treats the value as raw JSON.",
		"add the words to the type table or correct them with an overlay"}
	emptyEnum = Rule{"empty-enum", Warning,
		"An enum without values allows nothing. Write a bare enum where the page does not list the values.",
		"add the values with an overlay"}
	defaultOutside = Rule{"default-outside-enum", Warning,
		"The default value is none of the values that are allowed, so one of the two is wrong.",
		"correct the values or the default with an overlay"}
	defaultKind = Rule{"default-kind", Warning,
		"The default value cannot be a value of the type, so one of the two is wrong.",
		"correct the type or the default with an overlay"}
	danglingRef = Rule{"dangling-ref", Info,
		"A type names a node that no page of the spec describes. The Go code reads it as an object with an id and raw JSON.",
		"scrape the page of that node too"}
	unknownWord = Rule{"unknown-word", Error,
		"The key takes one of a few words, and this is none of them.",
		"the JSON Schema has the keys: graphgen schema spec, config or overlay"}
	badVersion = Rule{"bad-version", Error,
		"Versions are compared to tell what holds when; they read v19.0.",
		"write the version as v19.0"}
	badDate = Rule{"bad-date", Error,
		"Dates are compared to tell what holds when; they read 2020-06-30.",
		"write the date as 2020-06-30"}
	badURL = Rule{"bad-url", Warning,
		"The address of a page becomes a link in the docs of the Go package.",
		"write an address that begins with https://"}
)

// Text.
var (
	residue = Rule{"html-residue", Warning,
		"Tags and entities in a text are what a reader of the page should have taken away.",
		"correct the reader, or report the page"}
	brokenText = Rule{"mojibake", Warning,
		"The text was decoded with the wrong character set somewhere on its way.",
		"read the page as UTF-8"}
	partialNote = Rule{"partial-note", Warning,
		"The note names a version or a date that was not understood, so nothing is concluded from it.",
		"read the note, and add what it says to the overlay"}
	phaseWhen = Rule{"phase-when", Error,
		"A phase of a change begins at one moment: exactly one of version, on, after, release and now says which.",
		"keep one of the keys, and write another phase for the other"}
)

// Pages and operations.
var (
	badOp = Rule{"bad-op", Error,
		"An operation is known by its method and path: GET /{page_id}/conversations.",
		"write the path with placeholders in snake case, each once"}
	placeholderParam = Rule{"placeholder-param", Warning,
		"A parameter that is part of the path would be sent twice.",
		"leave the parameter out"}
	listWithoutPaging = Rule{"list-without-paging", Warning,
		"Lists of the API come page by page. Without paging no iterator is written.",
		"add paging: cursor where the reply has cursors"}
	opWithoutAnswer = Rule{"op-without-answer", Info,
		"Without a documented answer the Go method can only hand over raw JSON.",
		"add what it answers with an overlay"}
	errorWithoutMessage = Rule{"error-without-message", Warning,
		"An error code without a message gets a Go constant named by its number.",
		"add the message to errors"}
	nodeWithoutFields = Rule{"node-without-fields", Warning,
		"A node has fields. None at all mostly means that the table was not understood.",
		"look at the page, and scrape it again"}
	emptyPage = Rule{"empty-page", Warning,
		"Nothing at all was understood of the page.",
		"look at the page; leave it out if it is no reference page"}
	translated = Rule{"translated", Info,
		"A translated page has lost words that matter, such as the badge of a required parameter.",
		"scrape the page in English: ?locale=en_US"}
	versionMismatch = Rule{"version-mismatch", Warning,
		"The page is of another version than the rest, so it may describe what is not there.",
		"scrape the page of the spec's version"}
	missingEntry = Rule{MissingEntry, Warning,
		"missing.yaml keeps what a page lacks. What is of no page of the spec, or is written in a way that no page is, cannot be put back.",
		"take the entry out of missing.yaml"}
)

// Rules are all the rules of this package, by ID.
func Rules() []Rule {
	rules := []Rule{
		yamlSyntax, tooLarge, notPlain, unknownKey, duplicateKey, missingKey, nullValue, wrongKind,
		formatVersion, unsafeText, tooDeep, noPages,
		samePath, contradiction, manyMessages,
		emptyName, oddName, duplicateName, duplicateValue, emptyValue, badType, unknownType, emptyEnum, defaultOutside,
		defaultKind, danglingRef, unknownWord, badVersion, badDate, badURL,
		residue, brokenText, partialNote, phaseWhen,
		badOp, placeholderParam, listWithoutPaging, opWithoutAnswer, errorWithoutMessage, nodeWithoutFields,
		emptyPage, translated, versionMismatch, missingEntry,
		overlayFormat, overlayAction, overlayConflict, overlayOrphan, overlayOverlap, overlayAbsorbed, overlayNoop, overlayExpired, overlayLost,
		datePassed, versionEnded, deprecatedInProse, unknownSubject, unknownReplacement,
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
