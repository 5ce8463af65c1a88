package spec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// DidYouMean is a hint that names the known word which was most likely meant;
// empty if none is near.
func DidYouMean(got string, known []string) string {
	return didYouMean(got, known, len(got)/2)
}

// didYouMean takes words of which at most so many letters differ.
func didYouMean(got string, known []string, letters int) string {
	best, distance := "", letters+1
	for _, word := range known {
		if d := editDistance(strings.ToLower(got), strings.ToLower(word)); d < distance {
			best, distance = word, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// nearestHint names the key that was most likely meant, else all of them.
func nearestHint(got string, keys []key) string {
	var known []string
	for _, k := range keys {
		if k.name != "" {
			known = append(known, k.name)
		}
	}
	slices.Sort(known)
	return cmp.Or(DidYouMean(got, known), "known keys: "+strings.Join(known, ", "))
}

// editDistance is the number of letters to insert, delete or replace to get
// from a to b. Long strings are simply far away.
func editDistance(a, b string) int {
	const far = 40
	if len(a) > far || len(b) > far {
		return far
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}
