package spec

// Format is the version of the spec format that this package reads and writes.
const Format = 1

// Page is what one reference page says; one YAML file. FORMAT.md describes
// every key.
type Page struct {
	Graphgen   int            `yaml:"graphgen"`
	Title      string         `yaml:"page"`
	Version    string         `yaml:"version,omitempty"`
	Source     Source         `yaml:"source"`
	Doc        string         `yaml:"doc,omitempty"`
	Nodes      []Node         `yaml:"nodes,omitempty"`
	Operations []Operation    `yaml:"operations,omitempty"`
	Refused    []string       `yaml:"refused,omitempty"`
	Notes      []Note         `yaml:"notes,omitempty"`
	Examples   []Example      `yaml:"examples,omitempty"`
	Errors     []ErrorMessage `yaml:"errors,omitempty"`
	Versions   []VersionDates `yaml:"versions,omitempty"` // of the changelog's table of versions

	// File is where the page was read from; never written.
	File string `yaml:"-"`

	// lines are the places in File, by YAML path.
	lines *pageLines `yaml:"-"`
}

// Source says where a page came from.
type Source struct {
	URL    string `yaml:"url,omitempty"`
	Format string `yaml:"format"`           // html, markdown, text or metaspec
	Locale string `yaml:"locale,omitempty"` // en_US
	SHA256 string `yaml:"sha256,omitempty"` // of the page as read
}

// Node is an object of the Graph API, or (without a path) a struct that
// appears only inside others.
type Node struct {
	Name     string   `yaml:"name"`
	Path     string   `yaml:"path,omitempty"`
	Inferred []string `yaml:"inferred,omitempty"`
	Doc      string   `yaml:"doc,omitempty"`
	Fields   []Field  `yaml:"fields,omitempty"`
	Edges    []Edge   `yaml:"edges,omitempty"`
	// Params are what the expansion of a struct takes, which has no operation
	// of its own.
	Params []Param `yaml:"params,omitempty"`
}

// Field is one member of a node, of a result or of a summary.
type Field struct {
	Name       string   `yaml:"name"`
	Type       string   `yaml:"type,omitempty"`       // the page's own words; ParseType gives them meaning
	Values     []string `yaml:"values,omitempty"`     // the allowed values where the type does not list them
	Default    bool     `yaml:"default,omitempty"`    // returned when the caller asks for no fields
	Core       bool     `yaml:"core,omitempty"`       // part of the core set
	Emoji      bool     `yaml:"emoji,omitempty"`      // may hold emoji
	Deprecated bool     `yaml:"deprecated,omitempty"` // carries the Deprecated badge
	Flat       bool     `yaml:"flat,omitempty"`       // a nested row whose depth the format lost
	Since      string   `yaml:"since,omitempty"`      // first version that has it: v3.0
	Inferred   []string `yaml:"inferred,omitempty"`   // keys that were concluded, not read
	Doc        string   `yaml:"doc,omitempty"`
	Fields     []Field  `yaml:"fields,omitempty"`
}

// Edge is a named connection of a node.
type Edge struct {
	Name       string   `yaml:"name"`
	Type       string   `yaml:"type,omitempty"`
	Default    bool     `yaml:"default,omitempty"`
	Core       bool     `yaml:"core,omitempty"`
	Deprecated bool     `yaml:"deprecated,omitempty"`
	Since      string   `yaml:"since,omitempty"`
	Inferred   []string `yaml:"inferred,omitempty"`
	Doc        string   `yaml:"doc,omitempty"`
}

// Operation is one call of the API. Its identity is Op.
type Operation struct {
	Op          string   `yaml:"op"` // GET /{page_id}/conversations
	Doc         string   `yaml:"doc,omitempty"`
	Deprecated  *Note    `yaml:"deprecated,omitempty"`
	Permissions []string `yaml:"permissions,omitempty"`
	// UsualPermissions are those that apps usually ask for; the page does not
	// say that they are needed.
	UsualPermissions []string `yaml:"usual_permissions,omitempty"`
	Params           []Param  `yaml:"params,omitempty"`
	Returns          string   `yaml:"returns,omitempty"`          // of a read: a node, or list<Element>
	Creates          string   `yaml:"creates,omitempty"`          // the node that a write creates
	ReadAfterWrite   string   `yaml:"read_after_write,omitempty"` // id (the node in the result) or self (the node posted to)
	Paging           string   `yaml:"paging,omitempty"`           // cursor
	Adds             []Field  `yaml:"adds,omitempty"`             // fields that the edge adds to its elements
	Summary          []Field  `yaml:"summary,omitempty"`
	Result           []Field  `yaml:"result,omitempty"` // what a write answers
	Errors           []int    `yaml:"errors,omitempty"`
	Inferred         []string `yaml:"inferred,omitempty"`
}

