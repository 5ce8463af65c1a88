package scraper_test

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	mdHeading   = regexp.MustCompile(`^ {0,3}(#{1,6})(?: +(.*))?$`)
	mdSeparator = regexp.MustCompile(`^\s*\|[\s|:-]*-[\s|:-]*\|\s*$`)
	mdItem      = regexp.MustCompile(`^\s*(?:[*+-]|\d+\.)\s+(.*)`)
	mdLink      = regexp.MustCompile(`!?\[((?:\\.|[^\[\]])*)\]\([^)]*\)`)
	mdEscape    = regexp.MustCompile("\\\\([\\\\`*_{}\\[\\]()#+.!|<>~-])")
	mdCode      = regexp.MustCompile("`([^`]+)`")
	mdBreak     = regexp.MustCompile(`<br ?/?>`)
	mdEmphasis  = regexp.MustCompile(`\*+`)
	mdName      = regexp.MustCompile("^\\[?`([^`]+)`(?:\\]\\([^)]*\\))?")
	mdSince     = regexp.MustCompile(`^\[\s*(?:This field is only accessible in (v[\d.]+) or later\.?)?\s*\](?:\(#\))?`)
	mdValue     = regexp.MustCompile("^(?:\\*\\*)?Default value: ?(?:\\*\\*)? ?`([^`]*)`")
	mdEmptyVal  = regexp.MustCompile(`^(?:\*\*)?Default value: ?(?:\*\*)?\s*(?:<br>|$)`)
	mdMark      = regexp.MustCompile(`(?i)(?:<br>|\s)*(?:\*\*\[(required|default|supports emoji)\]\*\*|\[(Default|Core|Padrão)\]\([^)]*\)|(?:^|<br>\s*)(Required|Supports Emoji|Deprecated|Obrigatório)|\s{2,}(required|default|supports emoji)|^(required|default))(?:<br>|\s)*$`)
	mdChild     = regexp.MustCompile("(?:<br><br><br>|\\s{2,}|---\\s+)`(\\w+)` \\*((?:[^*])+)\\*")
)

// markdownParts cuts a page of Markdown.
func markdownParts(page string) []sourcePart {
	if rest, ok := strings.CutPrefix(page, "---\n"); ok {
		_, page, _ = strings.Cut(rest, "\n---\n")
	}
	lines := strings.Split(strings.ReplaceAll(page, "\r", ""), "\n")
	var parts []sourcePart
	var para []string
	item := false
	flush := func() {
		if text := strings.Join(para, " "); strings.TrimSpace(text) != "" {
			parts = append(parts, sourcePart{item: item, strong: strings.HasPrefix(text, "**`"), text: mdText(text), codes: mdCodes(text)})
		}
		para, item = nil, false
	}
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			flush()
			var code []string
			for i++; i < len(lines) && !strings.HasPrefix(strings.TrimSpace(lines[i]), "```"); i++ {
				code = append(code, lines[i])
			}
			text := strings.Join(code, "\n")
			if strings.HasPrefix(strings.TrimSpace(text), "Struct") {
				parts = append(parts, sourcePart{text: plainText(text)})
			} else {
				parts = append(parts, sourcePart{sample: true, text: text})
			}
		case strings.TrimSpace(line) == "":
			flush()
		case mdHeading.MatchString(line):
			flush()
			m := mdHeading.FindStringSubmatch(line)
			text := mdText(m[2])
			for text == "" && i+1 < len(lines) {
				i++
				text = mdText(lines[i])
			}
			parts = append(parts, sourcePart{level: len(m[1]), text: text})
		case strings.HasPrefix(strings.TrimSpace(line), "|") && i+1 < len(lines) && mdSeparator.MatchString(lines[i+1]):
			flush()
			p := sourcePart{header: mdText(strings.Join(mdCells(line), "|"))}
			for i += 2; i < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[i]), "|"); i++ {
				p.rows = append(p.rows, mdRows(p.header, mdCells(lines[i]))...)
			}
			i--
			parts = append(parts, p)
		case strings.HasPrefix(line, "    ") && para == nil:
			var code []string
			for ; i < len(lines) && (strings.HasPrefix(lines[i], "    ") || strings.TrimSpace(lines[i]) == ""); i++ {
				code = append(code, strings.TrimPrefix(lines[i], "    "))
			}
			i--
			parts = append(parts, sourcePart{sample: true, text: strings.Join(code, "\n")})
		case mdItem.MatchString(line):
			flush()
			item = true
			para = append(para, mdItem.FindStringSubmatch(line)[1])
		default:
			para = append(para, line)
		}
	}
	flush()
	return mdUnwrapped(mdResults(parts))
}

