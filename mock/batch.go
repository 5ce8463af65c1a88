package mock

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// maxBatch is how many requests the API takes at once.
const maxBatch = 50

// batchItem is one request of a batch.
type batchItem struct {
	Method      string `json:"method"`
	RelativeURL string `json:"relative_url"`
	Body        string `json:"body"`
	Name        string `json:"name"`
	DependsOn   string `json:"depends_on"`
	Omit        *bool  `json:"omit_response_on_success"`
}

// batch answers many requests in their order. The reply to one whose result
// another uses is left out, as by the API, unless the request says otherwise;
// so are those that depend on one that failed.
func (s *Server) batch(req *request, number int64) *reply {
	var items []batchItem
	if err := json.Unmarshal([]byte(req.params["batch"]), &items); err != nil {
		return refuse(req.trace, invalid("batch", "Param batch must be an array of requests: %v", err))
	}
	switch {
	case len(items) == 0:
		return refuse(req.trace, invalid("batch", "Param batch must not be empty"))
	case len(items) > maxBatch:
		return refuse(req.trace, &Error{Code: 100, Type: "GraphBatchException", Message: fmt.Sprintf("Too many requests in batch message. Maximum batch size is %d", maxBatch)})
	}
	if refusal := s.admit(req); refusal != nil {
		return refuse(req.trace, refusal)
	}
	b := &batchRun{s: s, req: req, number: number, results: make(map[string]any), used: make(map[string]bool)}
	for _, item := range items {
		b.used[item.DependsOn] = true
		for name := range references(item.RelativeURL + " " + item.Body) {
			b.used[name] = true
		}
	}
	all := list{}
	for _, item := range items {
		all = append(all, b.run(item))
	}
	return newReply(req.trace, all)
}

// batchRun is a batch under way.
type batchRun struct {
	s       *Server
	req     *request
	number  int64
	results map[string]any // of named requests that succeeded
	used    map[string]bool
}

// run answers one request; nil when there is no reply to show.
func (b *batchRun) run(item batchItem) any {
	if item.DependsOn != "" {
		if _, ok := b.results[item.DependsOn]; !ok {
			return nil
		}
	}
	var ok, okBody bool
	item.RelativeURL, ok = b.fill(item.RelativeURL)
	item.Body, okBody = b.fill(item.Body)
	if !ok || !okBody {
		return nil
	}
	part, refusal := b.request(item)
	var answer *reply
	if refusal != nil {
		answer = refuse(b.req.trace, refusal)
	} else {
		answer, _ = b.s.single(part)
	}
	answer.describe(b.s.index.api.Version, b.number)
	succeeded := answer.status == http.StatusOK
	if item.Name != "" && succeeded {
		b.results[item.Name] = answer.decoded()
	}
	omit := b.used[item.Name] && item.Name != "" && (item.Omit == nil || *item.Omit)
	if answer.lost || omit && succeeded {
		return nil
	}
	o := object{{"code", int64(answer.status)}}
	if b.req.params["include_headers"] != "false" {
		o = append(o, member{"headers", answer.headers()})
	}
	return append(o, member{"body", string(answer.body())})
}

// request is an item as a request of its own. It has the token of the batch
// unless it brings one.
func (b *batchRun) request(item batchItem) (*request, *Error) {
	req := &request{
		method: strings.ToUpper(item.Method), params: make(map[string]string),
		header: b.req.header, base: b.req.base, batched: true, trace: b.req.trace,
	}
	path, query, _ := strings.Cut(item.RelativeURL, "?")
	if refusal := req.setPath(path); refusal != nil {
		return nil, refusal
	}
	for _, form := range []string{query, item.Body} {
		if refusal := req.addForm(form); refusal != nil {
			return nil, refusal
		}
	}
	req.takeSecrets()
	if req.proof == "" && req.token == b.req.token {
		req.proof = b.req.proof
	}
	if req.token == "" {
		req.token, req.proof = b.req.token, b.req.proof
	}
	return req, nil
}

// fill replaces references by results. It fails where one is not there.
func (b *batchRun) fill(text string) (string, bool) {
	for name, ref := range references(text) {
		result, ok := b.results[name]
		if !ok {
			return "", false
		}
		text = strings.Replace(text, ref.text, url.QueryEscape(strings.Join(jsonPath(result, ref.path), ",")), 1)
	}
	return text, true
}
