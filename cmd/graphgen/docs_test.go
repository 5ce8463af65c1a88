package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/gotooltest"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/spf13/cobra"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// guides are the documents whose code blocks a reader can follow, word for word:
//
//	sh             commands, each of which must work
//	sh fails       commands, the last of which must not
//	sh background  a command that goes on; it is told by the address it serves
//	sh checkout    commands for those who work with a checkout
//	sh setup       commands that the reader is supposed to have given
//	LANGUAGE FILE  the content of a file
//	text           what the command before prints; … stands for anything
//
// Blocks of any other form are only shown, and so are these:
//
//	sh repository  commands for the repository of graphgen itself
//	go example     a part of examples/inbox
var guides = []string{
	"README.md",
	"docs/tutorial.md",
	"docs/howto/add-an-edge.md",
	"docs/howto/correct-a-field.md",
}

func TestGuides(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	dir := t.TempDir()
	for _, guide := range guides {
		source, err := os.ReadFile(filepath.Join("../..", guide))
		require.NoError(t, err)
		name := strings.TrimSuffix(filepath.Base(guide), ".md") + ".txtar"
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), guideScript(t, source), 0o644))
	}
	params := testscript.Params{
		Dir: dir, RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"shows": shows, "serves": serves},
	}
	require.NoError(t, gotooltest.Setup(&params))
	params.Setup = withModule(t, params.Setup)
	testscript.Run(t, params)
}

// guideScript is a guide as a script.
func guideScript(t *testing.T, source []byte) []byte {
	var script bytes.Buffer
	archive := &txtar.Archive{}
	address := freeAddress(t)
	run := 0
	for _, b := range codeBlocks(source) {
		content := strings.ReplaceAll(b.content, "127.0.0.1:8019", address)
		file := fmt.Sprintf("$WORK/block%d", len(archive.Files))
		archive.Files = append(archive.Files, txtar.File{Name: filepath.Base(file), Data: []byte(content)})
		lang, what, _ := strings.Cut(b.info, " ")
		switch {
		case lang == "sh" && what == "background":
			fmt.Fprintf(&script, "exec %s &\nserves %s\n", strings.TrimSpace(content), address)
		case what == "repository" || what == "example":
		case lang == "sh":
			lines := strings.Split(strings.TrimSpace(content), "\n")
			for i, line := range lines {
				switch dir, isCd := strings.CutPrefix(line, "cd "); {
				case isCd:
					fmt.Fprintf(&script, "cd %s\n", dir)
				default:
					not := ""
					if what == "fails" && i == len(lines)-1 {
						not = "! "
					}
					name := fmt.Sprintf("command%d.sh", run)
					archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(line + "\n")})
					fmt.Fprintf(&script, "# %s\n%sexec sh $WORK/%s\n", line, not, name)
					run++
				}
			}
		case lang == "text" && what == "":
			fmt.Fprintf(&script, "shows %s\n", file)
		case what != "":
			fmt.Fprintf(&script, "mkdir %s\ncp %s %s\n", filepath.ToSlash(filepath.Dir(what)), file, what)
		}
	}
	archive.Comment = script.Bytes()
	return txtar.Format(archive)
}

// What the README shows of the example is what stands there.
func TestExample(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	program, err := os.ReadFile("../../examples/inbox/main.go")
	require.NoError(t, err)
	shown := 0
	for _, b := range codeBlocks(readme) {
		if b.info == "go example" {
			assert.Contains(t, string(program), b.content)
			shown++
		}
	}
	assert.Equal(t, 1, shown)
}

type codeBlock struct{ info, content string }

// codeBlocks are the fenced code blocks of a Markdown document.
func codeBlocks(source []byte) []codeBlock {
	var blocks []codeBlock
	doc := goldmark.DefaultParser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		f, ok := n.(*ast.FencedCodeBlock)
		if !ok || !entering || f.Info == nil {
			return ast.WalkContinue, nil
		}
		blocks = append(blocks, codeBlock{string(f.Info.Segment.Value(source)), string(f.Lines().Value(source))})
		return ast.WalkContinue, nil
	})
	return blocks
}

