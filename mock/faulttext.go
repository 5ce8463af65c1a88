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
	doc         string
	make        func(value string) (Fault, error)
}

// faultForms are the faults as [ParseFault] reads them.
var faultForms = []faultForm{
	{"error", "CODE[/SUBCODE]", "an error of the API", parseFailing},
	{"error-in-200", "CODE[/SUBCODE]", "the same with status 200", parseHidden},
	{"transient", "", "code 2, which the API calls transient", plain(Transient)},
	{"rate-limit", "MINUTES", "too many calls, and when they will be answered again", parseRateLimited},
	{"latency", "TIME", "wait before the reply", timed(Latency)},
	{"slow", "TIME", "wait before each tenth of the body", timed(Slow)},
	{"cut", "", "break the connection in the middle of the body", plain(Cut)},
	{"truncated", "", "send half of the body as if it were all", plain(Truncated)},
	{"html", "", "a proxy's error page with status 502", plain(Gateway)},
	{"empty", "", "send no body", plain(Empty)},
	{"javascript", "", "call the body text/javascript", plain(JavaScript)},
	{"null-item", "", "answer an item of a batch with null", plain(LostInBatch)},
	{"numbers-as-strings", "", `"5" for 5`, plain(NumbersAsStrings)},
	{"ids-as-numbers", "", `5 for the id "5"`, plain(IDsAsNumbers)},
	{"bare-ids", "", "the id of a node for the node", plain(BareIDs)},
	{"object-for-list", "", "{} for lists within nodes", plain(ObjectForList)},
	{"count-for-edge", "", `{"count":0} for edges within nodes`, plain(CountForEdge)},
	{"list-for-map", "", "[] for objects within nodes", plain(ListForMap)},
	{"nulls", "", "null for everything but ids and lists", plain(Nulls)},
	{"unix-times", "", "seconds for times", plain(UnixTimes)},
	{"unknown-values", "", "an undocumented value for enums", plain(UnknownValues)},
	{"unknown-fields", "", "an undocumented field in nodes", plain(UnknownFields)},
	{"bad-times", "", "an object for times", plain(BadTimes)},
	{"no-next", "", "no paging.next", plain(NoNext)},
	{"stuck-cursor", "", "a paging.next that leads to one page for ever", plain(StuckCursor)},
}

// FaultForm is a fault as [ParseFault] reads it.
type FaultForm struct {
	Form string // rate-limit=MINUTES
	Doc  string // what it does to replies
}

// FaultForms are the faults that [ParseFault] reads.
func FaultForms() []FaultForm {
	var all []FaultForm
	for _, f := range faultForms {
		form := f.name
		if f.value != "" {
			form += "=" + f.value
		}
		all = append(all, FaultForm{form, f.doc})
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
		return Fault{}, fmt.Errorf("there is no fault %q", name)
	}
	form := faultForms[i]
	if given != (form.value != "") {
		return Fault{}, fmt.Errorf("%q must look like %s", head, FaultForms()[i].Form)
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
