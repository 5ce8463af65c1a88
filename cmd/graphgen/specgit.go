package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"path"
	"strings"

	"github.com/graphgen/graphgen/spec"
)

// readGitSpec reads a spec as it was in a commit: name is REV:PATH, its path
// relative to the working directory.
func (c *console) readGitSpec(name string) (*spec.API, spec.Issues, error) {
	rev, dir, ok := strings.Cut(name, ":")
	if !ok || rev == "" || dir == "" || strings.HasPrefix(rev, "-") {
		return nil, nil, &failure{where: "git:" + name, what: "names no commit and path", hint: "write git:HEAD~1:spec/v19.0"}
	}
	archive, err := git("archive", "--format=tar", rev, "--", dir)
	if err != nil {
		return nil, nil, &failure{where: "git:" + name, what: err.Error(), hint: "write git:HEAD~1:spec/v19.0, inside a checkout"}
	}
	pages, issues, err := readTar("git:"+rev+":", archive)
	if err != nil {
		return nil, nil, &failure{where: "git:" + name, what: err.Error(), hint: "git archive wrote what cannot be read: try a smaller folder"}
	}
	if len(pages) == 0 {
		return nil, nil, &failure{where: "git:" + name, what: "no *.yaml file in it", hint: "name the folder of a spec as it was then: git:main:spec/v19.0"}
	}
	api, found := spec.Merge(pages)
	return api, append(issues, found...), nil
}

// readTar reads the pages in an archive; prefix begins the name of each.
func readTar(prefix string, archive []byte) ([]*spec.Page, spec.Issues, error) {
	var pages []*spec.Page
	var issues spec.Issues
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return pages, issues, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if header.Typeflag != tar.TypeReg || path.Ext(header.Name) != ".yaml" {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(r, spec.MaxPageBytes+1))
		if err != nil {
			return nil, nil, err
		}
		page, found := spec.ReadPage(prefix+header.Name, data)
		if page != nil {
			pages = append(pages, page)
		}
		issues = append(issues, found...)
	}
}

// readGitFile reads one file as it was in a commit.
func readGitFile(rev, name string) ([]byte, error) {
	listed, err := git("ls-tree", "--name-only", rev, "--", name)
	if err != nil {
		return nil, err
	}
	if len(listed) == 0 {
		return nil, fs.ErrNotExist
	}
	return git("show", rev+":./"+name)
}

// git runs git, and returns what it prints. Its error is git's own last words.
func git(args ...string) ([]byte, error) {
	out, err := exec.Command("git", args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if words := strings.TrimSpace(string(exit.Stderr)); words != "" {
			return nil, errors.New(words)
		}
	}
	return out, err
}
