package scraper

import (
	"fmt"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// Extract reads the grammar of a reference page: what the blocks of a document
// say of nodes, edges and operations. It never sees HTML. What it does not
// understand is in the report, with section and row; it returns a nil page
// when the document is no API reference.
func Extract(d *Document) (*spec.Page, *Report) {
	x := newExtractor(d)
	x.outline()
	if !x.recognise() {
		return nil, x.done()
	}
	x.identify()
	for _, p := range x.parts {
		x.enter(p)
		for _, b := range p.blocks {
			x.block(b)
		}
		x.leave()
	}
	x.settle()
	if x.saysNothing() {
		x.class = classGuide
		x.notAReference("describes no node and no operation, and refuses none")
		return nil, x.done()
	}
	return x.page, x.done()
}

// extractor is the state of reading one page: where it stands, and which
// operations the tables that follow speak of.
type extractor struct {
	doc    *Document
	page   *spec.Page
	report *Report
	class  class
	parts  []part

	path      string // of the page's own read: /{page_id}/labels
	concluded bool   // the path was concluded, not read
	spelt     bool   // the owner of a concluded path is spelt as a write's
	titleHead string // the heading that is the page's title
	openHead  string // the heading under which the current operation was opened
	node      *spec.Node

	at              part
	ops             []int // operations (indices into page.Operations) that the current tables speak of
	opened          []int // operations of the current section, for a table that serves them all
	pending         *pendingPaths
	result          []string // lines of the return type being read
	allRequired     bool     // the page says so of the tables of the current part
	sectionlessPage bool
	useful          int // blocks of the current part that gave facts
	tables          int // tables seen in the current part

	badElement      bool           // the elements of the edge have been reported
	known           map[string]int // index of an operation in page.Operations
	heldPermissions []string       // of an operation that is not open yet
	heldDoc         []spec.Note
	deprecated      []methodNote
	sampleBody      []string // the form fields of the last request of an unheaded page
}

// pendingPaths is a create sentence whose list of paths is still to come.
type pendingPaths struct {
	edge    string
	pointer bool // the list names operations that other pages describe
}

func newExtractor(d *Document) *extractor {
	return &extractor{
		doc:    d,
		known:  map[string]int{},
		page:   &spec.Page{Graphgen: spec.Format, Source: spec.Source{URL: d.URL, Format: d.Format, SHA256: d.SHA256}},
		report: &Report{Page: d.Name},
	}
}

// issue reports something about this page.
func (x *extractor) issue(i spec.Issue) {
	i.File = x.doc.Name
	x.report.Issues.Add(i)
}

// where is the place of the current block, with a row from 0, or -1.
func (x *extractor) where(row int) string {
	w := x.at.where()
	if w == "" && len(x.ops) == 1 {
		w = x.page.Operations[x.ops[0]].Op
	}
	if row >= 0 {
		w += fmt.Sprintf(", row %d", row+1)
	}
	return strings.TrimPrefix(w, ", ")
}

func (x *extractor) done() *Report {
	x.report.Class = string(x.class)
	x.report.Issues.Sort()
	return x.report
}
