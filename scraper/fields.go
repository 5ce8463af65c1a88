package scraper

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

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

// writing reports whether the current section describes writes.
func (x *extractor) writing() bool {
	return x.at.section == secCreating || x.at.section == secUpdating || x.at.section == secDeleting
}

func (x *extractor) paramTable(t Table) verdict { return x.giveParams(x.rows(t)) }

// giveParams gives parameters to the current operations.
func (x *extractor) giveParams(rows []row) verdict {
	if x.writing() && len(x.ops) == 0 {
		x.openBySection()
	}
	var params []spec.Param
	for _, r := range rows {
		r.required = r.required || x.allRequired
		params = append(params, r.param())
	}
	switch {
	case len(params) == 0, x.each(func(o *spec.Operation) { o.Params = mergeParams(o.Params, params) }):
		return understood
	case x.class == classStruct:
		x.node.Params = mergeParams(x.node.Params, params)
		return understood
	}
	x.orphan("parameters")
	return unknown
}

// mergeParams adds the params of b that a lacks.
func mergeParams(a, b []spec.Param) []spec.Param {
	a = slices.Clone(a)
	known := make(map[string]bool, len(a)+len(b))
	for _, p := range a {
		known[p.Name] = true
	}
	for _, p := range b {
		if !known[p.Name] || p.Flat {
			known[p.Name] = true
			a = append(a, p)
		}
	}
	return a
}

// orphan reports a table that no operation claims.
func (x *extractor) orphan(what string) {
	x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "no-operation",
		Msg:  fmt.Sprintf("%s, but no operation of this section is known", what),
		Hint: "add the operation in an overlay"})
}

// openBySection opens the operation of a hand-written section that names none:
// the section's method on the page's own path.
func (x *extractor) openBySection() {
	if x.path == "" || !x.writing() {
		return
	}
	i := x.open(x.at.section.method(), x.path)
	x.inferred(i, "op")
}

func (x *extractor) edgeTable(t Table) verdict {
	rows := x.rows(t)
	if x.node == nil {
		x.describeElement()
	}
	for _, r := range rows {
		e := r.edge()
		if !slices.ContainsFunc(x.node.Edges, func(o spec.Edge) bool { return o.Name == e.Name }) {
			x.node.Edges = append(x.node.Edges, e)
		}
	}
	return understood
}

// describeElement makes the element of the page's own edge the node that its
// edges belong to. Where the page does not name it, its title does.
func (x *extractor) describeElement() {
	element := camel(strings.TrimSuffix(snake(x.page.Title), "s"))
	for _, o := range x.page.Operations {
		if name, ok := strings.CutPrefix(o.Returns, "list<"); ok && o.Op == "GET "+x.path {
			element = strings.TrimSuffix(name, ">")
		}
	}
	x.describe(spec.Node{Name: element, Inferred: []string{"name"}})
}

func (x *extractor) fieldTable(t Table, kind topic) verdict { return x.giveFields(x.rows(t), kind) }

// giveFields gives fields to the node, to the elements of an edge, to its
// summary or to the result of the operation.
func (x *extractor) giveFields(rows []row, kind topic) verdict {
	var fields []spec.Field
	for _, r := range rows {
		fields = append(fields, r.field())
	}
	switch {
	case kind == topicResponse && len(x.ops) == 0 && x.writing():
		x.openBySection()
		fallthrough
	case kind == topicResponse && (x.writing() || x.class == classUnheaded):
		x.each(func(o *spec.Operation) { o.Result = mergeFields(o.Result, fields) })
	case kind == topicSummary:
		x.each(func(o *spec.Operation) { o.Summary = mergeFields(o.Summary, fields) })
	case x.node != nil:
		x.node.Fields = mergeFields(x.node.Fields, fields)
	case len(x.ops) > 0:
		x.each(func(o *spec.Operation) {
			if strings.HasPrefix(o.Returns, "list<") || kind == topicData || o.Returns != "" {
				o.Adds = mergeFields(o.Adds, fields)
			} else {
				o.Result = mergeFields(o.Result, fields)
			}
		})
	case len(fields) > 0:
		x.orphan("fields")
		return unknown
	}
	return understood
}

// errorTable gives the codes to the current operation, or where the page has
// one table for a whole section to all its operations.
func (x *extractor) errorTable(t Table) verdict {
	errs := x.errorRows(t)
	targets := x.ops
	if fold(x.at.head) == "validation rules" || len(targets) == 0 {
		targets = x.opened
	}
	for _, i := range targets {
		o := &x.page.Operations[i]
		for _, e := range errs {
			if !slices.Contains(o.Errors, e.Code) {
				o.Errors = append(o.Errors, e.Code)
			}
		}
	}
	for _, e := range errs {
		if !slices.ContainsFunc(x.page.Errors, func(f spec.ErrorMessage) bool { return f.Code == e.Code }) {
			x.page.Errors = append(x.page.Errors, e)
		}
	}
	return understood
}

