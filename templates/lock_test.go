package templates

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/spec"
)

// lockPage is an API in which names may collide and types be shared.
const lockPage = `graphgen: 1
page: Page
version: v19.0
source: {format: html}
nodes:
  - name: Page
    path: /{page_id}
    fields:
      - {name: id, type: numeric string}
      - {name: fan_count, type: int}
      - {name: mood, type: 'enum {GOOD, BAD}'}
      - {name: location, type: Object, fields: [{name: city, type: string}]}
operations:
  - op: GET /{page_id}/posts
    returns: list<Page>
    paging: cursor
    params:
      - {name: mood, type: 'enum {GOOD, BAD}'}
    errors: [100]
  - op: POST /{page_id}/feed
    params:
      - {name: message, type: string}
    result:
      - {name: id, type: numeric string}
`

func lockAPI(t *testing.T, edits ...string) *spec.API {
	t.Helper()
	text := lockPage
	for i := 0; i < len(edits); i += 2 {
		require.Contains(t, text, edits[i])
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	p, issues := spec.ReadPage("page.yaml", []byte(text))
	require.NoError(t, issues.Err())
	api, _ := spec.Merge([]*spec.Page{p})
	return api
}

func lockOf(t *testing.T, api *spec.API, old *Lock) *Lock {
	t.Helper()
	l, err := Names(api, Options{Package: "graphapi", Lock: old, AllowRename: true})
	require.NoError(t, err)
	return l
}

// goNames are the names by element and role.
func goNames(t *testing.T, api *spec.API, l *Lock) map[string]string {
	t.Helper()
	decls, err := Declarations(api, Options{Package: "graphapi", Lock: l})
	require.NoError(t, err)
	names := map[string]string{}
	for _, d := range decls {
		names[d.ID+" "+d.Role] = d.Name
	}
	return names
}

func TestLockFile(t *testing.T) {
	l := lockOf(t, lockAPI(t), nil)
	text := string(l.Bytes())
	for _, line := range []string{
		"node/Page\ttype\tPage\n", "node/Page/field/fan_count\tfield\tFanCount\n", "node/Page/field/fan_count\tconst\tPageFieldFanCount\n",
		"node/Page/field/location\ttype\tPageLocation\n", "node/Page/field/location.city\tfield\tCity\n",
		"op/GET /{page_id}/posts\tmethod\tListPagePosts\n", "op/GET /{page_id}/posts\tall\tAllPagePosts\n",
		"enum/Page/mood/value/GOOD\tconst\tMoodGood\n", "op/GET /{page_id}/posts/param/mood\tenum\tMood\n", "error/100\tconst\tErrInvalidParameter\n",
	} {
		assert.Contains(t, text, line)
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")[1:]
	assert.True(t, slices.IsSorted(lines))

	back, issues := ReadLock("names.lock", l.Bytes())
	require.Empty(t, issues)
	assert.Equal(t, text, string(back.Bytes()))
	assert.Equal(t, text, string(lockOf(t, lockAPI(t), back).Bytes()), "a second generation changes nothing")
}

func TestReadLock(t *testing.T) {
	const apart = "the line is not an element, a role and a name, apart by tabs"
	for _, tc := range []struct{ name, text, want string }{
		{"columns", "node/Page\tPage\n", "names.lock:2:1: " + apart},
		{"no name", "node/Page\ttype\tthe page\n", `names.lock:2:1: the line has "the page" for a name, which is no exported one of Go`},
		{"a small letter", "node/Page/field/about\tfield\tabout\n", `names.lock:2:1: the line has "about" for a name, which is no exported one of Go`},
		{"no letter", "node/Page/field/about\tfield\t_\n", `names.lock:2:1: the line has "_" for a name, which is no exported one of Go`},
		{"a small method", "op/GET /{page_id}/feed\tmethod\tlistPageFeed\n", `names.lock:2:1: the line has "listPageFeed" for a name, which is no exported one of Go`},
		{"twice", "# c\nnode/Page\ttype\tPage\n-node/Page\ttype\tPages\n", "names.lock:4:1: the line names what a line above names"},
		{"a fourth column", "node/Page\ttype\tPage\tOld\n", "names.lock:2:1: " + apart},
		{"a former name that is none", "node/Page\ttype\tPage\twas old\n", `names.lock:2:1: the line has "old" for a name, which is no exported one of Go`},
		{"no former name", "node/Page\ttype\tPage\twas \n", `names.lock:2:1: the line has "" for a name, which is no exported one of Go`},
		{"a former name of a field", "node/Page/field/about\tfield\tAbout\twas Text\n", "names.lock:2:1: the line has a former name, which only types and constants can keep"},
		{"a fifth column", "node/Page\ttype\tPage\twas Old\tx\n", "names.lock:2:1: " + apart},
		{"no element", "\ttype\tPage\n", "names.lock:2:1: " + apart},
		{"a role that is none", "node/Page\tkind\tPage\n", `names.lock:2:1: the line names "kind" of an element, which nothing has`},
		{"a name of every package", "node/Post\ttype\tClient\n", "names.lock:2:1: the line has the name Client, which every package has for something else"},
		{"a method of every package", "op/GET /{page_id}\tmethod\tGraph\n", "names.lock:2:1: the line has the name Graph, which every package has for something else"},
		{"a former name of every package", "node/Post\ttype\tPost\twas New\n", "names.lock:2:1: the line has the name New, which every package has for something else"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, issues := ReadLock("names.lock", []byte(LockHeader+"\n"+tc.text))
			require.Len(t, issues, 1)
			assert.Equal(t, tc.want, issues[0].String())
		})
	}
	_, issues := ReadLock("names.lock", []byte(LockHeader+"\nnode/Page/field/new\tfield\tNew\n"))
	assert.Empty(t, issues, "a field may have any name")
}

// A lock that lost its first line may have lost the others: who begins a new one
// forgets every name.
func TestReadLockHeader(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "no header": "node/Page\ttype\tPage\n", "another file": "# Our notes\n"} {
		t.Run(name, func(t *testing.T) {
			_, issues := ReadLock("names.lock", []byte(text))
			require.Len(t, issues, 1)
			assert.Equal(t, "names.lock:1:1: the first line is not that of a names.lock", issues[0].String())
			assert.Contains(t, issues[0].Hint, "restore the file from git")
		})
	}
	for _, text := range []string{"\ufeff" + LockHeader + "\nnode/Page\ttype\tPages\n", LockHeader + "\r\nnode/Page\ttype\tPages\r\n"} {
		l, issues := ReadLock("names.lock", []byte(text))
		require.Empty(t, issues)
		assert.Equal(t, "Pages", goNames(t, lockAPI(t), l)["node/Page type"])
	}
}

