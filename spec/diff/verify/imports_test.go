package verify

import (
	"go/types"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"
)

// The shapes are those of the real packages.
func TestImportsAreReal(t *testing.T) {
	names := slices.Sorted(maps.Keys(imports))
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports}, names...)
	require.NoError(t, err)
	require.Len(t, loaded, len(names))
	c := newChecker()
	for _, real := range loaded {
		shape, err := c.Import(real.PkgPath)
		require.NoError(t, err)
		for _, name := range shape.Scope().Names() {
			want := real.Types.Scope().Lookup(name)
			require.NotNil(t, want, "%s has no %s", real.PkgPath, name)
			sameShape(t, real.PkgPath+"."+name, want, shape.Scope().Lookup(name))
		}
	}
}

func sameShape(t *testing.T, name string, want, got types.Object) {
	if _, ok := got.(*types.TypeName); !ok {
		assert.Equal(t, types.TypeString(want.Type(), nil), types.TypeString(got.Type(), nil), name)
		return
	}
	assert.Equal(t, types.Comparable(want.Type()), types.Comparable(got.Type()), name)
	assert.IsType(t, want.Type().Underlying(), got.Type().Underlying(), name)
	switch got := got.Type().Underlying().(type) {
	case *types.Basic:
		assert.Equal(t, want.Type().Underlying().String(), got.String(), name)
	case *types.Struct:
		for i := range got.NumFields() {
			if f := got.Field(i); f.Exported() {
				real, _, _ := types.LookupFieldOrMethod(want.Type(), true, want.Pkg(), f.Name())
				require.NotNil(t, real, "%s.%s", name, f.Name())
				assert.Equal(t, types.TypeString(real.Type(), nil), types.TypeString(f.Type(), nil), "%s.%s", name, f.Name())
			}
		}
	}
	for m := range got.Type().(*types.Named).Methods() {
		real, _, _ := types.LookupFieldOrMethod(want.Type(), true, want.Pkg(), m.Name())
		require.NotNil(t, real, "%s.%s", name, m.Name())
		assert.Equal(t, types.TypeString(real.Type(), nil), types.TypeString(m.Type(), nil), "%s.%s", name, m.Name())
	}
}