func (x *extractor) permissionTable(t Table) verdict {
	for i, r := range t.Rows {
		var cells []string
		var names []string
		for _, c := range r.Cells {
			cells = append(cells, cellText(c))
			for _, l := range lines(c) {
				names = append(names, permissionsIn(append(Text{{Text: "permission "}}, l...))...)
			}
		}
		text := strings.Join(cells, ": ")
		if strings.Trim(text, ": ") == "" {
			x.report.Rows.count(x.report.ignore("empty-row"))
			continue
		}
		if len(cells) > 0 && (permissionRow.MatchString(cells[0]) || permissionName.MatchString(cells[0])) {
			x.permit(names)
		}
		x.report.Rows.count(noted)
		x.page.Notes = append(x.page.Notes, spec.Note{Kind: "requirement", Where: x.where(i), Text: text})
	}
	return noted
}

// permissionRow is the first cell of a requirement that names permissions.
var permissionRow = regexp.MustCompile(`(?i)\b(?:permissions?|app review|login)\b`)

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

// fieldsSentence reads the sentences round the fields of an edge.
func (x *extractor) fieldsSentence(text string) (verdict, bool) {
	if is(text, wordReadsJSON) || is(text, wordAddedFields) {
		return understood, true
	}
	if keys := jsonKeys(text); keys != nil {
		return x.shape(keys), true
	}
	name, ok := slot(text, wordListOfNodes)
	if m := listOfNodes.FindStringSubmatch(text); m != nil {
		name, ok = m[1], true
	}
	if ok && elementName.MatchString(name) {
		x.each(func(o *spec.Operation) { o.Returns = "list<" + name + ">" })
		return understood, true
	}
	if ok {
		x.badElement = true
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "unknown-element",
			Msg: fmt.Sprintf("the edge lists what is no name of a node: %q", clip(name, 80)), Hint: "name the node in an overlay"})
		x.page.Notes = append(x.page.Notes, spec.Note{Kind: "prose", Where: x.at.where(), Text: text})
		return unknown, true
	}
	if summaryFields.MatchString(text) {
		x.at.topic = topicSummary
		return understood, true
	}
	if m := singleNode.FindStringSubmatch(text); m != nil {
		x.each(func(o *spec.Operation) { o.Returns = m[1] })
		return understood, true
	}
	if m := arrayOfObjects.FindStringSubmatch(text); m != nil && x.at.section != secCreating {
		x.each(func(o *spec.Operation) {
			o.Returns = "list<" + strings.ReplaceAll(m[1], " ", "") + ">"
			o.Paging = "cursor"
		})
		return understood, true
	}
	return 0, false
}

// elements reads what a hand-written read returns where a sentence links to
// it: "Returns a list of [IG Comments](…/ig-comment)".
func (x *extractor) elements(t Text, text string) {
	lead := returnsLead.FindStringSubmatch(text)
	if lead == nil || x.at.section != secReading || len(x.ops) != 1 {
		return
	}
	o := &x.page.Operations[x.ops[0]]
	if o.Returns != "" || !strings.HasPrefix(o.Op, "GET ") || o.Op == "GET "+nodePath(x.node) {
		return
	}
	for _, s := range t {
		if !strings.Contains(s.Href, "/reference/") {
			continue
		}
		name := strings.TrimSuffix(strings.ReplaceAll(strings.TrimSpace(s.Text), " ", ""), "s")
		between, _, ok := strings.Cut(text[len(lead[0]):], strings.TrimSpace(s.Text))
		if !isNodeName(name) || !ok || ownerWord.MatchString(between) {
			return
		}
		o.Returns = "list<" + name + ">"
		o.Paging = "cursor"
		o.Inferred = union(o.Inferred, []string{"returns"})
		return
	}
}

var (
	returnsLead = regexp.MustCompile(`(?i)^(?:(?:returns|gets?) (?:an? )?(?:list|collection|array) of |gets? all )`)
	ownerWord   = regexp.MustCompile(`\b(?:on|of|for|in|from|about)\b`) // what follows is the owner, not the element
)

func nodePath(n *spec.Node) string {
	if n == nil {
		return ""
	}
	return n.Path
}

