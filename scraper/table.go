package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file reads the rows of a table.

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
	first := map[string]int{} // row of a name, with its place in the tree
	for i, tr := range t.Rows {
		r, ok := x.row(cols, tr, i)
		if !ok {
			continue
		}
		if at, twice := first[siblingKey(r)]; twice && x.doc.Format == "html" {
			x.report.Rows.count(x.repeated(out[at], r, i))
			continue
		}
		first[siblingKey(r)] = len(out)
		x.report.Rows.count(x.typed(&r, i))
		out = append(out, r)
	}
	return x.nest(out)
}

// siblingKey tells rows apart that stand below one parent.
func siblingKey(r row) string {
	return fmt.Sprint(r.path[:max(0, len(r.path)-1)]) + r.name
}

// repeated leaves out a row whose name stands above it already. One of another
// type is reported.
func (x *extractor) repeated(before, r row, i int) verdict {
	if before.typ == r.typ {
		return x.report.ignore("repeated-row")
	}
	x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "duplicate-row",
		Msg:  fmt.Sprintf("%s stands in the table twice, as %q and as %q; the first is used", r.name, before.typ, r.typ),
		Hint: "look at a live answer; correct the type in an overlay"})
	return x.report.ignore("duplicate-row")
}

// typed checks the types of a row and its members. An expression that does not
// parse would stop whoever uses the spec: it goes to the description.
func (x *extractor) typed(r *row, i int) verdict {
	v := understood
	t, err := spec.ParseType(r.typ)
	switch {
	case err != nil:
		v = unknown
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Error, ID: "bad-type",
			Msg:  fmt.Sprintf("%s: %v; kept in the description", r.name, err),
			Hint: "give the type in an overlay"})
		r.doc = join(r.doc, "Type on the page: "+clip(r.typ, 2000))
		r.typ = ""
	case t.Kind == spec.KindUnknown:
		x.issue(spec.Issue{Where: x.where(i), Severity: spec.Warning, ID: "unknown-type",
			Msg: fmt.Sprintf("%s: %q is no type that is known; kept as it is", r.name, clip(r.typ, 80)), Hint: "give the type in an overlay"})
	}
	for c := range r.children {
		if x.typed(&r.children[c], i) == unknown {
			v = unknown
		}
	}
	return v
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
			if l := lines(cell); x.codedNames() && (len(l) == 0 || !startsWithCode(l[0])) {
				continue // generated pages set every name in code
			}
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

// codedNames reports whether the page's tables set every name in code.
func (x *extractor) codedNames() bool { return x.class == classGenerated || x.class == classStruct }

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
