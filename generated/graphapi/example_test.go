package graphapi_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http/httptest"
	"strings"

	"github.com/graphgen/graphgen/generated/graphapi"
	"github.com/graphgen/graphgen/graph"
	"github.com/graphgen/graphgen/mock"
)

// exampleAPI is a server for the examples, which call it in place of the API.
func exampleAPI(opts ...mock.Option) *httptest.Server {
	api, err := loadBundled()
	if err != nil {
		log.Fatal(err)
	}
	return httptest.NewServer(mock.New(api, opts...))
}

// The inbox of a Page, with the latest message of each conversation.
func Example_inbox() {
	server := exampleAPI()
	defer server.Close()

	ctx := context.Background()
	api := graphapi.New(graph.New("page token", graph.WithBaseURL(server.URL)))
	inbox, err := api.ListPageConversations(ctx, &graphapi.ListPageConversationsRequest{
		PageID:   "1234",
		Platform: graphapi.PlatformMessenger,
		Folder:   graphapi.FolderInbox,
		Fields:   graph.Fields(graphapi.UnifiedThreadFieldUpdatedTime, graphapi.UnifiedThreadFieldUnreadCount),
		Limit:    3,
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, thread := range inbox.Data {
		latest, err := api.ListConversationMessages(ctx, &graphapi.ListConversationMessagesRequest{
			ConversationID: thread.ID,
			Fields:         graph.Fields(graphapi.MessageFieldMessage, graph.Expand(graphapi.MessageFieldFrom, "name")),
			Limit:          1,
		})
		if err != nil {
			log.Fatal(err)
		}
		for _, message := range latest.Data {
			fmt.Printf("%s (%d unread) %s: %s\n", thread.UpdatedTime.UTC().Format("15:04"), thread.UnreadCount, message.From.Name, message.Message)
		}
	}
	// Output:
	// 15:03 (1 unread) example name 1: example message 1
	// 15:02 (1 unread) example name 1: example message 1
	// 15:01 (1 unread) example name 1: example message 1
}

// An answer to the person of a conversation.
func Example_reply() {
	server := exampleAPI()
	defer server.Close()

	api := graphapi.New(graph.New("page token", graph.WithBaseURL(server.URL)))
	sent, err := api.CreateConversationMessages(context.Background(), &graphapi.CreateConversationMessagesRequest{
		ConversationID: "t_1234",
		Message:        "We are open until six.",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("sent:", sent.ID != "")
	// Output: sent: true
}

// All posts of a Page, however many pages of answers they take.
func Example_paging() {
	server := exampleAPI()
	defer server.Close()

	api := graphapi.New(graph.New("page token", graph.WithBaseURL(server.URL)))
	posts := 0
	for post, err := range api.AllPageFeed(context.Background(), &graphapi.ListPageFeedRequest{
		PageID: "1234",
		Fields: graph.Fields(graphapi.PostFieldMessage),
		Limit:  25,
	}) {
		if err != nil {
			log.Fatal(err)
		}
		if posts++; posts <= 2 {
			fmt.Println(post.Message)
		}
	}
	fmt.Println(posts, "posts")
	// Output:
	// example message 1
	// example message 2
	// 60 posts
}

// The posts of a Page by the page of answers, to be worked on together.
func Example_pages() {
	server := exampleAPI(mock.WithObserver(func(c mock.Call) { fmt.Println(c.Method, c.Version, c.Path) }))
	defer server.Close()

	api := graphapi.New(graph.New("page token", graph.WithBaseURL(server.URL)))
	for posts, err := range graph.Pages[*graphapi.Post](context.Background(), api.Graph(), "/{page_id}/feed", &graphapi.ListPageFeedRequest{
		PageID: "1234",
		Limit:  40,
	}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(posts.Data), "posts")
	}
	// Output:
	// GET v19.0 /1234/feed
	// 40 posts
	// GET v19.0 /1234/feed
	// 20 posts
}

// What went wrong, by code, by class and in detail.
func Example_errors() {
	server := exampleAPI(mock.WithFault(mock.RateLimited(5)))
	defer server.Close()

	api := graphapi.New(graph.New("page token", graph.WithBaseURL(server.URL)))
	_, err := api.ListPageConversations(context.Background(), &graphapi.ListPageConversationsRequest{PageID: "1234"})
	var gerr *graph.Error
	switch {
	case errors.Is(err, graphapi.ErrPermissionsError):
		fmt.Println("the Page has to be connected again")
	case graph.IsAuth(err):
		fmt.Println("a new token is needed")
	case graph.IsRateLimited(err) && errors.As(err, &gerr):
		fmt.Println("code", int(gerr.Code), "and status", gerr.HTTPStatus)
		fmt.Println("wait for", gerr.Usage.RegainAccess())
	}

	// A request that cannot be right is not sent.
	_, err = api.CreateConversationMessages(context.Background(), &graphapi.CreateConversationMessagesRequest{})
	fmt.Println(err)
	// Output:
	// code 80006 and status 400
	// wait for 5m0s
	// graphapi: POST /{conversation_id}/messages: conversation_id is required; message is required
}

// A comment with a picture.
func Example_upload() {
	server := exampleAPI(mock.WithObserver(func(c mock.Call) {
		for _, f := range c.Files {
			fmt.Println("got", f.Name, "with", f.Size, "bytes")
		}
	}))
	defer server.Close()

	picture := strings.NewReader("the bytes of a picture") // or an *os.File
	api := graphapi.New(graph.New("page token", graph.WithBaseURL(server.URL)))
	comment, err := api.CreatePostComments(context.Background(), &graphapi.CreatePostCommentsRequest{
		PostID:  "1234_5678",
		Message: "This is how it looks.",
		Source:  &graph.File{Name: "shop.jpg", Reader: picture, Size: picture.Size(), ContentType: "image/jpeg"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("commented:", comment.ID != "")
	// Output:
	// got shop.jpg with 22 bytes
	// commented: true
}

// Several calls in one request, one of which uses the result of another.
func Example_batch() {
	server := exampleAPI()
	defer server.Close()

	ctx := context.Background()
	client := graph.New("page token", graph.WithBaseURL(server.URL))
	api := graphapi.New(client)

	// The calls are queued: what is wrong with their requests is found now, and
	// their results are there after Do.
	batch := graph.NewBatch(client)
	page, err := api.GetPage(ctx, &graphapi.GetPageRequest{
		PageID: "1234", Fields: graph.Fields(graphapi.PageFieldName),
	}, graph.InBatch(batch))
	if err != nil {
		log.Fatal(err)
	}
	feed, err := api.ListPageFeed(ctx, &graphapi.ListPageFeedRequest{
		PageID: "1234", Limit: 1,
	}, graph.InBatch(batch, graph.Name("feed")))
	if err != nil {
		log.Fatal(err)
	}
	comments, err := api.ListPostComments(ctx, &graphapi.ListPostCommentsRequest{
		PostID: graph.ID(graph.ResultOf("feed", "$.data[0].id")),
		Fields: graph.Fields(graphapi.CommentFieldMessage),
		Limit:  2,
	}, graph.InBatch(batch))
	if err != nil {
		log.Fatal(err)
	}

	if err := batch.Do(ctx); err != nil {
		for _, item := range batch.Items() {
			fmt.Println(item.Method, item.Path, item.Err)
		}
		return
	}
	fmt.Println(page.Name)
	fmt.Println(len(feed.Data), "post")
	for _, comment := range comments.Data {
		fmt.Println(comment.Message)
	}
	// Output:
	// example name
	// 1 post
	// example message 1
	// example message 2
}
