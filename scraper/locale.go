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
	wordLearnMore     word = "learn_more"
	wordPagingGuide   word = "paging_guide"
	wordSummaryHint   word = "summary_hint"
	wordAddedFields   word = "added_fields"
)

// vocabulary is the locale table, ready for look-ups.
type vocabulary struct {
	keys      map[string][]word   // folded wording → its keys
	locales   map[string][]string // folded wording → the locales that use it
	texts     map[word][]string   // the folded wordings of a key
	sentences map[word][]*regexp.Regexp
}

// words is the table, parsed once.
var words = sync.OnceValue(func() vocabulary {
	v := vocabulary{map[string][]word{}, map[string][]string{}, map[word][]string{}, map[word][]*regexp.Regexp{}}
	for line := range strings.Lines(localeTable) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 3 {
			continue
		}
		locale, key, text := cells[0], word(cells[1]), fold(cells[2])
		if strings.Contains(text, "{") {
			v.sentences[key] = append(v.sentences[key], sentence(text))
			continue
		}
		v.keys[unstop(text)] = append(v.keys[unstop(text)], key)
		v.locales[unstop(text)] = append(v.locales[unstop(text)], locale)
		v.texts[key] = append(v.texts[key], text)
	}
	return v
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

// unstop drops the full stop, which copies of a page drop here and there.
func unstop(s string) string { return strings.TrimSuffix(s, ".") }

// is reports whether s is one of the wordings of any of the keys.
func is(s string, keys ...word) bool {
	_, ok := lookup(s, keys...)
	return ok
}

// lookup returns the first of the keys of which s is a wording.
func lookup(s string, keys ...word) (word, bool) {
	have := words().keys[unstop(fold(s))]
	for _, k := range keys {
		if slices.Contains(have, k) {
			return k, true
		}
	}
	return "", false
}

// cutLabel removes a label, in any locale, from the start of s.
func cutLabel(s string, key word) (rest string, ok bool) {
	folded := fold(s)
	for _, label := range words().texts[key] {
		if tail, ok := strings.CutPrefix(folded, label); ok && len(tail) <= len(s) {
			return strings.TrimSpace(s[len(s)-len(tail):]), true
		}
	}
	return s, false
}

// slot matches s against the sentences of a key and returns what stands in the
// slot, in the spelling of s.
func slot(s string, key word) (string, bool) {
	plain := strings.Join(strings.Fields(strings.NewReplacer("’", "'", "\u00a0", " ").Replace(s)), " ")
	folded := strings.ToLower(plain)
	for _, re := range words().sentences[key] {
		if m := re.FindStringSubmatchIndex(folded); m != nil {
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

// localeOf returns the locale whose words the texts use most, or "" where two
// do.
func localeOf(texts []string) string {
	votes := map[string]int{}
	for _, t := range texts {
		voters := slices.Clone(words().locales[unstop(fold(t))])
		slices.Sort(voters)
		for _, l := range slices.Compact(voters) {
			votes[l]++
		}
	}
	best, tie := "", false
	for _, l := range sortedKeys(votes) {
		switch {
		case votes[l] > votes[best]:
			best, tie = l, false
		case votes[l] == votes[best]:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}
