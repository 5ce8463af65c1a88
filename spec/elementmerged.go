package spec

import "slices"

// merged is what pages come to together of an element that has keys: where one
// page alone describes it, what that page says word for word; where several do,
// for every key what the source says that merging trusts for it.
func (ix *Index) merged(e Element) any {
	found := ix.Find(e.ID)
	if len(found) < 2 {
		return e.value
	}
	top := topID(e.ID)
	if ix.together[top] == nil {
		ix.together[top] = mergedValues(ix.pages[top])
	}
	if value := ix.together[top][e.ID]; value != nil {
		return value
	}
	return found[0].value // merging calls it something else
}

// mergedValues are the elements with keys of an API of some pages.
func mergedValues(pages []*Page) map[string]any {
	api, _ := Merge(slices.Compact(slices.Clone(pages)))
	p := &Page{}
	for _, n := range api.Nodes {
		p.Nodes = append(p.Nodes, *n)
	}
	for _, o := range api.Operations {
		p.Operations = append(p.Operations, *o)
	}
	values := map[string]any{}
	for _, e := range Elements(p) {
		if e.value != nil {
			values[e.ID] = e.value
		}
	}
	return values
}
