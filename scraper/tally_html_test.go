package scraper_test

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	htmlTag     = regexp.MustCompile(`(?s)<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>`)
	htmlDropped = regexp.MustCompile(`(?s)<script\b.*?</script>|<style\b.*?</style>|<noscript\b.*?</noscript>`)
	htmlCode    = regexp.MustCompile(`(?s)<code>(.*?)</code>`)
	htmlHead    = regexp.MustCompile(`(?s)<thead>(.*?)</thead>`)
	htmlTh      = regexp.MustCompile(`(?s)<th\b[^>]*>(.*?)</th>`)
	htmlRow     = regexp.MustCompile(`(?s)<tr\b[^>]*>(.*?)</tr>`)
	htmlCell    = regexp.MustCompile(`(?s)<td\b([^>]*)>(.*?)</td>`)
	htmlLevel   = regexp.MustCompile(`devsiteReferenceTableRowLevel(\d)`)
	htmlType    = regexp.MustCompile(`(?s)<div class="_yb[^"]*">(.*?)</div>`)
	// htmlBareType is a type that hand-written pages set in a paragraph after the name.
	htmlBareType = regexp.MustCompile(`(?s)^<p><code>\w+</code></p>\s*<p>(.*?)</p>$`)
	htmlBadge    = regexp.MustCompile(`<span class="_1vet">([^<]*)</span>`)
	htmlDefault  = regexp.MustCompile(`(?s)<div>Default value: <code>(.*?)</code></div>`)
	htmlTooltip  = regexp.MustCompile(`<a class="_2pir"[^>]*\bid="(\w+)"`)
	htmlBlock    = regexp.MustCompile(`^(?:p|div|ul|ol|li|h[1-6]|pre|table|thead|tbody|tr|td|th|button|blockquote|hr)$`)
)

// htmlParts cuts a page of HTML.
func htmlParts(page string) []sourcePart {
	tips := tooltipVersions(page)
	_, main, _ := strings.Cut(page, `data-click-area="main"`)
	main, _, _ = strings.Cut(main, `id="devsite_footer"`)
	main = htmlDropped.ReplaceAllString("<div "+main, "")
	var parts []sourcePart
	start, level, item := 0, 0, false
	flush := func(end int) {
		if text := htmlText(main[start:end]); text != "" {
			parts = append(parts, sourcePart{level: level, item: item, text: text, codes: htmlCodes(main[start:end])})
		}
	}
	for at := 0; ; {
		m := htmlTag.FindStringSubmatchIndex(main[at:])
		if m == nil {
			break
		}
		from, to := at+m[0], at+m[1]
		at = to
		if m[4] < 0 {
			continue
		}
		closing, name, attrs := m[2] < m[3], strings.ToLower(main[from+m[4]-m[0]:from+m[5]-m[0]]), main[from+m[6]-m[0]:from+m[7]-m[0]]
		if !htmlBlock.MatchString(name) {
			continue
		}
		flush(from)
		start = to
		switch {
		case name == "li":
			item = !closing
		case name[0] == 'h' && name != "hr" && len(name) == 2:
			level = 0
			if !closing {
				level = int(name[1] - '0')
			}
		case closing:
		case name == "pre":
			end := elementEnd(main, "pre", to)
			parts = append(parts, sourcePart{sample: true, text: htmlSample(main[to:end])})
			at, start = end, end
		case name == "table":
			end := elementEnd(main, "table", to)
			parts = append(parts, htmlTable(main[to:end], tips)...)
			at, start = end, end
		case name == "div" && strings.Contains(attrs, `"_367u"`):
			end := elementEnd(main, "div", to)
			parts = append(parts, sourcePart{text: htmlText(main[to:end])})
			at, start = end, end
		}
	}
	return parts
}

// elementEnd is where the element that starts before from ends.
func elementEnd(s, name string, from int) int {
	depth := 1
	for _, m := range htmlTag.FindAllStringSubmatchIndex(s[from:], -1) {
		if m[4] < 0 || s[from+m[4]:from+m[5]] != name {
			continue
		}
		if m[2] < m[3] {
			depth--
		} else {
			depth++
		}
		if depth == 0 {
			return from + m[0]
		}
	}
	return len(s)
}

func htmlText(s string) string {
	return plainText(htmlTag.ReplaceAllStringFunc(s, func(tag string) string {
		m := htmlTag.FindStringSubmatch(tag)
		if m[2] == "br" || htmlBlock.MatchString(m[2]) {
			return " "
		}
		return ""
	}))
}

