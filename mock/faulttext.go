package mock

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// faultForm is a fault as text.
type faultForm struct {
	name, value string // value is what stands behind the =
	make        func(value string) (Fault, error)
}

// faultForms are the faults as [ParseFault] reads them.
var faultForms = []faultForm{
	{"error", "CODE[/SUBCODE]", parseFailing},
	{"error-in-200", "CODE[/SUBCODE]", parseHidden},
	{"transient", "", plain(Transient)},
	{"rate-limit", "MINUTES", parseRateLimited},
	{"latency", "TIME", timed(Latency)},
	{"slow", "TIME", timed(Slow)},
	{"cut", "", plain(Cut)},
	{"truncated", "", plain(Truncated)},
	{"html", "", plain(Gateway)},
	{"empty", "", plain(Empty)},
	{"javascript", "", plain(JavaScript)},
	{"null-item", "", plain(LostInBatch)},
	{"numbers-as-strings", "", plain(NumbersAsStrings)},
	{"ids-as-numbers", "", plain(IDsAsNumbers)},
	{"bare-ids", "", plain(BareIDs)},
	{"object-for-list", "", plain(ObjectForList)},
	{"count-for-edge", "", plain(CountForEdge)},
	{"list-for-map", "", plain(ListForMap)},
	{"nulls", "", plain(Nulls)},
	{"unix-times", "", plain(UnixTimes)},
	{"unknown-values", "", plain(UnknownValues)},
	{"unknown-fields", "", plain(UnknownFields)},
	{"bad-times", "", plain(BadTimes)},
	{"no-next", "", plain(NoNext)},
	{"stuck-cursor", "", plain(StuckCursor)},
}

// FaultForms are the faults that [ParseFault] reads, as it wants them written.
func FaultForms() []string {
	var all []string
	for _, f := range faultForms {
		if f.value == "" {
			all = append(all, f.name)
		} else {
			all = append(all, f.name+"="+f.value)
		}
	}
	return all
}

// ParseFault reads a fault from text: one of [FaultForms] and, with commas,
// when it applies:
//
//	rate-limit=5,on=GET /{page_id}/feed,first=2
//	cut,every=10
//	error=190/463,chance=0.1
func ParseFault(text string) (Fault, error) {
	head, rest, _ := strings.Cut(text, ",")
	name, value, given := strings.Cut(strings.TrimSpace(head), "=")
	i := slices.IndexFunc(faultForms, func(f faultForm) bool { return f.name == name })
	if i < 0 {
		return Fault{}, fmt.Errorf("%q is none of %s", name, strings.Join(FaultForms(), ", "))
	}
	form := faultForms[i]
	if given != (form.value != "") {
		return Fault{}, fmt.Errorf("%q must look like %s", head, FaultForms()[i])
	}
	f, err := form.make(value)
	if err != nil {
		return Fault{}, fmt.Errorf("%s: %w", name, err)
	}
	f.name = name
	for option := range strings.SplitSeq(rest, ",") {
		if f, err = f.option(strings.TrimSpace(option)); err != nil {
			return Fault{}, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, nil
}

// option applies one of the words behind a fault.
func (f Fault) option(text string) (Fault, error) {
	name, value, _ := strings.Cut(text, "=")
	switch name {
	case "":
		return f, nil
	case "on":
		return f.On(value), nil
	case "every", "first":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 {
			return f, fmt.Errorf("%s must be a number from 1, not %q", name, value)
		}
		if name == "every" {
			return f.Every(n), nil
		}
		return f.First(n), nil
	case "chance":
		p, err := strconv.ParseFloat(value, 64)
		if err != nil || p <= 0 || p > 1 {
			return f, fmt.Errorf("chance must be a number between 0 and 1, not %q", value)
		}
		return f.Chance(p), nil
	}
	return f, fmt.Errorf("%q is none of on, every, first, chance", name)
}

func plain(make func() Fault) func(string) (Fault, error) {
	return func(string) (Fault, error) { return make(), nil }
}

func timed(make func(time.Duration) Fault) func(string) (Fault, error) {
	return func(value string) (Fault, error) {
		d, err := time.ParseDuration(value)
		if err != nil || d < 0 {
			return Fault{}, fmt.Errorf("%q is no time such as 200ms", value)
		}
		return make(d), nil
	}
}

func parseFailing(value string) (Fault, error) {
	e, err := parseError(value)
	return Failing(e), err
}

func parseHidden(value string) (Fault, error) {
	e, err := parseError(value)
	e.Status = http.StatusOK
	return Failing(e), err
}

func parseError(value string) (Error, error) {
	code, subcode, both := strings.Cut(value, "/")
	var e Error
	var err, errSub error
	e.Code, err = strconv.Atoi(code)
	if both {
		e.Subcode, errSub = strconv.Atoi(subcode)
	}
	if err != nil || errSub != nil {
		return e, fmt.Errorf("%q is no code such as 190 or 190/463", value)
	}
	return e, nil
}

func parseRateLimited(value string) (Fault, error) {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return Fault{}, fmt.Errorf("%q is no number of minutes", value)
	}
	return RateLimited(n), nil
}
