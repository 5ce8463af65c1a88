package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file turns tables into rows with meaning. The sub-heading says what a
// table holds; its column titles confirm or refine it.

// column is the role of a table column.
type column string

const (
	colName        column = "name"
	colDescription column = "description"
	colType        column = "type"
	colCode        column = "code"
	colEdge        column = "edge"
	colOther       column = "other"
)

var columnTitles = map[string]column{
	"name": colName, "property name": colName, "parameters": colName, "field name": colName,
	"key": colName, "placeholder": colName, "type": colType, "edge": colEdge,
	"error code": colCode, "value": colDescription, "code": colCode, "message": colDescription,
	"used to publish": colOther, "returns": colType, "expectation": colDescription, "property": colName,
}

// columnOf tells the role of a column title in any locale.
func columnOf(title string) column {
	if c, ok := columnTitles[fold(title)]; ok {
		return c
	}
	switch {
	case is(title, wordErrorTH):
		return colCode
	case is(title, wordParameterTH), is(title, wordFieldTH):
		return colName
	case is(title, wordDescriptionTH):
		return colDescription
	}
	return colOther
}

// columns returns the roles of a table's columns. A table without a header
// has a name and a description.
func columns(t Table) []column {
	var cols []column
	for _, h := range t.Header {
		cols = append(cols, columnOf(plainText(h)))
	}
	if len(cols) == 0 {
		return []column{colName, colDescription, colType}
	}
	for i := 1; i < len(cols); i++ {
		if cols[i] == colName { // Key | Placeholder | Value
			cols[i] = colOther
		}
	}
	if len(cols) > 1 && cols[1] == colOther && !slices.Contains(cols, colDescription) {
		cols[1] = colDescription // position decides where no word does
	}
	return cols
}

// rows reads the rows of a parameter, field or edge table as a tree. Rows that
// name nothing are reported.
func (x *extractor) rows(t Table) []row {
	cols := columns(t)
	x.oddColumns(t, cols)
	var out []row
	for i, tr := range t.Rows {
		r, ok := x.row(cols, tr, i)
		if !ok {
			continue
		}
		x.report.Rows.count(understood)
		out = append(out, r)
	}
	return x.nest(out)
}

// oddColumns reports a column whose title no rule knows.
func (x *extractor) oddColumns(t Table, cols []column) {
	for i, h := range t.Header {
		title := plainText(h)
		if _, known := columnTitles[fold(title)]; !known && columnOf(title) == colOther {
			x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "unknown-column",
				Msg:  fmt.Sprintf("column %d is called %q, which no locale knows; read as %s", i+1, clip(title, 60), cols[i]),
				Hint: "add the word to the locale table"})
		}
	}
}

// row reads one table row; false when it names nothing.
func (x *extractor) row(cols []column, tr Row, i int) (row, bool) {
	r := row{path: tr.Path}
	var cells []string
	for c, cell := range tr.Cells {
		role := colOther
		if c < len(cols) {
			role = cols[c]
		}
		cells = append(cells, cellText(cell))
		switch role {
		case colName, colEdge, colCode:
			r.nameCell(cell)
		case colType:
			if t := typeCell(cell); t != "" {
				r.typ = t
			}
		case colDescription:
			r.descriptionCell(cell)
		}
	}
	switch {
	case strings.Join(cells, "") == "":
		x.report.Rows.count(x.report.ignore("empty-row"))
		return r, false
	case sameCells(cells):
		x.report.Rows.count(x.report.ignore("broken-row"))
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "broken-row",
			Msg:  fmt.Sprintf("every cell reads %q: the reference names no field here", cells[0]),
			Hint: "name the fields in an overlay, if a live answer shows them"})
		return r, false
	}
	if r.name == "" || !rowName.MatchString(strings.Trim(r.name, "/")) {
		if x.inferRow(&r) {
			return r, true
		}
		x.report.Rows.count(unknown)
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Error, ID: "unknown-row",
			Msg:  fmt.Sprintf("row without a name that can be one: %s", quoteCells(cells)),
			Hint: "read the page; if the row means something, add it in an overlay"})
		return r, false
	}
	x.oddBadges(r, i)
	for _, l := range r.lost {
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "unknown-name-part",
			Msg: fmt.Sprintf("%s: %q stands beside the name and was not understood", r.name, l)})
	}
	return r, true
}

