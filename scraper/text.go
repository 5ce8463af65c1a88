package scraper

func (s *source) readText() (*Document, error) {
	return nil, s.refuse(idNotAReference, "is plain text", "")
}
