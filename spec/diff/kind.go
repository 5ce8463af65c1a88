package diff

// This file is the taxonomy: every kind of change, and what it does by itself.
// Where the effect depends on more than the kind (the Go types on both sides,
// what is asked for by default) the comparison says so for each change; the
// table then holds the worst that is usual.

// Kind is a kind of change.
type Kind string

// kindInfo is a row of the taxonomy.
type kindInfo struct {
	kind     Kind
	source   Source
	runtime  Runtime // of a program that is built with the new package
	deployed Runtime // of a program that was built with the old one, once the change is in effect
	mirror   Kind    // the kind of the same change backwards
	waiver   string  // why there is no mirror
	does     string  // what it does to callers
	fix      string  // what to do
}

// Nodes, edges and operations.
const (
	NodeAdded       Kind = "node.added"
	NodeRemoved     Kind = "node.removed"
	NodeRenamed     Kind = "node.renamed"
	NodePath        Kind = "node.path"
	TypeAdded       Kind = "type.added"
	TypeRemoved     Kind = "type.removed"
	TypeRenamed     Kind = "type.renamed"
	TypeKind        Kind = "type.kind"
	EdgeAdded       Kind = "edge.added"
	EdgeRemoved     Kind = "edge.removed"
	EdgeTarget      Kind = "edge.target"
	EdgeShape       Kind = "edge.shape"
	EdgeDefaultIn   Kind = "edge.default.in"
	EdgeDefaultOut  Kind = "edge.default.out"
	EdgeDeprecated  Kind = "edge.deprecated"
	EdgeReinstated  Kind = "edge.reinstated"
	OpAdded         Kind = "op.added"
	OpRemoved       Kind = "op.removed"
	OpMethod        Kind = "op.method"
	OpPath          Kind = "op.path"
	OpReturn        Kind = "op.return"
	OpReadAfter     Kind = "op.read-after-write"
	OpDeprecated    Kind = "op.deprecated"
	OpReinstated    Kind = "op.reinstated"
	PagingKind      Kind = "paging.kind"
	PagingLimit     Kind = "paging.limit"
	ErrorAdded      Kind = "error.added"
	ErrorRemoved    Kind = "error.removed"
	ErrorMeaning    Kind = "error.meaning"
	PermAdded       Kind = "perm.added"
	PermRelaxed     Kind = "perm.relaxed"
	PermUsual       Kind = "perm.usual"
	PermDeprecated  Kind = "perm.deprecated"
	PermReinstated  Kind = "perm.reinstated"
	ResultAdded     Kind = "result.added"
	ResultRemoved   Kind = "result.removed"
	ParamAdded      Kind = "param.added.optional"
	ParamRequired   Kind = "param.added.required"
	ParamRemoved    Kind = "param.removed"
	ParamMustGone   Kind = "param.removed.required"
	ParamWire       Kind = "param.wire-renamed"
	ParamRetyped    Kind = "param.retyped"
	ParamEncoding   Kind = "param.encoding"
	ParamOn         Kind = "param.required.on"
	ParamOff        Kind = "param.required.off"
	ParamDefault    Kind = "param.default"
	ParamTightened  Kind = "param.constraint.tightened"
	ParamLoosened   Kind = "param.constraint.loosened"
	ParamDeprecated Kind = "param.deprecated"
	ParamReinstated Kind = "param.reinstated"
	FieldAdded      Kind = "field.added"
	FieldRemoved    Kind = "field.removed"
	FieldWire       Kind = "field.wire-renamed"
	FieldRetyped    Kind = "field.retyped"
	FieldShape      Kind = "field.shape"
	FieldIDFormat   Kind = "field.id-format"
	FieldDefaultIn  Kind = "field.default.in"
	FieldDefaultOut Kind = "field.default.out"
	FieldCoreIn     Kind = "field.core.in"
	FieldCoreOut    Kind = "field.core.out"
	FieldDeprecated Kind = "field.deprecated"
	FieldReinstated Kind = "field.reinstated"
	EnumAdded       Kind = "enum.added"
	EnumRemoved     Kind = "enum.removed"
	EnumClosed      Kind = "enum.closed"
	EnumOpened      Kind = "enum.opened"
	ValueReply      Kind = "value.added.response"
	ValueRequest    Kind = "value.added.request"
	ValueGoneReply  Kind = "value.removed.response"
	ValueGone       Kind = "value.removed.request"
	ValueWire       Kind = "value.wire"
	VersionBase     Kind = "version.base"
	NoteAdded       Kind = "note.added"
	NoteChanged     Kind = "note.changed"
	NoteRemoved     Kind = "note.removed"
	PageAdded       Kind = "page.added"
	PageGone        Kind = "page.gone"
	PageMoved       Kind = "page.moved"
	PageOutdated    Kind = "page.outdated"
	PageUpToDate    Kind = "page.up-to-date"
	RowFacts        Kind = "row.facts"
	RowOrder        Kind = "row.order"
	TextChanged     Kind = "text.changed"
	IdentAdded      Kind = "ident.added"
	IdentRemoved    Kind = "ident.removed"
	IdentRenamed    Kind = "ident.renamed"
	IdentRetyped    Kind = "ident.retyped"
	IdentPresence   Kind = "field.presence"
	TypeSplit       Kind = "type.split"
	TypeMerged      Kind = "type.merged"
	TypeComparable  Kind = "type.comparable"
	TypeUncompared  Kind = "type.not-comparable"
	ConstValue      Kind = "const.value"
	TagChanged      Kind = "tag.changed"
	FileMoved       Kind = "file.moved"
)

