package spec

import "slices"

// sameType tells whether two type expressions mean the same, in whatever
// words: bool and boolean, list<X> and array<X>. A vague one agrees with what
// it may mean.
func sameType(a, b string) bool {
	s, errS := ParseType(a)
	t, errT := ParseType(b)
	if errS != nil || errT != nil {
		return CleanLine(a) == CleanLine(b)
	}
	return s.agrees(&t)
}

// saysMore tells whether a says what b leaves open.
func saysMore(a, b string) bool {
	s, errS := ParseType(a)
	t, errT := ParseType(b)
	return errS == nil && errT == nil && t.vague() && !s.vague() && s.agrees(&t)
}

// vague tells an enum without values, a list of anything, an Object.
func (t *Type) vague() bool {
	switch t.Kind {
	case KindNone:
		return true
	case KindEnum:
		return len(t.Values) == 0
	case KindObject:
		return len(t.Keys) == 0
	case KindList, KindMap:
		return t.Elem == nil || t.Elem.vague()
	}
	return false
}

func (t *Type) agrees(u *Type) bool {
	switch {
	case t == nil || u == nil || t.Kind == KindNone || u.Kind == KindNone:
		return true // one does not say
	case t.Kind == KindObject && t.vague():
		return u.structured()
	case u.Kind == KindObject && u.vague():
		return t.structured()
	case t.Kind != u.Kind || t.Min != u.Min || t.Max != u.Max:
		return false
	}
	switch t.Kind {
	case KindRef, KindUnknown, KindPhrase:
		return t.Name == u.Name
	case KindEnum:
		return t.vague() || u.vague() || slices.Equal(t.Values, u.Values)
	case KindObject:
		return slices.Equal(t.Keys, u.Keys)
	}
	return t.Key.agrees(u.Key) && t.Elem.agrees(u.Elem) &&
		slices.EqualFunc(t.Members, u.Members, (*Type).agrees)
}

// structured tells what may be called an Object.
func (t *Type) structured() bool {
	return t.Kind == KindObject || t.Kind == KindRef || t.Kind == KindMap
}