// mdResults joins the paragraphs of a return type into one.
func mdResults(parts []sourcePart) []sourcePart {
	var out []sourcePart
	for i := 0; i < len(parts); i++ {
		p := parts[i]
		if strings.HasPrefix(p.text, "Struct {") && p.level == 0 && !p.sample {
			for strings.Count(p.text, "{") > strings.Count(p.text, "}") && i+1 < len(parts) && parts[i+1].level == 0 {
				i++
				p.text += " " + parts[i].text
			}
		}
		out = append(out, p)
	}
	return out
}

var (
	gluedHeader = regexp.MustCompile(`^(Field|Name|Parameter|Edge)Description$`)
	splitHeader = map[string]string{"Parâmetro": "Parameter|Description", "Campo": "Field|Description", "Erro": "Error|Description"}
	bareType    = regexp.MustCompile(`^(?:numeric string or integer|unsigned int32|UID|(?:array|list)<.*>)$`)
	codeOnly    = regexp.MustCompile(`^[A-Za-z_][\w.]*(?: Public\.?)?$`)
)

// mdUnwrapped finds the tables that a converter has turned into paragraphs:
// after the header, a row starts with a paragraph of one code span (a code
// number in a table of errors).
func mdUnwrapped(parts []sourcePart) []sourcePart {
	var out []sourcePart
	for i := 0; i < len(parts); i++ {
		p, header := parts[i], ""
		if m := gluedHeader.FindStringSubmatch(p.text); m != nil {
			header = m[1] + "|Description"
		} else if i+1 < len(parts) && parts[i+1].text == "Descrição" {
			header = splitHeader[p.text]
			i++
		}
		if header == "" {
			out = append(out, p)
			continue
		}
		table := sourcePart{header: header}
		var others []sourcePart
		for i++; i < len(parts) && parts[i].level == 0; i++ {
			p := parts[i]
			switch {
			case header[:5] == "Error":
				if _, err := strconv.Atoi(p.text); err == nil {
					table.rows = append(table.rows, sourceRow{cells: []string{p.text}})
				}
			case p.header != "":
				others = append(others, p)
			case len(p.codes) == 1 && strings.HasPrefix(p.text, p.codes[0]) && codeOnly.MatchString(p.text):
				r := sourceRow{name: p.codes[0], cells: []string{p.text}}
				if next := parts[i+1].text; bareType.MatchString(next) {
					r.typ = next
					i++
				}
				table.rows = append(table.rows, r)
			case len(table.rows) == 0:
			case p.text == "Obrigatório", p.text == "Padrão":
				last := &table.rows[len(table.rows)-1]
				last.marks = append(last.marks, markName(p.text))
			default:
				table.rows[len(table.rows)-1].doc += " " + p.text
			}
		}
		i--
		out = append(append(out, table), others...)
	}
	return out
}

// mdText is Markdown without its marks.
func mdText(s string) string {
	codes := mdCode.FindAllString(s, -1)
	s = mdCode.ReplaceAllString(s, "\x00")
	s = mdLink.ReplaceAllString(mdLink.ReplaceAllString(s, "$1"), "$1")
	s = mdBreak.ReplaceAllString(s, " ")
	s = strings.ReplaceAll(s, `\*`, "\x01")
	s = mdEmphasis.ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "\x01", "*")
	s = mdEscape.ReplaceAllString(s, "$1")
	for _, c := range codes {
		s = strings.Replace(s, "\x00", strings.Trim(c, "`"), 1)
	}
	return plainText(s)
}

