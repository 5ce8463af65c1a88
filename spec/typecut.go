// This file cuts type expressions at brackets and separators. Inside braces
// only braces count: an enum may have the member "<18".

package spec

import (
	"fmt"
	"strings"
)

// closing is the index of the bracket that closes the one at open.
func closing(s string, open int) (int, error) {
	close := map[byte]byte{'<': '>', '[': ']', '{': '}'}[s[open]]
	depth := 0
	for i := open; i < len(s); i++ {
		switch {
		case s[i] == s[open]:
			depth++
		case s[i] == close:
			depth--
		case s[i] == '{':
			end, err := closing(s, i)
			if err != nil {
				return 0, err
			}
			i = end
		}
		if depth == 0 {
			return i, nil
		}
	}
	return 0, fmt.Errorf("missing %c", close)
}

// fitsAngles says why what stood in other brackets cannot stand between < and
// >, where String puts it.
func fitsAngles(inner string) error {
	for _, pair := range []string{"<>", "[]"} {
		switch end, err := closing(pair[:1]+inner+pair[1:], 0); {
		case err != nil:
			return err
		case end <= len(inner):
			return fmt.Errorf("unexpected %s", pair[1:])
		}
	}
	return nil
}

// splitOutside cuts s at each sep that is in no bracket.
func splitOutside(s, sep string) []string {
	var parts []string
	for {
		before, after, ok := cutOutside(s, sep)
		if !ok {
			return append(parts, s)
		}
		parts, s = append(parts, before), after
	}
}

// cutOutside cuts s at the first sep that is in no bracket.
func cutOutside(s, sep string) (before, after string, ok bool) {
	braces, angles, squares := 0, 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '{':
			braces++
		case c == '}':
			braces = max(0, braces-1)
		case braces > 0:
		case c == '<':
			angles++
		case c == '>':
			angles = max(0, angles-1)
		case c == '[':
			squares++
		case c == ']':
			squares = max(0, squares-1)
		}
		if braces+angles+squares == 0 && strings.HasPrefix(s[i:], sep) {
			return s[:i], s[i+len(sep):], true
		}
	}
	return s, "", false
}

// cutColon cuts K : V. A colon after a space comes first, since a name may
// hold a colon of its own.
func cutColon(s string) (key, value string, ok bool) {
	key, value, ok = cutOutside(s, " :")
	if !ok {
		key, value, ok = cutOutside(s, ":")
	}
	return strings.TrimSpace(key), strings.TrimSpace(value), ok
}

// splitList cuts A, B, C.
func splitList(s string) []string {
	var items []string
	for item := range strings.SplitSeq(s, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}