// The lock wins over the rule, and over what else of the API wants a name.
func TestLockKeepsNames(t *testing.T) {
	for _, tc := range []struct {
		name  string
		edits []string
	}{
		{"a field that comes to the same name", []string{"{name: fan_count, type: int}", "{name: FanCount, type: int}\n      - {name: fan_count, type: int}"}},
		{"a type of the same name with other values", []string{"{name: message, type: string}", "{name: message, type: string}\n      - {name: mood, type: 'enum {FINE}'}"}},
		{"a node that wants the name of a nested struct", []string{"operations:", "  - {name: PageLocation, path: '/{page_location_id}', fields: [{name: id, type: id}]}\noperations:"}},
		{"a further user of a type", []string{"{name: message, type: string}", "{name: message, type: string}\n      - {name: mood, type: 'enum {GOOD, BAD}'}"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			old := lockAPI(t)
			lock := lockOf(t, old, nil)
			before, after := goNames(t, old, nil), goNames(t, lockAPI(t, tc.edits...), lock)
			for _, key := range slices.Sorted(maps.Keys(before)) {
				assert.Equal(t, before[key], after[key], key)
			}
			_, _, err := Generate(lockAPI(t, tc.edits...), Options{Package: "graphapi", Lock: lock})
			require.NoError(t, err)
		})
	}
}

