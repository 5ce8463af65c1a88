package scraper_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/scraper"
	"github.com/graphgen/graphgen/spec"
)

// TestTallyOfTheCorpus compares, kind by kind and page by page, what the source
// of a page says with what the spec of the page holds.
func TestTallyOfTheCorpus(t *testing.T) {
	root := os.Getenv("GRAPHGEN_CORPUS")
	if root == "" {
		t.Skip("GRAPHGEN_CORPUS names no folder of real pages")
	}
	paths, err := filepath.Glob(filepath.Join(root, "corpus/*/*.*"))
	require.NoError(t, err)
	require.NotEmpty(t, paths, "no pages below %s", root)

	sums := map[string]*tallySum{}
	reasons, used := explained(), map[tallyKey]bool{}
	for _, path := range paths {
		name := filepath.Base(filepath.Dir(path)) + "/" + filepath.Base(path)
		source, got := tallyFile(t, path, name)
		for _, kind := range slices.Sorted(maps.Keys(got)) {
			if sums[kind] == nil {
				sums[kind] = &tallySum{}
			}
			sums[kind].source += len(source[kind])
			sums[kind].spec += len(got[kind])
			diff := difference(kind, source[kind], got[kind])
			if diff == "" {
				continue
			}
			sums[kind].pages++
			if key := (tallyKey{name, kind}); reasons[key] != "" {
				used[key] = true
				continue
			}
			t.Errorf("%s: %s:%s", name, kind, diff)
		}
	}
	for key, reason := range reasons {
		assert.True(t, used[key], "%s: %s: no difference any more, but explained: %s", key.page, key.kind, reason)
	}
	logSums(t, sums)
}

// tallySum is what all pages have of one kind of fact, and on how many pages
// source and spec differ.
type tallySum struct{ source, spec, pages int }

func logSums(t *testing.T, sums map[string]*tallySum) {
	var b strings.Builder
	for _, kind := range slices.Sorted(maps.Keys(sums)) {
		fmt.Fprintf(&b, "%-18s %6d %6d %6d\n", kind, sums[kind].source, sums[kind].spec, sums[kind].pages)
	}
	t.Logf("%-18s %6s %6s %6s\n%s", "kind", "source", "spec", "pages that differ", b.String())
}

// tallyFile counts the source of a page and its spec. A page that is refused
// has no spec, and must not describe an operation.
func tallyFile(t *testing.T, path, name string) (source, got tally) {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	source = tallyPage(path, string(data))
	page, _, err := scraper.Scrape(name, bytes.NewReader(data), scraper.Limits{})
	if err != nil || page == nil {
		return tally{"operation of a refused page": source["operation"]}, tally{"operation of a refused page": nil}
	}
	got = tallySpec(page)
	reconcile(source, got, page)
	return source, got
}

// reconcile settles what only one side can tell: a title that names a path and
// an inferred operation count where the other side agrees, a row that is none
// of the known kinds where a note keeps it, and prose that says "required"
// where the spec does.
func reconcile(source, got tally, page *spec.Page) {
	for _, op := range source["title operation"] {
		if slices.Contains(got["operation"], op) {
			source.once("operation", op)
		}
	}
	for _, op := range got["inferred operation"] {
		if slices.Contains(source["operation"], op) {
			got.add("operation", op)
		}
	}
	for _, fact := range source["other row"] {
		if keepsRow(page, got, fact) {
			got.add("other row", fact)
		}
	}
	for _, name := range source["required in prose"] {
		if count(source["Required"], name) < count(got["Required"], name) {
			source.add("Required", name)
		}
	}
	delete(source, "title operation")
	delete(source, "method")
	delete(source, "required in prose")
	delete(got, "inferred operation")
	for kind := range source {
		got[kind] = append([]string{}, got[kind]...)
	}
}

// keepsRow reports whether a note or a description keeps a row of a table that
// is none of parameters, fields, edges or errors.
func keepsRow(p *spec.Page, got tally, fact string) bool {
	_, cell, _ := strings.Cut(fact, ": ")
	says := func(text string) bool { return strings.Contains(docWords(text), docWords(cell)) }
	return slices.ContainsFunc(got["doc"], says) ||
		slices.ContainsFunc(p.Notes, func(n spec.Note) bool { return says(n.Text) })
}

func tallyPage(path, data string) tally {
	switch filepath.Ext(path) {
	case ".html":
		return tallySource(htmlParts(data)).explorerLinks(data)
	case ".md":
		return tallySource(markdownParts(data)).explorerLinks(data)
	}
	return tallyText(data)
}

// explorer is a link to the Graph API Explorer.
var explorer = regexp.MustCompile(`/tools/explorer/[^"')\s]*\?method=(\w+)&(?:amp;)?path=([^&"')\s]+)`)

// explorerLinks counts the operations that the links to the Explorer name.
func (t tally) explorerLinks(page string) tally {
	for _, m := range explorer.FindAllStringSubmatch(page, -1) {
		path, err := url.QueryUnescape(m[2])
		if path = plainPath(path); err == nil && path != "/..." {
			t.once("operation", m[1]+" "+path)
		}
	}
	return t
}

func count(facts []string, fact string) int {
	n := 0
	for _, f := range facts {
		if f == fact {
			n++
		}
	}
	return n
}

// oneWay are the kinds of which the spec may hold more: operations without a
// sample, elements of which only prose speaks.
var oneWay = map[string]bool{"sample": true, "list of nodes": true}

// difference names the facts that only one side has, as -source and +spec.
func difference(kind string, source, got []string) string {
	count := map[string]int{}
	for _, f := range source {
		count[f]--
	}
	for _, f := range got {
		count[f]++
	}
	var b strings.Builder
	for _, f := range slices.Sorted(maps.Keys(count)) {
		switch n := count[f]; {
		case n < 0:
			b.WriteString(" -" + strconv.Quote(f))
		case n > 0 && !oneWay[kind]:
			b.WriteString(" +" + strconv.Quote(f))
		}
	}
	return b.String()
}
