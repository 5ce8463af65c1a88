package spec

import (
	"regexp"
	"strings"
)

// Split is the method and the path of the operation.
func (o *Operation) Split() (method, path string) {
	method, path, _ = strings.Cut(o.Op, " ")
	return method, path
}

// IsOperation tells whether op is a method and a path, as check wants them.
func IsOperation(op string) bool { return operationName.MatchString(op) }

// placeholder is {page_id}, or <PAGE_ID> as samples write it.
var placeholder = regexp.MustCompile(`\{([^{}/]*)\}|<([^<>/]*)>`)

// normalizeOp is an operation by the name that all pages share: GET
// /{page_id}/conversations, whatever the page's spelling of {page-id}.
func normalizeOp(op string) string {
	if method, path, ok := strings.Cut(op, " "); ok && isMethod(method) && isNormalPath(path) {
		return op
	}
	method, path, _ := strings.Cut(CleanLine(op), " ")
	return strings.ToUpper(method) + " " + NormalizePath(path)
}

// NormalizePath is a path with its placeholders in snake case, without a slash
// at its end.
func NormalizePath(path string) string {
	if isNormalPath(path) {
		return path
	}
	path = placeholder.ReplaceAllStringFunc(CleanLine(path), func(s string) string {
		return "{" + strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(s[1:len(s)-1])) + "}"
	})
	if path == "" {
		return ""
	}
	return "/" + strings.Trim(path, "/")
}

// isNormalPath knows most of the paths that NormalizePath leaves as they are.
func isNormalPath(path string) bool {
	if len(path) < 2 || path[0] != '/' || path[1] == '/' || path[len(path)-1] == '/' {
		return false
	}
	for i := range len(path) {
		c := path[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("_/{}.", c) >= 0) {
			return false
		}
	}
	return true
}

func isMethod(s string) bool { return s == "GET" || s == "POST" || s == "DELETE" }

// opKey is what makes two operations the same: marketing pages write
// /act_{ad_account_id} and /{ad_account_id} for one thing.
func opKey(op string) string {
	return strings.Replace(normalizeOp(op), " /act_{", " /{", 1)
}

// Placeholders are the names in the braces of a path, in order.
func Placeholders(path string) []string {
	if !strings.ContainsAny(path, "{<") {
		return nil
	}
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(path, -1) {
		names = append(names, m[1]+m[2])
	}
	return names
}

// Element is the node whose fields the operation answers with: Message of
// list<Message>, Page of Page. It is empty where the page does not say.
func (o *Operation) Element() string {
	t, err := ParseType(o.Returns)
	if err != nil {
		return ""
	}
	for t.Elem != nil && (t.Kind == KindList || t.Kind == KindEdge) {
		t = *t.Elem
	}
	if t.Kind != KindRef {
		return ""
	}
	return t.Name
}

// IsList tells an operation that answers with a list.
func (o *Operation) IsList() bool {
	t, err := ParseType(o.Returns)
	return err == nil && (t.Kind == KindList || t.Kind == KindEdge)
}