var kindTable = []kindInfo{
	{NodeAdded, SourceNone, RuntimeNone, RuntimeNone, NodeRemoved, "", "a new node", ""},
	{NodeRemoved, SourceBreak, RuntimeNone, RuntimeLoud, NodeAdded, "", "the node is gone, with its fields", "stop using it"},
	{NodeRenamed, SourceBreak, RuntimeNone, RuntimeNone, NodeRenamed, "", "the node has another name; its path, and so the API, is as before", "use the new Go name"},
	{NodePath, SourceNone, RuntimeNone, RuntimeNone, NodePath, "", "the node is read at another path", ""},
	{TypeAdded, SourceNone, RuntimeNone, RuntimeNone, TypeRemoved, "", "a new struct", ""},
	{TypeRemoved, SourceBreak, RuntimeNone, RuntimeNone, TypeAdded, "", "the struct is gone", "use what its fields say now"},
	{TypeRenamed, SourceBreak, RuntimeNone, RuntimeNone, TypeRenamed, "", "the struct has another name", "use the new Go name"},
	{TypeKind, SourceBreak, RuntimePossible, RuntimeLoud, TypeKind, "", "a node became a struct, or a struct a node", "see the page"},
	{EdgeAdded, SourceNone, RuntimeNone, RuntimeNone, EdgeRemoved, "", "a new edge", ""},
	{EdgeRemoved, SourceBreak, RuntimePossible, RuntimeLoud, EdgeAdded, "", "the edge is gone", "stop asking for it"},
	{EdgeTarget, SourceBreak, RuntimeNone, RuntimeSilent, EdgeTarget, "", "the edge leads to other nodes", "use the new element type"},
	{EdgeShape, SourceBreak, RuntimeNone, RuntimeLoud, EdgeShape, "", "the edge changed between one node and a list", "use the new shape"},
	{EdgeDefaultIn, SourceNone, RuntimeNone, RuntimeNone, EdgeDefaultOut, "", "the edge now comes unasked", ""},
	{EdgeDefaultOut, SourceNone, RuntimeSilent, RuntimeSilent, EdgeDefaultIn, "", "the edge comes only when it is asked for", "name it in Fields"},
	{EdgeDeprecated, SourceNone, RuntimeNone, RuntimeNone, EdgeReinstated, "", "the edge is marked as deprecated", "plan to leave it"},
	{EdgeReinstated, SourceNone, RuntimeNone, RuntimeNone, EdgeDeprecated, "", "the edge is no longer marked as deprecated", ""},
	{OpAdded, SourceNone, RuntimeNone, RuntimeNone, OpRemoved, "", "a new operation", ""},
	{OpRemoved, SourceBreak, RuntimeNone, RuntimeLoud, OpAdded, "", "the operation is gone", "stop calling it"},
	{OpMethod, SourceBreak, RuntimeNone, RuntimeLoud, OpMethod, "", "the operation has another method", "call the new method"},
	{OpPath, SourceBreak, RuntimeNone, RuntimeNone, OpPath, "", "a placeholder of the path has another name; what is sent is the same", "set the renamed field"},
	{OpReturn, SourceBreak, RuntimePossible, RuntimeSilent, OpReturn, "", "the operation answers with something else", "use the new result"},
	{OpReadAfter, SourceNone, RuntimeSilent, RuntimeSilent, OpReadAfter, "", "asking for fields after a write reads another node", "check the Fields of the request"},
	{OpDeprecated, SourceNone, RuntimeNone, RuntimeNone, OpReinstated, "", "the operation is deprecated", "plan to leave it"},
	{OpReinstated, SourceNone, RuntimeNone, RuntimeNone, OpDeprecated, "", "the operation is no longer deprecated", ""},
	{PagingKind, SourceBreak, RuntimeNone, RuntimeSilent, PagingKind, "", "the list is paged in another way", "use the new call"},
	{PagingLimit, SourceNone, RuntimeSilent, RuntimeSilent, PagingLimit, "", "the number of elements of a page is another", "set Limit, and read all pages"},
	{ErrorAdded, SourceNone, RuntimePossible, RuntimePossible, ErrorRemoved, "", "a new documented error code", "handle it where it matters"},
	{ErrorRemoved, SourceNone, RuntimeNone, RuntimeNone, ErrorAdded, "", "an error code is no longer documented", ""},
	{ErrorMeaning, SourceNone, RuntimePossible, RuntimePossible, ErrorMeaning, "", "an error code has another message", "see that it is still handled rightly"},
	{PermAdded, SourceNone, RuntimeLoud, RuntimeLoud, PermRelaxed, "", "a further permission is needed", "ask for the permission before the bump"},
	{PermRelaxed, SourceNone, RuntimeNone, RuntimeNone, PermAdded, "", "a permission is no longer needed", ""},
	{PermUsual, SourceNone, RuntimeNone, RuntimeNone, PermUsual, "", "the permissions that apps usually ask for changed", ""},
	{PermDeprecated, SourceNone, RuntimeLoud, RuntimeLoud, PermReinstated, "", "the permission is deprecated, and fails at its date", "ask for its replacement"},
	{PermReinstated, SourceNone, RuntimeNone, RuntimeNone, PermDeprecated, "", "the permission is no longer deprecated", ""},
	{ResultAdded, SourceNone, RuntimeNone, RuntimeNone, ResultRemoved, "", "the answer has a further member", ""},
	{ResultRemoved, SourceBreak, RuntimeNone, RuntimeSilent, ResultAdded, "", "the answer lacks a member", "stop reading it"},
	{ParamAdded, SourceNone, RuntimeNone, RuntimeNone, ParamRemoved, "", "a further optional parameter", ""},
	{ParamRequired, SourceNone, RuntimeLoud, RuntimeLoud, ParamMustGone, "", "a further required parameter: code that compiles is refused before the call, and old programs by the server", "set it"},
	{ParamRemoved, SourceBreak, RuntimeNone, RuntimeLoud, ParamAdded, "", "the parameter is gone", "stop sending it"},
	{ParamMustGone, SourceBreak, RuntimeNone, RuntimeLoud, ParamRequired, "", "the required parameter is gone", "stop sending it"},
	{ParamWire, SourceNone, RuntimeNone, RuntimeLoud, ParamWire, "", "the parameter is sent under another name; its Go name is kept", "nothing after regenerating"},
	{ParamRetyped, SourceBreak, RuntimePossible, RuntimeLoud, ParamRetyped, "", "the parameter has another type", "send the new type"},
	{ParamEncoding, SourceNone, RuntimeNone, RuntimeLoud, ParamEncoding, "", "the parameter is written in another form", "nothing after regenerating"},
	{ParamOn, SourceBreak, RuntimeLoud, RuntimeLoud, ParamOff, "", "the parameter is required now", "set it"},
	{ParamOff, SourceBreak, RuntimeNone, RuntimeNone, ParamOn, "", "the parameter is no longer required", ""},
	{ParamDefault, SourceNone, RuntimeSilent, RuntimeSilent, ParamDefault, "", "what holds when the parameter is not sent is another value", "send the value that is meant"},
	{ParamTightened, SourceNone, RuntimeLoud, RuntimeLoud, ParamLoosened, "", "fewer values are allowed", "check the values that are sent"},
	{ParamLoosened, SourceNone, RuntimeNone, RuntimeNone, ParamTightened, "", "more values are allowed", ""},
	{ParamDeprecated, SourceNone, RuntimeNone, RuntimeNone, ParamReinstated, "", "the parameter is marked as deprecated", "plan to leave it"},
	{ParamReinstated, SourceNone, RuntimeNone, RuntimeNone, ParamDeprecated, "", "the parameter is no longer marked as deprecated", ""},
	{FieldAdded, SourceNone, RuntimeNone, RuntimeNone, FieldRemoved, "", "a new field", ""},
	{FieldRemoved, SourceBreak, RuntimePossible, RuntimeLoud, FieldAdded, "", "the field is gone; to ask for it is an error", "stop reading it, and take it out of Fields"},
	{FieldWire, SourceNone, RuntimeNone, RuntimeSilent, FieldWire, "", "the field comes under another name; its Go name is kept, and old programs read nothing", "nothing after regenerating"},
	{FieldRetyped, SourceBreak, RuntimePossible, RuntimeLoud, FieldRetyped, "", "the field has another type", "use the new type"},
	{FieldShape, SourceBreak, RuntimePossible, RuntimeLoud, FieldShape, "", "the field changed between one, a list and a map", "use the new shape"},
	{FieldIDFormat, SourceBreak, RuntimePossible, RuntimeNone, FieldIDFormat, "", "the field changed between a number and an id", "use the new type"},
	{FieldDefaultIn, SourceNone, RuntimeNone, RuntimeNone, FieldDefaultOut, "", "the field now comes unasked", ""},
	{FieldDefaultOut, SourceNone, RuntimeSilent, RuntimeSilent, FieldDefaultIn, "", "the field comes only when it is asked for", "name it in Fields"},
	{FieldCoreIn, SourceNone, RuntimeNone, RuntimeNone, FieldCoreOut, "", "the field is part of the core set now", ""},
	{FieldCoreOut, SourceNone, RuntimePossible, RuntimePossible, FieldCoreIn, "", "the field left the core set, which changes less often", ""},
	{FieldDeprecated, SourceNone, RuntimeNone, RuntimeNone, FieldReinstated, "", "the field is marked as deprecated", "plan to leave it"},
	{FieldReinstated, SourceNone, RuntimeNone, RuntimeNone, FieldDeprecated, "", "the field is no longer marked as deprecated", ""},
	{EnumAdded, SourceBreak, RuntimeNone, RuntimePossible, EnumRemoved, "", "the values are listed now", "use the constants"},
	{EnumRemoved, SourceBreak, RuntimeNone, RuntimeNone, EnumAdded, "", "the values are no longer listed", "write them as strings"},
	{EnumClosed, SourceNone, RuntimePossible, RuntimePossible, EnumOpened, "", "the list of values is stated as complete", "check for values that are not listed"},
	{EnumOpened, SourceNone, RuntimePossible, RuntimePossible, EnumClosed, "", "the list of values is no longer stated as complete", "expect other values"},
	{ValueReply, SourceNone, RuntimePossible, RuntimePossible, ValueGoneReply, "", "replies may have a further value", "see that a switch has a default"},
	{ValueRequest, SourceNone, RuntimeNone, RuntimeNone, ValueGone, "", "a further value may be sent", ""},
	{ValueGoneReply, SourceBreak, RuntimeNone, RuntimeNone, ValueReply, "", "replies no longer have the value", "stop comparing with it"},
	{ValueGone, SourceBreak, RuntimeNone, RuntimeLoud, ValueRequest, "", "the value may no longer be sent", "send another value"},
	{ValueWire, SourceNone, RuntimeNone, RuntimeLoud, ValueWire, "", "the value is written in another way; its constant is kept", "nothing after regenerating, unless it is stored as text"},
	{VersionBase, SourceNone, RuntimeNone, RuntimeNone, VersionBase, "", "another version of the API is called", ""},
	{NoteAdded, SourceNone, RuntimePossible, RuntimePossible, NoteRemoved, "", "the reference says something new", "read it"},
	{NoteChanged, SourceNone, RuntimePossible, RuntimePossible, NoteChanged, "", "a note has other dates or versions", "read it"},
	{NoteRemoved, SourceNone, RuntimeNone, RuntimeNone, NoteAdded, "", "the reference no longer says this", ""},
	{PageAdded, SourceNone, RuntimeNone, RuntimeNone, PageGone, "", "a page that was not read before", ""},
	{PageGone, SourceNone, RuntimePossible, RuntimePossible, PageAdded, "", "the page is no longer there", "see whether it moved"},
	{PageMoved, SourceNone, RuntimeNone, RuntimeNone, PageMoved, "", "the page has another address", ""},
	{PageOutdated, SourceNone, RuntimePossible, RuntimePossible, PageUpToDate, "", "the page says that it is outdated", "scrape the current page"},
	{PageUpToDate, SourceNone, RuntimeNone, RuntimeNone, PageOutdated, "", "the page no longer says that it is outdated", ""},
	{RowFacts, SourceNone, RuntimeNone, RuntimeNone, RowFacts, "", "a mark that changes no code", ""},
	{RowOrder, SourceUnusual, RuntimeNone, RuntimeNone, RowOrder, "", "the rows stand in another order, and so do the fields of the struct", "write literals with keys"},
	{TextChanged, SourceNone, RuntimeNone, RuntimeNone, TextChanged, "", "other words", ""},
	{IdentAdded, SourceNone, RuntimeNone, RuntimeNone, IdentRemoved, "", "a further Go name for what was there before", ""},
	{IdentRemoved, SourceBreak, RuntimeNone, RuntimeNone, IdentAdded, "", "a Go name is gone though the API has what it stood for", "pin it in names.lock"},
	{IdentRenamed, SourceBreak, RuntimeNone, RuntimeNone, IdentRenamed, "", "another Go name for the same thing", "use the new name, or pin the old one in names.lock"},
	{IdentRetyped, SourceBreak, RuntimePossible, RuntimeNone, IdentRetyped, "", "another Go type for the same thing", "use the new type"},
	{IdentPresence, SourceBreak, RuntimeSilent, RuntimeNone, IdentPresence, "", "a value became a pointer, or a pointer a value", "test for nil, or for the zero value"},
	{TypeSplit, SourceBreak, RuntimeNone, RuntimeNone, TypeMerged, "", "one Go type became several", "use the type of each place"},
	{TypeMerged, SourceBreak, RuntimeNone, RuntimeNone, TypeSplit, "", "several Go types became one", "use the common type"},
	{TypeComparable, SourceNone, RuntimeNone, RuntimeNone, TypeUncompared, "", "values of the struct can be compared with == now", ""},
	{TypeUncompared, SourceUnusual, RuntimeNone, RuntimeNone, TypeComparable, "", "values of the struct can no longer be compared with ==", "compare the fields"},
	{ConstValue, SourceNone, RuntimeNone, RuntimeNone, ConstValue, "", "a constant has another value", ""},
	{TagChanged, SourceNone, RuntimeSilent, RuntimeNone, TagChanged, "", "a struct tag changed: other JSON or another request", "compare what is sent and stored"},
	{FileMoved, SourceNone, RuntimeNone, RuntimeNone, FileMoved, "", "a declaration stands in another file", ""},
}