// A name of something that is gone is not given to something else, and comes
// back with it.
func TestLockRemembersTheGone(t *testing.T) {
	lock := lockOf(t, lockAPI(t), nil)
	without := lockAPI(t, "      - {name: fan_count, type: int}\n", "      - {name: FanCount, type: string}\n")
	names := goNames(t, without, lock)
	assert.Equal(t, "Page.FanCount2", names["node/Page/field/FanCount field"])
	next := lockOf(t, without, lock)
	assert.Contains(t, string(next.Bytes()), "-node/Page/field/fan_count\tfield\tFanCount\n")

	back := lockOf(t, lockAPI(t), next)
	assert.Contains(t, string(back.Bytes()), "\nnode/Page/field/fan_count\tfield\tFanCount\n")
	assert.Contains(t, string(back.Bytes()), "-node/Page/field/FanCount\tfield\tFanCount2\n")
}

// A name that cannot be kept stops the generation until somebody allows it.
func TestRenameStops(t *testing.T) {
	lock := lockOf(t, lockAPI(t), nil)
	split := lockAPI(t, "      - {name: mood, type: 'enum {GOOD, BAD}'}\n      - {name: location", "      - {name: mood, type: 'enum {GOOD, BAD, FAIR}'}\n      - {name: location")
	_, _, err := Generate(split, Options{Package: "graphapi", Lock: lock})
	var issues spec.Issues
	require.ErrorAs(t, err, &issues)
	assert.Equal(t, "go-name-moved", issues[0].ID)
	assert.Contains(t, issues[0].Hint, "--allow-rename")

	_, _, err = Generate(split, Options{Package: "graphapi", Lock: lock, AllowRename: true})
	require.NoError(t, err)
	next := lockOf(t, split, lock)
	_, _, err = Generate(split, Options{Package: "graphapi", Lock: next})
	require.NoError(t, err, "once allowed, it is the name")
}

// Who edits a name renames.
func TestRenameByHand(t *testing.T) {
	lock := lockOf(t, lockAPI(t), nil)
	for _, renamed := range []*Lock{
		lock.Rename(map[string]string{"node/Page": "FacebookPage", "node/Page/field/fan_count": "Fans", "op/GET /{page_id}/posts": "ListPosts"}),
		edited(t, lock, "\ttype\tPage\n", "\ttype\tFacebookPage\n", "\tfield\tFanCount\n", "\tfield\tFans\n", "\tmethod\tListPagePosts\n", "\tmethod\tListPosts\n"),
	} {
		names := goNames(t, lockAPI(t), renamed)
		assert.Equal(t, "FacebookPage", names["node/Page type"])
		assert.Equal(t, "FacebookPage.Fans", names["node/Page/field/fan_count field"])
		assert.Equal(t, "Client.ListPosts", names["op/GET /{page_id}/posts method"])
		_, _, err := Generate(lockAPI(t), Options{Package: "graphapi", Lock: renamed})
		require.NoError(t, err)
	}
}

