package fetch

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestRobots(t *testing.T) {
	for _, tc := range []struct {
		name, robots string
		allowed      []string
		refused      []string
	}{
		{"nothing", "", []string{"/", "/a"}, nil},
		{"all", "User-agent: *\nDisallow: /", []string{"/robots.txt"}, []string{"/", "/a?b"}},
		{"empty disallow", "User-agent: *\nDisallow:", []string{"/a"}, nil},
		{"our group wins over *", "User-agent: *\nDisallow: /\n\nUser-agent: GraphGen/1.0\nDisallow: /x", []string{"/a"}, []string{"/x/y"}},
		{"groups of one agent are joined", "User-agent: graphgen\nDisallow: /a\n\nUser-agent: graphgen\nDisallow: /b", []string{"/c"}, []string{"/a", "/b"}},
		{"a run of agents", "User-agent: x\nUser-agent: graphgen\nDisallow: /a\nUser-agent: y\nDisallow: /b", []string{"/b"}, []string{"/a"}},
		{"an agent whose name ours begins with", "User-agent: graph\nDisallow: /", []string{"/a"}, nil},
		{"other lines in between", "User-agent: graphgen\nSitemap: https://x/s.xml\nDisallow: /a", nil, []string{"/a"}},
		{"the longest rule wins", "User-agent: *\nAllow: /a/b\nDisallow: /a", []string{"/a/b/c", "/b"}, []string{"/a", "/a/c"}},
		{"allow wins a draw", "User-agent: *\nDisallow: /a\nAllow: /a", []string{"/a"}, nil},
		{"stars", "User-agent: *\nDisallow: /*/private*x", []string{"/private", "/a/private", "/b/a"}, []string{"/a/private/x", "/a/b/private-x"}},
		{"a star begins at the start", "User-agent: *\nDisallow: /a*b", []string{"/x/a/b"}, []string{"/a/b", "/ab"}},
		{"end", "User-agent: *\nDisallow: /*.php$", []string{"/a.php?x", "/a.php5"}, []string{"/a.php", "/a.php/b.php"}},
		{"exact end", "User-agent: *\nDisallow: /a$", []string{"/a/b", "/aa"}, []string{"/a"}},
		{"percent-encoding", "User-agent: *\nDisallow: /%7Ejoe/a%2fb\nDisallow: /ü", []string{"/~joe/a/b"}, []string{"/~joe/a%2Fb", "/%7ejoe/a%2Fb", "/%C3%BC", "/%c3%bc/x"}},
		{"comments and spaces", "# x\n User-Agent : * # all\n  disallow :  /a # b\r\nALLOW: /a/b", []string{"/a/b"}, []string{"/a"}},
		{"byte order mark", "\ufeffUser-agent: *\nDisallow: /a", nil, []string{"/a"}},
		{"no slash", "User-agent: *\nDisallow: a", []string{"/b"}, []string{"/a"}},
		{"rules before any agent", "Disallow: /\nUser-agent: *\nDisallow: /a", []string{"/b"}, []string{"/a"}},
		{"nonsense", "<html>\n\x00\xff: x\n:::\nUser-agent\n", []string{"/a"}, nil},
		{"carriage returns", "User-agent: *\rDisallow: /a\r", []string{"/b"}, []string{"/a"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := parseRobots([]byte(tc.robots))
			for _, p := range tc.allowed {
				assert.True(t, r.allows(p), "%s is allowed", p)
			}
			for _, p := range tc.refused {
				assert.False(t, r.allows(p), "%s is refused", p)
			}
		})
	}
}

func TestRobotsDelay(t *testing.T) {
	assert.Equal(t, 2500*time.Millisecond, parseRobots([]byte("User-agent: *\nCrawl-delay: 2.5")).delay)
	assert.Equal(t, time.Hour, parseRobots([]byte("User-agent: *\nCrawl-delay: 1e300")).delay)
	assert.Equal(t, 7*time.Second, parseRobots([]byte("User-agent: *\nCrawl-delay: 7\n\nUser-agent: *\nCrawl-delay: 3")).delay)
	assert.Zero(t, parseRobots([]byte("User-agent: *\nCrawl-delay: NaN\nCrawl-delay: -1")).delay)
}

func TestRobotsOfManyStars(t *testing.T) {
	r := parseRobots([]byte("User-agent: *\nDisallow: /" + strings.Repeat("*a", 10_000) + "$"))
	assert.True(t, r.allows("/"+strings.Repeat("a", 9_000)+"b"), "in no time")
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /a*b$\nAllow: /%7E", "/a/b")
	f.Fuzz(func(t *testing.T, robots, path string) {
		r := parseRobots([]byte(robots))
		assert.Equal(t, r.allows(path), r.allows(normalPath(path)), "normal twice is normal once")
		assert.True(t, r.allows("/robots.txt"))
	})
}
