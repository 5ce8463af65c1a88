package openapi

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// paths are the operations by path, each path with its methods.
func (x *exporter) paths() *object {
	shapes := map[string]map[string]bool{}
	for _, o := range x.api.Operations {
		_, path := o.Split()
		shape := placeholder.ReplaceAllString(path, "{}")
		if shapes[shape] == nil {
			shapes[shape] = map[string]bool{}
		}
		shapes[shape][path] = true
	}
	sorted := slices.SortedFunc(slices.Values(x.api.Operations), func(a, b *spec.Operation) int {
		methodA, pathA := a.Split()
		methodB, pathB := b.Split()
		return cmp.Or(cmp.Compare(pathA, pathB), cmp.Compare(methodA, methodB))
	})
	paths := new(object)
	for _, o := range sorted {
		method, path := o.Split()
		key := path
		if len(shapes[placeholder.ReplaceAllString(path, "{}")]) > 1 {
			key += "#" + strings.Join(spec.Placeholders(path), ",")
		}
		item, _ := paths.get(key).(*object)
		if item == nil {
			item = new(object)
			paths.put(key, item)
		}
		item.put(strings.ToLower(method), x.operation(o, method, path))
	}
	return paths
}

func (x *exporter) operation(o *spec.Operation, method, path string) *object {
	id := spec.OpID(o.Op)
	doc := o.Doc
	if o.Deprecated != nil {
		doc = strings.TrimSpace(doc + "\n\n" + o.Deprecated.Text)
	}
	op := new(object).
		set("operationId", x.names.Methods[id]).
		set("description", doc).
		set("deprecated", o.Deprecated != nil)

	rows := paramRows(id+"/param/", o.Params)
	parameters := pathParameters(path)
	if method == "POST" {
		op.set("parameters", parameters).set("requestBody", x.form(rows))
	} else {
		op.set("parameters", slices.Concat(parameters, x.query(rows), general(o, method)))
	}
	answer := new(object).put("description", "The answer.").put("content", jsonContent(x.answer(o, id)))
	op.put("responses", new(object).
		put("200", answer).
		put("default", ref("responses", "Error")))

	var codes []any
	for _, code := range o.Errors {
		codes = append(codes, code)
	}
	return op.
		set("x-graphgen-errors", codes).
		set("x-graphgen-permissions", o.Permissions).
		set("x-graphgen-source", x.from(id))
}

func pathParameters(path string) []any {
	var parameters []any
	for _, name := range spec.Placeholders(path) {
		parameters = append(parameters, new(object).
			put("name", name).put("in", "path").put("required", true).put("schema", typed("string")))
	}
	return parameters
}

// query are the parameters of a read or a delete. Lists and objects travel as
// JSON in one value.
func (x *exporter) query(rows []row) []any {
	var parameters []any
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.name] {
			continue
		}
		seen[r.name] = true
		schema := x.property(row{id: r.id, name: r.name, typ: r.typ, values: r.values, value: r.value, rows: r.rows})
		p := new(object).
			put("name", r.name).put("in", "query").
			set("description", r.doc).set("required", r.required).set("deprecated", r.deprecated)
		if isJSON(r) {
			p.put("content", jsonContent(schema))
		} else {
			p.put("schema", schema)
		}
		parameters = append(parameters, p)
	}
	return parameters
}

// general are what every read takes, whatever its page lists.
func general(o *spec.Operation, method string) []any {
	if method != "GET" {
		return nil
	}
	names := []string{"fields"}
	if o.IsList() {
		names = append(names, "limit", "after", "before")
	}
	var parameters []any
	for _, name := range names {
		if !slices.ContainsFunc(o.Params, func(p spec.Param) bool { return p.Name == name }) {
			parameters = append(parameters, ref("parameters", name))
		}
	}
	return parameters
}

// form is the body of a write: a form, of parts where one is a file.
func (x *exporter) form(rows []row) *object {
	if len(rows) == 0 {
		return nil
	}
	media := "application/x-www-form-urlencoded"
	encoding := new(object)
	for _, r := range rows {
		switch {
		case isFile(r):
			media = "multipart/form-data"
		case isJSON(r) && encoding.get(r.name) == nil:
			encoding.put(r.name, new(object).put("contentType", "application/json"))
		}
	}
	schema := typed("object").put("properties", x.properties(rows)).set("required", required(rows))
	return new(object).
		set("required", len(required(rows)) > 0).
		put("content", new(object).put(media, new(object).put("schema", schema).set("encoding", encoding)))
}

func isFile(r row) bool {
	t, err := spec.ParseType(r.typ)
	return err == nil && t.Kind == spec.KindFile
}

// isJSON tells the parameters that are sent as JSON.
func isJSON(r row) bool {
	t, err := spec.ParseType(r.typ)
	switch t.Kind {
	case spec.KindList, spec.KindMap, spec.KindObject, spec.KindRef:
		return err == nil
	}
	return len(r.rows) > 0
}

// answer is the schema of what an operation answers with.
func (x *exporter) answer(o *spec.Operation, id string) *object {
	t, err := spec.ParseType(o.Returns)
	switch {
	case err != nil:
		return new(object)
	case o.IsList():
		return x.answerList(o, id, t)
	case len(o.Result) > 0:
		return typed("object").put("properties", x.properties(fieldRows(id+"/result/", o.Result)))
	case t.Kind != spec.KindNone:
		return x.schema(t, row{id: id})
	}
	return ref("schemas", x.fixed[schemaObject])
}

func (x *exporter) answerList(o *spec.Operation, id string, t spec.Type) *object {
	element := ref("schemas", x.fixed[schemaObject])
	if t.Elem != nil && t.Elem.Kind == spec.KindRef {
		element = x.schema(*t.Elem, row{id: id})
	}
	list := x.list(element)
	if len(o.Summary) == 0 {
		return list
	}
	summary := typed("object").put("properties", x.properties(fieldRows(id+"/summary/", o.Summary)))
	return new(object).put("allOf", []any{list, typed("object").put("properties", new(object).put("summary", summary))})
}