func edited(t *testing.T, l *Lock, edits ...string) *Lock {
	t.Helper()
	text := string(l.Bytes())
	for i := 0; i < len(edits); i += 2 {
		require.Contains(t, text, edits[i])
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	lock, issues := ReadLock("names.lock", []byte(text))
	require.Empty(t, issues)
	return lock
}

// A former name does not stay if something else has the name now.
func TestAliasTaken(t *testing.T) {
	lock := lockOf(t, lockAPI(t), nil)
	for _, tc := range []struct {
		name  string
		edits []string
		want  string
	}{
		{"by a type", []string{"\ttype\tPage\n", "\ttype\tFacebookPage\twas Mood\n"}, "the former name Mood is taken by enum GET /{page_id}/posts.mood"},
		{"by another former name",
			[]string{"\ttype\tPage\n", "\ttype\tFacebookPage\twas Old\n", "\ttype\tPageLocation\n", "\ttype\tPageLocation\twas Old\n"},
			"the former name Old is taken by FacebookPage, whose former name it is"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, _, err := Generate(lockAPI(t), Options{Package: "graphapi", Lock: edited(t, lock, tc.edits...)})
			require.Error(t, err)
			var issues spec.Issues
			require.ErrorAs(t, err, &issues)
			i := slices.IndexFunc(issues, func(i spec.Issue) bool { return i.Severity == spec.Error })
			assert.Equal(t, tc.want, issues[i].Msg)
			assert.Equal(t, "names.lock", issues[i].File)
			assert.NotZero(t, issues[i].Line)
		})
	}
}

// A name that two lines give is said with both.
func TestNameTwice(t *testing.T) {
	lock := lockOf(t, lockAPI(t), nil)
	for _, tc := range []struct {
		name  string
		edits []string
		want  string
	}{
		{"types", []string{"\ttype\tPageLocation\n", "\ttype\tPage\n"}, `the type Page has the name of the type of node/Page on line \d+`},
		{"a type and a constant", []string{"\tconst\tMoodGood\n", "\tconst\tPage\n"}, `the const Page has the name of the type of node/Page on line \d+`},
		{"methods", []string{"\tall\tAllPagePosts\n", "\tall\tListPagePosts\n"}, `the (method|all) ListPagePosts has the name of the (method|all) of op/GET /\{page_id\}/posts on line \d+`},
		{"fields", []string{"\tfield\tFanCount\n", "\tfield\tMood\n"}, `the field Mood has the name of the field of node/Page/field/\w+ on line \d+`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, _, err := Generate(lockAPI(t), Options{Package: "graphapi", Lock: edited(t, lock, tc.edits...)})
			require.Error(t, err)
			assert.Regexp(t, `names.lock:\d+:1: \S.*: `+tc.want, err.Error())
			assert.Contains(t, err.Error(), "hint: give one of the two another name")
			assert.NotContains(t, err.Error(), "--allow-rename")
		})
	}
}

// A name of every package stays what it is, also where an overlay wants it.
func TestReservedNames(t *testing.T) {
	lock := lockOf(t, lockAPI(t), nil).Rename(map[string]string{"node/Page": "Client", "op/GET /{page_id}/posts": "Graph"})
	_, _, err := Generate(lockAPI(t), Options{Package: "graphapi", Lock: lock})
	require.Error(t, err)
	names := goNames(t, lockAPI(t), lock)
	assert.Equal(t, "Page", names["node/Page type"])
	assert.Equal(t, "Client.ListPagePosts", names["op/GET /{page_id}/posts method"])
}

// An old name stays as an alias where Go has one.
func TestAliases(t *testing.T) {
	lock := edited(t, lockOf(t, lockAPI(t), nil),
		"node/Page\ttype\tPage\n", "node/Page\ttype\tFacebookPage\twas Page\n",
		"error/100\tconst\tErrInvalidParameter\n", "error/100\tconst\tErrBadParameter\twas ErrInvalidParameter\n")
	files, _, err := Generate(lockAPI(t), Options{Package: "graphapi", Lock: lock})
	require.NoError(t, err)
	var all strings.Builder
	for _, f := range files {
		all.Write(f.Content)
	}
	assert.Contains(t, all.String(), "// Page is the former name of [FacebookPage].\n//\n// Deprecated: use FacebookPage.\ntype Page = FacebookPage\n")
	assert.Contains(t, all.String(), "// Deprecated: use ErrBadParameter.\nconst ErrInvalidParameter = ErrBadParameter\n")
	assert.Contains(t, string(lockOf(t, lockAPI(t), lock).Bytes()), "\twas Page\n")
}
