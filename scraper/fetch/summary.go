package fetch

import "github.com/graphgen/graphgen/spec"

// Summary is what a crawl or an import did.
type Summary struct {
	New       int // pages that the store did not have
	Changed   int
	Unchanged int
	Failed    int // pages that were not stored; Issues say why
	Resumed   int // pages that an earlier run of the same crawl had settled
	Skipped   int // records of an archive that are no reference pages
	Left      int // pages known, but not asked for
	Requests  int
	Bytes     int64 // of the bodies of pages, unpacked
	Issues    spec.Issues
}

func (s *Summary) count(o Outcome) {
	switch o {
	case New:
		s.New++
	case Changed:
		s.Changed++
	case Unchanged:
		s.Unchanged++
	case Failed:
		s.Failed++
	}
}

// Pages is the number of pages that are settled.
func (s *Summary) Pages() int { return s.New + s.Changed + s.Unchanged + s.Failed + s.Resumed }
