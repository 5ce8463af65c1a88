package graph

import (
	"context"
	"encoding/json"
	"iter"
	"net/http"
	"reflect"
	"slices"
	"strings"
)

// This file is what a batch looks like on the wire: a form with a JSON list of
// requests goes out, a JSON list of replies comes back, with null for requests
// that were not answered.

type batchRequest struct {
	Method      string `json:"method"`
	RelativeURL string `json:"relative_url"`
	Body        string `json:"body,omitempty"`
	Name        string `json:"name,omitempty"`
	DependsOn   string `json:"depends_on,omitempty"`

	// Without this the API keeps the reply of a call to itself when another
	// uses it.
	OmitResponse *bool `json:"omit_response_on_success,omitempty"`
}

type batchReply struct {
	Code    Int `json:"code"`
	Headers []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"headers"`
	Body json.RawMessage `json:"body"` // JSON within a string
}

// render writes a call as a part of a batch.
func (b *Batch) render(c *call) batchRequest {
	if own := b.client == nil || b.client.set == nil || c.token.reveal() != b.client.set.token.reveal(); own && c.token != nil {
		// A token of its own is a parameter of the part; the API knows no other
		// way. All of it travels in the body of the request.
		c.params = append(slices.Clip(c.params), param{"access_token", c.token.reveal()})
	}
	r := batchRequest{
		Method:      c.method,
		RelativeURL: strings.TrimPrefix(c.versioned(), "/"),
		Name:        c.name,
		DependsOn:   c.dependsOn,
	}
	if inQuery(c.method) {
		r.RelativeURL = withQuery(r.RelativeURL, c.form())
	} else {
		r.Body = c.form()
	}
	if c.name != "" {
		r.OmitResponse = new(bool)
	}
	return r
}

// send makes one request of up to MaxBatch calls. Its error is that of the
// request as a whole.
func (b *Batch) send(ctx context.Context, items []*BatchItem) error {
	requests := make([]batchRequest, len(items))
	for i, item := range items {
		requests[i] = item.wire
	}
	text, err := json.Marshal(requests)
	if err != nil {
		return err
	}
	call, err := b.client.newCall("POST", "/", nil, []CallOption{
		WithParam("batch", string(text)),
		WithParam("include_headers", "true"),
	})
	if err != nil {
		return err
	}
	call.repeatable = true
	for _, item := range items {
		call.repeatable = call.repeatable && item.call.repeatable
		call.hidden = append(call.hidden, item.call.token, item.call.proof)
	}
	var replies []json.RawMessage
	if err := call.run(ctx, &replies); err != nil && !isPartial(err) {
		return err
	}
	for i, item := range items {
		if i >= len(replies) || isNothing(replies[i]) {
			item.Err = item.call.wrap(ErrBatchItemMissing)
			continue
		}
		var part batchReply
		if err := Unmarshal(replies[i], &part); err != nil && !isPartial(err) {
			item.Err = item.call.unreadable(&reply{body: replies[i]}, nil)
			continue
		}
		if item.done { // asked again for the sake of another
			reflect.ValueOf(item.out).Elem().SetZero()
		}
		item.done = true
		item.Err = item.call.interpret(ctx, part.reply(), item.out)
	}
	return nil
}

// reply is the part of a batch's reply as if it had come by itself.
func (r *batchReply) reply() *reply {
	body := []byte(r.Body)
	if text, kind, err := scalar(body); err == nil && (kind == jsonString || kind == jsonNull) {
		body = text
		if kind == jsonNull {
			body = nil
		}
	}
	header := make(http.Header, len(r.Headers))
	for _, h := range r.Headers {
		header.Add(h.Name, h.Value)
	}
	return &reply{status: int(r.Code), header: header, body: body}
}

// escape escapes a value for a URL or a form, all but the references to results
// of calls in the same batch, which the API must be able to read.
func (b *Batch) escape(value string, escape func(string) string) string {
	if !strings.Contains(value, resultPrefix) {
		return escape(value)
	}
	var text strings.Builder
	for name, parts := range references(value) {
		text.WriteString(escape(parts.before))
		if b.has(name) {
			text.WriteString(parts.reference)
		} else {
			text.WriteString(escape(parts.reference))
		}
		value = parts.after
	}
	text.WriteString(escape(value))
	return text.String()
}

type referenceParts struct{ before, reference, after string }

// references yields the name of each reference in a text, with the text before
// it, itself, and all that follows. A JSONPath that could be taken for anything
// else in a URL is no reference.
func references(text string) iter.Seq2[string, referenceParts] {
	return func(yield func(string, referenceParts) bool) {
		before := ""
		for {
			start := strings.Index(text, resultPrefix)
			if start < 0 {
				return
			}
			name, tail, _ := strings.Cut(text[start+len(resultPrefix):], ":")
			path, after, closed := strings.Cut(tail, "}")
			if !closed || !isBatchName(name) || !isJSONPath(path) {
				skip := start + len(resultPrefix)
				before += text[:skip]
				text = text[skip:]
				continue
			}
			reference := text[start : len(text)-len(after)]
			if !yield(name, referenceParts{before + text[:start], reference, after}) {
				return
			}
			before, text = "", after
		}
	}
}

func isJSONPath(path string) bool {
	return strings.HasPrefix(path, "$") && !strings.ContainsFunc(path, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("$._-*@[]:,", r)
	})
}
