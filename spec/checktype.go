package spec

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// typ checks a type expression and notes the nodes that it names.
func (c *pageChecker) typ(where, s string) {
	c.text(where, s)
	t, err := ParseType(s)
	if err != nil {
		c.report(badType, where, "%s", Escape(err.Error()))
		return
	}
	for part := range t.All() {
		switch part.Kind {
		case KindUnknown:
			c.issues.addHint(unknownType, c.p.at(where), nearestType(part.Name), "unknown type %q", excerpt(part.Name))
		case KindRef:
			c.refs = append(c.refs, nodeRef{part.Name, where})
		case KindEnum:
			if part.Name == "enum {}" {
				c.report(emptyEnum, where, "an enum with no values")
			}
			c.values(where, part.Values)
		}
	}
}

// nearestType is a hint for a misspelt phrase.
func nearestType(s string) string {
	return didYouMean(s, slices.Sorted(maps.Keys(words)), min(3, len(s)/3))
}

func (c *pageChecker) values(where string, values []string) {
	seen := map[string]bool{}
	for _, v := range values {
		if seen[v] {
			c.report(duplicateValue, where, "value %q stands twice", excerpt(v))
		}
		seen[v] = true
		if v == "" {
			c.report(emptyValue, where, "an empty value")
		}
	}
}

// defaultValue checks that a default value is one that the parameter could
// have. Pages write quotes round some of them, and none for no value.
func (c *pageChecker) defaultValue(where string, p *Param) {
	c.text(where, *p.Default)
	t, err := ParseType(p.Type)
	value := strings.Trim(*p.Default, `"`)
	if err != nil || value == "" || strings.EqualFold(value, "none") || value == "null" {
		return
	}
	allowed := slices.Concat(t.Values, p.Values)
	switch {
	case (t.Kind == KindEnum || t.Kind == KindString) && len(allowed) > 0:
		if !slices.ContainsFunc(allowed, func(v string) bool { return strings.EqualFold(v, value) }) {
			c.report(defaultOutside, where, "default value %q is none of the values", excerpt(value))
		}
	case !fits(t.Kind, value):
		c.report(defaultKind, where, "default value %q does not fit type %s", excerpt(value), excerpt(p.Type))
	}
}

func fits(k Kind, value string) bool {
	var err error
	switch k {
	case KindInt:
		_, err = strconv.ParseInt(value, 10, 64)
	case KindFloat:
		_, err = strconv.ParseFloat(value, 64)
	case KindBool:
		_, err = strconv.ParseBool(value)
	}
	return err == nil
}
