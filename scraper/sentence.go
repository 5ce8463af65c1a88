package scraper

import (
	"regexp"
	"strings"
)

// This file knows the fixed sentences of a reference page: those that open an
// operation, refuse one, or say nothing.

var (
	updateSentence = regexp.MustCompile(`(?i)^You can update an? (.+?) by making a POST request to ?`)
	deleteSentence = regexp.MustCompile(`(?i)^You can delete an? (.+?) by making a DELETE request to ?`)
	dissociate     = regexp.MustCompile(`(?i)^You can dissociate an? (.+?) from an? (.+?) by making a DELETE request to ?`)
	pointer        = regexp.MustCompile(`(?i)^You may perform a (POST|DELETE) request to the following edges? from this node`)
	createdNode    = regexp.MustCompile(`(?i)^When posting to this edge, an? (.+?) will be created\.?$`)
	noNodeCreated  = regexp.MustCompile(`(?i)^When posting to this edge, no Graph object will be created\.?$`)
	listOfNodes    = regexp.MustCompile(`(?i)^A list of (\S+?) nodes\.?$`)
	singleNode     = regexp.MustCompile(`(?i)^A single (\S+?) node\.?$`)
	arrayOfObjects = regexp.MustCompile(`(?:^|\b[Rr]eturns )[Aa]n? (?:array|list) of (?:the )?([A-Z]\w*(?: [A-Z]\w*)*?)(?:s\b| objects?\b)`)
	// deprecatedProse is a sentence of its own; newer layouts have no badge.
	deprecatedProse = regexp.MustCompile(`(?m)^Deprecated[.:]`)
	summaryFields   = regexp.MustCompile(`(?i)\bwhen summary is (?:set to )?true\b`)
	allRequired     = regexp.MustCompile(`(?i)^All (?:fields|parameters) are required\.?$`)
	refusal         = regexp.MustCompile(`(?i)^(?:You (?:can't|cannot|can not)|It is not possible to) (?:perform (?:this operation|these actions)|(?:delete|update|create|publish)\b.* using (?:the Graph|this) API|(?:delete|update|publish|create|read|post|edit|send)\b.*(?:using|on|with|to|from|via) this (?:edge|endpoint|enpoint|node|object)|(?:delete|update|edit|publish|publish to|create) (?:using )?(?:this|an?) (?:edge|endpoint|node|object))`)
	notSupported    = regexp.MustCompile(`(?i)^This operation is not supported\.?$`)
	readAfterID     = regexp.MustCompile(`(?i)read-after-write.* represented by id in the return type`)
	readAfterSelf   = regexp.MustCompile(`(?i)read-after-write.* to which you POSTed`)
	requiredProse   = regexp.MustCompile(`(?im)(?:^|[.!] )(?:This (?:field|parameter) is required|This is a required (?:field|parameter)[^.]*|Required)\.(?:\s|$)`)
)

// boilerplate are sentences that stand on most pages and say nothing of the
// page at hand, with the rule's name.
var boilerplate = []struct {
	rule string
	re   *regexp.Regexp
}{
	{"summary-hint", regexp.MustCompile(`(?i)^Aggregated information about the edge, such as counts\. Specify the fields to fetch in the summary param`)},
	{"error-message", regexp.MustCompile(`(?i)^(?:Otherwise|If unsuccessful),? a relevant error message will be returned\.?$`)},
	{"success-lead", regexp.MustCompile(`(?i)^If (?:the request is )?successful:?$`)},
	{"nothing-required", regexp.MustCompile(`(?i)^No fields are required\.?$`)},
	{"no-edges", regexp.MustCompile(`(?i)^No edges\.?$`)},
	{"sample-label", regexp.MustCompile(`(?i)^(?:Request|Response|Example query:|Data returned:|Formatted for readability\.)$`)},
	{"permissions-lead", regexp.MustCompile(`(?i)^Developers usually request these permissions for this endpoint:?`)},
	{"explorer", regexp.MustCompile(`(?i)^(?:Try it in )?Graph (?:API )?Explorer$`)},
	{"select-language", regexp.MustCompile(`(?i)^Select language$`)},
	{"updated", regexp.MustCompile(`(?i)^Updated: \w+ \d+, \d{4}$`)},
	{"rule-line", regexp.MustCompile(`^-{3,}$|^\*{3,}$`)},
	{"child-parameters", regexp.MustCompile(`(?i)^Show child parameters$`)},
	{"copy-for-llm", regexp.MustCompile(`(?i)^Copy for LLM`)},
}

// plainText is the text of t with the spaces and apostrophes that sentences
// are matched with.
func plainText(t Text) string {
	s := strings.NewReplacer("’", "'", "\u00a0", " ").Replace(t.String())
	return strings.Join(strings.Fields(s), " ")
}

// boilerplateRule returns the rule that leaves the sentence out, if any.
func boilerplateRule(s string) (string, bool) {
	if is(s, wordLearnMore) {
		return "learn-more", true
	}
	if is(s, wordPagingGuide) {
		return "paging-guide", true
	}
	if is(s, wordSummaryHint) {
		return "summary-hint", true
	}
	for _, b := range boilerplate {
		if b.re.MatchString(s) {
			return b.rule, true
		}
	}
	return "", false
}

// isRefusal reports whether s says that the section's operation does not
// exist.
func isRefusal(s string) bool {
	return is(s, wordCantPerform) || notSupported.MatchString(s) || refusal.MatchString(s)
}
