package scraper

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// readMarkdown renders the page to HTML and reads that, so that both formats make
// their blocks in one place.
func (s *source) readMarkdown() (*Document, error) {
	d := s.document(formatMarkdown)
	body := s.frontMatter(d)
	if err := s.checkMarkdown(body); err != nil {
		return nil, err
	}
	if endsInside(s.text) || oddFences(body) {
		return nil, s.truncated()
	}
	body = plainLines(body, func(line string) string { return spreadRow(boldLabel(codeLink(line))) })
	var rendered bytes.Buffer
	if err := newGoldmark().Convert([]byte(body), &rendered); err != nil {
		return nil, s.refuse(idNotAReference, "is not Markdown: "+oneLine(err.Error()), "save the page again")
	}
	page, err := goquery.NewDocumentFromReader(&rendered)
	if err != nil {
		return nil, s.tooLarge("the nesting of the page", "levels", 512, "MaxDepth (at most 512)")
	}
	b := newBuilder(s)
	b.block(page.Find("body").Nodes[0])
	blocks, err := b.finish()
	if err != nil {
		return nil, err
	}
	blocks = pageNotes(d, titleBelow(headingAnchors(withoutRemains(blocks))))
	d.Blocks = codeOf(rewrap(inlineTooltips(takeVersion(d, blocks))))
	return d, nil
}

// newGoldmark reads tables besides plain Markdown. HTML passes through, but
// only that of tags which a page is written with: "list<string>" is a type.
func newGoldmark() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blockParsers()...),
			parser.WithInlineParsers(inlineParsers()...),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		)),
		goldmark.WithExtensions(extension.Table),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
}

func blockParsers() []util.PrioritizedValue {
	return replaced(parser.DefaultBlockParsers(), 900, knownTagBlock{parser.NewHTMLBlockParser()})
}

func inlineParsers() []util.PrioritizedValue {
	parsers := replaced(parser.DefaultInlineParsers(), 300, webLinkInline{parser.NewAutoLinkParser()})
	return replaced(parsers, 400, knownTagInline{parser.NewRawHTMLParser()})
}

// replaced swaps the parser of the given priority.
func replaced(parsers []util.PrioritizedValue, priority int, p any) []util.PrioritizedValue {
	for i := range parsers {
		if parsers[i].Priority == priority {
			parsers[i].Value = p
		}
	}
	return parsers
}

// withoutRemains drops the paragraphs that are nothing but marks of emphasis:
// an icon stood between them.
func withoutRemains(blocks []Block) []Block {
	return slices.DeleteFunc(blocks, func(bl Block) bool {
		p, ok := bl.(Paragraph)
		return ok && strings.Trim(p.Text.String(), "*_") == ""
	})
}

var linkInCode = regexp.MustCompile("`\\[([^`\\[\\]]+)\\]\\(([^`()\\s]+)\\)`")

// codeLink turns a link that was written inside code inside out: "`[x](url)`".
func codeLink(line string) string {
	if !strings.Contains(line, "`[") {
		return line
	}
	return linkInCode.ReplaceAllString(line, "[`$1`]($2)")
}

// boldLabel moves a space at the end of bold text behind it. "**Default
// value: **`X`" is not bold in CommonMark, though it is meant to be.
func boldLabel(line string) string {
	if !strings.Contains(line, " **") {
		return line
	}
	parts := strings.Split(line, "**")
	if len(parts)%2 == 0 {
		return line // a marker without its partner: nothing is certain
	}
	for i := 1; i < len(parts); i += 2 {
		trimmed := strings.TrimRight(parts[i], " ")
		if trimmed != "" && trimmed != parts[i] && !strings.HasPrefix(trimmed, " ") {
			parts[i] = trimmed
			parts[i+1] = " " + parts[i+1]
		}
	}
	return strings.Join(parts, "**")
}