// elementName is what the elements of an edge can be called:
// OpenGraphObject:generic.
var elementName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?::[A-Za-z_]+)?$`)

func isNodeName(s string) bool {
	return s != "" && s[0] >= 'A' && s[0] <= 'Z' && fieldName.MatchString(s)
}

var jsonKey = regexp.MustCompile(`"([a-z_]+)"\s*:`)

// jsonKeys returns the keys of the sample answer that opens the fields of an
// edge, or nil when the text is none.
func jsonKeys(text string) []string {
	text = strings.ReplaceAll(text, `\`, "")
	if !strings.HasPrefix(text, "{") && text != "data" {
		return nil
	}
	var keys []string
	for _, m := range jsonKey.FindAllStringSubmatch(text, -1) {
		if slices.Contains([]string{"data", "paging", "summary"}, m[1]) {
			keys = append(keys, m[1])
		}
	}
	if text == "data" || strings.Trim(text, "{ }\n") == "" {
		keys = append(keys, "data")
	}
	return keys
}

// shape notes what the sample answer of an edge has.
func (x *extractor) shape(keys []string) verdict {
	if slices.Contains(keys, "paging") {
		x.each(func(o *spec.Operation) { o.Paging = "cursor" })
	}
	return understood
}

// code reads a code block: a request, the shape of an answer, a return type,
// or a sample in some language.
func (x *extractor) code(c Code) verdict {
	if r, ok := parseRequest(c.Text); ok {
		return x.request(r, c)
	}
	if r, ok := parseSyntax(c.Text); ok {
		x.sample(r, true)
		return understood
	}
	text := strings.TrimSpace(c.Text)
	if x.writing() && len(x.ops) > 0 && resultStart.MatchString(text) {
		return x.returnLine(text) // whatever its heading is called
	}
	switch x.at.topic {
	case topicReturn:
		return x.returnLine(text)
	case topicFields, topicData:
		if keys := jsonKeys(text); keys != nil {
			return x.shape(keys)
		}
	}
	return x.report.ignore("sample-code")
}

// request uses the request line of a sample.
func (x *extractor) request(r request, c Code) verdict {
	if structSample.MatchString(c.Text) {
		return understood
	}
	if x.class == classUnheaded {
		return x.unheadedRequest(r, c)
	}
	want := x.at.section.method()
	if r.path == "" || want == "" {
		return x.report.ignore("sample-code")
	}
	switch {
	case r.method == "GET" && want == "GET" && r.path == x.path:
		x.open("GET", r.path)
		return understood
	case r.method == "GET" && want == "GET" && len(r.query) == 0 && sameEdge(r.path, x.path):
		x.open("GET", r.path)
		return understood
	case x.class == classGenerated || x.class == classStruct:
		return understood // the sentences name the operations
	case r.method == want && len(x.ops) == 0 && strings.Contains(r.path, "{"):
		x.open(r.method, r.path)
		return understood
	}
	if want == "POST" && r.method == "GET" && len(r.query) > 0 {
		return x.example(r, c)
	}
	return understood
}

// sameEdge reports whether two paths are forms of one edge:
// /{app_id}/app_insights and /{app_id}/app_insights/{metric_name}.
func sameEdge(a, b string) bool {
	first, second := strings.Split(a, "/"), strings.Split(b, "/")
	return len(first) > 2 && len(second) > 2 && first[2] == second[2]
}

// example keeps a request that documents no operation of its own.
func (x *extractor) example(r request, c Code) verdict {
	line, _, _ := strings.Cut(strings.TrimSpace(c.Text), "\n")
	x.page.Examples = append(x.page.Examples, spec.Example{Where: x.at.where(), Text: line})
	x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "odd-example",
		Msg:  fmt.Sprintf("sample %s %s has a query of its own (%s); kept as an example, its query adds no parameter", r.method, r.path, strings.Join(sortedKeys(r.query), ", ")),
		Hint: "if these are parameters, add them in an overlay"})
	return noted
}

// returnLine reads a line of a Return Type section.
func (x *extractor) returnLine(text string) verdict {
	switch {
	case readAfterID.MatchString(text):
		x.each(func(o *spec.Operation) { o.ReadAfterWrite = "id" })
		return understood
	case readAfterSelf.MatchString(text):
		x.each(func(o *spec.Operation) { o.ReadAfterWrite = "self" })
		return understood
	}
	if len(x.result) == 0 && !resultStart.MatchString(text) {
		if len(x.ops) > 0 && isReadAfterWrite(text) {
			x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Warning, ID: "read-after-write",
				Msg: fmt.Sprintf("does not say which node is read after the write: %q", clip(text, 160))})
			return noted
		}
		return x.note(text)
	}
	x.result = append(x.result, text)
	return understood
}

var resultStart = regexp.MustCompile(`^(?:Struct|Map|List)\s*[{\[]`)

func isReadAfterWrite(text string) bool { return !strings.Contains(text, "{") && len(text) < 400 }

// flushResult parses the return type that has been gathered.
func (x *extractor) flushResult() {
	if len(x.result) == 0 {
		return
	}
	text, blocks := strings.Join(x.result, "\n"), len(x.result)
	x.result = nil
	fields, ok := parseResult(text)
	if !ok {
		x.issue(spec.Issue{Where: x.where(-1), Severity: spec.Error, ID: "unknown-return-type",
			Msg: fmt.Sprintf("return type not understood: %q", clip(text, 200))})
		x.page.Notes = append(x.page.Notes, spec.Note{Kind: "prose", Where: x.at.where(), Text: text})
		x.report.Blocks.misread(blocks)
		return
	}
	if !x.each(func(o *spec.Operation) { o.Result = mergeFields(o.Result, fields) }) {
		x.orphan("a return type")
	}
}
