package spec

// API is all the pages of one version, merged.
type API struct {
	Version    string
	Pages      []*Page        // sorted by file
	Nodes      []*Node        // sorted by name
	Operations []*Operation   // sorted by path, then method
	Errors     []ErrorMessage // sorted by code; one message a code

	said sayings
}

// Origin is where a value of an element was taken from, the file and the line:
// of node/Page/field/fan_count the type, for example. The file is empty where no
// page says it.
func (api *API) Origin(element, key string) (file string, line int) {
	at := api.said.at(element, key)
	return at.file, at.line
}
