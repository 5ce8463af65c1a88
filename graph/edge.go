package graph

import "encoding/json"

// Edge is one page of a list: what the API sends as {"data": […], "paging": …}.
type Edge[T any] struct {
	Data   []T     `json:"data"`
	Paging *Paging `json:"paging,omitzero"` // nil when the API sent none

	// Summary is what the API says of the whole list, its total count for
	// example, where the call asked for it.
	Summary json.RawMessage `json:"summary,omitzero"`
}

// edge is an *Edge of any T.
type edge interface {
	pages() *Paging
}

func (e *Edge[T]) pages() *Paging { return e.Paging }

// Paging is where a page stands in its list.
type Paging struct {
	Cursors Cursors `json:"cursors,omitzero"`

	// Next is absent on the last page. Previous is often there nevertheless,
	// and so are the cursors: they do not tell whether there is more.
	Next     Link `json:"next,omitzero"`
	Previous Link `json:"previous,omitzero"`
}

// Cursors name the ends of a page, for the parameters after and before.
type Cursors struct {
	Before string `json:"before,omitzero"`
	After  string `json:"after,omitzero"`
}

// Link is a URL by which the API continues a list. The token that the API puts
// into it is dropped when it is decoded, so that it cannot reach a log.
type Link string

// UnmarshalJSON reads a URL and drops its secrets.
func (l *Link) UnmarshalJSON(data []byte) error {
	text, kind, err := scalar(data)
	switch {
	case err != nil:
		return err
	case kind == jsonNull, kind == jsonFalse:
		return nil
	case kind != jsonString:
		return wrongScalar("a URL", data)
	}
	*l = Link(withoutSecrets(string(text)))
	return nil
}
