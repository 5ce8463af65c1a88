package main

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// printConfig prints the config as graphgen understood it. What it prints is a
// graphgen.yaml itself; what the file leaves open stands there as a comment.
func (c *console) printConfig(name string) error {
	cfg, err := loadConfig(name)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s: paths are relative to this file.\n", cfg.file)
	switch {
	case len(cfg.Pages) > 0:
	case cfg.isImported():
		b.WriteString("# pages: none, so only what was imported\n")
	default:
		b.WriteString("# pages: none, so those that come with graphgen\n")
	}
	if cfg.Spec == "" {
		b.WriteString("# spec: none, so build keeps it to itself and generate takes the bundled one\n")
	}
	if len(cfg.Overlay) == 0 {
		b.WriteString("# overlay: none, so nothing of the spec is corrected\n")
	}
	if len(cfg.Only) == 0 {
		b.WriteString("# only: none, so everything is generated\n")
	}
	if len(cfg.Only) > 0 && cfg.Depth == 0 {
		b.WriteString("# depth: none, so nodes that the selection only refers to are read as objects\n")
	}
	if len(cfg.Lint) == 0 {
		b.WriteString("# lint: none, so every issue keeps its own severity\n")
	}
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(cfg); err != nil {
		return err
	}
	_, err = c.out.Write(b.Bytes())
	return err
}
