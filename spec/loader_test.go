package spec

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const loaderPage = `graphgen: 1
page: %s
version: %s
source:
  format: metaspec
nodes:
  - name: Page
    path: /{page_id}
    fields:
      - name: id
        type: id
`

// Whatever two specs have in common, each is what it is when read alone, with
// its own version, file and lines.
func TestLoader(t *testing.T) {
	for name, tc := range map[string]struct {
		old, new string
		shared   bool
	}{
		"the same but for the version": {fmt.Sprintf(loaderPage, "Page", "v23.0"), fmt.Sprintf(loaderPage, "Page", "v25.0"), true},
		"the same":                     {fmt.Sprintf(loaderPage, "Page", "v23.0"), fmt.Sprintf(loaderPage, "Page", "v23.0"), true},
		"another title":                {fmt.Sprintf(loaderPage, "Page", "v23.0"), fmt.Sprintf(loaderPage, "Pages", "v25.0"), false},
		"no version":                   {fmt.Sprintf(loaderPage, "Page", ""), fmt.Sprintf(loaderPage, "Page", "v25.0"), false},
		"a version in quotes":          {fmt.Sprintf(loaderPage, "Page", `"v23.0"`), fmt.Sprintf(loaderPage, "Page", `"v25.0"`), false},
		"Windows lines":                {"graphgen: 1\r\nversion: v23.0\r\n", "graphgen: 1\r\nversion: v25.0\r\n", false},
		"what looks like the version":  {fmt.Sprintf(loaderPage, "\"\nversion: v1.0\n\"", "v23.0"), fmt.Sprintf(loaderPage, "\"\nversion: v2.0\n\"", "v23.0"), false},
		"an issue in both":             {fmt.Sprintf(loaderPage, "Page", "v23.0") + "extra: 1\n", fmt.Sprintf(loaderPage, "Page", "v25.0") + "extra: 1\n", false},
		"no YAML":                      {"\nversion: v23.0\n  :{", "\nversion: v25.0\n  :{", false},
		"two versions":                 {fmt.Sprintf(loaderPage, "Page", "v23.0") + "version: v24.0\n", fmt.Sprintf(loaderPage, "Page", "v25.0") + "version: v24.0\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			var l Loader
			old, oldIssues := l.page("old.yaml", []byte(tc.old))
			new, newIssues := l.page("new.yaml", []byte(tc.new))
			for _, p := range []struct {
				file, text string
				page       *Page
				issues     Issues
			}{{"old.yaml", tc.old, old, oldIssues}, {"new.yaml", tc.new, new, newIssues}} {
				want, issues := ReadPage(p.file, []byte(p.text))
				assert.Equal(t, issues, p.issues)
				if want == nil {
					assert.Nil(t, p.page)
					continue
				}
				require.NotNil(t, p.page)
				assert.Equal(t, want.at("nodes[0].fields[0].name"), p.page.at("nodes[0].fields[0].name"))
				want.lines, p.page.lines = nil, nil
				assert.Equal(t, want, p.page)
			}
			if tc.shared {
				assert.Same(t, &old.Nodes[0], &new.Nodes[0], "read twice")
			} else if old != nil && len(old.Nodes) > 0 && new != nil {
				assert.NotSame(t, &old.Nodes[0], &new.Nodes[0])
			}
		})
	}
}

// Two specs may be read at the same time.
func TestLoaderSideBySide(t *testing.T) {
	folder := func(version string) fstest.MapFS {
		files := fstest.MapFS{}
		for i := range 50 {
			text := fmt.Sprintf(loaderPage, fmt.Sprintf("Page %d", i), version)
			files[fmt.Sprintf("%02d.yaml", i)] = &fstest.MapFile{Data: []byte(text)}
		}
		return files
	}
	var l Loader
	var sides sync.WaitGroup
	for _, version := range []string{"v23.0", "v25.0"} {
		sides.Go(func() {
			api, issues, err := l.Load(folder(version))
			if assert.NoError(t, err) && assert.Empty(t, issues) {
				assert.Equal(t, version, api.Version)
				assert.Len(t, api.Pages, 50)
			}
			for _, p := range api.Pages {
				p.File = version + "/" + p.File // as the command does
			}
		})
	}
	sides.Wait()
}

// What a Loader shares stays as it is: nobody changes a page that he was given.
func TestNothingChangesAPage(t *testing.T) {
	newest, err := fs.Sub(Bundled(), "v25.0")
	require.NoError(t, err)
	pages, issues, err := LoadPages(newest)
	require.NoError(t, err)
	require.NoError(t, issues.Err())
	var shorter []*Page
	for _, p := range pages {
		c := p.clone()
		for i := range c.Nodes {
			if n := len(c.Nodes[i].Fields); n > 0 {
				c.cut(index(index("nodes", i)+".fields", n/2))
			}
		}
		if len(c.Operations) > 1 {
			c.cut("operations[0]")
		}
		shorter = append(shorter, c)
	}
	overlay, issues := ReadOverlay("overlay.yaml", []byte(`overlay: 1
spec: {versions: ">=v1.0"}
actions:
  - {id: add, target: node/Page/field/extra, add: {type: string}, reason: it is there}
  - {id: rename, target: node/Page, rename_go: Site, reason: it is one}
  - {id: remove, target: node/Page/field/id, remove: true, expect: present, reason: it is not}
`))
	require.NoError(t, issues.Err())

	given := slices.Concat(pages, shorter)
	var before []Page
	for _, p := range given {
		before = append(before, *p.Clean())
	}
	for _, list := range [][]*Page{pages, shorter} {
		Merge(list)
		NewIndex(list).IDs()
		CompareSources(list)
		_, issues := ApplyOverlays(list, []*Overlay{overlay}, "2026-11-20")
		require.NoError(t, issues.Err())
	}
	missing := new(Missing).Update(pages, shorter, "2026-11-20")
	require.NotEmpty(t, missing.Rows)
	kept, _ := missing.Keep(shorter)
	Merge(kept)
	missing.Absent(shorter, kept)
	for i, p := range given {
		after := *p.Clean()
		after.lines, before[i].lines = nil, nil
		assert.Equal(t, before[i], after)
	}
}
