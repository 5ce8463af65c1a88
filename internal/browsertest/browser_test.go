package browsertest

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var shots = flag.String("shots", "", "write screenshots to this `folder`")

// browser finds the browser, or skips the test.
func browser(t *testing.T) string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Skip("there is no Chromium")
	return ""
}

// graphgen runs the command at the root of the repository, and returns a file
// that holds what it printed.
func graphgen(t *testing.T, args ...string) string {
	cmd := exec.Command("go", append([]string{"run", "./cmd/graphgen"}, args...)...)
	cmd.Dir = filepath.Join("..", "..")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	page, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	name := filepath.Join(t.TempDir(), "page.html")
	require.NoError(t, os.WriteFile(name, page, 0o644))
	return name
}

// tab is a page in a browser, and what the browser complained of.
type tab struct {
	ctx context.Context
	t   *testing.T

	mu         sync.Mutex
	complaints []string
	requests   []string
}

// open opens a file. When the test ends, nothing may have been complained of,
// and nothing but the file been asked for.
func open(t *testing.T, file string) *tab {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(browser(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
	)
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(1280, 900)), "starting the browser")
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)

	p := &tab{ctx: ctx, t: t}
	require.NoError(t, chromedp.Listen(ctx, p.listen))
	command(p, network.Enable, network.EnableParams{})
	command(p, log.Enable, cdp.Empty{})
	p.do(chromedp.Navigate("file://" + file))
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		assert.Empty(t, p.complaints, "console")
		assert.Equal(t, []string{"file://" + file}, p.requests, "a page is one file")
	})
	return p
}

func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.complaints = append(p.complaints, e.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		p.complaints = append(p.complaints, string(e.Type))
	case *log.EventEntryAdded:
		p.complaints = append(p.complaints, e.Entry.Text)
	case *network.EventRequestWillBeSent:
		url, _, _ := strings.Cut(e.Request.URL, "#")
		p.requests = append(p.requests, url)
	}
}

func (p *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	require.NoError(p.t, chromedp.Do(p.ctx, actions...))
}

// keys types text, or presses keys.
func (p *tab) keys(keys ...string) {
	p.t.Helper()
	for _, k := range keys {
		p.do(chromedp.KeyEvent(k))
	}
}

// slash presses that key as a keyboard does. KeyEvent sends the character even
// where the page has used the key up.
func (p *tab) slash() {
	p.t.Helper()
	for _, e := range []input.DispatchKeyEventParams{
		{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191},
		{Type: input.DispatchKeyEventTypeChar, Key: "/", Code: "Slash", Text: "/"},
		{Type: input.DispatchKeyEventTypeKeyUp, Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191},
	} {
		command(p, input.DispatchKeyEvent, e)
	}
}

func command[P, R any](p *tab, c cdp.Command[P, R], params P) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, c, params)
	require.NoError(p.t, err)
}

// eval is the value of an expression in the page.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression))
	require.NoError(p.t, err)
	return v
}

// widths opens the page at the widths of a desk and of a phone, dark and light:
// nothing may stick out.
func (p *tab) widths(name string) {
	for _, scheme := range []string{"light", "dark"} {
		command(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		for size, width := range map[string]int64{"1280": 1280, "360": 360} {
			p.do(chromedp.EmulateViewport(width, 900), chromedp.Reload(), chromedp.Evaluate[chromedp.Void]("scrollTo(0, 0)"))
			assert.LessOrEqual(p.t, eval[int64](p, "document.documentElement.scrollWidth"), width, "%s at %d px", name, width)
			p.shot(name + "-" + size + "-" + scheme)
		}
	}
	p.mu.Lock()
	p.requests = p.requests[:1] // the same file again
	p.mu.Unlock()
}

func (p *tab) shot(name string) {
	if *shots == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	require.NoError(p.t, err)
	require.NoError(p.t, os.WriteFile(filepath.Join(*shots, name+".png"), png, 0o644))
}
