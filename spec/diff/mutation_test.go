package diff_test

// mutation is a change of the base API: pieces of text and what they become.
type mutation struct {
	name  string // the kind that it shows, and how
	edits []string
}

var mutations = []mutation{
	{"version.base", []string{"page: Page\nversion: v19.0", "page: Page\nversion: v25.0", "page: Post\nversion: v19.0", "page: Post\nversion: v25.0"}},

	{"node.removed", []string{"\n  - name: User\n    path: /{user_id}\n    fields:\n      - {name: id, type: numeric string}\n      - {name: name, type: string}", ""}},
	{"node.renamed", []string{"  - name: User\n", "  - name: Person\n"}},
	{"node.path", []string{"path: /{user_id}", "path: /{person_id}"}},
	{"type.removed", []string{"\n  - name: CoverPhoto\n    fields:\n      - {name: source, type: string}\n      - {name: offset, type: float}", ""}},
	{"field.removed all of a struct", []string{"\n    fields:\n      - {name: source, type: string}\n      - {name: offset, type: float}", ""}},
	{"type.renamed", []string{"  - name: CoverPhoto\n", "  - name: Cover\n"}},
	{"type.kind", []string{"  - name: CoverPhoto\n", "  - name: CoverPhoto\n    path: /{cover_photo_id}\n"}},

	{"edge.removed", []string{"      - {name: owner, type: User}\n", ""}},
	{"edge.target", []string{"{name: owner, type: User}", "{name: owner, type: Post}"}},
	{"edge.shape", []string{"{name: owner, type: User}", "{name: owner, type: list<User>}"}},
	{"edge.default.in", []string{"{name: owner, type: User}", "{name: owner, type: User, default: true}"}},
	{"edge.deprecated", []string{"{name: owner, type: User}", "{name: owner, type: User, deprecated: true}"}},

	{"op.removed", []string{`  - op: POST /{page_id}
    params:
      - {name: about, type: string}
    result:
      - {name: success, type: bool}
    errors: [100]
`, ""}},
	{"op.removed with its permissions", []string{`  - op: GET /{page_id}/posts
    returns: list<Post>
    paging: cursor
    permissions: [pages_read_engagement]
    usual_permissions: [pages_show_list]
    params:
      - {name: kind, type: 'enum {ALL, OWN}'}
      - {name: limit, type: int, default: "25"}
      - {name: mood, type: string, values: [good, bad], inferred: [values]}
    errors: [100, 190]
`, ""}},
	{"op.method", []string{"DELETE /{blocker_id}/blocked", "POST /{blocker_id}/blocked"}},
	{"op.path", []string{"DELETE /{blocker_id}/blocked", "DELETE /{id_of_page}/blocked"}},
	{"op.return", []string{"returns: list<Post>", "returns: list<User>"}},
	{"op.return creates", []string{"creates: Post", "creates: User"}},
	{"op.read-after-write", []string{"read_after_write: id", "read_after_write: self"}},
	{"op.deprecated", []string{"  - op: DELETE /{blocker_id}/blocked\n", "  - op: DELETE /{blocker_id}/blocked\n    deprecated: {text: It goes away., phases: [{on: 2025-01-01, scope: all}]}\n"}},
	{"paging.kind", []string{"    paging: cursor\n", ""}},
	{"paging.limit", []string{`default: "25"`, `default: "10"`}},
	{"paging.limit max", []string{"{name: limit, type: int,", "{name: limit, type: 'int (max: 50)',"}},
	{"error.added", []string{"errors: [100, 200]", "errors: [100, 190, 200]"}},
	{"error.removed", []string{"errors: [100, 200]", "errors: [100]"}},
	{"error.removed const", []string{"errors: [100, 200]", "errors: [100]", "\n  - {code: 200, message: Permissions error}", ""}},
	{"error.meaning", []string{"Invalid access token", "The token has expired"}},
	{"perm.added", []string{"permissions: [pages_manage_posts]", "permissions: [pages_manage_posts, pages_messaging]"}},
	{"perm.relaxed", []string{"    permissions: [pages_manage_posts]\n", ""}},
	{"perm.usual", []string{"usual_permissions: [pages_show_list]", "usual_permissions: [business_management]"}},
	{"perm.deprecated", []string{"{type: permission, name: pages_show_list}", "{type: permission, name: pages_manage_posts}"}},
	{"result.removed", []string{"      - {name: post_id, type: string}\n", ""}},

	{"param.added.optional", []string{"      - {name: link, type: string}\n", "      - {name: link, type: string}\n      - {name: place, type: string}\n"}},
	{"param.added.required", []string{"      - {name: link, type: string}\n", "      - {name: link, type: string}\n      - {name: title, type: string, required: true}\n"}},
	{"param.added.required list", []string{"      - {name: user, type: numeric string}\n", "      - {name: user, type: numeric string}\n      - {name: reasons, type: list<string>, required: true}\n"}},
	{"param.removed", []string{"      - {name: link, type: string}\n", ""}},
	{"param.removed.required", []string{"      - {name: message, type: string, required: true}\n", ""}},
	{"param.removed nested", []string{"          - {name: age, type: int}\n", ""}},
	{"param.retyped", []string{"{name: link, type: string}", "{name: link, type: int}"}},
	{"param.retyped shape", []string{"{name: user, type: numeric string}", "{name: user, type: 'list<numeric string>'}"}},
	{"param.retyped words", []string{"{name: link, type: string}", "{name: link, type: URL}"}},
	{"param.wire-renamed", []string{"{name: old_flag, type", "{name: old-flag, type"}},
	{"param.added.required for an optional one", []string{"{name: old_flag, type: bool,", "{name: old-flag, type: bool, required: true,"}},
	{"param.encoding", []string{"{name: backdated, type: datetime}", "{name: backdated, type: timestamp}"}},
	{"param.required.on", []string{"{name: link, type: string}", "{name: link, type: string, required: true}"}},
	{"param.required.on number", []string{"{name: backdated, type: datetime}", "{name: backdated, type: datetime, required: true}"}},
	{"param.required.off", []string{"{name: count, type: int, required: true}", "{name: count, type: int}"}},
	{"param.default", []string{"default: ALL", "default: FRIENDS"}},
	{"param.constraint.tightened", []string{"(max: 10)", "(max: 5)"}},
	{"param.constraint.loosened", []string{"(min: 0)", "(min: -5)"}},
	{"param.deprecated", []string{"{name: link, type: string}", "{name: link, type: string, deprecated: true}"}},

	{"field.added", []string{"      - {name: about, type: string}\n      - {name: category", "      - {name: about, type: string}\n      - {name: website, type: string}\n      - {name: category"}},
	{"field.removed", []string{"      - {name: about, type: string}\n      - {name: category", "      - {name: category"}},
	{"field.removed default", []string{"      - {name: name, type: string, default: true, core: true}\n", ""}},
	{"field.removed nested", []string{"          - {name: zip, type: string}\n", ""}},
	{"field.wire-renamed", []string{"{name: fan_count, ", "{name: fan-count, "}},
	{"field.wire-renamed, and no default", []string{"{name: name, type: string, default: true, core: true}", "{name: Name, type: string}"}},
	{"field.added for one of another type", []string{"{name: fan_count, type: unsigned int32}", "{name: fan-count, type: numeric string}"}},
	{"field renamed, suggested", []string{"instagram_actor_id", "instagram_user_id"}},
	{"field.retyped better", []string{"{name: extra, type: Object}", "{name: extra, type: CoverPhoto}"}},
	{"field.retyped", []string{"{name: score, type: float}", "{name: score, type: bool}"}},
	{"field.retyped members", []string{"{name: extra, type: Object}", "{name: extra, type: Object, fields: [{name: a, type: int}]}"}},
	{"field.shape", []string{"{name: score, type: float}", "{name: score, type: list<float>}"}},
	{"field.id-format", []string{"{name: fan_count, type: unsigned int32}", "{name: fan_count, type: numeric string}"}},
	{"field.default.in", []string{"{name: fan_count, type: unsigned int32}", "{name: fan_count, type: unsigned int32, default: true}"}},
	{"field.default.out", []string{"{name: name, type: string, default: true, core: true}", "{name: name, type: string, core: true}"}},
	{"field.core.in", []string{"{name: fan_count, type: unsigned int32}", "{name: fan_count, type: unsigned int32, core: true}"}},
	{"field.deprecated", []string{"{name: fan_count, type: unsigned int32}", "{name: fan_count, type: unsigned int32, deprecated: true}"}},
	{"type.not-comparable", []string{"{name: offset, type: float}", "{name: offset, type: float}\n      - {name: points, type: list<float>}"}},

	{"enum.added", []string{"{name: link, type: string}", "{name: link, type: 'enum {A, B}'}"}},
	{"enum.added in a reply", []string{"      - {name: about, type: string}\n      - {name: category", "      - {name: about, type: 'enum {A, B}'}\n      - {name: category"}},
	{"enum.opened", []string{"{name: kind, type: 'enum {ALL, OWN}'}", "{name: kind, type: string, values: [ALL, OWN]}"}},
	{"value.added.request", []string{"enum {ALL, OWN}", "enum {ALL, OWN, NONE}"}},
	{"value.added.response", []string{"enum {SHOP, CAFE}", "enum {SHOP, CAFE, BAR}"}},
	{"value.removed.request", []string{"enum {ALL, OWN}", "enum {ALL}"}},
	{"value.removed.response", []string{"enum {SHOP, CAFE}", "enum {SHOP}"}},
	{"value.wire", []string{"enum {ALL, OWN}", "enum {ALL, own}"}},
	{"type.split", []string{"{name: mood, type: string, values: [good, bad], inferred: [values]}\n      - {name: old_name", "{name: mood, type: string, values: [good, bad, fair], inferred: [values]}\n      - {name: old_name"}},

	{"note.added", []string{"  - kind: limitation\n", "  - kind: requirement\n    text: The Page must be published.\n  - kind: limitation\n"}},
	{"note.changed", []string{"after 2024-01-31.", "after 2024-06-30.", "{after: 2024-01-31, scope: all}", "{after: 2024-06-30, scope: all}"}},
	{"page.moved", []string{"reference/v19.0/post/", "reference/v19.0/page-post/"}},
	{"page.outdated", []string{"  - kind: limitation\n", "  - kind: outdated-doc\n    text: This page is outdated.\n  - kind: limitation\n"}},
	{"page.gone", []string{"page: Post\n", "page: Posts\n"}},
	{"row.facts", []string{"{name: fan_count, type: unsigned int32}", "{name: fan_count, type: unsigned int32, since: v3.0}"}},
	{"row.order", []string{"      - {name: fan_count, type: unsigned int32}\n      - {name: score, type: float}\n", "      - {name: score, type: float}\n      - {name: fan_count, type: unsigned int32}\n"}},
	{"text.changed", []string{"doc: The ID.", "doc: Its ID."}},
	{"ident.renamed", []string{"{name: zip, type: string}", "{name: zip, type: string}\n      - {name: website, type: 'enum {ALL, MINE}'}\n      - {name: kind, type: 'enum {ALL, MINE}'}"}},
}
