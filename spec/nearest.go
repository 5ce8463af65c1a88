package spec

import "fmt"

// nearestHint names the key that was most likely meant.
func nearestHint(got string, keys []key) string {
	best, distance := "", len(got)/2+1
	for _, k := range keys {
		if k.name == "" {
			continue
		}
		if d := editDistance(got, k.name); d < distance {
			best, distance = k.name, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
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
