// This file makes ids. An id tells what it stands for by its digits:
//
//	99 kkkk hhhhh nnnnnnn
//
// the number of the kind of node, a hash of the list or field that the node was
// met in, and the number of the node there. Read as a floating point number
// such an id loses digits, as the longer ones of the API do.

package mock

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// adAccount is what the API puts in front of the ids of ad accounts in paths.
const adAccount = "act_"

const (
	idMark    = "99"
	idLength  = len(idMark) + 4 + 5 + 7
	maxPlace  = 100_000
	maxSerial = 9_999_999
)

// id is the nth id of a kind in a place.
func (x *index) id(k *kind, place string, n int) string {
	number, hash := 0, uint32(0)
	if k != nil {
		number = k.number
	}
	if place != "" {
		h := fnv.New32a()
		h.Write([]byte(place))
		hash = h.Sum32() % maxPlace
	}
	return fmt.Sprintf("%s%04d%05d%07d", idMark, number, hash, n%(maxSerial+1))
}

// kindOf is the kind that an id tells, or nil.
func (x *index) kindOf(id string) *kind {
	if k := x.known[id]; k != nil {
		return k
	}
	id = strings.TrimPrefix(id, adAccount)
	if !isOurs(id) {
		return nil
	}
	n, _ := strconv.Atoi(id[len(idMark) : len(idMark)+4])
	if n >= len(x.number) {
		return nil
	}
	return x.number[n]
}

// serial is the number of a node in its place, 0 of a foreign id.
func serial(id string) int {
	if !isOurs(id) {
		return 0
	}
	n, _ := strconv.Atoi(id[idLength-7:])
	return n
}

func isOurs(id string) bool {
	return len(id) == idLength && strings.HasPrefix(id, idMark) && isDigits(id)
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