// listRows reads a list of parameters or fields, each item a name in code and
// what it is: `name` (required) — description. A bold name is required where
// the page says that bold ones are. False when the list is prose.
func (x *extractor) listRows(l List) (verdict, bool) {
	var rows []row
	for _, item := range l.Items {
		r, ok := listRow(item)
		if !ok {
			return 0, false
		}
		rows = append(rows, r)
	}
	for range rows {
		x.report.Rows.count(understood)
	}
	if x.at.topic == topicFields && !x.writing() {
		return x.giveFields(rows, topicFields), true
	}
	return x.giveParams(rows), true
}

func listRow(item []Block) (row, bool) {
	var r row
	all := lines(item)
	if len(all) == 0 || !startsWithCode(all[0]) {
		return r, false
	}
	first := all[0]
	for len(first) > 0 && strings.TrimSpace(first[0].Text) == "" {
		first = first[1:]
	}
	r.required = first[0].Strong
	_ = r.takeName(first[:1])
	if !fieldName.MatchString(r.name) {
		return r, false
	}
	lead := Text{{Text: listDash.ReplaceAllString(plainText(first[1:]), "")}}
	if strings.HasPrefix(plainText(first[1:]), "(required)") {
		r.required = true
	}
	rest := []Block{Paragraph{lead}}
	if len(item) > 1 {
		rest = append(rest, item[1:]...)
	}
	r.descriptionCell(rest)
	return r, true
}

var listDash = regexp.MustCompile(`^(?:\((?i:required|optional)\))?\s*(?:[-–—:]\s*)?`)

// oddBadges reports the words of a row and its members that stand where a
// badge does and are none: a translated Required that the locale table lacks
// would turn a required parameter into an optional one.
func (x *extractor) oddBadges(r row, i int) {
	for _, b := range r.badges {
		severity := spec.Warning
		if b.marked {
			severity = spec.Error
		}
		x.issue(spec.Issue{Where: x.where(i), Severity: severity, ID: "unknown-badge",
			Msg:  fmt.Sprintf("%s: %q stands where a badge does, and is none that is known", r.name, b.word),
			Hint: "if it means Required, add the word to the locale table"})
	}
	for _, l := range r.labels {
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Info, ID: "unknown-label",
			Msg:  fmt.Sprintf("%s: %q may be a default value whose label no locale knows", r.name, clip(l, 80)),
			Hint: "if it is, add the label to the locale table"})
	}
	for _, c := range r.children {
		x.oddBadges(c, i)
	}
	if n := slices.IndexFunc(r.children, func(c row) bool { return c.flat }); n > 0 && len(r.path) == 0 {
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "depth-lost",
			Msg:  fmt.Sprintf("%s has members, some of which may be members of %s: this format does not say", r.name, r.children[n-1].name),
			Hint: "scrape the page as HTML, or give the tree in an overlay"})
	}
}

// rowName is what a parameter, a field or an edge can be called.
var rowName = regexp.MustCompile(`^[A-Za-z0-9_@$*{<\[][A-Za-z0-9_.:\-/{}<>\[\]@$]{0,119}$`)

// sameCells reports whether all cells of a row hold the same bare word, as the
// broken tables of the reference do (Vector | Vector).
func sameCells(cells []string) bool {
	if len(cells) < 2 || cells[0] != "Vector" {
		return false
	}
	for _, c := range cells[1:] {
		if c != cells[0] && c != "" {
			return false
		}
	}
	return true
}