// unseen are kinds that callers feel but that a reference page does not state,
// so no comparison of two specs can find them. What a page says of them in
// prose shows as a note.
var unseen = []struct{ kind, reason string }{
	{"op.host", "the spec has no host: the runtime decides by the operation"},
	{"op.sync-async", "pages say only in prose that a call starts a job: note.added"},
	{"op.added in an exported interface", "no interface is generated"},
	{"param.location", "the runtime decides by the method where a parameter goes"},
	{"param.one-of, conditional", "pages say only in prose that parameters depend on each other: note.added"},
	{"error.transient", "error tables have a code and a message only"},
	{"err.policy", "that errors are thrown where fields were left out stands in changelogs only: note.added"},
	{"rate limit, token kind, app review", "stated in prose only: note.added"},
	{"version.available-until", "the end of a version stands in no reference page: graphgen calendar"},
	{"pkg path or signature", "New and Client do not depend on the spec"},
}

var kinds = func() map[Kind]kindInfo {
	m := make(map[Kind]kindInfo, len(kindTable))
	for _, k := range kindTable {
		m[k.kind] = k
	}
	return m
}()

// Kinds are all kinds, in the order of the taxonomy.
func Kinds() []Kind {
	var out []Kind
	for _, k := range kindTable {
		out = append(out, k.kind)
	}
	return out
}

// Mirror is the kind of the same change read backwards; empty where there is
// none.
func (k Kind) Mirror() Kind { return kinds[k].mirror }
