package templates

import (
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// This file names calls: a verb, the node that the path begins with, the edge.
//
//	GET    /{page_id}                GetPage
//	GET    /{page_id}/conversations  ListPageConversations, AllPageConversations
//	GET    /{page_id}/picture        GetPagePicture       if it is no list
//	POST   /{page_id}/feed           CreatePageFeed
//	POST   /{post_id}                UpdatePost
//	DELETE /{page_id}/blocked        DeletePageBlocked
//	GET    /act_{ad_account_id}/ads  ListAdAccountAds
//	GET    /debug_token              GetDebugToken
//	GET    /                         GetRoot

// ownerIndex finds the node that a placeholder stands for.
type ownerIndex struct {
	byName map[string]*ident // in small letters, without underscores
	byPath map[string]*ident
}

func newOwnerIndex(nodes map[string]*nodePlan) ownerIndex {
	ix := ownerIndex{map[string]*ident{}, map[string]*ident{}}
	for _, name := range sortedKeys(nodes) {
		n := nodes[name]
		if folded := foldName(name); ix.byName[folded] == nil {
			ix.byName[folded] = n.body.id
		}
		if key := strings.Replace(n.node.Path, "/act_{", "/{", 1); key != "" && ix.byPath[key] == nil {
			ix.byPath[key] = n.body.id
		}
	}
	return ix
}

// foldName makes RTBDynamicPost and rtb_dynamic_post alike.
func foldName(name string) string {
	return strings.ToLower(nameSeparators.Replace(name))
}

var nameSeparators = strings.NewReplacer("_", "", "-", "", ".", "")

// node is the node that a placeholder stands for, by its name or its path; nil
// if the spec has none.
func (ix ownerIndex) node(placeholder string) *ident {
	if id := ix.byName[foldName(strings.TrimSuffix(placeholder, "_id"))]; id != nil {
		return id
	}
	return ix.byPath["/{"+placeholder+"}"]
}

// target is what a path leads to.
type target struct {
	owner, edge string // Go names; a node has no edge
	node        *ident // the owner, if the spec has it
	isNode      bool   // the path ends in a placeholder
}

// target reads a path.
func (ix ownerIndex) target(path string) target {
	if path == "/" {
		return target{owner: "Root"}
	}
	var t target
	for i, segment := range strings.Split(strings.Trim(path, "/"), "/") {
		name := goName(segment)
		names := spec.Placeholders(segment)
		t.isNode = len(names) > 0
		if t.isNode {
			node := ix.node(names[0])
			if name = goName(strings.TrimSuffix(names[0], "_id")); node != nil {
				name = node.name
			}
			if i == 0 {
				t.node = node
			}
		}
		if i == 0 {
			t.owner = name
		} else {
			t.edge += name
		}
	}
	return t
}

// verb is what a call does.
func (t target) verb(method string, list bool) string {
	switch {
	case method == "GET" && list:
		return "List"
	case method == "GET":
		return "Get"
	case method == "POST" && t.isNode:
		return "Update"
	case method == "POST":
		return "Create"
	}
	return "Delete"
}
