package graph

import "slices"

// The functions of a generated enum. The values stand in a table of strings,
// since Go compiles a list, and all that is done with it, for each enum type.

// Values are the values of a table as values of an enum.
//
//go:noinline // a package has hundreds of functions that are nothing but this call
func Values[T ~string](table []string) []T {
	values := make([]T, len(table))
	for i, v := range table {
		values[i] = T(v)
	}
	return values
}

// IsKnown tells whether a table has the value.
//
//go:noinline // as above
func IsKnown(table []string, value string) bool { return slices.Contains(table, value) }
