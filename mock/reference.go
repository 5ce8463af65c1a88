package mock

import (
	"encoding/json"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// batchReference is {result=NAME:PATH}, by which a request of a batch uses the
// result of another.
type batchReference struct{ text, path string }

const referenceStart = "{result="

// references yields the references of a text by the names that they use.
func references(text string) iter.Seq2[string, batchReference] {
	return func(yield func(string, batchReference) bool) {
		for {
			_, after, found := strings.Cut(text, referenceStart)
			inner, rest, closed := strings.Cut(after, "}")
			if !found || !closed {
				return
			}
			name, path, ok := strings.Cut(inner, ":")
			if ok && !yield(name, batchReference{referenceStart + inner + "}", path}) {
				return
			}
			text = rest
		}
	}
}

// jsonPath is what a JSONPath finds, as text. It knows names, indexes and
// wildcards: $.data.*.id, $.data[0].id.
func jsonPath(v any, path string) []string {
	found := []any{v}
	path = strings.NewReplacer("[", ".", "]", "").Replace(strings.TrimPrefix(path, "$"))
	for step := range strings.SplitSeq(strings.TrimPrefix(path, "."), ".") {
		var next []any
		for _, v := range found {
			next = append(next, children(v, step)...)
		}
		found = next
	}
	var texts []string
	for _, v := range found {
		texts = append(texts, plainText(v))
	}
	return texts
}

func children(v any, step string) []any {
	switch v := v.(type) {
	case map[string]any:
		if step == "*" {
			var all []any
			for _, name := range slices.Sorted(maps.Keys(v)) {
				all = append(all, v[name])
			}
			return all
		}
		if child, ok := v[step]; ok {
			return []any{child}
		}
	case []any:
		if step == "*" {
			return v
		}
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(v) {
			return v[i : i+1]
		}
	}
	return nil
}

func plainText(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	text, err := json.Marshal(v)
	if err != nil { // it came from JSON
		return ""
	}
	return string(text)
}
