package scraper

import (
	"regexp"
	"strings"
)

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
