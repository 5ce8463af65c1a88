package mock

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
)

// reply is an answer before it is written.
type reply struct {
	status int
	header http.Header
	value  any
	raw    []byte // what is written instead of value, if it is not nil
	lost   bool   // within a batch it is null
	trace  string
	usage  businessUsage
}

const jsonType = "application/json; charset=UTF-8"

func newReply(trace string, value any) *reply {
	return &reply{status: http.StatusOK, header: http.Header{"Content-Type": {jsonType}}, value: value, trace: trace}
}

// refuse is the reply to a request that is not as it should be.
func refuse(trace string, e *Error) *reply {
	r := newReply(trace, e.value(trace))
	r.status = e.status()
	if e.Code == 190 {
		r.header.Set("WWW-Authenticate", fmt.Sprintf("OAuth %q %q %q", "Facebook Platform", "invalid_token", e.Message))
	}
	return r
}

// describe adds the headers that come with every reply.
func (r *reply) describe(version string, number int64) {
	r.header.Set("X-Fb-Trace-Id", r.trace)
	if version != "" {
		r.header.Set("Facebook-Api-Version", version)
	}
	r.usage.describe(r.header, number)
}

func traceID(number int64) string { return fmt.Sprintf("mock%07d", number) }

func (r *reply) body() []byte {
	if r.raw != nil {
		return r.raw
	}
	return appendJSON(nil, r.value)
}

// businessUsage is what the usage headers say.
type businessUsage struct {
	kind    string // messenger, pages
	load    int    // percent; 0 for what the server counts
	minutes int    // until calls are answered again
}

// describe writes the headers: the load grows by a percent with each request
// and begins anew before it is full.
func (u businessUsage) describe(h http.Header, number int64) {
	load := int64(u.load)
	if load == 0 {
		load = number % 100
	}
	count := object{{"call_count", load}, {"total_cputime", load / 2}, {"total_time", load / 2}}
	h.Set("X-App-Usage", headerText(count))
	if u.kind != "" {
		count = append(object{{"type", u.kind}}, append(count, member{"estimated_time_to_regain_access", int64(u.minutes)})...)
		h.Set("X-Business-Use-Case-Usage", headerText(object{{"1000000000", list{count}}}))
	}
}

func headerText(v any) string { return string(appendJSON(nil, v)) }

// useCases are the kinds of calls that the API counts apart, by the code with
// which it refuses them when there were too many.
var useCases = map[int]string{
	80000: "ads_insights", 80001: "pages", 80002: "instagram", 80003: "custom_audience", 80004: "ads_management",
	80005: "leadgen", 80006: "messenger", 80008: "whatsapp", 80009: "catalog_management", 80014: "catalog_batch",
}

// useCase is the kind of an operation, and the code, from the errors that the
// reference lists for it.
func (r *route) useCase() (kind string, code int) {
	if r != nil {
		i := slices.IndexFunc(r.op.Errors, func(code int) bool { return useCases[code] != "" })
		if i >= 0 {
			return useCases[r.op.Errors[i]], r.op.Errors[i]
		}
	}
	return "", 0
}

// headers are the headers as a batch lists them.
func (r *reply) headers() list {
	var all list
	names := make([]string, 0, len(r.header))
	for name := range r.header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		all = append(all, object{{"name", name}, {"value", r.header.Get(name)}})
	}
	return all
}

// decoded is the body as whoever gets it would read it.
func (r *reply) decoded() any {
	var v any
	if json.Unmarshal(r.body(), &v) != nil {
		return nil
	}
	return v
}