func cellText(blocks []Block) string {
	var parts []string
	for _, l := range lines(blocks) {
		if t := plainText(l); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

// typeCell is the type of a cell of its own; several set in code, apart by
// commas, are alternatives.
func typeCell(cell []Block) string {
	text := cellText(cell)
	var codes []string
	for _, l := range lines(cell) {
		for _, s := range l {
			if t := strings.TrimSpace(s.Text); s.Code && fieldName.MatchString(t) {
				codes = append(codes, t)
			}
		}
	}
	if len(codes) > 1 && strings.Join(codes, ", ") == text {
		return strings.Join(codes, "|")
	}
	return cleanType(text)
}

func quoteCells(cells []string) string {
	var quoted []string
	for _, c := range cells {
		if len(c) > 60 {
			c = strings.ToValidUTF8(c[:60], "") + "…"
		}
		quoted = append(quoted, strconv.Quote(c))
	}
	return strings.Join(quoted, " | ")
}

// nest builds the tree that the rows' paths describe. Where a format has no
// paths, the rows below one that can have members may be its members: they
// stay where they are, marked flat.
func (x *extractor) nest(rows []row) []row {
	if !slices.ContainsFunc(rows, func(r row) bool { return len(r.path) > 0 }) {
		if x.doc.Format != "html" {
			x.markFlat(rows)
		}
		return rows
	}
	at := make(map[string]int, len(rows)) // path → row
	below := make([][]int, len(rows))
	var top []int
	for i, r := range rows {
		at[fmt.Sprint(r.path)] = i
		parent := -1
		for depth := len(r.path) - 1; depth > 0 && parent < 0; depth-- {
			if p, ok := at[fmt.Sprint(r.path[:depth])]; ok {
				parent = p
			}
		}
		if parent < 0 {
			top = append(top, i)
		} else {
			below[parent] = append(below[parent], i)
		}
	}
	return tree(rows, below, top)
}

// tree puts the rows that stand below others among their children.
func tree(rows []row, below [][]int, of []int) []row {
	out := make([]row, len(of))
	for n, i := range of {
		out[n] = rows[i]
		out[n].children = append(out[n].children, tree(rows, below, below[i])...)
	}
	return out
}

// markFlat marks the rows that may belong to a structured row above them. A
// name that comes twice tells of members even where no type does.
func (x *extractor) markFlat(rows []row) {
	above := ""
	second := secondName(rows)
	for i := range rows {
		if above != "" || second >= 0 && i >= second {
			rows[i].flat = true
		} else if structured(rows[i].typ) && !rows[i].emphasised && len(rows[i].children) == 0 && i < len(rows)-1 {
			above = rows[i].name
			x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "depth-lost",
				Msg:  fmt.Sprintf("%s can have members, and this format does not say which of the %d rows below are its", above, len(rows)-i-1),
				Hint: "scrape the page as HTML, or give the tree in an overlay"})
		}
	}
}

// secondName is the index of the first row whose name stands above it already,
// or -1.
func secondName(rows []row) int {
	seen := map[string]bool{}
	for i, r := range rows {
		if seen[r.name] {
			return i
		}
		seen[r.name] = true
	}
	return -1
}

// errorRows reads an error table.
func (x *extractor) errorRows(t Table) []spec.ErrorMessage {
	var out []spec.ErrorMessage
	for i, tr := range t.Rows {
		var cells []string
		for _, c := range tr.Cells {
			cells = append(cells, cellText(c))
		}
		if len(cells) == 0 || strings.Join(cells, "") == "" {
			x.report.Rows.count(x.report.ignore("empty-row"))
			continue
		}
		code, err := strconv.Atoi(strings.TrimSpace(cells[0]))
		if err != nil {
			x.report.Rows.count(unknown)
			x.issue(spec.Issue{Where: x.where(i), Severity: spec.Error, ID: "unknown-error-code",
				Msg: fmt.Sprintf("error code is no number: %s", quoteCells(cells))})
			continue
		}
		x.report.Rows.count(understood)
		out = append(out, spec.ErrorMessage{Code: code, Message: strings.Join(cells[1:], " ")})
	}
	return out
}
