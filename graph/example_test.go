package graph_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/graphgen/graphgen/graph"
)

// The types and methods here are what a generated package has.

type Message struct {
	ID          graph.ID   `json:"id,omitzero"`
	CreatedTime graph.Time `json:"created_time,omitzero"`
	Message     string     `json:"message,omitzero"`
}

type ListMessagesRequest struct {
	ConversationID graph.ID      `graph:"conversation_id,path"`
	Fields         []graph.Field `graph:"fields"`
	Limit          int           `graph:"limit"`
}

type UploadRequest struct {
	PageID graph.ID    `graph:"page_id,path"`
	Source *graph.File `graph:"source,required"`
}

const ErrInvalidParameter graph.ErrorCode = 100

// server answers as the API would.
func server(answers ...string) (*graph.Client, func()) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		answer := answers[0]
		answers = answers[1:]
		_, _ = io.WriteString(w, answer)
	}))
	return graph.New("token", graph.WithBaseURL(s.URL), graph.WithVersion("v19.0")), s.Close
}

func ExampleAll() {
	client, stop := server(
		`{"data":[{"id":"m1","created_time":"2024-02-03T04:05:06+0000","message":"Hello"}],"paging":{"next":"https://graph.facebook.com/…?after=x"}}`,
		`{"data":[{"id":2,"message":"Bye"}]}`)
	defer stop()

	req := &ListMessagesRequest{ConversationID: "t_1", Fields: graph.Fields("id", "message")}
	for m, err := range graph.All[*Message](context.Background(), client, "/{conversation_id}/messages", req) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(m.ID, m.Message)
	}
	// Output:
	// m1 Hello
	// 2 Bye
}

func ExampleError() {
	client, stop := server(`{"error":{"message":"Invalid parameter","type":"OAuthException","code":100,"error_subcode":33,"fbtrace_id":"AbC"}}`)
	defer stop()

	err := client.Do(context.Background(), "GET", "/{conversation_id}/messages", &ListMessagesRequest{ConversationID: "t_1"}, new(Message))
	var e *graph.Error
	switch {
	case errors.Is(err, ErrInvalidParameter.Sub(33)):
		fmt.Println("no such conversation")
	case graph.IsRateLimited(err) && errors.As(err, &e):
		fmt.Println("again in", e.Usage.RegainAccess())
	}
	fmt.Println(err)
	// Output:
	// no such conversation
	// graph: GET /t_1/messages: Invalid parameter (code 100, subcode 33, OAuthException, HTTP 200, trace AbC)
}

func ExampleDecodeError() {
	client, stop := server(`{"data":[{"id":"m1","message":"Hello"},{"id":"m2","created_time":{},"message":"Bye"}]}`)
	defer stop()

	page := new(graph.Edge[*Message])
	err := client.Do(context.Background(), "GET", "/{conversation_id}/messages", &ListMessagesRequest{ConversationID: "t_1"}, page)
	var partial *graph.DecodeError
	if err != nil && !errors.As(err, &partial) {
		log.Fatal(err)
	}
	fmt.Println(err)
	for _, m := range page.Data {
		fmt.Println(m.ID, m.Message)
	}
	// Output:
	// graph: GET /t_1/messages: data[1].created_time: want a time, got {}
	// m1 Hello
	// m2 Bye
}

func ExampleExpand() {
	fields := graph.Fields("id", "updated_time",
		graph.Expand("messages", "id", graph.Expand("from", "name")).Limit(5).Order("reverse_chronological"))
	for _, f := range fields {
		fmt.Println(f)
	}
	// Output:
	// id
	// updated_time
	// messages.limit(5).order(reverse_chronological){id,from{name}}
}

func ExampleFile() {
	client, stop := server(`{"id":"9"}`)
	defer stop()

	picture := strings.NewReader("…") // an *os.File, for example
	out := new(Message)
	err := client.Do(context.Background(), "POST", "/{page_id}/photos", &UploadRequest{
		PageID: "1234",
		Source: &graph.File{Name: "cat.jpg", Reader: picture, Size: picture.Size(), ContentType: "image/jpeg"},
	}, out)
	fmt.Println(out.ID, err)
	// Output: 9 <nil>
}

func ExampleBatch() {
	client, stop := server(`[{"code":200,"body":"{\"id\":\"m1\"}"},null]`)
	defer stop()

	b := graph.NewBatch(client)
	one, two := new(Message), new(Message)
	for _, call := range []struct {
		name, path string
		out        *Message
	}{{"first", "/m1", one}, {"second", "/m2", two}} {
		err := client.Do(context.Background(), "GET", call.path, nil, call.out, graph.InBatch(b, graph.Name(call.name)))
		if err != nil {
			log.Fatal(err)
		}
	}
	if err := b.Do(context.Background()); err != nil {
		for _, item := range b.Items() {
			fmt.Println(item.Name, item.Err)
		}
	}
	fmt.Println(one.ID)
	// Output:
	// first <nil>
	// second graph: GET /m2: the batch ended before this call was answered
	// m1
}

func ExampleLookup() {
	var resp graph.Response
	client, stop := server(`{"data":[],"summary":{"total_count":"3"}}`)
	defer stop()

	err := client.Do(context.Background(), "GET", "/1/likes", nil, new(graph.Edge[*Message]), graph.WithResponse(&resp))
	if err != nil {
		log.Fatal(err)
	}
	count, err := graph.Lookup[graph.Int](resp.Raw, "summary.total_count")
	fmt.Println(count, err)
	// Output: 3 <nil>
}

func ExampleWithMiddleware() {
	client := graph.New("token", graph.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(r *http.Request) (*http.Response, error) {
			fmt.Println(r.Method, graph.Redact(r.URL.String()))
			return &http.Response{StatusCode: 200, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"id":"1"}`))}, nil
		})
	}), graph.WithAppSecret("secret"))
	me := new(Message)
	err := client.Do(context.Background(), "GET", "/me", nil, me)
	fmt.Println(me.ID, err)
	// Output:
	// GET https://graph.facebook.com/me?appsecret_proof=REDACTED
	// 1 <nil>
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
