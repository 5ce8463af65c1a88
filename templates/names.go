package templates

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// This file turns the words of the reference into Go names.
//
// The rule:
//
//  1. Everything but letters and digits splits words; so do _ . - / and space.
//     An apostrophe is dropped: Don't allow → DontAllow.
//  2. Digits end a word and begin one; the letters that follow them stay small:
//     age13plus → Age13plus, 100x100 → N100x100.
//  3. A word that is an initialism is written in capitals, and so is its plural:
//     page_id → PageID, ids → IDs, utm_urls → UTMURLs.
//  4. A name without small letters is a constant in capitals, and read as small
//     letters: MESSENGER_INSTAGRAM → MessengerInstagram.
//  5. CamelCase is kept as it is spelt: UnifiedThread, IGUser, IosAppLink. Small
//     camelCase is split: pageId → PageID.
//  6. A name that would begin with a digit gets an N: 1d_click → N1dClick.
//     Behind a prefix (the values of an enum) it needs none: Window1dClick.
//  7. Signs that carry meaning are spelt out: + Plus, & And, % Percent, and a
//     minus before a digit Minus. So is every sign of a name that has no letter
//     and no digit. What is not ASCII becomes U and its number: é → U00E9.
//
// Its limits: no dictionary splits glued words (adlabels → Adlabels), for such
// dictionaries grow and names move. Different words may give the same name
// (LAST_7D, last_7d); a scope settles that.

// initialisms are the words that are written in capitals.
var initialisms = map[string]bool{
	"ai": true, "api": true, "ascii": true, "cpa": true, "cpc": true, "cpm": true, "cpp": true, "cta": true,
	"ctr": true, "css": true, "csv": true, "dns": true, "dpa": true, "ean": true, "eof": true, "gif": true,
	"gtin": true, "guid": true, "html": true, "http": true, "https": true, "id": true, "ig": true, "ip": true,
	"isbn": true, "json": true, "jpeg": true, "jpg": true, "kpi": true, "mms": true, "nfc": true, "og": true,
	"os": true, "otp": true, "pdf": true, "png": true, "qr": true, "roas": true, "roi": true, "rss": true, "rtb": true,
	"rtmp": true, "rtmps": true, "sdk": true, "seo": true, "sku": true, "sms": true, "sql": true, "ssl": true,
	"tcp": true, "tls": true, "ttl": true, "tv": true, "udp": true, "ui": true, "uid": true, "upc": true,
	"uri": true, "url": true, "usd": true, "utc": true, "utf8": true, "utm": true, "uuid": true, "vat": true, "vod": true,
	"vr": true, "xml": true,
}

// goName is an exported Go identifier for name; it is one for any string.
func goName(name string) string { return exported(namePart(name)) }

// exported is a name by rule 6.
func exported(part string) string {
	if isDigit(rune(part[0])) {
		return "N" + part
	}
	return part
}

// namePart is goName for a place behind a prefix: it may begin with a digit.
func namePart(name string) string {
	if !strings.ContainsFunc(name, isLower) {
		name = strings.Map(toLower, name)
	}
	words := splitWords(spellOut(name))
	if len(words) == 0 {
		return "Empty"
	}
	for i, w := range words {
		words[i] = capitalize(w)
	}
	return strings.Join(words, "")
}

// namer is goName and namePart for many names: it remembers those it made, since
// few names are all there is in an API.
type namer map[string]string // namePart by name

func (n namer) part(name string) string {
	part, known := n[name]
	if !known {
		part = namePart(name)
		n[name] = part
	}
	return part
}

func (n namer) name(name string) string { return exported(n.part(name)) }

