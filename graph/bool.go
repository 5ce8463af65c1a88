package graph

// Bool is true or false. It decodes from true, "true", 1 and "1", and likewise
// from false, "false", 0, "0".
type Bool bool

// UnmarshalJSON reads the forms that the API uses. An empty string and null
// change nothing.
func (b *Bool) UnmarshalJSON(data []byte) error {
	text, kind, err := scalar(data)
	if err != nil {
		return err
	}
	if kind == jsonNull || kind == jsonString && len(text) == 0 {
		return nil
	}
	switch string(text) {
	case "true", "1", "True", "TRUE":
		*b = true
	case "false", "0", "False", "FALSE":
		*b = false
	default:
		return wrongScalar("true or false", data)
	}
	return nil
}
