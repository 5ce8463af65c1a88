package metaspec

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// decode reads one file into v, a pointer, and tells whether it could. A key
// that v does not have is an issue, and the rest of the file is read.
func decode(file string, data []byte, v any, issues *spec.Issues) bool {
	err := check(data)
	if err == nil {
		strict := json.NewDecoder(bytes.NewReader(data))
		strict.DisallowUnknownFields()
		err = strict.Decode(v)
	}
	if err == nil {
		return true
	}
	if key, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		issues.Add(spec.Issue{File: file, Severity: spec.Error, ID: "unknown-key",
			Msg: "has the key " + key + ", which the importer does not know", Hint: "report it; the importer has to learn it"})
		if err = json.Unmarshal(data, v); err == nil {
			return true
		}
	}
	var syntax *json.SyntaxError
	where := ""
	if errors.As(err, &syntax) {
		where = fmt.Sprintf("byte %d", syntax.Offset)
	}
	issues.Add(spec.Issue{File: file, Where: where, Severity: spec.Error, ID: "bad-json",
		Msg: strings.TrimPrefix(err.Error(), "json: "), Hint: "check that the file is one of api_specs and whole"})
	return false
}

// check finds what a decoder passes over without a word: what follows the value,
// null in the place of it, and a key that stands twice, of which the last is used.
func check(data []byte) error {
	var whole json.RawMessage
	if err := json.Unmarshal(data, &whole); err != nil {
		return err
	}
	if string(whole) == "null" {
		return errors.New("null instead of a value")
	}
	if key, twice := keyTwice(json.NewDecoder(bytes.NewReader(data))); twice {
		return fmt.Errorf("the key %q stands twice in one object", key)
	}
	return nil
}

// keyTwice finds a key that an object of the next value has twice, in whatever
// case, since encoding/json does not tell cases apart. The data are known to be
// JSON, and no deeper than encoding/json allows.
func keyTwice(d *json.Decoder) (string, bool) {
	start, _ := d.Token()
	if start != json.Delim('{') && start != json.Delim('[') {
		return "", false
	}
	keys := map[string]bool{}
	for d.More() {
		if start == json.Delim('{') {
			token, _ := d.Token()
			key, _ := token.(string)
			if keys[strings.ToLower(key)] {
				return key, true
			}
			keys[strings.ToLower(key)] = true
		}
		if key, twice := keyTwice(d); twice {
			return key, true
		}
	}
	_, _ = d.Token() // the end of it
	return "", false
}
