package scraper

import "strings"

// section is a part of a page that speaks of one kind of operation.
type section string

const (
	secIntro    section = ""
	secReading  section = "reading"
	secCreating section = "creating"
	secUpdating section = "updating"
	secDeleting section = "deleting"
	secEdges    section = "edges"
	secOther    section = "other"
)

// sectionHeadings are the English section titles that the locale table does
// not have: those of hand-written pages.
var sectionHeadings = map[string]section{
	"read":                    secReading,
	"publishing":              secCreating,
	"publish":                 secCreating,
	"create":                  secCreating,
	"publishing and updating": secCreating,
	"publishing and deleting": secCreating,
	"send a message":          secCreating,
	"update":                  secUpdating,
	"delete":                  secDeleting,
	"edges":                   secEdges,
}

var sectionWords = map[word]section{
	wordReading:  secReading,
	wordCreating: secCreating,
	wordUpdating: secUpdating,
	wordDeleting: secDeleting,
}

// sectionOf tells which section a heading opens.
func sectionOf(text string) (section, bool) {
	if k, ok := lookup(text, wordReading, wordCreating, wordUpdating, wordDeleting); ok {
		return sectionWords[k], true
	}
	s, ok := sectionHeadings[fold(text)]
	return s, ok
}

// refusedVerb is the name of a refused operation in the spec.
func (s section) refusedVerb() string {
	switch s {
	case secReading:
		return "read"
	case secCreating:
		return "create"
	case secUpdating:
		return "update"
	case secDeleting:
		return "delete"
	}
	return ""
}

// method is the HTTP method of the operations of a section.
func (s section) method() string {
	switch s {
	case secReading:
		return "GET"
	case secCreating, secUpdating:
		return "POST"
	case secDeleting:
		return "DELETE"
	}
	return ""
}

// topic is what a sub-heading says of the blocks below it.
type topic string

const (
	topicProse        topic = ""
	topicExample      topic = "example"
	topicParameters   topic = "parameters"
	topicPathParams   topic = "path parameters"
	topicFields       topic = "fields"
	topicEdges        topic = "edges"
	topicReturn       topic = "return type"
	topicResponse     topic = "response"
	topicErrors       topic = "errors"
	topicPermissions  topic = "permissions"
	topicRequirements topic = "requirements"
	topicLimitations  topic = "limitations"
	topicData         topic = "data"
	topicPaging       topic = "paging"
	topicSummary      topic = "summary"
	topicOperation    topic = "operation"
)

var topicHeadings = map[string]topic{
	"examples":                topicExample,
	"example request":         topicExample,
	"example requests":        topicExample,
	"example response":        topicExample,
	"sample request":          topicExample,
	"sample requests":         topicExample,
	"sample response":         topicExample,
	"sample responses":        topicExample,
	"sample curl request":     topicExample,
	"sample usage":            topicExample,
	"curl example":            topicExample,
	"request syntax":          topicExample,
	"request":                 topicExample,
	"query string parameters": topicParameters,
	"modifiers":               topicParameters,
	"path parameters":         topicPathParams,
	"returnable fields":       topicFields,
	"response fields":         topicFields,
	"response":                topicResponse,
	"response contents":       topicResponse,
	"return values":           topicResponse,
	"returns":                 topicResponse,
	"validation rules":        topicErrors,
	"edges":                   topicEdges,
	"connections":             topicEdges,
	"permissions":             topicPermissions,
	"feature permissions":     topicPermissions,
	"requirements":            topicRequirements,
	"new page experience":     topicRequirements,
	"limitations":             topicLimitations,
	"data":                    topicData,
	"paging":                  topicPaging,
	"summary":                 topicSummary,
}

var topicWords = map[word]topic{
	wordParameters: topicParameters,
	wordFields:     topicFields,
	wordReturnType: topicReturn,
	wordErrorCodes: topicErrors,
	wordExample:    topicExample,
}

// topicOf tells what a sub-heading announces. A heading that starts with a
// slash is the path of an operation.
func topicOf(text string) (topic, bool) {
	if strings.HasPrefix(text, "/") {
		return topicOperation, true
	}
	if k, ok := lookup(text, wordParameters, wordFields, wordReturnType, wordErrorCodes, wordExample); ok {
		return topicWords[k], true
	}
	t, ok := topicHeadings[fold(text)]
	return t, ok
}

// sampleTabs are the headings and labels of the tabs of a code sample. They
// stand inside an example and open nothing.
var sampleTabs = map[string]bool{
	"http": true, "php sdk": true, "javascript sdk": true, "android sdk": true, "ios sdk": true,
	"curl": true, "node.js sdk": true, "java sdk": true, "python sdk": true, "ruby sdk": true,
	"graph api explorer": true, "php business sdk": true, "objective-c": true,
}

// isTabBar reports whether s is nothing but the labels of sample tabs, which
// converters glue together.
func isTabBar(s string) bool {
	s = fold(s)
	for s != "" {
		n := len(s)
		for label := range sampleTabs {
			if rest, ok := strings.CutPrefix(s, label); ok && (len(rest) < n) {
				s = strings.TrimSpace(rest)
				break
			}
		}
		if len(s) == n {
			return false
		}
	}
	return true
}
