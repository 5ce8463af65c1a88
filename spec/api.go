package spec

// API is all the pages of one version, merged.
type API struct {
	Version    string
	Pages      []*Page        // sorted by file
	Nodes      []*Node        // sorted by name
	Operations []*Operation   // sorted by path, then method
	Errors     []ErrorMessage // sorted by code; one message a code
}