// capitalize writes one word. Words that hold a capital already keep it.
func capitalize(word string) string {
	if initialisms[word] {
		return strings.ToUpper(word)
	}
	if one, ok := strings.CutSuffix(word, "s"); ok && initialisms[one] {
		return strings.ToUpper(one) + "s"
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// splitWords cuts an ASCII name into words by the rules 1, 2 and 5.
func splitWords(name string) []string {
	var words []string
	for _, segment := range strings.FieldsFunc(name, func(r rune) bool { return !isLetter(r) && !isDigit(r) }) {
		if isUpper(rune(segment[0])) {
			words = append(words, segment)
			continue
		}
		words = append(words, splitSegment(segment)...)
	}
	return words
}

// splitSegment cuts a segment that does not begin with a capital before each
// capital that follows a small letter or a digit: pageId, 1dClick.
func splitSegment(s string) []string {
	var words []string
	start := 0
	for i := 1; i < len(s); i++ {
		c, before := rune(s[i]), rune(s[i-1])
		switch {
		case isUpper(c) && !isUpper(before), isDigit(c) && isLetter(before) && initialisms[strings.ToLower(s[start:i])]:
			words = append(words, lowerTail(s[start:i]))
			start = i
		}
	}
	return append(words, lowerTail(s[start:]))
}

// lowerTail writes a capitalized word of a small camelCase name in small
// letters, so that an initialism is seen: Id → id.
func lowerTail(word string) string {
	if initialisms[strings.ToLower(word)] {
		return strings.ToLower(word)
	}
	return word
}

// signs are the names of the signs that carry meaning wherever they stand.
var signs = map[rune]string{
	'+': "Plus", '&': "And", '%': "Percent", '<': "Less", '>': "Greater", '=': "Equals",
	'#': "Number", '@': "At", '*': "Star", '$': "Dollar",
}

// separators are the names of the signs that only split words, for a name
// that has nothing else.
var separators = map[rune]string{
	'-': "Minus", '_': "Underscore", '.': "Dot", '/': "Slash", ' ': "Space", ',': "Comma", ':': "Colon",
	';': "Semicolon", '!': "Exclamation", '?': "Question", '(': "Open", ')': "Close", '[': "OpenBracket",
	']': "CloseBracket", '{': "OpenBrace", '}': "CloseBrace", '"': "Quote", '\'': "Apostrophe", '|': "Bar",
	'\\': "Backslash", '~': "Tilde", '^': "Caret", '`': "Backtick",
}

// spellOut applies rule 7: what it returns is ASCII.
func spellOut(name string) string {
	if isPlain(name) {
		return name
	}
	runes := []rune(name)
	bare := !slices.ContainsFunc(runes, func(r rune) bool { return isLetter(r) || isDigit(r) || r > unicode.MaxASCII })
	var b strings.Builder
	for i, r := range runes {
		switch {
		case isLetter(r) || isDigit(r):
			b.WriteRune(r)
		case signs[r] != "":
			b.WriteString(" " + signs[r] + " ")
		case bare && separators[r] != "":
			b.WriteString(" " + separators[r] + " ")
		case r == '-' && i+1 < len(runes) && isDigit(runes[i+1]) && (i == 0 || runes[i-1] == ' '):
			b.WriteString(" Minus ")
		case r == '\'' || r == '’':
		case r > unicode.MaxASCII || bare:
			fmt.Fprintf(&b, " U%04X ", r)
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// isPlain tells a name of letters, digits and underscores, as most are.
func isPlain(name string) bool {
	return strings.Trim(name, "_") != "" && !strings.ContainsFunc(name, func(r rune) bool { return !isLetter(r) && !isDigit(r) && r != '_' })
}

func isUpper(r rune) bool  { return 'A' <= r && r <= 'Z' }
func isLower(r rune) bool  { return 'a' <= r && r <= 'z' }
func isLetter(r rune) bool { return isUpper(r) || isLower(r) }
func isDigit(r rune) bool  { return '0' <= r && r <= '9' }

// toLower leaves what is not ASCII alone.
func toLower(r rune) rune {
	if isUpper(r) {
		return r + 'a' - 'A'
	}
	return r
}

// snakeCase is the name of a Go type in small letters, for a file name:
// RTBDynamicPost → rtb_dynamic_post.
func snakeCase(goName string) string {
	var b strings.Builder
	for i, r := range goName {
		if isUpper(r) && i > 0 {
			before := rune(goName[i-1])
			endsRun := i+1 < len(goName) && isUpper(before) && !isUpper(rune(goName[i+1])) && !isDigit(rune(goName[i+1])) && goName[i+1:] != "s"
			if !isUpper(before) || endsRun {
				b.WriteByte('_')
			}
		}
		b.WriteRune(toLower(r))
	}
	return b.String()
}
