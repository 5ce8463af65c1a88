// Package browsertest opens the pages that graphgen writes in a browser. It is
// a module of its own, so that what it needs does not weigh on the tool:
//
//	go -C internal/browsertest test ./...
//
// Its tests are skipped where there is no Chromium.
package browsertest