func mdCodes(s string) []string {
	var codes []string
	for _, m := range mdCode.FindAllStringSubmatch(s, -1) {
		codes = append(codes, plainText(m[1]))
	}
	return codes
}

// mdCells splits a row at the pipes that no backslash escapes.
func mdCells(line string) []string {
	line = strings.ReplaceAll(strings.TrimSpace(line), `\|`, "\x02")
	line = strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|")
	cells := strings.Split(line, "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(cells[i], "\x02", "|"))
	}
	return cells
}

// mdRows reads a row, and the rows that stand in its description.
func mdRows(header string, cells []string) []sourceRow {
	r := sourceRow{}
	for _, c := range cells {
		r.cells = append(r.cells, mdText(c))
		r.codes = append(r.codes, mdCodes(c)...)
	}
	rest := cells[0]
	r.name = r.cells[0]
	if m := mdName.FindStringSubmatch(rest); m != nil {
		r.name = plainText(m[1])
		rest = strings.TrimSpace(rest[len(m[0]):])
		if m := mdSince.FindStringSubmatch(rest); m != nil {
			r.since = m[1]
			rest = rest[len(m[0]):]
		}
		r.typ = mdType(mdText(rest), &r)
	}
	doc := len(cells) - 1
	switch {
	case len(cells) < 2:
		return []sourceRow{r}
	case strings.HasSuffix(header, "|Type") && len(cells) > 2:
		r.typ, doc = r.cells[len(cells)-1], 1
	case header == "Name|Type|Description":
		r.typ = r.cells[1]
	case strings.HasSuffix(header, "|Used to Publish"):
		doc = 1
	}
	cells[1] = cells[doc]
	at := mdChild.FindAllStringSubmatchIndex(cells[1], -1)
	if at == nil {
		r.describe(cells[1])
		return []sourceRow{r}
	}
	r.describe(cells[1][:at[0][0]])
	rows := []sourceRow{r}
	for i, m := range at {
		end := len(cells[1])
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		child := sourceRow{name: cells[1][m[2]:m[3]], typ: mdText(cells[1][m[4]:m[5]]), level: 1}
		child.describe(strings.TrimSpace(strings.TrimSuffix(cells[1][m[1]:end], "Show child parameters")))
		rows = append(rows, child)
	}
	return rows
}

// mdType reads the type out of what follows a name: marks may stand before it.
func mdType(s string, r *sourceRow) string {
	for _, mark := range []string{"Required", "Default"} {
		if rest, ok := strings.CutPrefix(s, mark); ok {
			r.marks = append(r.marks, mark)
			s = strings.TrimSpace(rest)
		}
	}
	if s = strings.TrimSpace(strings.Trim(s, "_")); strings.TrimSuffix(s, ".") == "Public" {
		return "" // says that the field can be read through field expansion
	}
	return strings.TrimPrefix(s, "Type: ")
}

// describe reads the default value and the marks of a description.
func (r *sourceRow) describe(cell string) {
	cell = strings.TrimSpace(strings.TrimPrefix(cell, "<br>"))
	cell = strings.TrimPrefix(cell, "<br>")
	if m := mdValue.FindStringSubmatch(cell); m != nil {
		value := plainText(m[1])
		r.value = &value
	} else if mdEmptyVal.MatchString(cell) {
		r.value = new(string)
	}
	for {
		m := mdMark.FindStringSubmatchIndex(cell)
		if m == nil {
			r.doc = mdText(mdEmptyVal.ReplaceAllString(mdValue.ReplaceAllString(cell, ""), ""))
			return
		}
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				r.marks = append(r.marks, markName(cell[m[g]:m[g+1]]))
			}
		}
		cell = cell[:m[0]]
	}
}

func markName(s string) string {
	switch s = strings.ToLower(s); s {
	case "supports emoji":
		return "Supports Emoji"
	case "obrigatório":
		return "Required"
	case "padrão":
		return "Default"
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
