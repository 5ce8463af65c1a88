package scraper_test

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// table counts the rows of a table.
func (t tally) table(p sourcePart, section, sub string) {
	method := methodOf[section]
	purpose := tablePurpose(p.header, section, sub)
	for _, r := range p.rows {
		switch purpose {
		case "error":
			if _, err := strconv.Atoi(r.cells[0]); err != nil {
				t.add("other row", p.header+": "+r.cells[0])
				continue
			}
			t.once("error code", r.cells[0])
			if method != "" {
				t.once("error", method+" "+r.cells[0])
			}
		case "param", "field", "edge":
			t.row(purpose, method, r)
		case "version":
			t.add("version", strings.TrimSpace(r.cells[0]+" "+isoDate(r.cells[1])+" "+isoDate(r.cells[2])))
		case "result":
			t.add("result member", r.name)
		case "requirement":
			if strings.HasPrefix(r.cells[0], "Permission") {
				t.permissions(method, r.codes)
				t.permissions(method, strings.Fields(r.cells[1]))
			}
		default:
			t.add("other row", p.header+": "+r.cells[0])
		}
	}
}

var wholePlaceholder = regexp.MustCompile(`^\{([^{}]+)\}$`)

// row counts a row of parameters, fields or edges.
func (t tally) row(purpose, method string, r sourceRow) {
	if len(r.cells) > 0 && strings.ReplaceAll(strings.Join(r.cells, ""), "Vector", "") == "" {
		return // a row of a nested array, of which the page shows nothing
	}
	if m := wholePlaceholder.FindStringSubmatch(r.name); m != nil {
		r.name = strings.ReplaceAll(m[1], "-", "_")
	}
	if purpose == "edge" {
		r.name = strings.TrimPrefix(r.name, "/")
	}
	if purpose == "param" && method == "" {
		method = cmp.Or(strings.Join(t["method"], ""), "GET")
	}
	kind := purpose
	if purpose == "param" {
		kind += " " + method
		if r.level > 0 {
			t.add("param level "+strconv.Itoa(r.level), r.name)
		}
	}
	t.add(kind, r.name)
	if r.typ != "" {
		t.add("type", r.name+" "+r.typ)
		if strings.Contains(r.typ, "enum") {
			t.add("enum", r.name)
		}
	}
	if r.value != nil {
		t.add("default value", r.name+"="+*r.value)
	}
	if r.since != "" {
		t.add("since", r.name+" "+r.since)
	}
	for _, mark := range r.marks {
		t.add(mark, r.name)
	}
	if !slices.Contains(r.marks, "Required") && requiredWord.MatchString(strings.Join(r.cells, " ")) {
		t.add("required in prose", r.name)
	}
	if doc := docWords(r.doc); doc != "" && !strings.EqualFold(doc, docWords(r.name)) && doc != "SELFEXPLANATORY" {
		t.add("doc", r.name+": "+doc)
	}
}

var (
	requiredWord = regexp.MustCompile(`(?i)\brequired\b`)
	notWord      = regexp.MustCompile(`[^\pL\pN]+`)
)

// rowNames are the headers of a column of names.
var rowNames = regexp.MustCompile(`^(?:Parameter|Property Name|Name|Field(?: Name)?)$`)

// docWords is a description without spaces and punctuation, in which formats
// and readers differ.
func docWords(s string) string { return notWord.ReplaceAllString(s, "") }

// isoDate is a date in words as 2023-05-23, or nothing for TBD.
func isoDate(s string) string {
	d, err := time.Parse("January 2, 2006", strings.TrimPrefix(s, "Extended to "))
	if err != nil {
		return ""
	}
	return d.Format(time.DateOnly)
}

// tablePurpose is what the rows of a table are: the heading above it counts more
// than its header.
func tablePurpose(header, section, sub string) string {
	first, _, _ := strings.Cut(header, "|")
	method := methodOf[section]
	switch {
	case strings.HasPrefix(first, "Error") && strings.HasSuffix(header, "|Description"):
		return "error"
	case first == "Version" && strings.Count(header, "|") == 2:
		return "version"
	case first == "Edge" || section == "Edges" || sub == "Edges":
		return "edge"
	case header == "Type|Description" || header == "Type|Requirement" || header == "Permission|Description" || strings.HasPrefix(first, "Type of Requirement"):
		return "requirement"
	case first == "Placeholder", strings.Contains(header, "Values for"), strings.HasPrefix(first, "Parameters"), strings.HasPrefix(sub, "Metric"), sub == "Available Metrics":
		return "other"
	case sub == "Feature Permissions":
		return "requirement"
	case section == "Connections" || sub == "Connections":
		return "edge"
	case (section == "Fields" || sub == "Fields" && method == "GET") && rowNames.MatchString(first):
		return "field"
	case sub == "Response" || strings.HasPrefix(sub, "Return") || sub == "Response Contents":
		if method == "POST" || method == "DELETE" {
			return "result"
		}
		return "field"
	case strings.HasPrefix(first, "Field"):
		if method == "POST" || method == "DELETE" {
			return "param"
		}
		return "field"
	case strings.HasPrefix(first, "Parameter"), first == "Key":
		return "param"
	case (first == "Name" || first == "Property Name") && method != "":
		if sub == "Parameters" || sub == "Modifiers" || method == "POST" || method == "DELETE" {
			return "param"
		}
		return "field"
	}
	return "other"
}
