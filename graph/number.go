package graph

import (
	"math"
	"strconv"
)

// Int is a whole number. It decodes from 34, "34" and 34.0, and refuses 34.5.
type Int int64

// UnmarshalJSON reads a number or a string with a number in it. An empty string
// and null change nothing.
func (n *Int) UnmarshalJSON(data []byte) error {
	text, kind, err := scalar(data)
	switch {
	case err != nil:
		return err
	case kind == jsonNull, kind == jsonString && len(text) == 0:
		return nil
	case kind != jsonString && kind != jsonNumber:
		return wrongScalar("a whole number", data)
	}
	if i, ok := parseInt(text); ok {
		*n = Int(i)
		return nil
	}
	return wrongScalar("a whole number", data)
}

// maxExact is the largest number below which each whole number is a float64.
const maxExact = 1 << 53

func parseInt(text []byte) (int64, bool) {
	if i, err := strconv.ParseInt(string(text), 10, 64); err == nil {
		return i, true
	}
	f, ok := parseFloat(text)
	if !ok || math.Abs(f) > maxExact {
		return 0, false
	}
	whole := int64(f)
	return whole, float64(whole) == f
}

// Float is a number. It decodes from 0.5 and "0.5".
type Float float64

// UnmarshalJSON reads a number or a string with a number in it. An empty string
// and null change nothing.
func (x *Float) UnmarshalJSON(data []byte) error {
	text, kind, err := scalar(data)
	switch {
	case err != nil:
		return err
	case kind == jsonNull, kind == jsonString && len(text) == 0:
		return nil
	case kind != jsonString && kind != jsonNumber:
		return wrongScalar("a number", data)
	}
	f, ok := parseFloat(text)
	if !ok {
		return wrongScalar("a number", data)
	}
	*x = Float(f)
	return nil
}

// parseFloat reads decimal numbers only: a Float must always be writable as
// JSON again, so "NaN" and "Inf" are refused, and so are "0x1p-2" and "1_000".
func parseFloat(text []byte) (float64, bool) {
	for _, b := range text {
		switch {
		case b >= '0' && b <= '9', b == '.', b == '-', b == '+', b == 'e', b == 'E':
		default:
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(string(text), 64)
	return f, err == nil
}
