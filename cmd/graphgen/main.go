// Command graphgen turns reference pages of the Graph API into a spec, and the
// spec into a Go package.
package main

import "os"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
