package scraper_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
)

// This file and tally_row, tally_html, tally_markdown and tally_text read the
// source of a page a second time, with regular expressions only, so that the
// scraper is checked by something that shares none of its code. Kinds of facts that begin in lower case are rows and
// sentences, the others are badges.

// sourcePart is a heading, a paragraph, a list item, a sample, a return type or
// a table of a page's source.
type sourcePart struct {
	level  int // of a heading
	text   string
	codes  []string // what the text sets in code
	item   bool     // a list item
	strong bool     // a list item whose first code is bold
	sample bool
	header string // of a table: Name|Description
	rows   []sourceRow
}

// sourceRow is a row of a table.
type sourceRow struct {
	name, typ string
	cells     []string
	marks     []string // Required, Default, Core, Deprecated, Supports Emoji
	value     *string  // the default value
	since     string
	level     int    // 0 at the top
	doc       string // the description without marks and default value
	codes     []string
}

var space = regexp.MustCompile(`[\s\x{a0}]+`)

// plainText is s on one line, entities and typographic apostrophes replaced.
func plainText(s string) string {
	s = html.UnescapeString(s)
	s = strings.NewReplacer("’", "'", "\u200b", "").Replace(s)
	return strings.TrimSpace(space.ReplaceAllString(s, " "))
}

// tally holds the facts of a page by kind, repeats included.
type tally map[string][]string

func (t tally) add(kind string, fact string) { t[kind] = append(t[kind], fact) }

// once adds a fact that counts only once however often the page repeats it.
func (t tally) once(kind string, fact string) {
	if !slices.Contains(t[kind], fact) {
		t.add(kind, fact)
	}
}

// methodOf are the section headings and the method of their operations.
var methodOf = map[string]string{
	"Reading": "GET", "Read": "GET", "Leitura": "GET",
	"Creating": "POST", "Publishing": "POST", "Publishing and Updating": "POST", "Criando": "POST",
	"Updating": "POST", "Atualizando": "POST",
	"Deleting": "DELETE", "Excluindo": "DELETE",
}

// refusalOf are the section headings and what the section refuses.
var refusalOf = map[string][]string{
	"Reading": {"read"}, "Leitura": {"read"},
	"Creating": {"create"}, "Publishing": {"create"}, "Criando": {"create"},
	"Updating": {"update"}, "Atualizando": {"update"},
	"Deleting": {"delete"}, "Excluindo": {"delete"},
	"Publishing and Deleting": {"create", "delete"},
}

var (
	cannot     = regexp.MustCompile(`(?i)^(You can't perform this operation on this endpoint\.|This operation is not supported\.|You (can't|cannot|can not) (publish|create|update|delete|read|perform)\b[^.,]* (using|on) (this (edge|endpoint|API)|the Graph API)\b|Não é possível executar esta operação neste ponto de extremidade\.)`)
	byMaking   = regexp.MustCompile(`You can (?:update|delete|dissociate) .* by making a (POST|DELETE) request to (\S+?)\.(?: |$)`)
	created    = regexp.MustCompile(`When posting to this edge, (?:(?:a|an) )?(.+?) will be created\.`)
	listOf     = regexp.MustCompile(`^(?:A list of|Uma lista de nós) (.+?)(?: nodes)?\.`)
	singleNode = regexp.MustCompile(`^A single (.+?) node\.`)
	request    = regexp.MustCompile(`(?i)^(GET|POST|DELETE) (?:https://graph\.facebook\.com)?(?:/v[\d.]+)?(/\S*)(?: HTTP/1\.1|\s*$)`)
	permission = regexp.MustCompile(`^[a-z]+(_[a-z0-9]+)+$`)
	member     = regexp.MustCompile(`([A-Za-z_]\w*)\s*:`)
	itemDash   = regexp.MustCompile(`^\s*(?:\(required\))?\s*[—–-]?\s*`)
	titlePath  = regexp.MustCompile(`/[{?]\S*$`)
	byPost     = regexp.MustCompile(`^This API call .* via an HTTP POST request`)
	boldOp     = regexp.MustCompile(`^(GET|POST|DELETE) (/\S*)(?:\s|$)`)
)

// tallySource counts the parts of a page.
func tallySource(parts []sourcePart) tally {
	t := tally{}
	var section, sub string
	paths := false // the list of paths of a POST request follows
	for _, p := range parts {
		switch {
		case p.level == 1 && titlePath.MatchString(p.text):
			path := plainPath(titlePath.FindString(p.text))
			t["title operation"] = []string{"GET " + path, "POST " + path, "DELETE " + path}
		case p.level == 2 || p.level > 0 && methodOf[p.text] != "":
			section, sub = p.text, ""
		case p.level > 0:
			sub = p.text
		case p.header != "":
			t.table(p, section, sub)
		case p.sample:
			t.sample(p.text, section)
		case p.item && paths && strings.HasPrefix(p.text, "/"):
			t.once("operation", "POST "+plainPath(p.text))
		case p.namesItem() && itemHeading(section, sub) != "":
			t.item(p, itemHeading(section, sub), methodOf[section])
		default:
			t.sentence(p, section, sub)
			paths = strings.HasSuffix(p.text, "edge from the following paths:")
		}
	}
	return t
}

