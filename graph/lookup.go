package graph

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrNoValue is what [Lookup] wraps when the JSON has nothing at a path.
var ErrNoValue = errors.New("no such value")

// Lookup decodes one value out of JSON, for members that the reference does not
// document: of a [Response]'s Raw, of an [Object]'s Raw, of an [Edge]'s
// Summary. The path is written like that of a [DecodeError]:
//
//	count, err := graph.Lookup[graph.Int](resp.Raw, "summary.total_count")
//	name, err := graph.Lookup[string](resp.Raw, "data[0].from.name")
func Lookup[T any](raw json.RawMessage, path string) (T, error) {
	var out T
	return out, lookup(raw, path, &out)
}

func lookup(raw json.RawMessage, path string, out any) error {
	rest := path
	for rest != "" {
		var step string
		step, rest = nextStep(rest)
		var ok bool
		if raw, ok = child(raw, step); !ok {
			return fmt.Errorf("graph: %q at %q: %w", path, step, ErrNoValue)
		}
	}
	if err := Unmarshal(raw, out); err != nil {
		return fmt.Errorf("graph: %q: %w", path, err)
	}
	return nil
}

// nextStep cuts the first member or [index] off a path.
func nextStep(path string) (step, rest string) {
	path = strings.TrimPrefix(path, ".")
	if end := strings.IndexByte(path, ']'); strings.HasPrefix(path, "[") && end > 0 {
		return path[:end+1], path[end+1:]
	}
	if end := strings.IndexAny(path, ".["); end > 0 {
		return path[:end], path[end:]
	}
	return path, ""
}

func child(raw json.RawMessage, step string) (json.RawMessage, bool) {
	if index, ok := strings.CutPrefix(step, "["); ok {
		var elements []json.RawMessage
		i, err := strconv.Atoi(strings.TrimSuffix(index, "]"))
		if err != nil || json.Unmarshal(raw, &elements) != nil || i < 0 || i >= len(elements) {
			return nil, false
		}
		return elements[i], true
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(raw, &members) != nil {
		return nil, false
	}
	value, ok := members[step]
	return value, ok
}
