package scraper

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// localePages are the files of testdata/locales: one page in several formats,
// with the keys of the locale table where a page has its own words.
func localePages(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/locales/*")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	pages := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		pages[filepath.Base(f)] = string(data)
	}
	return pages
}

// TestLocalesAgree checks that a page says the same in every locale of the
// table, in each wording, as it says in English.
func TestLocalesAgree(t *testing.T) {
	table := localeWordings(t)
	for name, template := range localePages(t) {
		english := extracted(t, name, localised(template, table["en_US"], table["en_US"], 0))
		require.Len(t, english.Operations, 2)
		require.True(t, english.Operations[0].Params[0].Required)
		for _, locale := range sortedKeys(table) {
			for variant := range 2 {
				got := extracted(t, name, localised(template, table[locale], table["en_US"], variant))
				if len(table[locale]) >= 14 { // else English words prevail
					assert.Equal(t, locale, got.Source.Locale, name)
				}
				got.Source = english.Source
				assert.Equal(t, yamlOf(t, english), yamlOf(t, got), "%s in %s, wording %d", name, locale, variant+1)
			}
		}
	}
}

// localeWordings is the locale table: the wordings of each key by locale.
func localeWordings(t *testing.T) map[string]map[string][]string {
	t.Helper()
	table := map[string]map[string][]string{}
	for line := range strings.Lines(localeTable) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		require.Len(t, cells, 3, line)
		if table[cells[0]] == nil {
			table[cells[0]] = map[string][]string{}
		}
		table[cells[0]][cells[1]] = append(table[cells[0]][cells[1]], cells[2])
	}
	return table
}

// localised is a template in the words of a locale, or of another where the
// locale has none.
func localised(template string, words, other map[string][]string, variant int) []byte {
	keys := maps.Clone(other)
	maps.Copy(keys, words)
	for _, k := range sortedKeys(keys) {
		w := keys[k][min(variant, len(keys[k])-1)]
		w = strings.NewReplacer("{E}", "labels", "{X}", "PageLabel").Replace(w)
		template = strings.ReplaceAll(template, "«"+k+"»", w)
	}
	return []byte(template)
}

// laterErrors are the codes that every translated copy of the page lists and
// the English one does not: it was saved before they came.
var laterErrors = []int{2635, 80014}

// TestCorpusLocales compares the copies of one real page in other locales with
// the English one.
func TestCorpusLocales(t *testing.T) {
	const page = "__product-catalog__localized_items_batch.txt"
	english := extractedFile(t, corpusPages(t, "corpus/locale/en_US"+page)[0])
	require.Len(t, english.Operations, 1)
	files := corpusPages(t, "corpus/locale/*"+page)
	require.Len(t, files, 12)
	for _, file := range files {
		name := filepath.Base(file)
		got := extractedFile(t, file)
		assert.Equal(t, strings.TrimSuffix(name, page), got.Source.Locale, name)
		if got.Source.Locale != "en_US" {
			errors := &got.Operations[0].Errors
			assert.Subset(t, *errors, laterErrors, name)
			*errors = slices.DeleteFunc(*errors, func(code int) bool { return slices.Contains(laterErrors, code) })
		}
		assert.Equal(t, factLines(english), factLines(got), name)
	}
}

func extractedFile(t *testing.T, file string) *spec.Page {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	return extracted(t, filepath.Base(file), data)
}
