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
	err := lookup(raw, path, &out)
	return out, err
}

func lookup(raw json.RawMessage, path string, out any) error {
	steps, ok := stepsOf(path)
	if !ok {
		return fmt.Errorf("graph: %q is not a path such as data[0].from.name", path)
	}
	if len(raw) == 0 { // the Summary of a list without one
		return fmt.Errorf("graph: %q: %w", path, ErrNoValue)
	}
	if err := json.Unmarshal(raw, new(json.RawMessage)); err != nil {
		return fmt.Errorf("graph: %q: not JSON: %w", path, err)
	}
	for _, step := range steps {
		if raw, ok = child(raw, step); !ok {
			return fmt.Errorf("graph: %q at %q: %w", path, step, ErrNoValue)
		}
	}
	err := Unmarshal(raw, out)
	if partial, ok := errors.AsType[*DecodeError](err); ok {
		partial.op = fmt.Sprintf("graph: %q", path)
	}
	return err
}

// stepsOf cuts a path into members and [indexes].
func stepsOf(path string) (steps []string, ok bool) {
	for rest := path; rest != ""; {
		var step string
		if step, rest, ok = nextStep(rest, len(steps) == 0); !ok {
			return nil, false
		}
		steps = append(steps, step)
	}
	return steps, true
}

// nextStep cuts off an [index], or a member and the dot before it.
func nextStep(path string, first bool) (step, rest string, ok bool) {
	if inner, isIndex := strings.CutPrefix(path, "["); isIndex {
		index, rest, closed := strings.Cut(inner, "]")
		return "[" + index + "]", rest, closed && isInteger([]byte(index))
	}
	if !first {
		if path, ok = strings.CutPrefix(path, "."); !ok {
			return "", "", false
		}
	}
	if end := strings.IndexAny(path, ".["); end >= 0 {
		path, rest = path[:end], path[end:]
	}
	return path, rest, path != ""
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