// shows is the script command
//
//	shows FILE
//
// that asks for the lines of a file in what the last command printed, in their
// order. … stands for anything.
func shows(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: shows FILE")
	}
	var pattern strings.Builder
	pattern.WriteString("(?s)")
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		line = strings.TrimSpace(line)
		if line == "…" {
			continue
		}
		pattern.WriteString(".*?" + strings.ReplaceAll(regexp.QuoteMeta(line), "…", "[^\n]*"))
	}
	printed := ts.ReadFile("stdout") + ts.ReadFile("stderr")
	if !regexp.MustCompile(pattern.String()).MatchString(printed) {
		ts.Fatalf("the command printed\n%s\nand not, in this order,\n%s", printed, ts.ReadFile(args[0]))
	}
}

// serves is the script command
//
//	serves ADDRESS
//
// that waits until somebody listens there.
func serves(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: serves ADDRESS")
	}
	for range 300 {
		conn, err := net.Dial("tcp", args[0])
		if err == nil {
			conn.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	ts.Fatalf("nobody listens on %s", args[0])
}

// freeAddress is an address that nobody listens on.
func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	return l.Addr().String()
}

// Links of the documents lead to files that are there.
func TestDocumentsLinkToFiles(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(#[^)]*)?\)`)
	var documents []string
	for _, glob := range []string{"../../*.md", "../../docs/*.md", "../../docs/*/*.md", "../../spec/*.md"} {
		names, err := filepath.Glob(glob)
		require.NoError(t, err)
		documents = append(documents, names...)
	}
	assert.Greater(t, len(documents), 8)
	for _, name := range documents {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range link.FindAllStringSubmatch(string(source), -1) {
			_, err := os.Stat(filepath.Join(filepath.Dir(name), m[1]))
			assert.NoError(t, err, "%s links to %s", name, m[1])
		}
	}
}

// What the documents tell to type are verbs and flags that exist.
func TestDocumentsNameRealVerbs(t *testing.T) {
	call := regexp.MustCompile("graphgen((?: (?:--?)?[a-z0-9][^ \n`\"|#;&]*| '[^']*'| \"[^\"]*\")+)")
	root := newRoot(newConsole(strings.NewReader(""), nil, nil, nil))
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	named := 0
	for _, glob := range []string{"../../README.md", "../../docs/*.md", "../../docs/howto/*", "topic/*.md"} {
		names, err := filepath.Glob(glob)
		require.NoError(t, err)
		for _, name := range names {
			source, err := os.ReadFile(name)
			require.NoError(t, err)
			for _, m := range call.FindAllStringSubmatch(string(source), -1) {
				named += checkCall(t, root, name, strings.Fields(m[1]))
			}
		}
	}
	assert.Greater(t, named, 40)
}

// checkCall counts the verb and the flags of a command line. A sentence that
// only mentions graphgen is none.
func checkCall(t *testing.T, root *cobra.Command, file string, words []string) int {
	cmd, _, err := root.Find(words)
	if err != nil || cmd == root {
		for _, w := range words {
			assert.False(t, strings.HasPrefix(w, "--") && w != "--help", "%s: graphgen %s", file, strings.Join(words, " "))
		}
		return 0
	}
	n := 1
	for _, w := range words {
		flag, isFlag := strings.CutPrefix(strings.TrimRight(w, ").,:"), "--")
		flag, _, _ = strings.Cut(flag, "=")
		if !isFlag || flag == "" || flag == "help" {
			continue
		}
		known := cmd.Flags().Lookup(flag) != nil || cmd.InheritedFlags().Lookup(flag) != nil
		assert.True(t, known, "%s: graphgen %s: there is no --%s", file, strings.Join(words, " "), flag)
		n++
	}
	return n
}
