package spec

import "strings"

// words are the phrases of the type column that have a meaning as a whole. One
// word is known as it stands here, since a capital makes a node of it:
// Currency, Location, Event. Phrases of several words stand in lower case and
// are known in any.
var words = map[string]Kind{
	"string": KindString, "String": KindString,
	"url": KindString, "Url": KindString, "URL": KindString, "uri": KindString, "URI": KindString,
	"RegexParam":           KindString, // must match a pattern
	"token":                KindString,
	"iframe_with_src":      KindString,
	"comma-separated list": KindString,
	"invite token":         KindString,
	"json-encoded string":  KindString,
	"non-empty string":     KindString,
	"phone number string":  KindString,
	"utf-8 encoded string": KindString,
	"utf-8 string":         KindString,
	"a valid breakdown for an insights endpoint":      KindString,
	"a valid metric for an insights endpoint":         KindString,
	"id or name of the open graph object type":        KindString,
	"id or url associated with the open graph object": KindString,
	"iso 3166 alpha country code":                     KindString,
	"iso 4217 currency code":                          KindString,
	"og object id or url string":                      KindString,

	"id": KindID, "Id": KindID, "ID": KindID, "UID": KindID,
	"numeric string":            KindID,
	"numeric string or integer": KindID,
	"place tag":                 KindID, // of a Page with a location

	"int": KindInt, "Int": KindInt, "integer": KindInt, "Integer": KindInt,
	"int32": KindInt, "int64": KindInt,
	"unsigned int":     KindInt,
	"unsigned int32":   KindInt,
	"unsigned int64":   KindInt,
	"unsigned integer": KindInt,

	"float": KindFloat, "Float": KindFloat,
	"double": KindFloat, "number": KindFloat,
	"float with at most two digits after decimal point": KindFloat,

	"bool": KindBool, "Bool": KindBool, "boolean": KindBool, "Boolean": KindBool,

	"datetime":           KindTime,
	"datetime/timestamp": KindTime,
	"time":               KindTime,
	"timestamp":          KindTime,
	"unix timestamp":     KindTime,

	"enum": KindEnum,

	"array": KindList, "Array": KindList, "list": KindList, "List": KindList,
	"json array": KindList,

	"dictionary": KindMap,
	"map":        KindMap,

	"file":                KindFile,
	"image":               KindFile,
	"multipart/form-data": KindFile,

	"object": KindObject, "Object": KindObject, "JSON": KindObject, "Struct": KindObject,
	"KeyValue:enum,bool":            KindObject,
	"KeyValue:string,string":        KindObject,
	"a json-encoded rule":           KindObject,
	"ad set spec":                   KindObject,
	"campaign spec":                 KindObject,
	"condition group":               KindObject,
	"json encoded app ui component": KindObject,
	"json object":                   KindObject,
	"json or object-like arrays":    KindObject,
	"json-encoded coordinate list":  KindObject,
	"live video event parameter":    KindObject,
	"privacy parameter":             KindObject,
	"video match segment":           KindObject,
	"feed target":                   KindObject, "target": KindObject, // audiences

	"null": KindPhrase,
}

// The words that make a type of what follows them.
const (
	wordDictionary = "dictionary"
	wordJSONObject = "JSON object"
	wordStruct     = "struct with keys:"
	wordToken      = "token with structure:"
	wordNode       = "node" // before the name of a node that is also a word of a type: node URL
)

// knownWords is the meaning of a phrase as a whole.
func knownWords(s string) (Kind, bool) {
	phrase := s
	if strings.Contains(s, " ") {
		phrase = strings.ToLower(s)
	}
	if kind, ok := words[phrase]; ok {
		return kind, true
	}
	switch {
	case isIDPhrase(s):
		return KindID, true
	case strings.HasPrefix(s, wordToken+" "):
		return KindString, true
	}
	return KindUnknown, false
}

// isIDPhrase tells Page ID, user/page ID and post_id: a phrase that ends in
// the word and offers no alternative to it.
func isIDPhrase(s string) bool {
	if before, ok := strings.CutSuffix(s, "_id"); ok {
		return isWord(before)
	}
	before, id := s, ""
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		before, id = s[:i], s[i+1:]
	}
	return strings.EqualFold(id, "ID") && len(strings.Fields(before)) <= 5 &&
		!strings.Contains(before, " or ") && !strings.ContainsAny(before, "<>{}[]()|,:")
}

// isName tells the name of a node or struct: CamelCase, perhaps with a
// parameter, as OpenGraphObject:generic has.
func isName(s string) bool {
	name, parameter, ok := strings.Cut(s, ":")
	return isWord(name) && 'A' <= name[0] && name[0] <= 'Z' && (!ok || isWord(parameter))
}

// isWord tells one or more ASCII letters, digits and underscores.
func isWord(s string) bool {
	for _, r := range s {
		if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_') {
			return false
		}
	}
	return s != ""
}
