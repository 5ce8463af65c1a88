package spec

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// keptOf is what is wrong with keeping some rows or pages for the valid page.
func keptOf(t *testing.T, entries string) Issues {
	t.Helper()
	m, issues := ReadMissing("missing.yaml", []byte("missing: 1\n"+entries+"\n"))
	require.NoError(t, issues.Err())
	p, issues := ReadPage("user.yaml", []byte(valid))
	require.NoError(t, issues.Err())
	_, issues = m.Keep([]*Page{p})
	return issues
}

// A file that somebody edited may hold anything; what has no place is told.
func TestKeepNowhere(t *testing.T) {
	for _, row := range []string{
		"id: node/Nobody/field/id", "id: node/User/error/100", "id: node/User/result/id", "id: node/User/field/id.x.y",
		"id: 'op/GET /{user_id}/friends/error/many'", "id: 'op/GET /{user_id}/friends/field/x'", "id: node/User/edge/posts.x",
		"id: 'op/GET /{user_id}/likes'", "id: node/Group, page: nowhere", "id: enum/Nobody/kind/value/A", "id: x", "id: ''",
		"id: node/User/field/name, row: {name: other}", "id: node/User/field/name, row: text", "id: node/User/field/name, row: {typ: int}",
	} {
		issues := keptOf(t, "rows: [{"+row+", version: v19.0, since: 2026-11-20}]")
		require.NotEmpty(t, issues, row)
		assert.Equal(t, "missing.yaml", issues[0].File, row)
		assert.Positive(t, issues[0].Line, row)
	}
	assert.Empty(t, keptOf(t, "rows: [{id: node/Nobody/field/id, version: v18.0, since: 2026-11-20}]"), "of another version")
}

// What nobody can read is told once, and nothing is made of it.
func TestKeepUnreadable(t *testing.T) {
	for _, row := range []string{"[1]", "text", "{typ: int}"} {
		m, issues := ReadMissing("missing.yaml", []byte("missing: 1\nrows: [{id: node/User/field/name, version: v19.0, since: 2026-11-20, row: "+row+"}]\n"))
		require.NoError(t, issues.Err())
		p, _ := ReadPage("user.yaml", []byte(valid))
		kept, issues := m.Keep([]*Page{p})
		assert.Len(t, issues, 1, row)
		assert.Equal(t, p.Nodes, kept[0].Nodes, row)
		assert.Empty(t, m.Absent([]*Page{p}, kept), row)
	}
}

// What was put back has its place in missing.yaml, and what stands behind it
// keeps its own.
func TestKeepPlaces(t *testing.T) {
	m, issues := ReadMissing("missing.yaml", []byte(`missing: 1
rows:
  - id: node/User/field/first
    version: v19.0
    since: 2026-11-20
    row:
      type: Object
      fields:
        - name: member
          type: list<int
  - {id: 'op/GET /{user_id}/friends/error/50', version: v19.0, since: 2026-11-20}
`))
	require.NoError(t, issues.Err())
	p, _ := ReadPage("user.yaml", []byte(valid))
	kept, issues := m.Keep([]*Page{p})
	require.Empty(t, printed(issues))
	before, after := NewIndex([]*Page{p}), NewIndex(kept)
	for _, id := range after.IDs() {
		file, line, _ := after.Find(id)[0].Place()
		wantFile, wantLine := "missing.yaml", map[string]int{
			"node/User/field/first": 3, "node/User/field/first.member": 9, "op/GET /{user_id}/friends/error/50": 11,
		}[id]
		if known := before.Find(id); len(known) > 0 {
			wantFile, wantLine, _ = known[0].Place()
		}
		assert.Equal(t, [2]any{wantFile, wantLine}, [2]any{file, line}, id)
	}
	api, _ := Merge(kept)
	assert.Contains(t, printed(Check(api)), `missing.yaml:10:17: nodes[0].fields[0].fields[0].type: "list<int": missing >`)
}

// Only what was put back is absent: not what has no place, nor what is there.
func TestAbsent(t *testing.T) {
	m, issues := ReadMissing("missing.yaml", []byte(`missing: 1
rows:
  - {id: node/User/field/name, version: v19.0, since: 2026-11-20, row: {type: string}}
  - {id: node/User/field/id, version: v19.0, since: 2026-11-20, row: {type: string}}
  - {id: node/Nobody/field/id, version: v19.0, since: 2026-11-20, row: {type: string}}
  - {id: error/100, version: v19.0, since: 2026-11-20, row: {message: m}}
  - {id: error/200, version: v19.0, since: 2026-11-20, page: User, row: {message: m}}
`))
	require.NoError(t, issues.Err())
	p, _ := ReadPage("user.yaml", []byte(valid))
	p.Source.URL = ""
	kept, _ := m.Keep([]*Page{p})
	assert.Equal(t, []string{"error/200", "node/User/field/name"}, m.Absent([]*Page{p}, kept))
}

// bundledPages are the pages of a bundled spec, each with some bytes.
func bundledPages(t *testing.T, version string) []*Page {
	t.Helper()
	fsys, err := fs.Sub(Bundled(), version)
	require.NoError(t, err)
	api, issues, err := Load(fsys)
	require.NoError(t, err)
	require.NoError(t, issues.Err())
	return api.Pages
}

func factLines(pages []*Page) []string {
	api, _ := Merge(pages)
	var lines []string
	for _, f := range Facts(api) {
		lines = append(lines, f.String())
	}
	return lines
}

// loss takes elements, with what stands in them, out of copies of pages, and
// some pages as a whole. Pages that lose something have other bytes.
type loss struct {
	pages []*Page
	lost  []string // elements
	gone  []string // pages
}