// Param is one parameter of an operation, or a member of one.
type Param struct {
	Name       string   `yaml:"name"`
	Type       string   `yaml:"type,omitempty"`
	Values     []string `yaml:"values,omitempty"`
	Required   bool     `yaml:"required,omitempty"`
	Default    *string  `yaml:"default,omitempty"` // the default value as the page writes it
	Emoji      bool     `yaml:"emoji,omitempty"`
	Deprecated bool     `yaml:"deprecated,omitempty"`
	Flat       bool     `yaml:"flat,omitempty"`
	Since      string   `yaml:"since,omitempty"`
	Inferred   []string `yaml:"inferred,omitempty"`
	Doc        string   `yaml:"doc,omitempty"`
	Params     []Param  `yaml:"params,omitempty"`
}

// Note is a statement of the page that is not part of a table: a limitation,
// a requirement, a deprecation, a banner.
type Note struct {
	// Kind is one of NoteKinds.
	Kind  string `yaml:"kind,omitempty"`
	Where string `yaml:"where,omitempty"` // the headings above it: Reading › Limitations
	Text  string `yaml:"text"`            // verbatim
	// Subjects are what the note is about.
	Subjects    []Subject `yaml:"subjects,omitempty"`
	Partial     bool      `yaml:"partial,omitempty"` // names a version or a date that was not understood
	Effect      string    `yaml:"effect,omitempty"`  // error, empty, ignored, removed, blocked, renamed, requires, behavior, stops_working
	Applies     *Applies  `yaml:"applies,omitempty"`
	Announced   string    `yaml:"announced,omitempty"` // 2020-02-04
	Phases      []Phase   `yaml:"phases,omitempty"`
	Condition   string    `yaml:"condition,omitempty"`
	Replacement []Subject `yaml:"replacement,omitempty"`
}

// NoteKinds are the kinds of a Note.
var NoteKinds = []string{
	"limitation", "requirement", "permission", "prose",
	"feature", "change", "deprecation", "removal", "reinstatement", "correction", "outdated-doc",
}

// Subject names a thing that a note is about.
type Subject struct {
	Type string `yaml:"type"` // node, edge, op, param, field, value, metric, permission, webhook, product
	Name string `yaml:"name"`
}

// Applies is the range of versions that a note covers.
type Applies struct {
	From  string `yaml:"from,omitempty"`  // inclusive
	Until string `yaml:"until,omitempty"` // exclusive
	All   bool   `yaml:"all,omitempty"`
}

// Phase is one step of a change, with exactly one of Version, On, After,
// Release and Now set.
type Phase struct {
	Version string `yaml:"version,omitempty"` // v3.3: from this version on
	On      string `yaml:"on,omitempty"`      // 2020-06-30
	After   string `yaml:"after,omitempty"`   // 2020-06-30
	Release string `yaml:"release,omitempty"` // v26.0: when this version comes out
	Now     bool   `yaml:"now,omitempty"`
	Scope   string `yaml:"scope,omitempty"` // all, v6.0+
}

// Example is a sample request of the page that names no operation of its own.
type Example struct {
	Where string `yaml:"where,omitempty"`
	Text  string `yaml:"text"`
}

// VersionDates says when a version of an API came out and when it ends.
type VersionDates struct {
	API      string `yaml:"api"` // graph, marketing
	Version  string `yaml:"version"`
	Released string `yaml:"released,omitempty"` // 2019-04-30
	Expires  string `yaml:"expires,omitempty"`  // 2021-08-03; empty while it is not announced
}

// ErrorMessage is an error code with the message the page gives.
type ErrorMessage struct {
	Code    int    `yaml:"code"`
	Message string `yaml:"message"`
}
