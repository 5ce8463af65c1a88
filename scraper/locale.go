package scraper

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// This file knows what a reference page's own words (headings, column titles,
// badges, fixed sentences) are called in each locale. Pages mix languages, so
// a word is looked up in all locales at once; the table is the only place
// where such words live, and adding a locale is adding lines to it.

//go:embed locales.tsv
var localeTable string

// word is a key of the locale table.
type word string

const (
	wordVersionPicker word = "version_picker"
	wordReading       word = "reading"
	wordCreating      word = "creating"
	wordUpdating      word = "updating"
	wordDeleting      word = "deleting"
	wordParameters    word = "parameters"
	wordParameterTH   word = "parameter_th"
	wordDescriptionTH word = "description_th"
	wordRequired      word = "required"
	wordDefaultValue  word = "default_value"
	wordFields        word = "fields"
	wordFieldTH       word = "field_th"
	wordReturnType    word = "return_type"
	wordErrorCodes    word = "error_codes"
	wordErrorTH       word = "error_th"
	wordExample       word = "example"
	wordCantPerform   word = "cant_perform"
	wordNoParams      word = "no_params"
	wordReadsJSON     word = "reads_json"
	wordListOfNodes   word = "list_of_nodes"
	wordWhenPosting   word = "when_posting"
	wordPostPaths     word = "post_paths"
	wordDefaultBadge  word = "default_badge"
)

// wording is one line of the locale table.
type wording struct {
	locale string
	key    word
	text   string
	re     *regexp.Regexp // of a sentence with slots, else nil
}

// locales is the table, parsed once.
var locales = sync.OnceValue(func() []wording {
	var ws []wording
	for line := range strings.Lines(localeTable) {
		line = strings.TrimRight(line, "\r\n")
		cells := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 3 {
			continue
		}
		w := wording{locale: cells[0], key: word(cells[1]), text: fold(cells[2])}
		if strings.Contains(w.text, "{") {
			w.re = sentence(w.text)
		}
		ws = append(ws, w)
	}
	return ws
})

// sentence turns a wording with slots into a pattern: {x} is a node name, {e}
// an edge name, and an English article may be a or an.
func sentence(text string) *regexp.Regexp {
	p := regexp.QuoteMeta(strings.TrimSuffix(text, "."))
	p = strings.NewReplacer(
		`\{x\}`, `(?P<x>.+?)`,
		`\{e\}`, `(?P<x>.+?)`,
		` a (?P`, ` an? (?P`,
	).Replace(p)
	p = strings.ReplaceAll(p, ` a (?P`, ` an? (?P`)
	return regexp.MustCompile(`^` + p + `\.?$`)
}

// fold makes two spellings of one text equal: case, white space, apostrophes.
func fold(s string) string {
	s = strings.NewReplacer("’", "'", "\u00a0", " ", "\u202f", " ").Replace(s)
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// is reports whether s is one of the wordings of any of the keys.
func is(s string, keys ...word) bool {
	_, ok := lookup(s, keys...)
	return ok
}

// lookup returns the first key of which s is a wording.
func lookup(s string, keys ...word) (word, bool) {
	s = fold(s)
	for _, k := range keys {
		for _, w := range locales() {
			if w.key == k && w.re == nil && w.text == s {
				return k, true
			}
		}
	}
	return "", false
}

// slot matches s against the sentences of a key and returns what stands in the
// slot, in the spelling of s.
func slot(s string, key word) (string, bool) {
	plain := strings.Join(strings.Fields(strings.NewReplacer("’", "'", "\u00a0", " ").Replace(s)), " ")
	folded := strings.ToLower(plain)
	for _, w := range locales() {
		if w.key != key || w.re == nil {
			continue
		}
		if m := w.re.FindStringSubmatchIndex(folded); m != nil {
			if len(folded) == len(plain) {
				return plain[m[2]:m[3]], true
			}
			return folded[m[2]:m[3]], true
		}
	}
	return "", false
}

// isColumnWord reports whether s is a column title in any locale.
func isColumnWord(s string) bool {
	return is(s, wordParameterTH, wordFieldTH, wordErrorTH, wordDescriptionTH) || englishColumns[fold(s)]
}

// englishColumns are the column titles that no other locale has been seen to
// translate.
var englishColumns = map[string]bool{
	"name": true, "type": true, "edge": true, "error code": true, "property name": true,
	"permission": true, "value": true, "placeholder": true, "key": true,
}

// localeVotes counts the section words of each locale among the texts and
// returns the one that wins, or "" where none or two do.
func localeVotes(texts []string) string {
	votes := map[string]int{}
	for _, t := range texts {
		t = fold(t)
		seen := map[string]bool{}
		for _, w := range locales() {
			if !seen[w.locale] && w.re == nil && w.text == t {
				seen[w.locale] = true
				votes[w.locale]++
			}
		}
	}
	best, n, tie := "", 0, false
	for _, l := range slices.Sorted(keysOf(votes)) {
		switch {
		case votes[l] > n:
			best, n, tie = l, votes[l], false
		case votes[l] == n:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}