func lose(rnd *rand.Rand, pages []*Page, elements, whole int) loss {
	l := loss{}
	for _, p := range pages {
		l.pages = append(l.pages, p.clone())
	}
	for range whole {
		i := rnd.IntN(len(l.pages))
		l.gone = append(l.gone, l.pages[i].key())
		l.pages = slices.Delete(l.pages, i, i+1)
	}
	for range elements {
		ids := NewIndex(l.pages).IDs()
		id := ids[rnd.IntN(len(ids))]
		l.lost = append(l.lost, id)
		for _, p := range l.pages {
			for {
				at := slices.IndexFunc(Elements(p), func(e Element) bool { return e.ID == id })
				if at < 0 {
					break
				}
				p.lose(Elements(p)[at])
				p.Source.SHA256 = "lost " + p.Source.SHA256
			}
		}
	}
	return l
}

// lose takes one element out of the page.
func (p *Page) lose(e Element) {
	if strings.HasSuffix(e.Where, "]") {
		p.cut(e.Where)
		return
	}
	_, _, word := SplitID(e.ID)
	words := p.value(e.Where)
	typ, _ := ParseType(words.String())
	for u := range typ.All() {
		u.Values = slices.DeleteFunc(u.Values, func(v string) bool { return v == word })
	}
	words.SetString(typ.String())
}

// rescraped are the pages of another scrape, in which all bytes are others.
func rescraped(pages []*Page, mark string) []*Page {
	var again []*Page
	for _, p := range pages {
		c := p.clone()
		c.Source.SHA256 = mark + p.Source.SHA256
		again = append(again, c)
	}
	return again
}

// Whatever a scrape lacks for the first time is put back where it was; what a
// second one lacks, too, is not.
func TestMissingIsKept(t *testing.T) {
	for _, version := range []string{"v19.0", "v25.0"} {
		pages := bundledPages(t, version)
		facts := factLines(pages)
		for seed := range uint64(25) {
			rnd := rand.New(rand.NewPCG(seed, 19))
			l := lose(rnd, pages, 1+rnd.IntN(12), rnd.IntN(3))
			name := fmt.Sprintf("%s, seed %d: without %q and %q", version, seed, l.lost, l.gone)

			none := &Missing{Format: MissingFormat, file: "missing.yaml"}
			m := none.Update(pages, l.pages, "2026-11-20")
			kept, issues := m.Keep(l.pages)
			require.Empty(t, printed(issues), name)
			require.Equal(t, facts, factLines(kept), name)

			file, err := m.Bytes()
			require.NoError(t, err)
			back, issues := ReadMissing("missing.yaml", file)
			require.Empty(t, printed(issues), name)
			again, err := back.Bytes()
			require.NoError(t, err)
			require.Equal(t, string(file), string(again), name)
			kept, issues = back.Keep(l.pages)
			require.Empty(t, printed(issues), name)
			require.Equal(t, facts, factLines(kept), name)

			shuffled, lacking := slices.Clone(pages), slices.Clone(l.pages)
			rnd.Shuffle(len(shuffled), reflect.Swapper(shuffled))
			rnd.Shuffle(len(lacking), reflect.Swapper(lacking))
			again, err = none.Update(shuffled, lacking, "2026-11-20").Bytes()
			require.NoError(t, err)
			require.Equal(t, string(file), string(again), name)

			next, err := back.Update(kept, l.pages, "2026-12-24").Bytes()
			require.NoError(t, err)
			require.Equal(t, string(file), string(next), "the same bytes are no second scrape: "+name)

			dropped := back.Update(kept, rescraped(l.pages, "again "), "2026-12-24")
			require.Empty(t, dropped.Rows, name)
			require.Empty(t, dropped.Pages, name)
			require.Empty(t, back.Update(kept, pages, "2026-11-20").Of(version), "it came back: "+name)
		}
	}
}

// Whatever stands in the file, keeping it never panics, and what was read
// without an error is written as it was.
func FuzzKeep(f *testing.F) {
	for _, entries := range []string{
		"", "rows: [{id: node/User/field/name, version: v19.0, since: 2026-11-20, after: id, row: {type: int}}]",
		"rows: [{id: enum/User/kind/value/C, version: v19.0, since: 2026-11-20, after: B, row: type}]",
		"rows: [{id: 'op/GET /{user_id}/likes', version: v19.0, since: 2026-11-20, page: User, row: {params: [{name: x}]}}]",
		"rows: [{id: 'op/GET /{user_id}/friends/error/5', version: v19.0, since: 2026-11-20}, {id: error/5, version: v19.0, since: x, row: {message: m}}]",
		"pages: [{since: 2026-11-20, says: {graphgen: 1, page: Group, version: v19.0, source: {format: html}, nodes: [{name: Group}]}}]",
	} {
		f.Add("missing: 1\n" + entries + "\n")
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, issues := ReadMissing("missing.yaml", []byte(text))
		p, _ := ReadPage("user.yaml", []byte(valid))
		kept, _ := m.Keep([]*Page{p})
		next := m.Update(kept, []*Page{p}, "2026-12-24")
		for _, m := range []*Missing{m, next} {
			if issues.Err() != nil {
				return
			}
			data, err := m.Bytes()
			require.NoError(t, err)
			back, issues := ReadMissing("missing.yaml", data)
			require.NoError(t, issues.Err())
			again, err := back.Bytes()
			require.NoError(t, err)
			require.Equal(t, string(data), string(again))
		}
	})
}
