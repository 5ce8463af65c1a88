package graphapi

//go:generate go run ../../cmd/graphgen build --config ../../graphgen.yaml
