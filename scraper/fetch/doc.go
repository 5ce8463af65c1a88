// Package fetch brings pages of the Graph API reference into a page store: a
// folder that keeps them as served, with a sidecar beside each that says where
// the bytes come from. Crawl asks the site, politely; ImportSaved and
// ImportWARC read what others have asked for already.
//
// It is the only package of the scraper with a network and a clock. It does
// not read reference pages itself: the caller gives it a Classifier.
package fetch
