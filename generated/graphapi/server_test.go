package graphapi_test

import (
	"errors"
	"io/fs"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
	"github.com/graphgen/graphgen/mock"
	"github.com/graphgen/graphgen/spec"
)

const token = "EAAGtesttoken"

// bundled is the spec that this package was generated from.
func bundled(t testing.TB) *spec.API {
	t.Helper()
	api, err := loadBundled()
	require.NoError(t, err)
	return api
}

var loadBundled = sync.OnceValues(func() (*spec.API, error) {
	folder, err := fs.Sub(spec.Bundled(), graphapi.Version)
	if err != nil {
		return nil, err
	}
	api, issues, err := spec.Load(folder)
	return api, errors.Join(err, issues.Err())
})

// fakeAPI is the API of the bundled spec, and what it was asked.
type fakeAPI struct {
	mock.Recorder
	*mock.Server
	url string
}

func newFakeAPI(t testing.TB, opts ...mock.Option) *fakeAPI {
	t.Helper()
	f := &fakeAPI{}
	f.Server = mock.New(bundled(t), append([]mock.Option{mock.WithObserver(f.Add), mock.WithToken(token)}, opts...)...)
	require.NoError(t, f.Err())
	server := httptest.NewServer(f.Server)
	t.Cleanup(server.Close)
	f.url = server.URL
	return f
}

// core is a client of the fake API.
func (f *fakeAPI) core(opts ...graph.Option) *graph.Client {
	return graph.New(token, append([]graph.Option{graph.WithBaseURL(f.url)}, opts...)...)
}

func (f *fakeAPI) client(opts ...graph.Option) *graphapi.Client {
	return graphapi.New(f.core(opts...))
}

// last is the latest call that the API answered.
func (f *fakeAPI) last(t testing.TB) mock.Call {
	t.Helper()
	calls := f.Calls()
	require.NotEmpty(t, calls, "nothing was sent")
	return calls[len(calls)-1]
}

// id is that of the first example of a node.
func (f *fakeAPI) id(node string) graph.ID { return graph.ID(f.ID(node, 1)) }
