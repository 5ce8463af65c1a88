package fetch

import (
	"errors"
	"net/url"
	"time"

	"github.com/graphgen/graphgen/spec"
)

// ImportOptions is which pages an import takes into a store. A zero field
// stands for its default.
type ImportOptions struct {
	Only    []string // Page, Conversation.messages, Page.*; none stands for all pages
	Version string   // none takes all versions
	Locale  string   // en_US; any takes all

	Classify Classifier  // required
	Progress func(Event) // called after every page
}

// importer takes pages that are at hand into a store.
type importer struct {
	store    *Store
	want     wanted
	scope    *scope
	progress func(Event)
	sum      *Summary
}

func newImporter(s *Store, o ImportOptions) (*importer, error) {
	only, err := Options{Only: o.Only}.selectors()
	if err != nil {
		return nil, err
	}
	setDefault(&o.Locale, plainLocale)
	if o.Progress == nil {
		o.Progress = func(Event) {}
	}
	return &importer{
		store:    s,
		want:     wanted{classify: o.Classify, locale: o.Locale, version: o.Version},
		scope:    &scope{only: only},
		progress: o.Progress,
		sum:      &Summary{},
	}, nil
}

// done is the summary of an import.
func (i *importer) done() *Summary {
	i.sum.Issues = append(i.sum.Issues, i.scope.unfound()...)
	i.sum.Issues.Sort()
	return i.sum
}

// found is a page that an importer found.
type found struct {
	where string // file, for messages
	url   *url.URL
	f     format
	body  []byte
	meta  Sidecar // what is known of how the page was served
}

// wants reports whether the page at u is one that the import is after.
func (i *importer) wants(u *url.URL) bool {
	p, ok := placeOf(u)
	if !ok && !isList(u) {
		return false
	}
	if i.want.version != "" && p.version != "" && p.version != i.want.version {
		return false
	}
	return i.scope.interest(u) != none
}

// take puts a page into the store. An older copy never replaces a newer one.
func (i *importer) take(p found) error {
	key := keyOf(p.url)
	m := p.meta
	m.URL, m.Served = p.url.String(), p.url.String()
	m.Fetched = m.Fetched.UTC().Truncate(time.Second)
	if wrong := i.want.judge(p.url, p.f, p.body, &m, i.expectsIndex(p.url)); wrong != nil {
		i.refuse(p.where, p.url, wrong)
		return nil
	}
	i.scope.settle(p.url)
	old, _, err := i.store.get(key)
	if err != nil {
		return err
	}
	if old != nil && old.Fetched.After(m.Fetched) {
		i.settled(p.url, Unchanged, "")
		return nil
	}
	outcome, err := i.store.put(key, p.f, m, p.body)
	if isTaken(err) {
		i.damaged(p.where, shown(p.url), err)
		return nil
	}
	if err != nil {
		return err
	}
	i.sum.Bytes += int64(len(p.body))
	i.settled(p.url, outcome, "")
	return nil
}

// expectsIndex reports whether u is the first page of a reference.
func (i *importer) expectsIndex(u *url.URL) bool {
	p, ok := placeOf(u)
	return ok && len(p.rest) == 0
}

// refuse reports a page that is not taken. u is nil where it is not known.
func (i *importer) refuse(where string, u *url.URL, f *fault) {
	issue := f.issue(where)
	if u != nil {
		issue.Where = shown(u)
	}
	i.sum.Issues.Add(issue)
	i.settled(u, Failed, f.msg)
}

func (i *importer) settled(u *url.URL, o Outcome, why string) {
	i.sum.count(o)
	e := Event{Outcome: o, Issue: why, Done: i.sum.Pages()}
	if u != nil {
		e.URL = shown(u)
	}
	i.progress(e)
}

// damaged reports what of an archive or a file cannot be read.
func (i *importer) damaged(where, at string, err error) {
	i.sum.Issues.Add(spec.Issue{File: where, Where: at, Severity: spec.Error, ID: "unreadable", Msg: reason(err)})
	i.sum.count(Failed)
}

var errNotUTF8 = errors.New("is text in another encoding than UTF-8")