// sample counts the requests of a sample.
func (t tally) sample(text, section string) {
	for line := range strings.Lines(text) {
		m := request.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil || m[2] == "/..." {
			continue
		}
		op := strings.ToUpper(m[1]) + " " + plainPath(m[2])
		t.once("sample", op)
		if methodOf[section] == strings.ToUpper(m[1]) {
			t.once("operation", op)
		}
	}
}

// namesItem reports whether p is a list item that begins with a name.
func (p sourcePart) namesItem() bool {
	return p.item && len(p.codes) > 0 && strings.HasPrefix(p.text, p.codes[0])
}

// itemHeading is what the list items under a heading are: param, field, or
// nothing that is counted.
func itemHeading(section, sub string) string {
	switch {
	case sub == "Returnable Fields":
		return "field"
	case sub == "Query String Parameters", sub == "Parameters", section == "Parameters":
		return "param"
	}
	return ""
}

// item counts a list item that describes a parameter or a field.
func (t tally) item(p sourcePart, purpose, method string) {
	r := sourceRow{name: p.codes[0], cells: []string{p.text}}
	r.doc = itemDash.ReplaceAllString(strings.TrimPrefix(p.text, r.name), "")
	if p.strong {
		r.marks = []string{"Required"}
	}
	t.row(purpose, method, r)
}

// sentence counts what the sentences of a paragraph say.
func (t tally) sentence(p sourcePart, section, sub string) {
	method := methodOf[section]
	if byPost.MatchString(p.text) {
		t.once("method", "POST") // of a page without sections
	}
	if cannot.MatchString(p.text) {
		for _, op := range refusalOf[section] {
			t.once("refused", op)
		}
	}
	if m := byMaking.FindStringSubmatch(p.text); m != nil {
		t.once("operation", m[1]+" "+plainPath(m[2]))
	}
	if m := request.FindStringSubmatch(p.text); m != nil {
		if method == m[1] {
			t.once("operation", m[1]+" "+plainPath(m[2]))
		}
	} else if m := boldOp.FindStringSubmatch(p.text); m != nil && method != "" {
		t.once("operation", m[1]+" "+plainPath(m[2]))
	}
	if m := created.FindStringSubmatch(p.text); m != nil && !strings.Contains(m[1], "Graph object") {
		t.add("creates", nodeName(m[1]))
	}
	if sub == "data" {
		if m := listOf.FindStringSubmatch(p.text); m != nil {
			t.add("list of nodes", "list<"+nodeName(m[1])+">")
		} else if m := singleNode.FindStringSubmatch(p.text); m != nil {
			t.add("list of nodes", nodeName(m[1]))
		}
	}
	if strings.Contains(p.text, "read-after-write") && strings.Contains(p.text, "will read the node") {
		if strings.Contains(p.text, "in the return type") {
			t.add("read after write", "id")
		} else {
			t.add("read after write", "self")
		}
	}
	if structType.MatchString(p.text) {
		t.members(p.text)
	}
	if method != "" && (sub == "Permissions" || sub == "Feature Permissions") {
		t.permissions(method, p.codes)
	}
}

var (
	structType = regexp.MustCompile(`^(?:Or )?(?:Struct|Map) ?\{`)
	mapKey     = regexp.MustCompile(`Map ?\{\s*\w[\w ]*:`)
)

// members counts the members of a literal return type; the key of a map is
// the member *.
func (t tally) members(text string) {
	text = strings.ReplaceAll(text, "token with structure:", "")
	for range mapKey.FindAllString(text, -1) {
		t.add("result member", "*")
	}
	for _, m := range member.FindAllStringSubmatch(mapKey.ReplaceAllString(text, ""), -1) {
		t.add("result member", m[1])
	}
}

// permissions counts those of the codes that have the form of a permission.
func (t tally) permissions(method string, codes []string) {
	for _, c := range codes {
		if permission.MatchString(c) {
			t.once("permission", method+" "+c)
		}
	}
}

// nodeName is the name of a node as one word.
func nodeName(s string) string { return strings.ReplaceAll(s, " ", "") }

// versionPart is a version that a path leaves open: {api-version}.
var versionPart = regexp.MustCompile(`(?i)^/[{<]\w*[-_]?version[}>]`)

var placeholder = regexp.MustCompile(`[{<]([^}>]+)[}>]`)

// bareID is an id that a sample leaves without braces: /page-id/feed.
var bareID = regexp.MustCompile(`^/(\w+)-id(/|$)`)

// plainPath is a path without its version and query, its placeholders in snake case.
func plainPath(s string) string {
	s, _, _ = strings.Cut(s, "?")
	s = versionPart.ReplaceAllString(s, "")
	s = placeholder.ReplaceAllStringFunc(s, func(m string) string {
		return strings.ToLower(strings.NewReplacer("-", "_", ".", "_").Replace("{" + m[1:len(m)-1] + "}"))
	})
	return bareID.ReplaceAllString("/"+strings.Trim(s, "/"), "/{${1}_id}$2")
}
