package templates

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// This file settles file names: small letters, digits and underscores, unique
// also where a file system ignores case, and never one that Go builds on some
// systems only (page_test.go, app_ios.go, ad_js.go), or that Windows takes for a
// device (con.go). Between a node and its edge stands a dot, so that
// page.conversations.go keeps its name when a node PageConversations appears.

// reservedFiles are written for every package, or by hand.
var reservedFiles = []string{"aliases", "client", "version", "enums", "errors", "permissions", "doc", "generate", "zz_generate"}

// buildSuffixes end file names that Go treats in a special way: tests, and all
// that go/build takes for an operating system or an architecture.
var buildSuffixes = strings.Fields(`test
	aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris wasip1 windows zos
	386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc ppc64
	ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`)

// devices are no names of files on Windows, whatever stands behind a dot.
var devices = strings.Fields(`aux con nul prn
	com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9`)

// maxFileName leaves room for .go and a suffix on every file system.
const maxFileName = 100

// nodeFile is the file of a node and the calls on it.
func (p *planner) nodeFile(name string) *ident {
	return p.claimFile(rankNode, "node "+name, snakeCase(name), "node")
}

// edgeFile is the file of the calls on an edge.
func (p *planner) edgeFile(owner, edge string) *ident {
	return p.claimFile(rankCall, "edge "+owner+"."+edge, snakeCase(owner)+"."+snakeCase(edge), "edge")
}

// sharedFile is one of the reserved files.
func (p *planner) sharedFile(name string) *ident {
	if p.file[name] == nil {
		p.file[name] = &ident{name}
	}
	return p.file[name]
}

func (p *planner) claimFile(r rank, key, base, suffix string) *ident {
	if p.file[key] == nil {
		p.file[key] = p.fileNames.claim(r, key, fixed(fileNames(base, suffix)...))
	}
	return p.file[key]
}

// fileNames are the choices for a file name.
func fileNames(base, suffix string) []string {
	if len(base) > maxFileName {
		h := fnv.New32a()
		h.Write([]byte(base))
		base = fmt.Sprintf("%s_%08x", base[:maxFileName], h.Sum32())
	}
	// Go reads a system from what is before the first dot, and a test from the end;
	// Windows reads a device as Go a system.
	name, edge, isEdge := strings.Cut(base, ".")
	if slices.Contains(buildSuffixes, lastWord(name)) || slices.Contains(devices, name) {
		name += "_" + suffix
	}
	if isEdge {
		name += "." + edge
	}
	safe := name + "_" + suffix
	if lastWord(edge) == "test" {
		return []string{safe}
	}
	return []string{name, safe}
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, '_')+1:] }
