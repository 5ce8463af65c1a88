package templates

import (
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// newRequest plans the request of a call: what the path needs, the parameters
// in the order of the page, and what every read takes.
func (p *planner) newRequest(c *callPlan, s setting) *structPlan {
	inPath := p.owners.pathFields(c.path)
	general := generalFields(c)
	members := slices.DeleteFunc(paramMembers(c.op.Params), func(m member) bool {
		if slices.Contains(credentials, m.name) {
			return true
		}
		i := slices.IndexFunc(general, func(f fieldPlan) bool { return f.wire == m.name })
		if i >= 0 && m.doc != "" {
			general[i].doc = m.describe(general[i].name, spec.Type{Kind: spec.KindNone}, inForm, false)
		}
		return i >= 0
	})
	st := p.newCallStruct(c, "Request", members, s)
	for i := range st.fields {
		st.fields[i].rename(freeName(st.fields[i].name, inPath, general))
	}
	st.fields = slices.Concat(inPath, st.fields, general)
	return st
}

// credentials are parameters that some pages list, and that the client adds to
// every call: a caller who needs another token has graph.WithToken.
var credentials = []string{"access_token", "appsecret_proof"}

// freeName keeps a parameter from the names that path and general fields have.
func freeName(name string, taken ...[]fieldPlan) string {
	for _, fields := range taken {
		if slices.ContainsFunc(fields, func(f fieldPlan) bool { return f.name == name }) {
			return name + "Param"
		}
	}
	return name
}

// rename gives a field another name, in its comment too.
func (f *fieldPlan) rename(name string) {
	if rest, ok := strings.CutPrefix(f.doc[0], f.name+" is the "); ok {
		f.doc[0] = name + " is the " + rest
	}
	f.name = name
}

// pathFields are the placeholders of a path.
func (ix ownerIndex) pathFields(path string) []fieldPlan {
	var fields []fieldPlan
	for _, wire := range spec.Placeholders(path) {
		name := goName(wire)
		if slices.ContainsFunc(fields, func(f fieldPlan) bool { return f.name == name }) {
			continue
		}
		sentence := name + " is the " + ix.article(wire)
		if strings.Contains(path, "/act_{"+wire+"}") {
			sentence += ", without act_"
		}
		fields = append(fields, fieldPlan{
			name: name, wire: wire, typ: graphType("ID"), tag: structTag{"graph", wire + ",path"},
			doc: comment{sentence + ". Required."},
		})
	}
	return fields
}

// article is what a placeholder stands for: page_id is the ID of the Page or, if
// the spec has no such node, of the page.
func (ix ownerIndex) article(wire string) string {
	if node := ix.node(wire); node != nil {
		return "ID of the " + node.name
	}
	if noun, ok := strings.CutSuffix(wire, "_id"); ok {
		return "ID of the " + strings.ReplaceAll(inline(noun), "_", " ")
	}
	return inline(strings.ReplaceAll(wire, "_", " ")) + " in the path"
}

// generalFields are what every read takes, whatever its page lists: fields,
// and on a list the place and the size of the page.
func generalFields(c *callPlan) []fieldPlan {
	if c.method != "GET" {
		return nil
	}
	field := slice(graphType("Field"))
	general := []fieldPlan{newGeneral("fields", field, "Fields selects the fields of the answer; none asks for the API's default set.")}
	if c.list {
		general = []fieldPlan{
			newGeneral("fields", field, "Fields selects the fields of each element; none asks for the API's default set."),
			newGeneral("limit", builtin("int"), "Limit is the number of elements of a page; 0 leaves it to the API."),
			newGeneral("after", builtin("string"), "After and Before are cursors: the page begins behind the one, or ends before the other."),
			newGeneral("before", builtin("string")),
		}
	}
	if len(c.op.Summary) > 0 {
		general = append(general, newGeneral("summary", field, "Summary selects the fields of the answer's summary, such as total_count."))
	}
	general[0].gap = true
	return general
}

func newGeneral(wire string, t goType, doc ...string) fieldPlan {
	return fieldPlan{name: goName(wire), wire: wire, typ: t, tag: structTag{"graph", wire}, doc: doc}
}
