package scraper

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// This file keeps what only looks like HTML or a link: list<string>, Map<K, V>,
// <AD_ACCOUNT_ID>, list<KeyValue:enum,bool>. To Markdown the last is a link, for
// it has a scheme, and the others are tags, which would vanish.

// knownTag matches the tags that pages and their converters use, and comments.
// They are in lower case and their attributes have values: list<Section> and
// list<A valid metric> are types.
var knownTag = regexp.MustCompile(`^<(?:!--|/?(?:a|abbr|b|blockquote|br|caption|code|col|colgroup|dd|del|details|div|dl|dt|em|` +
	`h[1-6]|hr|i|img|ins|kbd|li|ol|p|pre|s|script|small|span|strike|strong|style|sub|summary|sup|` +
	`table|tbody|td|tfoot|th|thead|tr|tt|u|ul)(?:\s*/?>|\s+[\w:-]+\s*=|\s*$))`)

// knownTagInline is goldmark's parser of inline HTML, for known tags only.
type knownTagInline struct{ parser.InlineParser }

func (p knownTagInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !knownTag.Match(line) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

var webLink = regexp.MustCompile(`^<(?:https?://|mailto:)`)

// webLinkInline is goldmark's parser of links in angle brackets, for links of
// the web only.
type webLinkInline struct{ parser.InlineParser }

func (p webLinkInline) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !webLink.Match(line) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// knownTagBlock is goldmark's parser of HTML blocks, for known tags only.
type knownTagBlock struct{ parser.BlockParser }

func (p knownTagBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if i := pc.BlockOffset(); i < 0 || i >= len(line) || !knownTag.Match(line[i:]) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}
