package fetch

import (
	"fmt"
	"net/url"

	"github.com/graphgen/graphgen/spec"
)

// Verdict is what a classifier makes of a page.
type Verdict string

// The verdicts. Only IsPage is a page of the reference.
const (
	IsPage  Verdict = "page"
	IsOther Verdict = "other" // readable, but no page of a node or an edge: an index, a guide
	IsLogin Verdict = "login" // a login form
	IsGone  Verdict = "gone"  // says that there is nothing at its address
	IsShell Verdict = "shell" // an error of the site, dressed as a page
	IsCut   Verdict = "cut"   // ends in the middle
)

// PageInfo is what a page says of itself.
type PageInfo struct {
	Verdict Verdict
	Why     string // the reader's words, where the verdict is not IsPage
	URL     string
	Locale  string // en_US; empty where the page does not say
	Version string // v19.0; empty where the page does not say
}

// Classifier reads a page, which is HTML or text, and says what it is. The
// name is only for messages.
type Classifier func(name string, body []byte) PageInfo

// wanted is which pages a crawl or an import is after.
type wanted struct {
	classify Classifier
	locale   string // anyLocale: no matter which
	version  string
	secrets  secrets
}

// anyLocale as a locale stands for all of them.
const anyLocale = "any"

// fault is why a page is not stored. Those that may pass are worth another
// attempt; those that are grave count towards giving up.
type fault struct {
	id, msg, hint string
	passing       bool
	grave         bool
}

const loginHint = "the site wants a session: give one with --cookie-file, or save the page in a browser and import it with --from-saved"

const oldVersionHint = "the site may not serve that version any more: look for it in a web archive (--from-warc)"

func (f *fault) issue(u string) spec.Issue {
	severity := spec.Warning
	if f.grave {
		severity = spec.Error
	}
	return spec.Issue{File: u, Severity: severity, ID: f.id, Msg: f.msg, Hint: f.hint}
}

// judge says what a body is, and fills in its sidecar; or why it is not the
// page that was wanted. An index is one only where somebody expects it.
func (w *wanted) judge(u *url.URL, f format, body []byte, m *Sidecar, expectIndex bool) *fault {
	if w.secrets.in(body) {
		return &fault{id: "secret-in-page", grave: true, msg: "repeats a secret of --header or --cookie-file, and is not kept",
			hint: "fetch it without, or save it in a browser and take the secret out"}
	}
	if isList(u) {
		if f == formatHTML {
			return &fault{id: "gone", msg: "there is no such list: the answer is an HTML page"}
		}
		m.Kind = KindIndex
		return nil
	}
	if f == formatXML {
		return &fault{id: "content-type", msg: "is XML, and no reference page"}
	}
	info := w.classify(shown(u), body)
	switch info.Verdict {
	case IsPage:
	case IsLogin:
		return &fault{id: "login", grave: true, msg: "is a login page",
			hint: loginHint}
	case IsGone:
		return &fault{id: "gone", msg: info.Why}
	case IsShell:
		return &fault{id: "error-page", grave: true, passing: true, msg: "is an error page of the site", hint: "fetch again later"}
	case IsCut:
		return &fault{id: "cut", grave: true, passing: true, msg: "ends in the middle", hint: "fetch again"}
	default:
		if expectIndex {
			m.Kind = KindIndex
			return nil
		}
		return &fault{id: "no-reference", msg: info.Why}
	}
	m.Kind, m.Locale, m.Version = KindPage, info.Locale, info.Version
	return w.match(info)
}

// match compares what a page is with what was wanted.
func (w *wanted) match(info PageInfo) *fault {
	if info.Locale != "" && w.locale != anyLocale && info.Locale != w.locale {
		return &fault{id: "wrong-locale", grave: true, msg: fmt.Sprintf("is in %s, not in %s", info.Locale, w.locale),
			hint: "fetch again, or ask for its language with --locale"}
	}
	if info.Version != "" && w.version != "" && info.Version != w.version {
		return &fault{id: "wrong-version", grave: true, msg: fmt.Sprintf("is of %s, not of %s", info.Version, w.version),
			hint: oldVersionHint}
	}
	return nil
}
