package scraper

import (
	"fmt"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file tells what a table holds: the heading above it says it, its column
// titles confirm or refine it.

// table reads a table under the current heading and hands its rows to where
// they belong.
func (x *extractor) table(t Table) verdict {
	x.tables++
	cols := columns(t)
	if len(t.Rows) == 0 {
		return x.report.ignore("empty-table")
	}
	if x.class == classVersions && isVersionTable(t) {
		return x.versionTable(t)
	}
	switch kind := x.tableKind(t, cols); kind {
	case topicErrors:
		return x.errorTable(t)
	case topicParameters:
		return x.paramTable(t)
	case topicEdges:
		return x.edgeTable(t)
	case topicFields, topicData, topicSummary, topicResponse:
		return x.fieldTable(t, kind)
	case topicPermissions, topicRequirements:
		return x.permissionTable(t)
	}
	if x.memberTable(t, cols) {
		return understood
	}
	x.oddTable(t)
	return x.noteTable(t)
}

// tableKind tells what a table holds: the sub-heading says it, unless the
// titles of its columns contradict.
func (x *extractor) tableKind(t Table, cols []column) topic {
	first := ""
	if len(t.Header) > 0 {
		first = plainText(t.Header[0])
	}
	named := len(cols) > 1 && cols[0] == colName && slices.Contains(cols, colDescription)
	switch {
	case cols[0] == colCode:
		return topicErrors
	case x.class == classUnheaded:
		return x.unheadedKind(first, named)
	case cols[0] == colEdge:
		return topicEdges
	case requirementTitles[fold(first)] && x.at.topic != topicFields:
		return topicPermissions
	case x.at.topic == topicErrors, x.at.topic == topicEdges, x.at.topic == topicPathParams:
		return x.at.topic
	case x.at.topic == topicParameters:
		return topicParameters
	case x.at.topic == topicFields && x.writing():
		return topicParameters
	case is(first, wordParameterTH) && !is(first, wordFieldTH) && x.at.topic != topicFields:
		return topicParameters
	case x.at.topic == topicFields, x.at.topic == topicData, x.at.topic == topicSummary, x.at.topic == topicResponse:
		return x.at.topic
	case is(first, wordFieldTH) && named:
		return topicFields
	case x.at.section == secEdges && named:
		return topicEdges
	}
	return topicProse
}

// requirementTitles are the first column titles of tables of requirements.
var requirementTitles = map[string]bool{
	"permission": true, "type": true, "type of requirement": true, "requirement": true,
}

// otherTables are the first column titles of tables that have no place in the
// model and are kept as notes: metrics, limits, values.
var otherTables = map[string]bool{
	"": true, "metric name": true, "metric": true, "limit": true, "breakdown type": true, "breakdown": true,
	"post type": true, "event": true, "action": true, "status": true, "timeframe": true, "header": true,
	"property": true, "specification": true, "version": true, "code": true, "use case": true, "tag name": true,
	"feature": true, "task": true, "role": true, "app type": true, "capability": true,
}

// oddTable reports a table whose titles no rule knows: on a translated page it
// may be one of parameters.
func (x *extractor) oddTable(t Table) {
	var titles []string
	for _, h := range t.Header {
		titles = append(titles, plainText(h))
	}
	if len(titles) == 0 || otherTables[fold(titles[0])] || isColumnWord(titles[0]) {
		return
	}
	x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "unknown-table",
		Msg:  fmt.Sprintf("a table of %d rows with the titles %s has no place in the model; kept as a note", len(t.Rows), quoteCells(titles)),
		Hint: "if it lists parameters or fields, add its titles to the locale table"})
}

// memberTable reads a table below a heading that names a parameter of the
// current operation: the members of that parameter, or the parameter itself in
// its first row.
func (x *extractor) memberTable(t Table, cols []column) bool {
	if !x.writing() || len(x.ops) != 1 || cols[0] != colName || len(t.Rows) == 0 || len(t.Rows[0].Cells) == 0 {
		return false
	}
	o := &x.page.Operations[x.ops[0]]
	heading := strings.Fields(x.at.head)
	if first := cellText(t.Rows[0].Cells[0]); slices.Contains(heading, first) {
		return x.giveParams(x.rows(t)) == understood
	}
	i := slices.IndexFunc(o.Params, func(p spec.Param) bool { return len(p.Params) == 0 && slices.Contains(heading, p.Name) })
	if i < 0 {
		return false
	}
	for _, r := range x.rows(t) {
		o.Params[i].Params = append(o.Params[i].Params, r.param())
	}
	return true
}

// noteTable keeps a table that has no place in the model.
func (x *extractor) noteTable(t Table) verdict {
	for range t.Rows {
		x.report.Rows.count(noted)
	}
	x.page.Notes = append(x.page.Notes, spec.Note{Kind: "prose", Where: x.at.where(), Text: tableText(t)})
	return noted
}

// tableText is a table as lines with cells between bars.
func tableText(t Table) string {
	var text []string
	if len(t.Header) > 0 {
		var cells []string
		for _, h := range t.Header {
			cells = append(cells, plainText(h))
		}
		text = append(text, strings.Join(cells, " | "))
	}
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, cellText(c))
		}
		text = append(text, strings.Join(cells, " | "))
	}
	return strings.Join(text, "\n")
}
