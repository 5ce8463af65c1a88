package graph

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Field is one field to ask for, perhaps with parameters and fields of its own:
//
//	messages.limit(5).order(reverse_chronological){id,message}
//
// Generated packages have a constant for each documented field; [Expand] and
// the methods of Field make the longer forms. A Field is checked when it is
// sent: it cannot be a list, and text from a user that is passed to the methods
// cannot end the parentheses that it stands in.
type Field string

// Fields is a list of fields. It exists to spare the type:
//
//	Fields: graph.Fields("id", "updated_time", graph.Expand("from", "name"))
func Fields(fields ...Field) []Field { return fields }

// Expand asks for fields of what a field refers to.
func Expand(name Field, fields ...Field) Field {
	if len(fields) == 0 || name.isRefused() {
		return name
	}
	text, err := joinFields(fields)
	switch {
	case err != nil:
		return name.refuse(err.Error())
	case strings.HasSuffix(string(name), "}"):
		return name.refuse("has fields already")
	}
	return name + Field("{"+text+"}")
}

// Limit asks for at most n elements, for a field that is a list.
func (f Field) Limit(n int) Field {
	if n < 1 {
		return f.refuse("limit " + strconv.Itoa(n) + " is less than 1")
	}
	return f.Param("limit", n)
}

// Order asks for an order, such as "reverse_chronological".
func (f Field) Order(order string) Field { return f.Param("order", order) }

// Filter asks for a filter, such as "stream" or "toplevel" for comments.
func (f Field) Filter(filter string) Field { return f.Param("filter", filter) }

// Param adds a parameter. A string is sent as it is and may not have quotes,
// brackets or control characters; other values are sent as JSON.
func (f Field) Param(name string, value any) Field {
	if f.isRefused() {
		return f
	}
	text, isText := value.(string)
	switch {
	case !isFieldName(name):
		return f.refuse(fmt.Sprintf("%q is not a parameter", name))
	case !isText:
		data, err := json.Marshal(value)
		if err != nil {
			return f.refuse(name + ": " + err.Error())
		}
		text = string(escapeBrackets(data))
	case hasDelimiter(text):
		return f.refuse(fmt.Sprintf("%s %q has a character that cannot be in a parameter", name, text))
	}
	at := fieldsStart(string(f))
	return f[:at] + "." + Field(name) + "(" + Field(text) + ")" + f[at:]
}

// refuse writes into the field what is wrong with it, since the methods cannot
// return an error where they are used. It looks as it does with fmt, safe to
// print, and begins as no field can:
//
//	%!("messages": limit 0 is less than 1)
func (f Field) refuse(why string) Field {
	if f.isRefused() {
		return f
	}
	return Field(refusedMark + fmt.Sprintf("%q: ", string(f)) + oneLine(why) + ")")
}

const refusedMark = "%!("

func (f Field) isRefused() bool { return strings.HasPrefix(string(f), refusedMark) }

// hasDelimiter tells whether a value could end its parentheses.
func hasDelimiter(text string) bool {
	for _, b := range []byte(text) {
		if b < ' ' || b == 0x7f || strings.IndexByte("(){}[]\"'`\\", b) >= 0 {
			return true
		}
	}
	return false
}

// escapeBrackets writes brackets within JSON strings as escapes, so that a
// reader that only counts brackets is not misled.
func escapeBrackets(data []byte) []byte {
	out := make([]byte, 0, len(data))
	quoted, escaped := false, false
	for _, b := range data {
		switch {
		case escaped && b == '"':
			out = append(out, "u0022"...)
			escaped = false
			continue
		case quoted && !escaped && strings.IndexByte("(){}[]'`", b) >= 0:
			out = fmt.Appendf(out, `\u%04x`, b)
			continue
		case b == '"':
			quoted = !quoted
		}
		escaped = b == '\\' && !escaped
		out = append(out, b)
	}
	return out
}

// joinFields checks the fields and writes them as one parameter.
func joinFields(fields []Field) (string, error) {
	size := 0
	for _, f := range fields {
		size += len(f) + 1
	}
	var b strings.Builder
	b.Grow(size)
	for i, f := range fields {
		if err := f.check(); err != nil {
			return "", err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(string(f))
	}
	return b.String(), nil
}