func htmlSample(s string) string {
	return strings.NewReplacer("&#123;", "{", "&#125;", "}", "&amp;", "&").Replace(htmlTag.ReplaceAllString(s, ""))
}

func htmlCodes(s string) []string {
	var codes []string
	for _, m := range htmlCode.FindAllStringSubmatch(s, -1) {
		codes = append(codes, htmlText(m[1]))
	}
	return codes
}

// htmlTable cuts a table, and the tables in its cells.
func htmlTable(s string, tips map[string]string) []sourcePart {
	var inner []sourcePart
	for {
		i := strings.Index(s, "<table")
		if i < 0 {
			break
		}
		from := i + strings.Index(s[i:], ">") + 1
		end := elementEnd(s, "table", from)
		inner = append(inner, htmlTable(s[from:end], tips)...)
		s = s[:i] + s[min(len(s), end+len("</table>")):]
	}
	var p sourcePart
	if m := htmlHead.FindStringSubmatch(s); m != nil {
		var th []string
		for _, h := range htmlTh.FindAllStringSubmatch(m[1], -1) {
			th = append(th, htmlText(h[1]))
		}
		p.header = strings.Join(th, "|")
	}
	for _, tr := range htmlRow.FindAllStringSubmatch(htmlHead.ReplaceAllString(s, ""), -1) {
		if cells := htmlCell.FindAllStringSubmatch(tr[1], -1); cells != nil {
			p.rows = append(p.rows, htmlRowOf(p.header, cells, tips))
		}
	}
	return append([]sourcePart{p}, inner...)
}

func htmlRowOf(header string, cells [][]string, tips map[string]string) sourceRow {
	var r sourceRow
	first := cells[0][2]
	for _, c := range cells {
		r.cells = append(r.cells, htmlText(c[2]))
		r.codes = append(r.codes, htmlCodes(c[2])...)
		for _, b := range htmlBadge.FindAllStringSubmatch(c[2], -1) {
			r.marks = append(r.marks, b[1])
		}
	}
	r.name = r.cells[0]
	if codes := htmlCodes(first); codes != nil {
		r.name = codes[0]
	}
	if m := htmlLevel.FindStringSubmatch(cells[0][1]); m != nil {
		r.level, _ = strconv.Atoi(m[1])
	}
	if m := htmlType.FindStringSubmatch(first); m != nil {
		r.typ = htmlText(m[1])
	} else if columns := strings.Split(header, "|"); len(columns) == 3 && len(cells) == 3 && (columns[2] == "Type" || columns[2] == "Returns") {
		r.typ = r.cells[2]
	} else if m := htmlBareType.FindStringSubmatch(first); m != nil {
		r.typ = htmlText(m[1])
	}
	if len(cells) > 1 {
		r.doc = htmlText(htmlDefault.ReplaceAllString(htmlBadge.ReplaceAllString(cells[1][2], ""), ""))
		if m := htmlDefault.FindStringSubmatch(cells[1][2]); m != nil {
			value := htmlText(m[1])
			r.value = &value
		}
	}
	if m := htmlTooltip.FindStringSubmatch(first); m != nil {
		r.since = tips[m[1]]
	}
	return r
}

var (
	scriptElement = regexp.MustCompile(`\["(__elem_\w+)","(\w+)",\d+\]`)
	scriptTooltip = regexp.MustCompile(`\["TooltipData","set",\["(__elem_\w+)","(__markup_\w+)"\]`)
	scriptMarkup  = regexp.MustCompile(`\["(__markup_\w+)",\{"__html":"This field is only accessible in (v[\d.]+) or later"\}`)
)

// tooltipVersions are the versions that the tooltips of a page name, by the id
// of the icon. They stand in the page's script only.
func tooltipVersions(page string) map[string]string {
	ids, versions, tips := map[string]string{}, map[string]string{}, map[string]string{}
	for _, m := range scriptElement.FindAllStringSubmatch(page, -1) {
		ids[m[1]] = m[2]
	}
	for _, m := range scriptMarkup.FindAllStringSubmatch(page, -1) {
		versions[m[1]] = m[2]
	}
	for _, m := range scriptTooltip.FindAllStringSubmatch(page, -1) {
		tips[ids[m[1]]] = versions[m[2]]
	}
	return tips
}
