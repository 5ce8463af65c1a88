package scraper

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// noReference are the pages that the corpus lists as nodes or edges and that
// are neither, with the reason. Every pattern has to match.
var noReference = []struct{ pattern, reason string }{
	{"html/nover__note*.html", "stub of a removed feature"},
	{"html/v2.12__app-link-host.html", "stub of a removed feature"},
	{"md-v18/latest__instagram-api__reference__error-codes.md", "a table of error codes"},
	{"md-v18/latest__threat-exchange__reference__apis.md", "an index"},
	{"md-v18/latest__threat-exchange__reference__apis__*-type.md", "the values of an enum, no operation"},
	{"md-v18/latest__threat-exchange__reference__*ing*.md", "a guide"},
	{"md-v18/latest__threat-exchange__reference__privacy.md", "a guide"},
	{"md-v18/latest__threat-exchange__reference__ui*.md", "the website, no API"},
	{"md-v18/v18.0__profile.md", "names other nodes; has neither fields nor operations"},
}

// TestCorpusIsExtracted extracts every page of the corpus: which of them are
// refused, and how much of the others is understood.
func TestCorpusIsExtracted(t *testing.T) {
	pages := corpusPages(t, "corpus/*/*.*", "seeds/*.txt")
	kinds := corpusKinds(t)
	classes := map[class]int{}
	rows := map[class]Tally{}
	used := map[string]bool{}
	for _, file := range pages {
		name := path.Join(filepath.Base(filepath.Dir(file)), filepath.Base(file))
		page, report := extractCorpusPage(t, file)
		if page == nil {
			if kinds[name] == "node" || kinds[name] == "edge" {
				used[exceptionFor(t, name)] = true
			}
			continue
		}
		c := class(report.Class)
		if c != classVersions {
			assert.NotEqual(t, "guide", kinds[name], "%s is a guide, read as %s", name, c)
		}
		tally := rows[c]
		tally.Add(report.Rows)
		rows[c] = tally
		classes[c]++
		_, err := spec.WritePage(page)
		assert.NoError(t, err, name)
	}
	for _, e := range noReference {
		assert.True(t, used[e.pattern], "no page needs the exception %s (%s)", e.pattern, e.reason)
	}

	for c, least := range map[class]struct {
		pages    int
		coverage float64
	}{
		classGenerated: {280, 0.999}, classStruct: {25, 0.999}, classHandWritten: {60, 0.98}, classInstagram: {20, 0.98}, classUnheaded: {1, 0.98}, classVersions: {1, 0.98},
	} {
		t.Logf("%s: %d pages, rows %s", c, classes[c], tallyText(rows[c]))
		assert.GreaterOrEqual(t, classes[c], least.pages, "%s pages", c)
		assert.GreaterOrEqual(t, rows[c].Coverage(), least.coverage, "rows of %s pages", c)
	}
}

// extractCorpusPage returns a nil page when the reader or the grammar refuses
// the file.
func extractCorpusPage(t *testing.T, file string) (*spec.Page, *Report) {
	t.Helper()
	d, err := readFile(t, file)
	if err != nil {
		return nil, nil
	}
	page, report := Extract(d)
	if page != nil {
		requireRowsCounted(t, d, report)
	}
	return page, report
}

// exceptionFor is the pattern of noReference that matches a page.
func exceptionFor(t *testing.T, name string) string {
	t.Helper()
	for _, e := range noReference {
		if ok, err := path.Match(e.pattern, name); err == nil && ok {
			return e.pattern
		}
	}
	t.Errorf("%s is refused", name)
	return ""
}

// corpusKinds is what the list of the corpus calls each file: node, edge,
// guide, index.
func corpusKinds(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(os.Getenv("GRAPHGEN_CORPUS"), "corpus", "MANIFEST.tsv"))
	require.NoError(t, err)
	kinds := map[string]string{}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, "\t")
		require.GreaterOrEqual(t, len(cells), 6, line)
		kinds[cells[0]] = cells[5]
	}
	return kinds
}
